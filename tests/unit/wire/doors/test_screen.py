from __future__ import annotations

import pytest

from tests.support.doorway import COLORMAP, FOREIGN, OWN, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS


@pytest.mark.parametrize("big_endian", [False, True])
@pytest.mark.parametrize(
    ("name", "minor", "size", "offset"),
    [("RANDR", 15, 24, 20), ("RANDR", 41, 24, 20), ("XInputExtension", 39, 20, 17), ("XInputExtension", 59, 20, 2)],
)
def test_a_property_is_read_and_stays(name: str, minor: int, size: int, offset: int, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    assert way.passes(MAJORS[name], bytes(size), minor)
    body = bytearray(size)
    body[offset] = 1
    assert way.changed(MAJORS[name], bytes(body), minor) == bytes(size)


def test_only_the_colours_that_are_there_already_may_be_put_on_the_screen() -> None:
    way = Doorway()
    assert way.passes(81, way.pack("I", COLORMAP))
    assert way.refused(81, way.pack("I", OWN)) == 127
    assert way.refused(81, way.pack("I", FOREIGN)) == 127
