from __future__ import annotations

import pytest

from tests.support.doorway import DECOY, ERROR, FOREIGN, OWN, ROOT, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS

XINPUT = MAJORS["XInputExtension"]
SYNC, ASYNC = 0, 1
OTHERS = pytest.mark.parametrize("window", [FOREIGN, ROOT])
POINTER, BUTTON, KEYBOARD, KEY = "IHBBIII", "IHBBIIBxH", "IIBBxx", "IHBBBxxx"
DEVICE, PASSIVE = "IIIHBBBxH", "IIIIHHHBBBBxx"


@pytest.fixture(params=[(False, False), (True, False), (False, True)], ids=["little", "big", "big-form"])
def way(request: pytest.FixtureRequest) -> Doorway:
    big_endian, big_form = request.param
    return Doorway(big_endian=big_endian, big_form=big_form)


def test_programs_grab_for_their_own_menus(way: Doorway) -> None:
    assert way.passes(26, way.pack(POINTER, OWN, 4, ASYNC, ASYNC, 0, 0, 0))
    assert way.passes(26, way.pack(POINTER, OWN, 4, ASYNC, ASYNC, OWN, 0, 0))
    assert way.passes(31, way.pack(KEYBOARD, OWN, 0, ASYNC, ASYNC))
    assert way.passes(28, way.pack(BUTTON, OWN, 4, ASYNC, ASYNC, 0, 0, 1, 0))
    assert way.passes(33, way.pack(KEY, OWN, 0, 40, ASYNC, ASYNC))
    assert way.passes(XINPUT, way.pack(DEVICE, OWN, 0, 0, 2, ASYNC, ASYNC, 1, 0), 51)
    assert way.passes(XINPUT, way.pack(PASSIVE, 0, OWN, 0, 1, 1, 1, 0, 0, ASYNC, ASYNC, 0), 54)


def test_attack_a_grab_that_freezes_is_made_one_that_does_not(way: Doorway) -> None:
    for modes in ((SYNC, SYNC), (SYNC, ASYNC), (ASYNC, SYNC)):
        for opcode, minor, form, before, after in (
            (26, 0, POINTER, (OWN, 4), (0, 0, 0)),
            (28, 0, BUTTON, (OWN, 4), (0, 0, 1, 0)),
            (31, 0, KEYBOARD, (OWN, 0), ()),
            (33, 0, KEY, (OWN, 0, 40), ()),
            (XINPUT, 51, DEVICE, (OWN, 0, 0, 2), (1, 0)),
            (XINPUT, 54, PASSIVE, (0, OWN, 0, 1, 1, 1, 0, 0), (0,)),
        ):
            got = way.changed(opcode, way.pack(form, *before, *modes, *after), minor)
            assert got == way.pack(form, *before, ASYNC, ASYNC, *after)


@OTHERS
def test_attack_a_grab_elsewhere_is_answered_as_one_that_failed(way: Doorway, window: int) -> None:
    got = way.changed(26, way.pack(POINTER, window, 4, SYNC, ASYNC, 0, 0, 0))
    assert got == way.pack(POINTER, DECOY, 4, ASYNC, ASYNC, 0, 0, 0)
    assert way.changed(31, way.pack(KEYBOARD, window, 0, ASYNC, SYNC)) == way.pack(KEYBOARD, DECOY, 0, ASYNC, ASYNC)
    got = way.changed(XINPUT, way.pack(DEVICE, window, 0, 0, 3, ASYNC, ASYNC, 1, 0), 51)
    assert got == way.pack(DEVICE, DECOY, 0, 0, 3, ASYNC, ASYNC, 1, 0)


@OTHERS
def test_attack_a_grab_elsewhere_without_a_decoy_is_an_error(way: Doorway, window: int) -> None:
    way.territory.decoy = 0
    assert way.refused(26, way.pack(POINTER, window, 4, ASYNC, ASYNC, 0, 0, 0)) == ERROR
    assert way.refused(31, way.pack(KEYBOARD, window, 0, ASYNC, ASYNC)) == ERROR


@OTHERS
def test_attack_keys_that_lie_in_wait_elsewhere(way: Doorway, window: int) -> None:
    assert way.refused(28, way.pack(BUTTON, window, 4, ASYNC, ASYNC, 0, 0, 1, 0)) == 127
    assert way.refused(33, way.pack(KEY, window, 0, 40, ASYNC, ASYNC)) == 127
    assert way.refused(XINPUT, way.pack(PASSIVE, 0, window, 0, 1, 1, 1, 0, 0, ASYNC, ASYNC, 0), 54) == ERROR


def test_attack_the_pointer_is_locked_into_another_window(way: Doorway) -> None:
    got = way.changed(26, way.pack(POINTER, OWN, 4, ASYNC, ASYNC, FOREIGN, 0, 0))
    assert got == way.pack(POINTER, OWN, 4, ASYNC, ASYNC, 0, 0, 0)
    got = way.changed(28, way.pack(BUTTON, OWN, 4, ASYNC, ASYNC, ROOT, 0, 1, 0))
    assert got == way.pack(BUTTON, OWN, 4, ASYNC, ASYNC, 0, 0, 1, 0)


def test_attack_the_persons_keyboard_itself_is_grabbed(way: Doorway) -> None:
    got = way.changed(XINPUT, way.pack(DEVICE, OWN, 0, 0, 9, ASYNC, ASYNC, 1, 0), 51)
    assert got == way.pack(DEVICE, DECOY, 0, 0, 9, ASYNC, ASYNC, 1, 0)
    assert way.refused(XINPUT, way.pack(PASSIVE, 0, OWN, 0, 1, 9, 1, 0, 0, ASYNC, ASYNC, 0), 54) == ERROR


def test_a_touch_grab_keeps_its_own_mode(way: Doorway) -> None:
    assert way.passes(XINPUT, way.pack(PASSIVE, 0, OWN, 0, 0, 2, 1, 0, 4, 2, ASYNC, 0), 54)


def test_attack_a_grab_too_short_changes_nothing_behind_it(way: Doorway) -> None:
    short = way.request(26, way.pack("I", OWN))
    behind = way.request(104, bytes(16))
    out, stop = way.send(short + behind)
    assert stop is None
    assert out[len(short) :] == behind
    assert out[0] == ERROR


def test_how_long_a_grab_lasts_is_told(way: Doorway) -> None:
    way.passes(26, way.pack(POINTER, OWN, 4, ASYNC, ASYNC, 0, 0, 0))
    way.passes(31, way.pack(KEYBOARD, OWN, 0, ASYNC, ASYNC))
    way.passes(XINPUT, way.pack(DEVICE, OWN, 0, 0, 2, ASYNC, ASYNC, 1, 0), 51)
    way.changed(XINPUT, way.pack(DEVICE, OWN, 0, 0, 3, SYNC, ASYNC, 1, 0), 51)
    way.changed(26, way.pack(POINTER, FOREIGN, 4, ASYNC, ASYNC, 0, 0, 0))
    assert way.grabbed == [("pointer", OWN), ("keyboard", OWN), ("pointer", OWN), ("keyboard", OWN)]
    way.grabbed.clear()
    assert way.passes(27, way.pack("I", 0))
    assert way.passes(32, way.pack("I", 0))
    assert way.passes(XINPUT, way.pack("IHxx", 0, 2), 52)
    assert way.passes(XINPUT, way.pack("IHxx", 0, 3), 52)
    assert way.passes(XINPUT, way.pack("IHxx", 0, 9), 52)
    assert way.grabbed == [("pointer", 0), ("keyboard", 0), ("pointer", 0), ("keyboard", 0)]
