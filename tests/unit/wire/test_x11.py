from __future__ import annotations

import itertools
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire.x11 import (
    MAX_REQUEST_BYTES,
    NO_OPERATION,
    Framer,
    Request,
    WireError,
    no_operation,
    read_setup,
    write_setup,
)
from tests.support.x11_bytes import BIG_REQUESTS, XTEST, big_requests_enable, request

if TYPE_CHECKING:
    from collections.abc import Iterable

WATCHED = frozenset({25, 41, 100, XTEST})
COOKIE = bytes(range(16))
BOTH = pytest.mark.parametrize("big_endian", [False, True], ids=["little", "big"])


def framer(*, big_endian: bool = False, big_requests: bool = False) -> Framer:
    walker = Framer(big_endian=big_endian, watched=WATCHED, big_requests_opcode=BIG_REQUESTS)
    walker.big_enabled = big_requests
    return walker


class Walked:
    """Feeds a framer as the proxy does: bytes in parts, watched requests taken out where it stops."""

    def __init__(self, walker: Framer, parts: Iterable[bytes]) -> None:
        self.passed = bytearray()
        self.stops: list[Request] = []
        self.error = ""
        self._walker = walker
        self._buffer = bytearray()
        try:
            for part in parts:
                self._buffer += part
                self._walk()
        except WireError as e:
            self.error = str(e)

    def _walk(self) -> None:
        while True:
            position, stop = self._walker.walk(self._buffer, 0, len(self._buffer))
            self.passed += self._buffer[:position]
            del self._buffer[:position]
            if stop is None:
                return
            self.stops.append(stop)
            del self._buffer[: stop.length_bytes]

    @property
    def rest(self) -> bytes:
        return bytes(self._buffer)


@st.composite
def streams(draw: st.DrawFn) -> tuple[bool, list[bytes]]:
    """Legal streams: requests of any opcode and size, the big form only after BigReqEnable."""
    big_endian = draw(st.booleans())
    out, enabled = [], False
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.integers(0, 5)) == 0:
            out.append(big_requests_enable(big_endian=big_endian))
            enabled = True
            continue
        opcode = draw(st.sampled_from([1, 2, 25, 41, 55, 100, 127, 131, XTEST, 255]))
        body = draw(st.binary(max_size=80))
        big_form = enabled and draw(st.booleans())
        out.append(request(opcode, draw(st.integers(0, 255)), body, big_endian=big_endian, big_form=big_form))
    return big_endian, out


@given(streams(), st.data())
def test_any_split_of_a_stream_is_walked_like_the_whole(
    stream: tuple[bool, list[bytes]], data: st.DataObject
) -> None:
    big_endian, requests = stream
    whole = b"".join(requests)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)), max_size=8)))
    parts = [whole[a:b] for a, b in itertools.pairwise([0, *cuts, len(whole)])]
    at_once = Walked(framer(big_endian=big_endian), [whole])
    bytewise = Walked(framer(big_endian=big_endian), [whole[i : i + 1] for i in range(len(whole))])
    split = Walked(framer(big_endian=big_endian), parts)
    for other in (bytewise, split):
        assert (other.passed, other.stops, other.rest, other.error) == (at_once.passed, at_once.stops, b"", "")


@given(streams())
def test_every_watched_request_is_stopped_at_and_nothing_else_is_held_back(stream: tuple[bool, list[bytes]]) -> None:
    big_endian, requests = stream
    walked = Walked(framer(big_endian=big_endian), [b"".join(requests)])
    assert walked.passed == b"".join(r for r in requests if r[0] not in WATCHED)
    assert [(r.opcode, r.minor, r.length_bytes) for r in walked.stops] == [
        (r[0], r[1], len(r)) for r in requests if r[0] in WATCHED
    ]


@given(st.binary(max_size=400), st.booleans(), st.booleans())
def test_random_bytes_end_in_a_wire_error_or_are_walked_within_the_buffer(
    noise: bytes, big_endian: bool, enabled: bool
) -> None:
    data = bytearray(noise)
    position = 0
    walker = framer(big_endian=big_endian, big_requests=enabled)
    try:
        while True:
            position, stop = walker.walk(data, position, len(data))
            assert 0 <= position <= len(data)
            if stop is None:
                break
            assert position + stop.length_bytes <= len(data)
            position += stop.length_bytes
    except WireError:
        return
    assert walker.skip_bytes >= 0


@BOTH
@pytest.mark.parametrize("present", [4, 6, 8, 200])
def test_a_zero_length_before_big_requests_ends_the_connection(big_endian: bool, present: int) -> None:
    smuggled = request(XTEST, 2, bytes(32), big_endian=big_endian, big_form=True)
    walked = Walked(framer(big_endian=big_endian), [(smuggled + bytes(200))[:present]])
    assert "zero length" in walked.error
    assert not walked.passed


@BOTH
def test_big_requests_is_seen_by_the_very_next_request_of_the_same_read(big_endian: bool) -> None:
    hidden = request(XTEST, 2, bytes(32), big_endian=big_endian, big_form=True)
    enable = big_requests_enable(big_endian=big_endian)
    walked = Walked(framer(big_endian=big_endian), [enable + hidden])
    assert walked.passed == enable
    (stop,) = walked.stops
    assert (stop.opcode, stop.big_form, stop.length_bytes, len(stop.body)) == (XTEST, True, 40, 32)


@BOTH
def test_attack_big_requests_enabled_in_a_length_that_the_server_refuses_stay_off(big_endian: bool) -> None:
    refused = request(BIG_REQUESTS, 0, bytes(4), big_endian=big_endian)
    hidden = request(1, 0, request(XTEST, 2, bytes(32), big_endian=big_endian), big_endian=big_endian, big_form=True)
    walked = Walked(framer(big_endian=big_endian), [refused + hidden])
    assert walked.error == "a zero length before BIG-REQUESTS was enabled"
    assert XTEST not in walked.passed


def test_another_minor_of_the_big_requests_opcode_enables_nothing() -> None:
    walked = Walked(framer(), [request(BIG_REQUESTS, 1) + request(1, 0, bytes(8), big_form=True)])
    assert "zero length" in walked.error


@BOTH
@pytest.mark.parametrize("units", [0, 1, (MAX_REQUEST_BYTES >> 2) + 1, 0xFFFFFFFF])
def test_a_big_length_out_of_bounds_ends_the_connection(big_endian: bool, units: int) -> None:
    header = struct.pack((">" if big_endian else "<") + "BBHI", 1, 0, 0, units)
    assert "out of bounds" in Walked(framer(big_endian=big_endian, big_requests=True), [header]).error


@BOTH
def test_input_inside_an_uninteresting_requests_body_is_not_taken_for_input(big_endian: bool) -> None:
    decoy = request(72, 0, request(XTEST, 2, bytes(32), big_endian=big_endian) * 3, big_endian=big_endian)
    walked = Walked(framer(big_endian=big_endian), [decoy])
    assert not walked.stops
    assert walked.passed == decoy


def test_the_body_of_a_long_request_passes_before_all_of_it_is_there() -> None:
    walker = framer()
    image = request(72, 0, bytes(1000))
    assert walker.walk(bytearray(image[:300]), 0, 300) == (300, None)
    assert walker.skip_bytes == len(image) - 300
    assert walker.walk(bytearray(image[300:400]), 0, 100) == (100, None)
    tail = bytearray(image[400:] + request(XTEST, 2, bytes(32)))
    position, stop = walker.walk(tail, 0, len(tail))
    assert (position, walker.skip_bytes) == (len(image) - 400, 0)
    assert stop is not None
    assert stop.opcode == XTEST


def test_a_watched_request_is_waited_for_until_it_is_whole() -> None:
    fake = request(XTEST, 2, bytes(32))
    data = bytearray(request(1, 0) + fake)
    walker = framer()
    assert walker.walk(data, 0, len(data) - 1) == (4, None)
    position, stop = walker.walk(data, 4, len(data))
    assert position == 4
    assert stop == Request(XTEST, 2, bytes(32), big_endian=False, length_bytes=36, big_form=False)


@given(streams())
def test_a_no_operation_of_equal_length_keeps_the_framing_of_what_follows(stream: tuple[bool, list[bytes]]) -> None:
    big_endian, requests = stream
    walked = Walked(framer(big_endian=big_endian), [b"".join(requests)])
    replaced = [no_operation(stop) for stop in walked.stops]
    assert [len(r) for r in replaced] == [stop.length_bytes for stop in walked.stops]
    assert all(r[0] == NO_OPERATION for r in replaced)
    again = Walked(framer(big_endian=big_endian, big_requests=True), [b"".join(replaced)])
    assert (again.stops, again.rest, again.error) == ([], b"", "")


@given(st.booleans(), st.binary(max_size=256), st.binary(max_size=600), st.binary(max_size=40))
def test_a_setup_is_read_as_it_was_written_at_any_split(big: bool, name: bytes, data: bytes, rest: bytes) -> None:
    written = write_setup(big_endian=big, auth_name=name, auth_data=data)
    assert len(written) % 4 == 0
    setup = read_setup(written + rest)
    assert setup is not None
    assert (setup.big_endian, setup.auth_name, setup.auth_data) == (big, name, data)
    assert setup.length_bytes == len(written)
    assert all(read_setup(written[:i]) is None for i in range(len(written)))


@given(st.binary(max_size=64))
def test_a_random_first_packet_is_a_setup_or_a_wire_error_or_incomplete(noise: bytes) -> None:
    try:
        setup = read_setup(noise)
    except WireError:
        return
    assert setup is None or setup.length_bytes <= len(noise)


@pytest.mark.parametrize("first", [0, 1, 0x41, 0x6D, 0xFF])
def test_an_unknown_byte_order_mark_is_refused_at_the_first_byte(first: int) -> None:
    with pytest.raises(WireError, match="byte order"):
        read_setup(bytes([first]))


@BOTH
@pytest.mark.parametrize(("name", "data"), [(257, 0), (0, 4097), (0xFFFF, 0xFFFF)])
def test_credentials_without_measure_are_refused_before_they_arrive(big_endian: bool, name: int, data: int) -> None:
    head = struct.pack((">" if big_endian else "<") + "BxHHHHxx", 0x42 if big_endian else 0x6C, 11, 0, name, data)
    with pytest.raises(WireError, match="too long"):
        read_setup(head)
