from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import XK, X, Xatom
from Xlib.ext import xinput

from supervisor.human.devices import read_equipment
from tests.support.connect import connect
from tests.support.human_process import CHORDS, HumanProcess
from tests.support.layout_group import lock_group
from tests.support.waiting import wait_for

for group in ("cyrillic", "xkb"):
    XK.load_keysym_group(group)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.human.connection import Connection


@pytest.fixture
def human(desktop: VirtualDesktop) -> Iterator[HumanProcess]:
    """Give the process, ready."""
    with HumanProcess(desktop) as running:
        yield running


@pytest.fixture
def keymap(desktop: VirtualDesktop) -> Iterator[VirtualDesktop]:
    """Give a desktop whose keymap a test may change."""
    yield desktop
    lock_group(desktop, 0)
    desktop.run(["setxkbmap", "-layout", "us", "-option", ""])


def answers(human: HumanProcess, person: Person, chord: str, request: str) -> bool:
    """Tell whether pressing `chord` answers a request; pause tells that it was heard."""
    human.ask(request)
    human.show(request)
    human.settle()
    before = human.paused
    person.chord(chord)
    person.chord("ctrl+alt+p")
    wait_for(lambda: human.paused != before, "pause to be heard")
    human.settle()
    return bool(human.hear("answer", request=request))


def test_a_cyrillic_group_does_not_disarm(keymap: VirtualDesktop, person: Person) -> None:
    keymap.run(["setxkbmap", "-layout", "us,ru"])
    with HumanProcess(keymap) as human:
        assert human.ready["labels"]["stop"] == "Ctrl+Alt+S"
        lock_group(keymap, 1)
        person.key_down("Control_L")
        person.key_down("Alt_L")
        person.tap("Cyrillic_yeru")
        person.key_up("Alt_L")
        person.key_up("Control_L")
        assert human.wait("stopped")["how"] == "chord"


def test_a_keyboard_without_latin_letters_shows_where_the_chords_are(keymap: VirtualDesktop) -> None:
    keymap.run(["setxkbmap", "-layout", "ru"])
    with HumanProcess(keymap) as human:
        assert human.ready["labels"]["approve"].startswith("Ctrl+Alt+Y (the key")


def test_the_chords_follow_a_keymap_that_changes(keymap: VirtualDesktop, person: Person) -> None:
    """The person presses the key called Y, which a German keyboard has where an American one has Z."""
    with HumanProcess(keymap, arm_ms=0) as human:
        numbers = iter(range(100))
        wait_for(lambda: answers(human, person, "ctrl+alt+y", f"r{next(numbers)}"), "the first answer")
        keymap.run(["setxkbmap", "-layout", "de"])
        wait_for(lambda: answers(human, person, "ctrl+alt+y", f"r{next(numbers)}"), "the new place of the key")
        assert not answers(human, person, "ctrl+alt+z", "r100")


def test_right_alt_is_not_alt(human: HumanProcess, person: Person) -> None:
    person.chord("ctrl+Alt_R+s")
    person.chord("ctrl+ISO_Level3_Shift+s")
    person.chord("ctrl+alt+shift+s")
    human.settle()
    assert not human.stopped


def test_anothers_shortcut_is_a_problem_with_its_remedy(desktop: VirtualDesktop) -> None:
    other = connect(desktop)
    other.screen().root.grab_key(39, X.ControlMask | X.Mod1Mask, False, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    with HumanProcess(desktop) as human:
        (problem,) = human.ready["problems"]
        assert problem.startswith("`Ctrl+Alt+S` (stop) is a shortcut of another program")
    other.close()


def test_a_chord_may_be_of_a_key_without_a_letter(desktop: VirtualDesktop) -> None:
    with HumanProcess(desktop, chords=CHORDS | {"stop": "ctrl+Scroll_Lock"}) as human:
        assert human.ready["problems"] == []
        assert human.ready["labels"]["stop"] == "Ctrl+Scroll_lock"


def test_a_keyboard_without_left_alt_is_a_problem(keymap: VirtualDesktop) -> None:
    keymap.run(["setxkbmap", "-layout", "us", "-option", "lv3:lalt_switch"])
    with HumanProcess(keymap) as human:
        assert any("no left Alt" in problem for problem in human.ready["problems"])


def test_a_keyboard_that_comes_back_is_heard_again(
    human: HumanProcess, connection: Connection, person: Person
) -> None:
    keyboard = next(device for device in read_equipment(connection).physical if device.keyboard)

    def switch(*, on: bool) -> None:
        connection.tell(
            xinput.XIChangeProperty,
            opcode=connection.opcode(xinput.extname),
            deviceid=keyboard.id,
            mode=X.PropModeReplace,
            property=connection.atom("Device Enabled"),
            type=Xatom.INTEGER,
            value=(8, bytes([on])),
        )

    switch(on=False)
    wait_for(lambda: keyboard.id not in {one.id for one in read_equipment(connection).physical}, "it to be off")
    switch(on=True)
    wait_for(lambda: keyboard.id in {one.id for one in read_equipment(connection).physical}, "it to be on")

    def pressed() -> bool:
        person.chord("ctrl+alt+s")
        human.settle()
        return human.stopped

    wait_for(pressed, "the chord to be heard")
    assert human.wait("stopped")["device"] == keyboard.name


def test_activity_of_the_hand_is_told_and_that_of_programs_is_not(
    human: HumanProcess, desktop: VirtualDesktop, person: Person
) -> None:
    desktop.run(["xdotool", "mousemove", "300", "300", "key", "a"])
    human.settle()
    assert human.hear("activity") == []
    person.move(600, 600)
    assert human.wait("activity", keys=False)["down"] is False
    person.key_down("a")
    human.wait("activity", keys=True, down=True)
    person.key_up("a")
    human.wait("activity", keys=True, down=False)
