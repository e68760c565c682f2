"""A held action that a person changes by hand: what is sent is theirs, and nothing of the agent's is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.answering import answers_are_kept
from tests.support.programs import mousepad, terminal, thunar
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
ASK = """version = 1
[[rule]]
id = "typing"
reason = "a test"
verdict = "ask"
when = { action = "type", executable = "mousepad" }
[[rule]]
id = "quit"
reason = "a test"
verdict = "ask"
when = { keys = "ctrl+q" }
[[rule]]
id = "lines"
reason = "a test"
verdict = "ask"
when = { action = "type+enter" }
[[rule]]
id = "files"
reason = "a test"
verdict = "ask"
when = { action = "click", role = "table cell" }
"""
SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\naccessibility_budget_ms = 1000\n"


class Hand:
    """A person who changes what is held."""

    def __init__(self, desktop: VirtualDesktop, supervised: Supervised, person: Person) -> None:
        self.supervised = supervised
        self.person = person
        self._desktop = desktop
        self._elements = Accessible(desktop)

    def press(self, word: str) -> None:
        """Press an area of the popup until the question is another one."""
        asked = self.supervised.wait_held()

        def done() -> bool:
            area = self._elements.find(name=word)
            if area is not None:
                self.person.click(*area.centre)
            return asked not in self.supervised.status()["requests"]

        wait_for(done, f"`{word}` to be taken", timeout_s=30)

    def chord(self, title: str) -> None:
        """Press the chord for something else until the window to write in is there."""

        def done() -> bool:
            opened = self._elements.find(role="text", name=title) is not None
            if not opened and answers_are_kept(self._desktop):
                self.person.chord("ctrl+alt+e")
            return opened

        self.supervised.wait_held()
        wait_for(done, f"`{title}` after the chord", timeout_s=30)

    def write(self, title: str, text: str) -> None:
        """Write into the window that has the keyboard once it is there."""

        def has_keyboard() -> bool:
            field = self._elements.find(role="text", name=title)
            return field is not None and field.focused

        wait_for(has_keyboard, f"`{title}` to have the keyboard", timeout_s=30)
        asked = self.supervised.wait_held()
        self.person.type(text)
        self.person.tap("Return")
        wait_for(lambda: asked not in self.supervised.status().get("requests", ()), "it to be taken", timeout_s=30)

    def change(self, word: str, title: str, text: str) -> None:
        """Have something else asked about, and approve that."""
        self.press(word)
        self.write(title, text)
        self.supervised.approve(self.person)


@pytest.fixture
def supervised(desktop: VirtualDesktop, tmp_path: Path) -> Iterator[Supervised]:
    with Supervised(desktop, tmp_path / "home", settings=SETTINGS, policy=ASK) as running:
        running.keep()
        yield running


@pytest.fixture
def hand(desktop: VirtualDesktop, supervised: Supervised, person: Person) -> Hand:
    return Hand(desktop, supervised, person)


def test_another_text_takes_the_place_of_all_that_the_agent_types(
    desktop: VirtualDesktop, supervised: Supervised, hand: Hand, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with mousepad(desktop, file) as editor:
        editor.element(role="text")
        agent = supervised.shell("xdotool type 'Dear all'; sleep 1; xdotool key ctrl+s; echo went on")
        hand.change("Other text…", "Type this instead", "Good (night)")
        status, out = supervised.finish(agent)
        assert (status, out.splitlines()[-1]) == (0, "went on")
        wait_for(lambda: file.read_text().strip(), "the file to be saved")
        assert file.read_text().strip() == "Good (night)"
    proposed, changed = [row for row in supervised.rows("decided") if row["action"]["kind"] == "type"]
    assert (proposed["action"]["text"], changed["action"]["text"]) == ("D", "Good (night)")
    assert changed["outcome"] == {"modified": "text"}


def test_other_keys_are_pressed_in_place_of_the_agents(
    desktop: VirtualDesktop, supervised: Supervised, hand: Hand, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.touch()
    with mousepad(desktop, file) as editor:
        editor.element(role="text")
        hand.person.type("kept")
        agent = supervised.shell("xdotool key ctrl+q")
        hand.change("Other keys…", "Press this instead", "ctrl+s")
        assert supervised.finish(agent)[0] == 0
        wait_for(lambda: file.read_text().strip() == "kept", "it to be saved")
        assert editor.element(role="text"), "it is not closed"
    assert supervised.rows("decided")[-1]["outcome"] == {"modified": "keys"}


def test_a_line_in_a_terminal_is_mended_and_run(
    desktop: VirtualDesktop, supervised: Supervised, hand: Hand, tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with terminal(desktop, "xterm", folder):
        agent = supervised.shell("xdotool type --delay 5 'touch wrong-1'; xdotool key Return")
        hand.chord("Type this instead")
        hand.write("Type this instead", "touch Right_2")
        supervised.approve(hand.person)
        assert supervised.finish(agent)[0] == 0
        wait_for((folder / "Right_2").exists, "the line to be run")
        assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == ["Right_2"]


def test_a_click_goes_where_the_person_points_or_is_refused_for_their_reason(
    desktop: VirtualDesktop, supervised: Supervised, hand: Hand, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    names = ("one.txt", "three.txt", "two.txt")
    for name in names:
        (folder / name).touch()
    with thunar(desktop, folder) as files:
        one, three, two = (files.element(role="table cell", name=name) for name in names)
        clicks = ["xdotool mousemove {} {} click 1".format(*file.centre) for file in (three, one)]
        agent = supervised.shell("; sleep 2; ".join(clicks))
        hand.press("Other…")
        hand.write("Reject, because", "not that one")
        wait_for(lambda: len(supervised.rows("decided")) == 2, "the second click", timeout_s=30)
        (end,) = [row for row in supervised.rows("outcome") if row["approval"]]
        assert (end["outcome"]["result"], end["approval"]["note"]) == ("refused", "not that one")
        hand.press("Another place…")
        asked = supervised.wait_held()

        def pointed() -> bool:
            hand.person.click(*two.centre)
            return asked not in supervised.status().get("requests", ())

        wait_for(pointed, "the place to be taken", timeout_s=30)
        supervised.approve(hand.person)
        assert supervised.finish(agent)[0] == 0
        assert supervised.rows("sending")[-1]["action"]["point"] == list(two.centre)
        chosen = files.element(role="table cell", name="two.txt")
        assert chosen.selected
        assert not files.element(role="table cell", name="one.txt").selected
