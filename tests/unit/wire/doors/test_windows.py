from __future__ import annotations

import pytest

from tests.support.doorway import DECOY, FOREIGN, OWN, OWN_TOO, ROOT, SIBLING, Doorway

BOTH = pytest.mark.parametrize("big_endian", [False, True])
CREATE = "IIhhHHHHII"


@BOTH
@pytest.mark.parametrize(
    ("opcode", "form", "rest"), [(4, "I", ()), (8, "I", ()), (10, "I", ()), (12, "IHxxI", (1, 5)), (113, "I", ())]
)
def test_what_is_done_to_another_window_goes_to_the_gate(
    opcode: int, form: str, rest: tuple[int, ...], big_endian: bool
) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(opcode, way.pack(form, OWN, *rest))
    assert way.passes(opcode, way.pack(form, SIBLING, *rest))
    for other in (FOREIGN, DECOY):
        assert way.stops(opcode, way.pack(form, other, *rest)) is not None
    for nobody in (0, ROOT):
        assert way.refused(opcode, way.pack(form, nobody, *rest)) == 127, "AllTemporary, and the root window"
    assert way.refused(opcode, b"") == 127


@BOTH
def test_windows_are_made_in_own_windows_and_on_the_desktop(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    for parent in (ROOT, OWN, SIBLING):
        assert way.passes(1, way.pack(CREATE, OWN_TOO, parent, 0, 0, 1, 1, 0, 1, 0, 0))
    for parent in (FOREIGN, DECOY, 0):
        assert way.refused(1, way.pack(CREATE, OWN_TOO, parent, 0, 0, 1, 1, 0, 1, 0, 0)) == 127


@BOTH
def test_windows_move_between_own_ones_only(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(7, way.pack("IIhh", OWN, ROOT, 0, 0))
    assert way.passes(7, way.pack("IIhh", OWN, SIBLING, 0, 0))
    assert way.refused(7, way.pack("IIhh", OWN, FOREIGN, 0, 0)) == 127
    assert way.refused(7, way.pack("IIhh", FOREIGN, ROOT, 0, 0)) == 127
    assert way.refused(7, way.pack("IIhh", FOREIGN, OWN, 0, 0)) == 127


def test_attack_leaving_things_behind_for_ever() -> None:
    way = Doorway()
    assert way.passes(112, b"", 0)
    assert way.refused(112, b"", 1) == 127
    assert way.refused(112, b"", 2) == 127
