from __future__ import annotations

import struct

import pytest

from supervisor.core.action import Rect
from supervisor.wire.image_request import (
    COPY_AREA,
    COPY_PLANE,
    GET_IMAGE,
    ImageRequest,
    read_from,
    read_image_request,
)
from supervisor.wire.x11 import Framer, Request
from tests.support.x11_bytes import SHM, order, request

BOTH = pytest.mark.parametrize("big_endian", [False, True], ids=["little", "big"])
PART = (-7, 20, 300, 200)


def written(opcode: int, source: int, *, big_endian: bool = False, big_form: bool = False) -> bytes:
    """Write a request that reads `PART` of a drawable."""
    mark = order(big_endian=big_endian)
    x, y, width, height = PART
    if opcode == GET_IMAGE:
        return request(
            opcode, 2, struct.pack(mark + "IhhHHI", source, *PART, 7), big_endian=big_endian, big_form=big_form
        )
    if opcode == SHM:
        body = struct.pack(mark + "IhhHHIB3xII", source, *PART, 7, 2, 0x55, 64)
        return request(opcode, 4, body, big_endian=big_endian, big_form=big_form)
    body = struct.pack(mark + "IIIhhhhHH", source, 0x22, 0x33, x, y, 5, 6, width, height)
    if opcode == COPY_PLANE:
        body += struct.pack(mark + "I", 4)
    return request(opcode, 0, body, big_endian=big_endian, big_form=big_form)


def cut(data: bytes, *, big_endian: bool) -> Request:
    walker = Framer(big_endian=big_endian, watched=frozenset(range(256)), big_requests_opcode=0)
    walker.big_enabled = True
    _position, stop = walker.walk(bytearray(data), 0, len(data))
    assert stop is not None
    return stop


@BOTH
@pytest.mark.parametrize("big_form", [False, True], ids=["short", "big-form"])
@pytest.mark.parametrize(
    ("opcode", "answered"), [(GET_IMAGE, True), (SHM, True), (COPY_AREA, False), (COPY_PLANE, False)]
)
def test_what_is_read_is_understood_and_can_be_read_elsewhere(
    opcode: int, answered: bool, big_endian: bool, big_form: bool
) -> None:
    data = written(opcode, 0x123, big_endian=big_endian, big_form=big_form)
    stop = cut(data, big_endian=big_endian)
    assert read_image_request(stop, SHM) == ImageRequest(0x123, Rect(*PART), answered=answered)
    instead = read_from(stop, 0x777)
    assert len(instead) == len(data)
    assert read_image_request(cut(instead, big_endian=big_endian), SHM) == ImageRequest(
        0x777, Rect(0, 0, 300, 200), answered=answered
    )
    changed = [at for at, (one, other) in enumerate(zip(data, instead, strict=True)) if one != other]
    head = 8 if big_form else 4
    place = 12 if opcode in (COPY_AREA, COPY_PLANE) else 4
    assert set(changed) <= {head, head + 1, head + 2, head + 3, *range(head + place, head + place + 4)}


@pytest.mark.parametrize("opcode", [GET_IMAGE, SHM, COPY_AREA, COPY_PLANE])
def test_a_length_that_the_server_refuses_is_no_request_for_pixels(opcode: int) -> None:
    data = written(opcode, 0x123)
    for body in (data[4:-4], data[4:] + bytes(4)):
        assert read_image_request(cut(request(opcode, 4, body), big_endian=False), SHM) is None


def test_other_requests_of_the_extension_read_nothing_and_without_it_there_is_none() -> None:
    data = bytearray(written(SHM, 0x123))
    assert read_image_request(cut(bytes(data), big_endian=False), 0) is None
    data[1] = 3
    assert read_image_request(cut(bytes(data), big_endian=False), SHM) is None
