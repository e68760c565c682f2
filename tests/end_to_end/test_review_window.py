"""The window to go through what passed: opened from the menu or by command, used by a person and by an agent."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.test_opened_windows import Eyes
from tests.support.programs import mousepad
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop

SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"
POLICY = """version = 1
[autonomy]
highest = "batch-review"
level = "batch-review"
[[rule]]
id = "keys"
reason = "a test"
verdict = "ask"
tier = "high_risk"
when.action = "key"
"""


@pytest.fixture
def supervised(scene: Scene) -> Iterator[Supervised]:
    home = scene.folder / "gone-through"
    with (
        # Accessible: where an element is not known, that is out of the ordinary, and asked.
        mousepad(scene.desktop),
        Supervised(scene.desktop, home, settings=SETTINGS, policy=POLICY) as running,
    ):
        running.keep()
        yield running


@pytest.fixture
def eyes(scene: Scene) -> Eyes:
    return Eyes(scene)


def press(supervised: Supervised, *keys: str) -> None:
    """Let an agent press keys, and wait until they wait to be gone through."""
    before = supervised.status().get("review", 0)
    assert supervised.finish(supervised.shell(f"xdotool key {' '.join(keys)}", options=("--name", "tidy")))[0] == 0
    supervised.wait_status(lambda s: s.get("review") == before + len(keys))


@contextmanager
def no_answer_from_the_accessibility_bus(eyes: Eyes) -> Iterator[None]:
    """Let Qt wait for an answer about each key, which it asks before a widget gets the key.

    Not for long: who listens on the bus may have changed, which Qt asks about, and does nothing else meanwhile.
    """

    def is_registry(pid: int) -> bool:
        return b"at-spi2-registryd" in Path(f"/proc/{pid}/cmdline").read_bytes()

    (registry,) = filter(is_registry, eyes.desktop.processes())
    os.kill(registry, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(registry, signal.SIGCONT)


def marks(supervised: Supervised) -> list[tuple[str, str | None]]:
    return [(row["outcome"]["mark"], row["approval"]["note"]) for row in supervised.rows("reviewed")]


def test_what_passed_is_found_wrong_with_a_note_and_right_by_a_hand(eyes: Eyes, supervised: Supervised) -> None:
    press(supervised, "F8", "F9")
    eyes.open("review")
    eyes.wait("label", "2 actions to go through")
    eyes.wait("label", "Today: 2 actions, 0 asked, 0 with low confidence")
    eyes.wait("cell", ".*F8.*")
    eyes.press("cell", ".*F9.*")
    eyes.write("Note for the record", "not that one")
    eyes.press("push button", "Wrong")
    eyes.wait("label", "1 action marked as wrong")
    assert marks(supervised) == [("wrong", "not that one")]
    eyes.press("push button", "Right…")
    supervised.wait_held()
    assert len(marks(supervised)) == 1, "nothing is right before a hand has confirmed it"
    supervised.approve(eyes.person)
    eyes.wait("label", "Nothing to go through")
    assert marks(supervised) == [("wrong", "not that one"), ("right", None)]


def test_a_note_is_recorded_whole_however_soon_the_mark_follows(eyes: Eyes, supervised: Supervised) -> None:
    press(supervised, "F8", "F9")
    eyes.open("review")
    wrong = eyes.elements.wait(role="push button", name="Wrong", application="agent-supervisor").centre
    eyes.write("Note for the record", "")
    with no_answer_from_the_accessibility_bus(eyes):
        eyes.person.type("Not that one, and not there")
        eyes.person.chord("alt+w")
    wait_for(lambda: len(marks(supervised)) == 1, "the first mark")
    with no_answer_from_the_accessibility_bus(eyes):
        eyes.person.type("Nor this")
        eyes.person.click(*wrong)
    wait_for(lambda: len(marks(supervised)) == 2, "the second mark")
    assert marks(supervised) == [("wrong", "Not that one, and not there"), ("wrong", "Nor this")]


def test_attack_an_agent_cannot_press_it_into_saying_right(eyes: Eyes, supervised: Supervised) -> None:
    press(supervised, "F8")
    shown = subprocess.Popen(
        [*COMMAND, "review", "--window"], env=supervised.env, stdin=subprocess.DEVNULL, text=True
    )
    supervised.agents.append(shown)
    eyes.wait("cell", ".*F8.*")
    x, y = eyes.elements.wait(role="push button", name="Right…", application="agent-supervisor").centre
    agent = supervised.shell(f"xdotool mousemove {x} {y} click 1; xdotool key alt+r")
    assert supervised.finish(agent)[0] == 0
    refused = [verdict for kind, verdict, _ in supervised.decisions() if kind == "click"]
    assert refused == ["deny"]
    assert supervised.status()["requests"] == []
    assert supervised.rows("reviewed") == []
    eyes.press("push button", "Wrong")
    wait_for(lambda: marks(supervised) == [("wrong", None)], "the person's mark")
    eyes.person.tap("Escape")
    assert shown.wait(60) == 0, "the command lasts as long as the window"


def test_a_batch_is_presented_by_itself_without_the_focus_and_opened_from_its_card(
    eyes: Eyes, supervised: Supervised
) -> None:
    focus = ["xdotool", "getwindowfocus"]
    before = eyes.desktop.run(focus)
    press(supervised, "F8", "F9")
    eyes.wait("push button", "Go through")
    assert eyes.desktop.run(focus) == before
    (row,) = wait_for(lambda: supervised.rows("batch_presented"), "the record to say so")
    assert (row["agent"], row["outcome"]) == ("tidy", {"actions": 2, "ground": "ended"})
    assert supervised.status()["requests"] == []
    eyes.press("push button", "Go through")
    eyes.wait("label", "2 actions to go through")
    wait_for(lambda: not eyes.see("push button", "Later"), "the card to go")
