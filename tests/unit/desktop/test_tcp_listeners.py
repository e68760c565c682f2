from __future__ import annotations

import errno
import os
import socket
import struct
from contextlib import closing

import pytest

from supervisor.desktop import tcp_listeners
from supervisor.desktop.tcp_listeners import listed, listeners, read


def listening(family: int, host: str) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    made.bind((host, 0))
    made.listen()
    return made


def inode(made: socket.socket) -> int:
    return os.fstat(made.fileno()).st_ino


def message(kind: int, body: bytes) -> bytes:
    return struct.pack("=IHHII", 16 + len(body), kind, 0, 0, 0) + body


def listener(port: int, inode: int) -> bytes:
    return message(20, struct.pack("!4xH", port) + bytes(62) + struct.pack("=I", inode))


def test_listeners_are_found_with_their_ports_until_they_close() -> None:
    with closing(listening(socket.AF_INET, "127.0.0.1")) as four, closing(listening(socket.AF_INET6, "::1")) as six:
        wanted = {(int(s.getsockname()[1]), str(inode(s))) for s in (four, six)}
        assert wanted <= set(listeners())
        assert wanted <= set(listed())
    assert not wanted & set(listeners())
    assert not wanted & set(listed())


def test_who_is_connected_does_not_listen() -> None:
    with (
        closing(listening(socket.AF_INET, "127.0.0.1")) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getsockname()[1] not in {port for port, _ in listeners()}


def test_many_messages_are_read_up_to_the_end() -> None:
    assert read(listener(80, 7) + listener(443, 8)) == ([(80, "7"), (443, "8")], False)
    assert read(listener(5432, 9) + message(3, struct.pack("=i", 0)) + b"rest") == ([(5432, "9")], True)


@pytest.mark.parametrize("kind", [2, 3])
def test_a_refusal_is_an_error(kind: int) -> None:
    with pytest.raises(OSError, match="denied") as caught:
        read(message(kind, struct.pack("=i", -errno.EACCES)))
    assert caught.value.errno == errno.EACCES


@pytest.mark.parametrize("answer", [b"short", listener(80, 7)[:60], struct.pack("=IHHII", 0, 20, 0, 0, 0)])
def test_what_is_no_answer_is_an_error(answer: bytes) -> None:
    with pytest.raises(struct.error):
        read(answer)


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "no such module"), struct.error("nonsense")])
def test_attack_where_the_kernel_does_not_answer_listeners_are_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(family: int) -> list[tuple[int, str]]:
        # One family that answers is not enough: a port has listeners in both.
        if family == socket.AF_INET6:
            raise error
        return [(1, "1")]

    monkeypatch.setattr(tcp_listeners, "_asked", refuse)
    with closing(listening(socket.AF_INET, "127.0.0.1")) as server:
        assert (server.getsockname()[1], str(inode(server))) in listeners()
    assert (1, "1") not in listeners()
