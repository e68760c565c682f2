from __future__ import annotations

import os
import socket
import stat
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.channel import Channel
from supervisor.engine.loop import EventLoop
from supervisor.intake import control as control_module
from supervisor.intake.control import Control, ControlError, Peer, short_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Handler:
    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, Any], int]] = []
        self.left: list[Peer] = []
        self.peers: list[Peer] = []
        self.then: Callable[[Peer], None] = lambda _peer: None

    def on_message(self, peer: Peer, message: dict[str, Any], fds: tuple[int, ...]) -> None:
        self.heard.append((message, len(fds)))
        self.peers.append(peer)
        for fd in fds:
            os.close(fd)
        self.then(peer)

    def on_gone(self, peer: Peer) -> None:
        self.left.append(peer)


class Rig:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.loop = EventLoop()
        self.handler = Handler()
        self.control = Control(self.loop, path, self.handler)
        self.opened: list[Channel] = []

    def connect(self) -> Channel:
        end = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with short_path(self.path) as name:
            end.connect(name)
        self.opened.append(Channel(end))
        return self.opened[-1]

    def until(self, look: Callable[[], object]) -> None:
        for _ in range(200):
            if look():
                return
            self.loop.turn(0.01)
        raise AssertionError("turned the loop in vain")

    def close(self) -> None:
        self.control.close()
        for end in self.opened:
            end.close()
        self.loop.close()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path / "control")
    yield made
    made.close()


def test_a_message_is_heard_and_answered(rig: Rig) -> None:
    end = rig.connect()
    read, write = os.pipe()
    end.send({"t": "status"}, (read,))
    rig.until(lambda: rig.handler.heard)
    assert rig.handler.heard == [({"t": "status"}, 1)]
    rig.handler.peers[0].tell({"t": "status", "state": "idle"})
    assert [dict(p.message) for p in end.receive()] == [{"t": "status", "state": "idle"}]
    os.close(read)
    os.close(write)


def test_only_the_person_may_open_the_socket(rig: Rig) -> None:
    mode = rig.path.stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) == 0o600


def test_a_peer_that_leaves_is_told_once_after_what_it_said(rig: Rig) -> None:
    end = rig.connect()
    end.send({"t": "stop"})
    end.close()
    rig.until(lambda: rig.handler.left)
    assert [message for message, _fds in rig.handler.heard] == [{"t": "stop"}]
    rig.loop.turn(0)
    assert len(rig.handler.left) == 1
    assert rig.control.peers == {}


def test_only_those_who_stay_are_told_of_what_happens(rig: Rig) -> None:
    staying, passing = rig.connect(), rig.connect()
    rig.handler.then = lambda peer: setattr(peer, "stays", rig.handler.heard[-1][0]["t"] == "tray")
    staying.send({"t": "tray"})
    rig.until(lambda: len(rig.handler.heard) == 1)
    passing.send({"t": "status"})
    rig.until(lambda: len(rig.handler.heard) == 2)
    rig.control.tell_all({"t": "stopped"})
    assert [dict(p.message) for p in staying.receive()] == [{"t": "stopped"}]
    assert passing.receive() == []


def test_ending_the_service_from_inside_a_message_is_no_error(rig: Rig) -> None:
    end = rig.connect()
    rig.handler.then = lambda _peer: rig.control.close()
    end.send({"t": "quit"})
    rig.until(lambda: rig.handler.heard)
    assert end.receive() == []
    assert end.closed
    assert not rig.path.exists()


def test_attack_words_that_are_no_message_are_thrown_away(rig: Rig) -> None:
    end = rig.connect()
    for words in (b"stop", b"[1]", b"\xff\xfe", b"x" * 100_000):
        end._socket.send(words)
    end.send({"t": "status"})
    rig.until(lambda: rig.handler.heard)
    assert rig.handler.heard == [({"t": "status"}, 0)]


def test_attack_a_crowd_of_connections_is_bounded(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_module, "MAX_PEERS", 3)
    ends = [rig.connect() for _ in range(5)]
    rig.until(lambda: len(rig.control.peers) == 3)
    for _ in range(5):
        rig.loop.turn(0)
    assert len(rig.control.peers) == 3
    refused = [end for end in ends if end.receive() == [] and end.closed]
    assert refused == ends[:2], "an agent that holds all there are keeps no command out"
    ends[-1].close()
    rig.until(lambda: len(rig.control.peers) == 2)
    rig.connect()
    rig.until(lambda: len(rig.control.peers) == 3)


def test_attack_no_crowd_drives_out_what_keeps_the_service_alive(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_module, "MAX_PEERS", 2)

    def stays(peer: Peer) -> None:
        peer.stays = True

    rig.handler.then = stays
    run = rig.connect()
    run.send({"t": "run"})
    rig.until(lambda: rig.handler.heard)
    for _ in range(3):
        rig.connect()
        rig.loop.turn(0.01)
    assert rig.handler.peers[0] in rig.control.peers.values()
    tray = rig.connect()
    tray.send({"t": "tray"})
    rig.until(lambda: len(rig.handler.heard) == 2)
    last = rig.connect()
    rig.until(lambda: last.receive() == [] and last.closed)
    assert set(rig.handler.peers) == set(rig.control.peers.values())


def test_attack_packets_without_end_keep_nobody_else_waiting(rig: Rig) -> None:
    """Each costs the service more than its sender: sixty-four of each of many connections would take seconds."""
    loud, other = rig.connect(), rig.connect()
    rig.until(lambda: len(rig.control.peers) == 2)

    def slow(_peer: Peer) -> None:
        until_ns = rig.loop.now_ns() + 3_000_000
        while rig.loop.now_ns() < until_ns:
            pass

    rig.handler.then = slow
    for number in range(40):
        loud.send({"t": "loud", "number": number})
    other.send({"t": "other"})
    rig.until(lambda: ({"t": "other"}, 0) in rig.handler.heard)
    assert len(rig.handler.heard) < 10
    rig.until(lambda: len(rig.handler.heard) == 41)
    assert [said["number"] for said, _ in rig.handler.heard if said["t"] == "loud"] == list(range(40))


def test_a_socket_left_behind_by_a_dead_service_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "control").write_text("")
    rig = Rig(tmp_path / "control")
    rig.connect().send({"t": "status"})
    rig.until(lambda: rig.handler.heard)
    rig.close()


def test_a_folder_deeper_than_a_socket_address_holds_works(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 80) / ("e" * 80)
    deep.mkdir(parents=True)
    rig = Rig(deep / "control")
    rig.connect().send({"t": "status"})
    rig.until(lambda: rig.handler.heard)
    rig.close()
    assert not (deep / "control").exists()


def test_a_socket_that_cannot_be_made_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    loop = EventLoop()
    with pytest.raises(ControlError, match=r"cannot listen at `.*missing/control`: .*: check the folder"):
        Control(loop, tmp_path / "missing" / "control", Handler())
    loop.close()


def test_a_short_path_is_used_as_it_is(tmp_path: Path) -> None:
    with short_path(tmp_path / "s") as name:
        assert name == str(tmp_path / "s")
