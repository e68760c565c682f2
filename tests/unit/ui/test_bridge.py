from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.ui.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def pair() -> Iterator[tuple[Bridge, socket.socket]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    bridge = Bridge(ours.detach(), "service")
    yield bridge, theirs
    bridge.close()
    theirs.close()


def collect(bridge: Bridge) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    bridge.received.connect(heard.extend)
    return heard


def test_messages_come_in_order(pair: tuple[Bridge, socket.socket], qtbot: QtBot) -> None:
    bridge, peer = pair
    heard = collect(bridge)
    for number in range(200):
        peer.send(json.dumps({"t": "ping", "n": number}).encode())
        if number % 50 == 49:
            qtbot.waitUntil(lambda wanted=number + 1: len(heard) == wanted)  # type: ignore[misc]  # any callable
    assert [message["n"] for message in heard] == list(range(200))


def test_messages_go_out_whole(pair: tuple[Bridge, socket.socket]) -> None:
    bridge, peer = pair
    bridge.send({"t": "want", "what": "stop “é”"})
    assert json.loads(peer.recv(1000)) == {"t": "want", "what": "stop “é”"}


@pytest.mark.parametrize(
    "nonsense", [b"\xff\xfe", b"[1]", b'{"no": "type"}', b'{"t": 5}', b"{" * 5000, b"x" * 60_001]
)
def test_nonsense_is_dropped_and_the_rest_heard(
    pair: tuple[Bridge, socket.socket], qtbot: QtBot, nonsense: bytes
) -> None:
    bridge, peer = pair
    heard = collect(bridge)
    peer.send(nonsense)
    peer.send(b'{"t": "bye"}')
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [{"t": "bye"}]


def test_what_was_said_before_the_end_is_heard_before_it(pair: tuple[Bridge, socket.socket], qtbot: QtBot) -> None:
    bridge, peer = pair
    order: list[str] = []
    bridge.received.connect(lambda messages: order.extend(message["t"] for message in messages))
    bridge.closed.connect(lambda: order.append("closed"))
    peer.send(b'{"t": "bye"}')
    peer.close()
    qtbot.waitUntil(lambda: "closed" in order)
    assert order == ["bye", "closed"]
    bridge.send({"t": "pong"})


def test_a_slow_reader_gets_everything_later(pair: tuple[Bridge, socket.socket], qtbot: QtBot) -> None:
    bridge, peer = pair
    peer.setblocking(False)
    for number in range(600):
        bridge.send({"t": "drawn", "id": number, "filler": "x" * 1000})
    got: list[int] = []

    def read() -> bool:
        try:
            while True:
                got.append(json.loads(peer.recv(5000))["id"])
        except BlockingIOError:
            return len(got) == 600

    qtbot.waitUntil(read)
    assert got == list(range(600))


def test_a_peer_that_never_reads_is_given_up(pair: tuple[Bridge, socket.socket]) -> None:
    bridge, _ = pair
    closed: list[int] = []
    bridge.closed.connect(lambda: closed.append(1))
    for number in range(3000):
        bridge.send({"t": "drawn", "id": number, "filler": "x" * 2000})
    assert closed == [1]


def test_closing_ourselves_is_not_told(pair: tuple[Bridge, socket.socket], qtbot: QtBot) -> None:
    bridge, _ = pair
    with qtbot.assertNotEmitted(bridge.closed):
        bridge.close()


def test_what_is_no_socket_is_refused() -> None:
    with pytest.raises(OSError, match="Bad file descriptor"):
        Bridge(1_000_000, "service")
