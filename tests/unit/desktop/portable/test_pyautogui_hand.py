"""Systems without X11 as pyautogui shows them; with X11, test_outlet.py beside this has the real one."""

from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.action import Point
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.pyautogui_hand import PyautoguiHand
from supervisor.desktop.portable.strokes import Button, Key, Remap
from tests.unit.desktop.portable.simulated_libraries import SimulatedPyautogui

A, RETURN = Key(0x61, "a", down=True), Key(0xFF0D, "", down=True)


def made(platform: str) -> tuple[PyautoguiHand, SimulatedPyautogui]:
    library = SimulatedPyautogui({"a": 0, "enter": 36, "é": None, "A": 0, "ctrlleft": 59})
    return PyautoguiHand(platform, lambda _name: library), library


def test_its_fail_safe_and_its_pauses_are_off() -> None:
    _, library = made("darwin")
    assert (library.FAILSAFE, library.PAUSE) == (False, 0)


def test_keys_go_by_the_names_that_it_has() -> None:
    hand, library = made("darwin")
    keys = (Key(0xFFE3, "", down=True), A, RETURN, Key(0xFFE3, "", down=False))
    hand.check(keys)
    for key in keys:
        hand.key(key)
    assert library.told == ["keyDown ctrlleft", "keyDown a", "keyDown enter", "keyUp ctrlleft"]


@pytest.mark.parametrize("char", ["é", "你", "A"])
def test_what_it_would_leave_out_or_do_with_shift_is_refused(char: str) -> None:
    hand, library = made("darwin")
    with pytest.raises(HandError, match="no key for keysym"):
        hand.check([A, Key(ord(char), char, down=True)])
    assert library.told == []


def test_buttons_and_meanings_that_it_has_not_are_refused() -> None:
    hand, _ = made("win32")
    with pytest.raises(HandError, match="no button 8"):
        hand.check([Button(8, down=True)])
    with pytest.raises(HandError, match="install pynput"):
        hand.check([Remap(255, (1,))])
    with pytest.raises(HandError):
        hand.remap(Remap(255, (1,)))


def test_a_turn_of_the_wheel_is_one_on_every_system() -> None:
    turns = {}
    for platform in ("win32", "darwin"):
        hand, library = made(platform)
        for number in (4, 5, 6, 7):
            hand.button(number, down=True)
            hand.button(number, down=False)
        turns[platform] = library.told
    assert turns["darwin"] == ["vscroll 1", "vscroll -1", "hscroll -1", "hscroll 1"]
    assert turns["win32"] == ["vscroll 120", "vscroll -120", "hscroll -120", "hscroll 120"]


def test_a_move_with_a_button_down_is_a_drag_on_macos() -> None:
    hand, library = made("darwin")
    hand.move(Point(1, 2))
    hand.button(1, down=True)
    hand.move(Point(5, 6))
    hand.button(1, down=False)
    hand.move(Point(7, 8))
    assert library.told == ["moveTo 1 2", "mouseDown left", "dragTo 5 6 left False", "mouseUp left", "moveTo 7 8"]
    assert hand.position() == Point(3, 4)


@pytest.mark.parametrize("error", [ImportError("no display"), SystemExit("install tkinter"), KeyError("DISPLAY")])
def test_a_library_that_cannot_be_loaded_is_one_sentence_even_where_it_would_end_the_process(
    error: BaseException,
) -> None:
    def load(_name: str) -> Any:
        raise error

    with pytest.raises(HandError, match="pyautogui cannot be used: "):
        PyautoguiHand("linux", load)
