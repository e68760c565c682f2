from __future__ import annotations

import pytest

from tests.support.doorway import ERROR, FOREIGN, OWN, OWN_TOO, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS

GLX, BUFFERS = MAJORS["GLX"], MAJORS["DOUBLE-BUFFER"]


@pytest.mark.parametrize("big_endian", [False, True])
def test_attack_swapping_another_windows_buffer_behind_ones_own(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(BUFFERS, way.pack("IIB3xIB3x", 2, OWN, 1, OWN_TOO, 1), 3)
    assert way.refused(BUFFERS, way.pack("IIB3xIB3x", 2, OWN, 1, FOREIGN, 1), 3) == 127
    assert way.refused(BUFFERS, way.pack("IIB3x", 200, OWN, 1), 3) == 127, "more than there are"


@pytest.mark.parametrize("big_endian", [False, True])
def test_of_gls_vendors_calls_only_known_ones_pass(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(GLX, way.pack("III", 65536, 0, 1), 16)
    assert way.passes(GLX, way.pack("II", 1024, 0), 17)
    assert way.refused(GLX, way.pack("III", 65537, 0, FOREIGN), 16) == 127
    assert way.refused(GLX, way.pack("III", 65537, 0, FOREIGN), 17) == ERROR
    assert way.passes(GLX, way.pack("III4i", 5154, 1, OWN, 0, 0, 1, 1), 16)
    assert way.refused(GLX, way.pack("III4i", 5154, 1, FOREIGN, 0, 0, 1, 1), 16) == 127
    assert way.refused(GLX, way.pack("II", 5154, 1), 16) == 127
