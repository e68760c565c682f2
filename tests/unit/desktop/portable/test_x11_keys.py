"""That the key that is pressed is the judged one, on a real X server and by both libraries."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from supervisor.core.input_event import EventKind, InputEvent
from tests.support.connect import connect
from tests.support.portable_rig import PortableRig
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop

SHIFT, A, B, SPARE, F12 = 50, 38, 56, 8, 96
LETTER_A, RETURN = 0x61, 0xFF0D


@pytest.fixture(scope="module", params=["pynput", "pyautogui"])
def rig(bare: VirtualDesktop, request: pytest.FixtureRequest) -> Iterator[PortableRig]:
    with PortableRig(bare, request.param) as made:
        yield made


@pytest.fixture(scope="module")
def receiver(bare: VirtualDesktop) -> Iterator[Receiver]:
    with Receiver(bare, bare=True) as shown:
        yield shown


@pytest.fixture
def agent(bare: VirtualDesktop) -> Iterator[Display]:
    """Give the connection of somebody else."""
    display = connect(bare)
    yield display
    display.close()


@contextmanager
def meaning(display: Display, keycode: int, *keysyms: int) -> Iterator[None]:
    """Give a key another meaning for a while."""
    (before,) = display.get_keyboard_mapping(keycode, 1)
    display.change_keyboard_mapping(keycode, [keysyms])
    display.sync()
    yield
    display.change_keyboard_mapping(keycode, [tuple(before)])
    display.sync()


def down(keycode: int) -> InputEvent:
    return InputEvent(EventKind.KEY_PRESS, keycode)


def up(keycode: int) -> InputEvent:
    return InputEvent(EventKind.KEY_RELEASE, keycode)


def arrived(rig: PortableRig, receiver: Receiver, before: int) -> list[tuple[int, str]]:
    """Give the keys that went down at the program since, by code and name."""
    assert rig.send(down(F12), up(F12)) == "done"

    def pressed() -> list[tuple[int, str]]:
        lines = [line for line in receiver.lines[before:] if line["event"] == "key_press"]
        return [(line["detail"], line["key"]) for line in lines]

    receiver.wait_for(lambda _lines: any(code == F12 for code, _ in pressed()), what="the mark")
    return [key for key in pressed() if key[0] != F12]


def test_a_spare_key_with_the_same_meaning_does_not_get_in_front_of_the_judged_one(
    rig: PortableRig, receiver: Receiver, agent: Display
) -> None:
    """Its second level is another one: a capital letter would become Return, which sends."""
    with meaning(agent, SPARE, LETTER_A, RETURN):
        rig.judge()
        before = len(receiver.lines)
        assert rig.send(down(SHIFT), down(A), up(A), up(SHIFT)) == "done"
        assert arrived(rig, receiver, before)[1:] == [(A, "A")]


def test_a_key_that_means_something_else_by_now_is_not_pressed(
    rig: PortableRig, receiver: Receiver, agent: Display
) -> None:
    rig.judge()
    before = len(receiver.lines)
    with meaning(agent, A, LETTER_A, RETURN):
        assert "key 38 means something else" in rig.send(down(SHIFT), down(A), up(A), up(SHIFT))
        assert rig.down() == ((), ())
    assert arrived(rig, receiver, before) == []


def test_what_was_made_before_a_key_turned_out_to_mean_something_else_is_said_to_be_a_part(
    rig: PortableRig, receiver: Receiver, agent: Display
) -> None:
    before = len(receiver.lines)
    (row,) = agent.get_keyboard_mapping(A, 1)
    told = rig.send(down(B), up(B), InputEvent(EventKind.REMAP, A, symbols=((RETURN,),)), down(A), up(A))
    agent.change_keyboard_mapping(A, [tuple(row)])
    agent.sync()
    if rig.outlet.hand == "pyautogui":
        assert "install pynput" in told
        assert arrived(rig, receiver, before) == []
    else:
        assert told == "partly: pynput failed: HandError: key 38 means something else than it did when it was judged"
        assert [code for code, _ in arrived(rig, receiver, before)] == [B]


def test_a_key_that_was_changed_while_it_was_down_comes_up(
    rig: PortableRig, receiver: Receiver, agent: Display
) -> None:
    rig.judge()
    before = len(receiver.lines)
    assert rig.send(down(B)) == "done"
    with meaning(agent, B, RETURN):
        assert rig.send(up(B)) == "done"
        assert not any(agent.query_keymap())
    assert [code for code, _ in arrived(rig, receiver, before)] == [B]


def test_a_key_that_was_given_a_meaning_is_pressed_by_what_it_means_now(rig: PortableRig, receiver: Receiver) -> None:
    for keysym in (0x10003A9, 0x1000416):
        before = len(receiver.lines)
        given = rig.send(InputEvent(EventKind.REMAP, SPARE, symbols=((keysym, keysym),)))
        if rig.outlet.hand == "pyautogui":
            assert "install pynput" in given
            continue
        rig.judge()
        assert rig.send(down(SPARE), up(SPARE)) == "done"
        assert [code for code, _ in arrived(rig, receiver, before)] == [SPARE]
    rig.send(InputEvent(EventKind.REMAP, SPARE, symbols=((0,),)))
    rig.judge()
