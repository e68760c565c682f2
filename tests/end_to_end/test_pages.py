"""Rules on the address of a page, with a real browser: on the page that they name and on no other."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import Chromium, Pages
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium"),
]
POLICY = """version = 1
[[rule]]
id = "no-bank"
reason = "agents do not use my bank"
verdict = "deny"
when.url = "http://bank.example/*"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
BUTTON = "<button onclick='report()'>Open {0}</button>"
PAGES = {
    "shop.example": BUTTON.format("basket") + "<iframe width=400 height=90 src='http://bank.example/in?t=s3cret'>",
    "bank.example": BUTTON.format("account"),
}


@pytest.fixture
def pages() -> Iterator[Pages]:
    with Pages(PAGES) as serving:
        yield serving


def supervised_at(desktop: VirtualDesktop, folder: Path) -> Supervised:
    return Supervised(desktop, folder / "home", settings=SETTINGS, policy=POLICY)


def does(supervised: Supervised, script: str, *, until: str = "ended") -> dict[str, Any]:
    """Have an agent do one thing; gives the last decision."""
    before = len(supervised.rows("decided"))
    supervised.finish(supervised.shell(script))
    return wait_for(lambda: supervised.rows("decided")[before:], f"a decision before it {until}")[-1]


def click(place: tuple[int, int]) -> str:
    return f"xdotool mousemove {place[0]} {place[1]} click 1"


def test_a_rule_on_a_page_holds_there_and_in_no_other_tab(
    desktop: VirtualDesktop, pages: Pages, tmp_path: Path
) -> None:
    first = "http://me:hunter2@shop.example/cart?session=s3cret"
    with (
        Chromium(desktop, tmp_path / "profile", pages, first) as browser,
        supervised_at(desktop, tmp_path) as supervised,
    ):
        supervised.keep()
        basket, framed = browser.place("Open basket"), browser.place("Open account")
        row = does(supervised, click(basket))
        assert (row["decision"]["verdict"], row["context"]["url"]) == ("allow", "http://shop.example/cart")
        wait_for(lambda: pages.pressed == ["shop.example"], "the press to arrive")

        row = does(supervised, click(framed))
        assert (row["decision"]["verdict"], row["decision"]["rule_id"]) == ("deny", "no-bank")
        assert (row["context"]["url"], row["context"]["frame_url"]) == (
            "http://shop.example/cart",
            "http://bank.example/in",
        )

        browser.open_tab("http://bank.example/account?token=s3cret")
        wait_for(lambda: browser.place("Open account") != framed, "the tab of the bank")
        row = does(supervised, click(browser.place("Open account")))
        assert (row["decision"]["rule_id"], row["context"]["url"]) == ("no-bank", "http://bank.example/account")
        # A key lands where the focus is, which the browser tells as well.
        row = does(supervised, "xdotool key space")
        assert (row["decision"]["rule_id"], row["context"]["url"]) == ("no-bank", "http://bank.example/account")
        assert pages.pressed == ["shop.example"], "nothing that was refused arrived"
        assert "s3cret" not in str(supervised.rows())
        assert "hunter2" not in str(supervised.rows())


def test_attack_a_browser_that_does_not_tell_its_page_is_asked_about(
    desktop: VirtualDesktop, pages: Pages, tmp_path: Path
) -> None:
    with (
        Chromium(desktop, tmp_path / "profile", pages, "http://bank.example/", options=()) as browser,
        supervised_at(desktop, tmp_path) as supervised,
    ):
        supervised.keep()
        x, y, width, height = browser.window.rect
        agent = supervised.shell(click((x + width // 2, y + height // 2)))
        supervised.wait_held()
        (asked,) = supervised.rows("approval_requested")
        assert asked["decision"]["rule_id"] == "page-unknown"
        assert "`no-bank`" in asked["decision"]["reason"]
        agent.kill()
