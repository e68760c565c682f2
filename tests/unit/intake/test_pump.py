from __future__ import annotations

import array
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervisor.intake.pump import MAX_FDS, Pump, receive
from supervisor.wire.x11 import WireError

if TYPE_CHECKING:
    from collections.abc import Iterator

Ends = tuple[socket.socket, socket.socket]


@pytest.fixture
def ends() -> Iterator[Ends]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        theirs.setblocking(False)
        yield ours, theirs


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def numbered(folder: Path, count: int) -> list[int]:
    """Open files that hold their own number."""
    fds = []
    for number in range(count):
        file = folder / str(number)
        file.write_text(str(number))
        fds.append(os.open(file, os.O_RDONLY | os.O_CLOEXEC))
    return fds


def drain(end: socket.socket) -> tuple[bytes, list[tuple[int, str]]]:
    """Read all there is, byte by byte: with more the kernel joins a descriptor to the bytes before its own.

    Returns:
        The bytes, and of each descriptor how many bytes had come before it and its content.
    """
    data, files = bytearray(), list[tuple[int, str]]()
    while True:
        try:
            part, fds, _flags, _address = socket.recv_fds(end, 1, MAX_FDS)
        except BlockingIOError:
            return bytes(data), files
        if not part:
            return bytes(data), files
        for fd in fds:
            with os.fdopen(fd) as opened:
                files.append((len(data), opened.read()))
        data += part


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(min_size=1, max_size=60), st.lists(st.integers(0, 59), max_size=5), st.lists(st.integers(1, 30)))
def test_bytes_and_descriptors_arrive_in_order_whatever_the_portions(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, places: list[int], portions: list[int]
) -> None:
    offsets = sorted(place % len(data) for place in places)
    pump = Pump()
    pump.data += data
    pump.fds = list(zip(offsets, numbered(tmp_path_factory.mktemp("files"), len(offsets)), strict=True))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        while pump.data:
            limit = portions.pop() if portions else len(pump.data)
            assert pump.send(ours, min(limit, len(pump.data))) > 0
        got, files = drain(theirs)
    assert got == data
    assert files == [(offset, str(number)) for number, offset in enumerate(offsets)]
    assert pump.fds == []


def test_no_more_than_the_limit_is_sent(ends: Ends) -> None:
    pump = Pump()
    pump.data += b"allowedheld"
    assert pump.send(ends[0], 7) == 7
    assert drain(ends[1])[0] == b"allowed"
    assert pump.data == b"held"


def test_a_descriptor_behind_the_limit_stays(ends: Ends, tmp_path: Path) -> None:
    pump = Pump()
    pump.data += b"allowedheld"
    pump.fds = [(7, numbered(tmp_path, 1)[0])]
    while pump.data != b"held":
        assert pump.send(ends[0], 7 - (11 - len(pump.data))) > 0
    assert drain(ends[1]) == (b"allowed", [])
    assert pump.fds[0][0] == 0
    pump.drop()


def test_a_full_peer_takes_nothing_and_a_gone_one_is_told(ends: Ends) -> None:
    pump = Pump()
    pump.data += bytes(1 << 22)
    while pump.send(ends[0], len(pump.data)):
        pass
    left = len(pump.data)
    assert 0 < left < 1 << 22
    assert pump.send(ends[0], left) == 0
    ends[1].close()
    assert pump.send(ends[0], left) == -1
    assert len(pump.data) == left


def test_a_descriptor_that_could_not_be_sent_is_kept(ends: Ends, tmp_path: Path) -> None:
    filler = Pump()
    filler.data += bytes(1 << 22)
    while filler.send(ends[0], len(filler.data)):
        pass
    pump = Pump()
    pump.data += b"x"
    pump.fds = [(0, numbered(tmp_path, 1)[0])]
    assert pump.send(ends[0], 1) == 0
    assert len(pump.fds) == 1
    waiting = (1 << 22) - len(filler.data)
    while waiting:
        waiting -= len(ends[1].recv(waiting))
    assert pump.send(ends[0], 1) == 1
    assert drain(ends[1]) == (b"x", [(0, "0")])


def test_dropping_closes_the_descriptors(tmp_path: Path) -> None:
    before = open_descriptors()
    pump = Pump()
    pump.data += b"xy"
    pump.fds = [(i, fd) for i, fd in enumerate(numbered(tmp_path, 2))]
    pump.drop()
    assert (open_descriptors(), bytes(pump.data), pump.fds) == (before, b"", [])


def test_a_new_head_moves_the_descriptors_with_their_bytes(tmp_path: Path) -> None:
    pump = Pump()
    pump.data += b"greetingrest"
    pump.fds = list(zip((0, 8, 10), numbered(tmp_path, 3), strict=True))
    pump.replace_head(8, b"other greeting")
    assert bytes(pump.data) == b"other greetingrest"
    assert [offset for offset, _fd in pump.fds] == [0, 14, 16]
    pump.drop()


def test_reading_appends_and_marks_where_descriptors_came(ends: Ends, tmp_path: Path) -> None:
    pump = Pump()
    ends[1].send(b"abc")
    assert receive(ends[0], pump)
    files = numbered(tmp_path, 1)
    socket.send_fds(ends[1], [b"def"], files)
    os.close(files[0])
    assert receive(ends[0], pump)
    assert receive(ends[0], pump), "nothing there is not the end"
    assert bytes(pump.data) == b"abcdef"
    assert [offset for offset, _fd in pump.fds] == [3]
    assert not os.get_inheritable(pump.fds[0][1]), "a child must not get what passes through"
    pump.drop()


def test_the_end_of_a_stream_is_told(ends: Ends) -> None:
    ends[1].close()
    assert not receive(ends[0], Pump())


def test_attack_more_descriptors_than_fit_are_an_error_and_those_that_came_can_be_closed(ends: Ends) -> None:
    before = open_descriptors()
    many = array.array("i", [ends[1].fileno()] * (MAX_FDS + 8))
    ends[1].sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)])
    pump = Pump()
    with pytest.raises(WireError, match="cut off"):
        receive(ends[0], pump)
    pump.drop()
    assert open_descriptors() == before
