from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from supervisor.intake import peers
from supervisor.intake.peers import MAY_SAY, Caller, Role, who_calls
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CONNECT = """
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
print("connected", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
        made.listen()
        yield made


def program(listening: socket.socket) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _CONNECT, listening.getsockname()]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> None:
    process.communicate("\n")


@pytest.mark.parametrize("kernel", ["new", "old"])
def test_the_process_is_known_and_its_end_is_noticed(
    listening: socket.socket, monkeypatch: pytest.MonkeyPatch, kernel: str
) -> None:
    if kernel == "old":
        monkeypatch.setattr(peers, "_SO_PEERPIDFD", 9999)
    process = program(listening)
    connection, _ = listening.accept()
    caller = who_calls(connection)
    assert (caller.pid, caller.alive) == (process.pid, True)
    assert not os.get_inheritable(caller._pidfd)
    ended(process)
    wait_for(lambda: not caller.alive, "its end")
    caller.close()
    caller.close()
    assert not caller.alive
    connection.close()


def test_a_process_that_has_gone_is_not_mistaken_for_another(listening: socket.socket) -> None:
    process = program(listening)
    connection, _ = listening.accept()
    ended(process)
    caller = who_calls(connection)
    assert not caller.alive
    caller.close()
    connection.close()


def test_who_cannot_be_seen_has_no_number(listening: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "_SO_PEERPIDFD", 9999)
    monkeypatch.setattr(os, "pidfd_open", lambda _pid: (_ for _ in ()).throw(ProcessLookupError()))
    process = program(listening)
    connection, _ = listening.accept()
    assert who_calls(connection) == Caller(0, -1)
    ended(process)
    connection.close()


def test_no_role_approves_and_an_agent_only_tightens() -> None:
    assert not any("approve" in words or "answer" in words for words in MAY_SAY.values())
    assert MAY_SAY[Role.AGENT] == {"status", "stop", "pause"}
    assert MAY_SAY[Role.UNKNOWN] == frozenset()
