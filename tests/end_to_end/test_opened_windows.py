"""The windows around the popup, opened from the menu and used by a physical person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.app.changing_settings import read
from tests.support.accessible import Accessible
from tests.support.programs import thunar
from tests.support.supervised import Supervised
from tests.support.tray_menu import choose_from_menu
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.controls import Element
    from supervisor.demo.person import Person
    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop

APPLICATION = "agent-supervisor"
SETTINGS = "# mine\nyield_to_person_ms = 0\n"
ASK = """version = 1
[[rule]]
id = "touch-files"
reason = "a test"
verdict = "ask"
when = { action = "click", role = "table cell" }
"""


class Eyes:
    """A person who opens our windows, reads them and presses what is in them."""

    def __init__(self, scene: Scene) -> None:
        self.desktop = scene.desktop
        self.person: Person = scene.person
        self.elements = Accessible(scene.desktop)

    def open(self, what: str, *, grants: bool = False) -> None:
        """Open a window from the menu of the control; see `tray_menu.ENTRIES`."""
        self.press("push button", "More")
        choose_from_menu(self.desktop, self.person.tap, what, grants=grants)

    def press(self, role: str, name: str) -> None:
        """Click what has this name, once it stands still."""
        self.person.click(*self.elements.wait(role=role, name=name, application=APPLICATION).centre)

    def wait(self, role: str, name: str) -> None:
        """Wait until such words can be read; `name` is a pattern."""
        wait_for(lambda: self.see(role, name), f"`{name}`", timeout_s=30)

    def see(self, role: str, name: str) -> Element | None:
        """Give what can be read; None for nothing."""
        return self.elements.find(role=role, name=name, application=APPLICATION)

    def choose(self, word: str) -> None:
        """Press an area of the popup until it is chosen."""

        def chosen() -> bool:
            area = self.elements.find(name=word, application=APPLICATION)
            if area is not None:
                self.person.click(*area.centre)
            return self.elements.find(name=f"{word}, chosen", application=APPLICATION) is not None

        wait_for(chosen, f"`{word}` to be chosen", timeout_s=30)

    def write(self, field: str, text: str) -> None:
        """Write over what stands in a field."""
        self.press("text", field)

        def focused() -> bool:
            found = self.see("text", field)
            return found is not None and found.focused

        wait_for(focused, f"`{field}` to have the keyboard", timeout_s=30)
        self.person.chord("ctrl+a")
        self.person.type(text)


@pytest.fixture
def eyes(scene: Scene) -> Eyes:
    return Eyes(scene)


@pytest.fixture
def supervised(scene: Scene) -> Iterator[Supervised]:
    with Supervised(scene.desktop, scene.folder / "home", settings=SETTINGS, policy=ASK) as running:
        running.keep()
        yield running


def test_a_chord_is_changed_checked_confirmed_and_kept(eyes: Eyes, supervised: Supervised) -> None:
    file = supervised.home / "config/settings.toml"
    eyes.open("settings")
    eyes.write("Reject", "ctrl+alt+s")
    eyes.wait("label", "Reject: `ctrl.alt.s` is already “Stop everything”")
    eyes.write("Reject", "ctrl+alt+j")
    eyes.press("push button", "Save…")
    supervised.wait_held()
    assert file.read_text() == SETTINGS, "nothing is written before a person has confirmed it"
    supervised.approve(eyes.person)
    eyes.wait("label", "Saved.*")
    assert read(file)[1].chords.reject == "ctrl+alt+j"
    assert file.read_text().startswith(SETTINGS)


def test_what_stands_is_taken_back_by_one_press_and_all_of_it_can_be_read_later(
    scene: Scene, eyes: Eyes, supervised: Supervised, tmp_path: Path
) -> None:
    folder = tmp_path / "docs"
    gates = tmp_path / "gates"
    for made in (folder, gates):
        made.mkdir()
    names = ("one.txt", "two.txt", "three.txt")
    for name in names:
        (folder / name).touch()
    with thunar(scene.desktop, folder) as files:
        places = [files.element(role="table cell", name=name).centre for name in names]
        clicks = [f"xdotool mousemove {x} {y} click 1" for x, y in places]
        waits = [f"until [ -e {gates / gate} ]; do sleep 0.1; done" for gate in ("second", "third")]
        agent = supervised.shell("; ".join((clicks[0], waits[0], clicks[1], waits[1], clicks[2], "sleep 600")))
        supervised.wait_held()
        eyes.choose("Any program")
        supervised.approve(eyes.person)
        (gates / "second").touch()
        wait_for(lambda: len(done(supervised)) == 2, "both clicks to be over", timeout_s=60)
        eyes.open("grants", grants=True)
        eyes.press("push button", "Take back")
        eyes.wait("label", "No answer stands.*")
        eyes.person.tap("Escape")
        wait_for(lambda: not eyes.see("label", "No answer stands.*"), "the window to close")
        (gates / "third").touch()
        supervised.reject(eyes.person)
        assert rules(supervised) == ["touch-files", "grant", "touch-files"]
        eyes.open("past")
        for words in (".*one.txt.*", "Approved.*", ".*three.txt.*", "Rejected.*"):
            eyes.wait("cell", words)
        eyes.person.tap("Escape")
        agent.kill()


def rules(supervised: Supervised) -> list[str]:
    """Give the rules that decided clicks, in order."""
    return [rule for kind, _, rule in supervised.decisions() if kind == "click"]


def done(supervised: Supervised) -> list[object]:
    """Give the clicks that are over."""
    return [row for row in supervised.rows("outcome") if row["action"] and row["action"]["kind"] == "click"]
