from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.human.raw_events import (
    DevicesChanged,
    GroupChanged,
    RawEvent,
    RawKind,
    Refused,
    StreamCutter,
    StreamError,
)

XINPUT = 131
XKB = 85


def raw(evtype: int, device: int, source: int, detail: int, *, time_ms: int = 5, extra: int = 2) -> bytes:
    """Write a raw event as the server does, with `extra` words after the first 32 bytes."""
    head = struct.pack("=BBHI", 35, XINPUT, 9, extra) + struct.pack("=HHIIH", evtype, device, time_ms, detail, source)
    return head.ljust(32, b"\0") + b"\xaa" * (4 * extra)


def cutter() -> StreamCutter:
    return StreamCutter(XINPUT, XKB)


def test_a_press_comes_from_the_device_and_then_from_its_master() -> None:
    heard = cutter().feed(raw(13, 7, 7, 39) + raw(13, 3, 7, 39))
    assert heard == [
        RawEvent(RawKind.KEY_PRESS, 7, 39, 5, processed=False),
        RawEvent(RawKind.KEY_PRESS, 7, 39, 5, processed=True),
    ]


@pytest.mark.parametrize("kind", RawKind)
def test_every_kind_is_known(kind: RawKind) -> None:
    (heard,) = cutter().feed(raw(kind.value, 6, 6, 1, extra=10))
    assert isinstance(heard, RawEvent)
    assert heard.kind is kind


def test_devices_groups_and_errors_are_told() -> None:
    error = struct.pack("=BBHIHB", 0, 3, 7, 0, 46, XINPUT).ljust(32, b"\0")
    group = bytearray(struct.pack("=BBH", XKB, 2, 9).ljust(32, b"\0"))
    group[13] = 1
    data = raw(11, 0, 0, 0) + error + bytes(group)
    assert cutter().feed(data) == [DevicesChanged(), Refused(3, XINPUT), GroupChanged(1)]


def test_everything_else_is_passed_over() -> None:
    mapping_notify = bytes([34]).ljust(32, b"\0")
    reply = struct.pack("=BBHI", 1, 0, 4, 3).ljust(32 + 12, b"\x0d")
    other_extension = bytearray(raw(13, 7, 7, 39))
    other_extension[1] = XINPUT + 1
    data = mapping_notify + reply + bytes(other_extension) + raw(17, 2, 6, 0)
    assert [event.kind for event in cutter().feed(data) if isinstance(event, RawEvent)] == [RawKind.MOTION]


@given(st.lists(st.integers(1, 60), max_size=30))
def test_it_does_not_matter_how_the_stream_is_split(sizes: list[int]) -> None:
    data = raw(13, 7, 7, 39) + raw(17, 2, 6, 0, extra=20) + bytes([34]).ljust(32, b"\0") + raw(14, 7, 7, 39)
    whole = cutter().feed(data)
    piecewise = cutter()
    heard, start = [], 0
    for size in sizes:
        heard += piecewise.feed(data[start : start + size])
        start += size
    assert heard + piecewise.feed(data[start:]) == whole


def test_an_absurd_length_is_an_error_and_not_waited_for() -> None:
    with pytest.raises(StreamError):
        cutter().feed(struct.pack("=BBHI", 35, XINPUT, 9, 0x40000000).ljust(32, b"\0"))


@given(st.binary(max_size=300))
def test_any_bytes_are_cut_or_refused(data: bytes) -> None:
    try:
        cutter().feed(data)
    except StreamError:
        return
