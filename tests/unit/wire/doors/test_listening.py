from __future__ import annotations

import pytest

from tests.support.doorway import FOREIGN, OWN, ROOT, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS

XINPUT = MAJORS["XInputExtension"]
KEY_PRESS, BUTTON_PRESS, POINTER_MOTION, KEYMAP_STATE = 0x1, 0x4, 0x40, 0x4000
STRUCTURE, SUBSTRUCTURE, REDIRECT, FOCUS, PROPERTY = 0x2_0000, 0x8_0000, 0x10_0000, 0x20_0000, 0x40_0000
BOTH = pytest.mark.parametrize("big_endian", [False, True])


@BOTH
@pytest.mark.parametrize("window", [FOREIGN, ROOT])
def test_attack_another_windows_keys_are_asked_for(window: int, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(2, way.pack("III", window, 0x800, STRUCTURE | SUBSTRUCTURE | PROPERTY | FOCUS))
    for secret in (KEY_PRESS, BUTTON_PRESS, POINTER_MOTION, KEYMAP_STATE, REDIRECT):
        got = way.changed(2, way.pack("III", window, 0x800, secret | PROPERTY))
        assert got == way.pack("III", window, 0x800, PROPERTY)


@BOTH
def test_attack_another_window_is_changed_in_other_ways(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    for mask in (0x1, 0x200, 0x4000, 0x801, 0x1000):
        values = [0] * mask.bit_count()
        assert way.refused(2, way.pack(f"II{len(values)}I", FOREIGN, mask, *values)) == 127
        assert way.passes(2, way.pack(f"II{len(values)}I", OWN, mask, *values))
    assert way.refused(2, way.pack("II", FOREIGN, 0x800)) == 127
    assert way.refused(2, b"") == 127


def xi_mask(*kinds: int) -> bytes:
    mask = bytearray(4)
    for kind in kinds:
        mask[kind // 8] |= 1 << kind % 8
    return bytes(mask)


def xi_select(way: Doorway, window: int, *masks: bytes) -> bytes:
    body = way.pack("IHxx", window, len(masks))
    return body + b"".join(way.pack("HH", device, len(mask) // 4) + mask for device, mask in enumerate(masks))


@BOTH
@pytest.mark.parametrize("window", [FOREIGN, ROOT])
def test_attack_raw_keys_are_asked_for(window: int, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    told = (1, 7, 8, 9, 10, 11, 12, 17)
    assert way.passes(XINPUT, xi_select(way, window, xi_mask(*told)), 46)
    for secret in (2, 3, 4, 5, 6, 13, 14, 15, 16, 18, 22, 25):
        got = way.changed(XINPUT, xi_select(way, window, xi_mask(11), xi_mask(secret, 11)), 46)
        assert got == xi_select(way, window, xi_mask(11), xi_mask(11))
    got = way.changed(XINPUT, xi_select(way, window, b"\xff" * 64), 46)
    assert got == xi_select(way, window, xi_mask(*told) + bytes(60))
    assert way.passes(XINPUT, xi_select(way, OWN, b"\xff" * 8), 46)


@BOTH
def test_attack_a_mask_that_ends_behind_its_request_changes_nothing_behind_it(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    for body in (
        way.pack("IHxxHH", FOREIGN, 1, 0, 9),
        way.pack("IHxx", FOREIGN, 1),
        way.pack("IHxx", FOREIGN, 0) + bytes(5000),
    ):
        assert way.refused(XINPUT, body, 46) == 127
