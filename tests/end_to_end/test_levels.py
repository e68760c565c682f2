"""Levels of autonomy on the virtual desktop: stricter at once, laxer by a hand alone, for as long as it was lent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

POLICY = """
[autonomy]
highest = "full-autonomy"

[[rule]]
id = "ask-f6"
reason = "F6 is asked about"
when = { action = "key", keys = "F6" }
verdict = "ask"
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=POLICY) as it:
        it.keep()
        yield it


def last_rule(supervised: Supervised) -> tuple[str, str]:
    _, verdict, rule = supervised.decisions()[-1]
    return verdict, rule


def test_a_laxer_level_holds_once_a_hand_has_confirmed_it(supervised: Supervised, person: Person) -> None:
    supervised.command("level", "full-autonomy", "--for", "20h")
    assert "full-autonomy" not in supervised.command("level")
    supervised.approve(person)
    wait_for(lambda: supervised.rows("level_changed"), "the level to hold")
    assert "lent: full-autonomy for all agents" in supervised.command("level")
    agent = supervised.shell("xdotool key F6")
    assert supervised.finish(agent)[0] == 0
    assert last_rule(supervised) == ("allow", "level-full-autonomy")
    row = supervised.rows("level_changed")[-1]
    assert row["approval"]["approver"] == supervised.rows("answered")[-1]["approval"]["approver"]


def test_a_stricter_level_holds_at_once_and_everything_is_asked(supervised: Supervised, person: Person) -> None:
    supervised.command("level", "full-oversight")
    agent = supervised.shell("xdotool key F5")
    supervised.wait_held()
    assert last_rule(supervised) == ("ask", "level-full-oversight")
    supervised.approve(person)
    assert supervised.finish(agent)[0] == 0
    assert [row["outcome"]["after"] for row in supervised.rows("level_changed")] == ["full-oversight"]
    # The next supervisor begins with it.
    supervised.end_service()
    supervised.keep()
    assert "full-oversight for all agents" in supervised.command("level")
    assert supervised.rows("level_changed")[-1]["outcome"]["why"].startswith("as before the supervisor ended")


def test_what_passed_is_found_right_by_a_hand_and_wrong_at_once(supervised: Supervised, person: Person) -> None:
    agent = supervised.shell("xdotool key F5")
    assert supervised.finish(agent)[0] == 0
    wait_for(lambda: supervised.rows("outcome"), "the action to have ended")
    (passed,) = json.loads(supervised.command("review", "--all", "--json"))
    row = str(passed["seq"])
    assert passed["agent"] == supervised.rows("decided")[0]["agent"]
    supervised.command("review", "right", row)
    assert supervised.rows("reviewed") == []
    supervised.approve(person)
    wait_for(lambda: supervised.rows("reviewed"), "the mark to be written")
    supervised.command("review", "wrong", row, "--note", "after all")
    right, wrong = supervised.rows("reviewed")
    assert (right["outcome"]["mark"], wrong["outcome"]["mark"]) == ("right", "wrong")
    assert right["outcome"]["hash"] == supervised.rows("decided")[0]["hash"]
    assert wrong["approval"]["note"] == "after all"
    assert json.loads(supervised.command("review", "--all", "--json")) == []
    assert "0 drawn and not gone through, 1 marked" in supervised.command("review")
