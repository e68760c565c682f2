"""Where a person is asked about a message, the question says to whom it goes: in a mail program and on a page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.browser import Chromium, Pages
from tests.support.programs import ClawsMail
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium"),
]
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
PAGE = (
    "<label>To <input value='council@example.org, anna@example.org'></label><button onclick='report()'>Send</button>"
)


def test_the_question_says_to_whom_a_message_goes(desktop: VirtualDesktop, person: Person, tmp_path: Path) -> None:
    seen = Accessible(desktop)
    mail = ClawsMail(desktop)
    with (
        Pages({"mail.example": PAGE}) as pages,
        Supervised(desktop, tmp_path / "home", settings=SETTINGS) as supervised,
    ):
        supervised.keep()
        with mail.compose(to="friend@example.org", subject="Hello", body="See you"):
            agent = supervised.shell("xdotool key ctrl+Return")
            supervised.wait_held()
            seen.wait(name=".*sends a message to “friend@example.org”.*", application="agent-supervisor")
            supervised.approve(person)
            assert supervised.finish(agent)[0] == 0
            wait_for(lambda: mail.sent() or None, "the message to go out")
        with Chromium(desktop, tmp_path / "profile", pages, "http://mail.example/") as browser:
            x, y = browser.place("Send")
            agent = supervised.shell(f"xdotool mousemove {x} {y} click 1")
            supervised.wait_held()
            words = ".*on mail.example: it sends a message to “council@example.org” and “anna@example.org”.*"
            seen.wait(name=words, application="agent-supervisor")
            supervised.reject(person)
            assert supervised.finish(agent)[0] == 0
            assert pages.pressed == []
