"""Reaching a service: found, started, or said why not."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app import joining
from supervisor.app.joining import Connection, EndedError, JoinError, connect, display_name, join, join_and_ask
from supervisor.app.paths import Paths
from supervisor.channel import Channel

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("AGENT_SUPERVISOR_HOME", str(tmp_path))
    return Paths.of_environment()


def test_no_display_and_wayland_only_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(JoinError, match="no display"):
        display_name()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(JoinError, match="Wayland"):
        display_name()
    monkeypatch.setenv("DISPLAY", ":7")
    assert display_name() == ":7"


def test_nobody_there_is_none(paths: Paths) -> None:
    assert connect(paths, ":987") is None


def test_a_service_that_cannot_start_says_why(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(JoinError, match="987"):
        join(paths, ":987", policy=None, headless=True)
    bad = tmp_path / "bad.toml"
    bad.write_text("nonsense = 1\n")
    with pytest.raises(JoinError, match="nonsense"):
        join(paths, ":987", policy=bad, headless=True)


class Services:
    """Services that are joined one after the other; the first ones end instead of answering."""

    def __init__(self, *, ending: int) -> None:
        self._ending = ending
        self.joined = 0
        self._ends: list[Channel] = []

    def join(self, *_args: object, **_options: object) -> Connection:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.joined += 1
        service = Channel(theirs)
        if self.joined <= self._ending:
            service.close()
        else:
            service.send({"t": "go"})
        self._ends += [service, Channel(ours)]
        return Connection(self._ends[-1])

    def close(self) -> None:
        for end in self._ends:
            end.close()


@pytest.mark.parametrize(("ending", "answer"), [(0, {"t": "go"}), (2, {"t": "go"}), (3, None)])
def test_a_service_that_is_just_ending_is_followed_by_a_new_one(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, ending: int, answer: dict[str, Any] | None
) -> None:
    services = Services(ending=ending)
    monkeypatch.setattr(joining, "join", services.join)
    try:
        if answer is None:
            with pytest.raises(EndedError):
                join_and_ask(paths, ":7", {"t": "run"}, policy=None, headless=True)
        else:
            assert join_and_ask(paths, ":7", {"t": "run"}, policy=None, headless=True)[1] == answer
    finally:
        services.close()
    assert services.joined == min(ending + 1, 3)


def test_no_message_is_lost_when_many_come_at_once() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    service, connection = Channel(theirs), Connection(Channel(ours))
    for number in range(3):
        service.send({"t": "said", "n": number})
    assert connection.next(5) == {"t": "said", "n": 0}
    assert [message["n"] for message in connection.received()] == [1, 2]
    assert connection.received() == []
    service.send({"t": "last"})
    service.close()
    assert connection.next(5) == {"t": "last"}
    with pytest.raises(EndedError):
        connection.next(5)
    connection.channel.close()
