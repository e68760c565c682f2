"""Systems without X11 as pynput shows them; with X11, test_outlet.py beside this has the real one."""

from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.action import Point
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.pynput_hand import PynputHand
from supervisor.desktop.portable.strokes import Button, Key, Remap
from tests.unit.desktop.portable.simulated_libraries import SimulatedPynput

KEYS = ("enter", "shift_l", "ctrl_l", "f1")
RETURN, SHIFT = 0xFF0D, 0xFFE1


class Rig:
    def __init__(self, platform: str) -> None:
        buttons = ("left", "middle", "right", "x1", "x2") if platform == "win32" else ("left", "middle", "right")
        self.library = SimulatedPynput(KEYS, buttons)
        self.hand = PynputHand(platform, self.library.load)

    def told(self, *keys: Key) -> str:
        self.library.told.clear()
        self.hand.check(keys)
        for key in keys:
            self.hand.key(key)
        return " ".join(self.library.told)


def key(char: str, keysym: int = 0, *, down: bool = True) -> Key:
    return Key(keysym or 0x1000000 | ord(char), char, down)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_named_keys_are_pressed_by_name_and_all_others_by_their_character(platform: str) -> None:
    rig = Rig(platform)
    assert rig.told(key("", SHIFT), key("a"), key("a", down=False), key("", RETURN)) == "+shift_l +a -a +enter"
    assert rig.told(key("你"), key("你", down=False)) == "+你 -你"
    assert rig.hand.clients == ()
    rig.hand.remap(Remap(255, (1,)))


def test_windows_takes_what_is_outside_the_first_plane_in_two_units() -> None:
    assert Rig("win32").told(key("😀")) == "+\ud83d +\ude00"


def test_macos_cannot_and_that_is_said_before_anything_is_pressed() -> None:
    rig = Rig("darwin")
    with pytest.raises(HandError, match="paste it instead"):
        rig.told(key("a"), key("😀"))
    assert rig.library.told == []


def test_a_key_that_the_system_has_no_name_for_is_refused() -> None:
    with pytest.raises(HandError, match="no key for keysym 0xff67"):
        Rig("darwin").told(key("", 0xFF67))


def test_the_wheel_turns_at_its_press_and_the_buttons_at_the_side_are_there_where_they_are() -> None:
    rig = Rig("win32")
    for number in (4, 5, 6, 7):
        rig.hand.button(number, down=True)
        rig.hand.button(number, down=False)
    rig.hand.button(8, down=True)
    assert rig.library.told == ["scroll 0,1", "scroll 0,-1", "scroll -1,0", "scroll 1,0", "+x1"]
    with pytest.raises(HandError, match="no button 8 here"):
        Rig("darwin").hand.check([Button(8, down=True)])


def test_clicks_are_counted_for_macos_as_long_as_they_belong_together() -> None:
    rig = Rig("darwin")
    for place in (Point(5, 5), Point(5, 5), Point(9, 9)):
        rig.hand.move(place)
        rig.hand.button(1, down=True)
        rig.hand.button(1, down=False)
    rig.hand.button(3, down=True)
    told = " ".join(rig.library.told)
    assert told == "from one +left -left +left -left from one +left -left from one +right"


def test_a_pointer_between_two_points_is_at_the_nearer_one() -> None:
    rig = Rig("darwin")
    rig.library.mouse.Controller.position = (10.4, 19.6)
    assert rig.hand.position() == Point(10, 20)


def test_a_library_that_cannot_be_loaded_is_one_sentence() -> None:
    def load(_name: str) -> Any:
        raise ImportError("this platform is not supported:\nTry one of")

    with pytest.raises(HandError) as caught:
        PynputHand("linux", load)
    assert str(caught.value).startswith("pynput cannot be used: this platform is not supported:: see")
