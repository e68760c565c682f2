from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.desktop.portable.strokes import Button, Key, Move, Remap, StrokesError, Write, decode, encode

NUMBERS = st.integers(0, 2**32 - 1)
ROWS = st.lists(NUMBERS, max_size=8).map(tuple)
STROKES = st.one_of(
    st.builds(Move, st.integers(-40000, 40000), st.integers(-40000, 40000)),
    st.builds(Button, st.integers(1, 30), st.booleans()),
    st.builds(Key, NUMBERS, st.characters(codec="utf-8"), st.booleans(), st.integers(8, 255), ROWS),
    st.builds(Remap, st.integers(8, 255), ROWS),
)


@given(st.builds(Write, NUMBERS, NUMBERS, st.lists(STROKES, max_size=6).map(tuple)))
def test_what_is_written_is_read(write: Write) -> None:
    line = encode(write)
    assert line.count(b"\n") == 1
    assert decode(line) == write


@given(st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode)))
def test_anything_else_is_one_error(line: bytes) -> None:
    with suppress(StrokesError):
        decode(line)


@pytest.mark.parametrize(
    "line", [b'[1,0,[["move",1]]]', b'[1,0,[["jump",1,2]]]', b"[1,0,[[]]]", b'[1,0,[["remap",9,1]]]', b"[1,0]"]
)
def test_strokes_that_are_none_are_errors(line: bytes) -> None:
    with pytest.raises(StrokesError):
        decode(line)
