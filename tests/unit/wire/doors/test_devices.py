from __future__ import annotations

import pytest

from tests.support.doorway import FOREIGN, OWN, ROOT, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS

XKB, XINPUT, XTEST = MAJORS["XKEYBOARD"], MAJORS["XInputExtension"], MAJORS["XTEST"]
BOTH = pytest.mark.parametrize("big_endian", [False, True])


@BOTH
def test_the_layout_group_may_be_chosen_as_xdotool_does(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(XKB, way.pack("HBBBBBBBBH", 0x100, 0, 0, 1, 1, 0, 0, 0, 0, 0), 5)


@BOTH
@pytest.mark.parametrize(
    "fields",
    [
        (255, 4, 1, 1, 0, 0, 0, 0, 0),
        (0, 0, 1, 1, 255, 4, 0, 0, 0),
        (0, 0, 1, 1, 0, 0, 0, 1, 1),
        (2, 2, 1, 1, 0, 0, 0, 0, 7),
    ],
)
def test_attack_a_modifier_is_locked_under_the_persons_keys(fields: tuple[int, ...], big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    kept = way.changed(XKB, way.pack("HBBBBBBBBH", 0x100, *fields), 5)
    assert kept == way.pack("HBBBBBBBBH", 0x100, 0, 0, 1, 1, 0, 0, 0, 0, 0)


def test_a_keyboard_is_described_but_not_loaded() -> None:
    way = Doorway()
    assert way.passes(XKB, way.pack("HHHBx", 0x100, 1, 1, 0), 23)
    assert way.changed(XKB, way.pack("HHHBx", 0x100, 1, 1, 1), 23) == way.pack("HHHBx", 0x100, 1, 1, 0)


def test_the_servers_log_is_left_alone() -> None:
    way = Doorway()
    body = way.pack("HHIIII", 0, 0, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF)
    assert way.changed(XKB, body, 101) == way.pack("HHIIII", 0, 0, 0, 0xFFFF, 0, 0xFFFF)
    assert way.passes(XKB, way.pack("HHIIII", 0, 0, 0, 0, 0, 0), 101)


@BOTH
@pytest.mark.parametrize(("opcode", "minor", "form"), [(42, 2, "II"), (XINPUT, 49, "IIHxx")])
def test_focus_on_own_windows_passes_and_on_others_is_an_action(
    opcode: int, minor: int, form: str, big_endian: bool
) -> None:
    way = Doorway(big_endian=big_endian)
    rest = (0, 3) if form.endswith("Hxx") else (0,)
    assert way.passes(opcode, way.pack(form, OWN, *rest), minor)
    stopped = way.stops(opcode, way.pack(form, FOREIGN, *rest), minor)
    assert stopped is not None
    for nowhere in (0, 1, ROOT):
        assert way.refused(opcode, way.pack(form, nowhere, *rest), minor) == 127


def test_input_is_taken_to_the_gate() -> None:
    way = Doorway()
    assert way.stops(XTEST, bytes(32), 2) is not None
    assert way.stops(XINPUT, bytes(32), 41) is not None
