from __future__ import annotations

import os
import socket
import struct
from typing import TYPE_CHECKING

import pytest

from supervisor.intake.server_stream import ServerStream

if TYPE_CHECKING:
    from collections.abc import Iterator


def reply(number: int, more: int = 0) -> bytes:
    return struct.pack("<BBHI24x", 1, 0, number, more) + bytes(4 * more)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    one.setblocking(False)
    other.setblocking(False)
    yield one, other
    one.close()
    other.close()


def test_only_whole_heads_go_out(ends: tuple[socket.socket, socket.socket]) -> None:
    stream, (ours, client) = ServerStream(), ends
    stream.data += b"setup..."
    assert stream.send(ours, 8) == 0
    stream.begin(8, big_endian=False)
    stream.data += reply(1) + reply(2)[:20]
    assert stream.walk() == []
    assert stream.send(ours, len(stream.data)) == 40
    assert client.recv(100) == b"setup..." + reply(1)
    stream.data += reply(2)[20:]
    stream.walk()
    assert stream.send(ours, len(stream.data)) == 32
    assert (client.recv(100), stream.ready, len(stream.data)) == (reply(2), 0, 0)


def test_answers_are_told_once() -> None:
    stream = ServerStream()
    stream.begin(0, big_endian=False)
    stream.expect(1)
    stream.expect(2, 0x21)
    stream.data += reply(1, 3) + reply(2)
    assert stream.walk() == [-1, 0x21]
    assert stream.walk() == []


def test_what_is_dropped_ends_the_looking_and_closes_descriptors() -> None:
    stream = ServerStream()
    stream.begin(0, big_endian=False)
    read, write = os.pipe()
    os.close(read)
    stream.fds.append((0, write))
    stream.data += reply(1)[:10]
    stream.drop()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(write)
    stream.data += reply(1)
    assert (stream.walk(), stream.ready) == ([], 0)
