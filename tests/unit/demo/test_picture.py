from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from supervisor.demo.picture import Picture

if TYPE_CHECKING:
    from pathlib import Path

RED, GREEN, BLUE, GREY = (255, 0, 0), (0, 255, 0), (0, 0, 255), (9, 9, 9)
SMALL = Picture.of_bgrx(2, 2, bytes([0, 0, 255, 7, 0, 255, 0, 7, 255, 0, 0, 7, 9, 9, 9, 7]))


def test_the_colours_are_in_their_places() -> None:
    assert [SMALL.pixel(x, y) for y in (0, 1) for x in (0, 1)] == [RED, GREEN, BLUE, GREY]


def test_a_part_is_cut_out() -> None:
    right = SMALL.part(1, 0, 1, 2)
    assert (right.width, right.height) == (1, 2)
    assert [right.pixel(0, 0), right.pixel(0, 1)] == [GREEN, GREY]


def test_what_is_outside_is_left_away() -> None:
    assert SMALL.around(0, 0, 1) == SMALL
    assert SMALL.part(5, 5, 2, 2) == Picture(0, 0, b"")


def test_it_is_saved_as_png(tmp_path: Path) -> None:
    SMALL.save(tmp_path / "small.png")
    data = (tmp_path / "small.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack_from(">II", data, 16) == (2, 2)
    (length,) = struct.unpack_from(">I", data, 33)
    assert zlib.decompress(data[41 : 41 + length]) == bytes([0, *RED, *GREEN, 0, *BLUE, *GREY])


def test_changed_pixels_are_counted() -> None:
    other = Picture(2, 2, bytes([*RED, *GREY, *BLUE, *RED]))
    assert SMALL.changed(SMALL) == 0
    assert SMALL.changed(other) == 2
