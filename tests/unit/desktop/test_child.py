from __future__ import annotations

import select
import signal
import socket
import subprocess
import sys

import pytest

from supervisor.channel import Channel
from supervisor.desktop.child import end_child

_PATIENT_S = 60.0
_LEAVES = "import socket, sys; socket.socket(fileno=int(sys.argv[1])).recv(1); sys.exit(7)"
_STAYS = "import signal; signal.pause()"


class Watched:
    """A child whose channel is watched, as a loop of ours does."""

    def __init__(self, program: str) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            fd = theirs.fileno()
            self.process = subprocess.Popen([sys.executable, "-c", program, str(fd)], pass_fds=(fd,))
        self.channel = Channel(ours)
        self.epoll = select.epoll()
        self.epoll.register(ours.fileno(), select.EPOLLIN)

    def end(self, patience_s: float = 0.0) -> int:
        end_child(self.process, self.channel, self.epoll.unregister, patience_s=patience_s)
        self.epoll.close()
        return self.process.returncode


@pytest.mark.parametrize("stopped", [False, True])
def test_a_child_that_stays_is_ended(*, stopped: bool) -> None:
    child = Watched(_STAYS)
    if stopped:
        child.process.send_signal(signal.SIGSTOP)
    assert child.end() == -signal.SIGKILL
    assert child.channel.closed
    assert child.channel.fileno() == -1


def test_a_child_that_may_take_its_time_ends_by_itself() -> None:
    assert Watched(_LEAVES).end(_PATIENT_S) == 7


def test_patience_has_an_end() -> None:
    assert Watched(_STAYS).end(0.01) == -signal.SIGKILL


def test_one_that_has_ended_is_no_trouble() -> None:
    child = Watched("")
    child.process.wait(_PATIENT_S)
    assert child.end(_PATIENT_S) == 0


def test_what_is_not_there_is_not_ended() -> None:
    gone: list[int] = []
    end_child(None, None, gone.append)
    assert gone == []
    with subprocess.Popen([sys.executable, "-c", _STAYS]) as process:
        end_child(process, None, gone.append)
    assert process.returncode == -signal.SIGKILL
    ours, theirs = socket.socketpair()
    with theirs:
        end_child(None, ours, gone.append)
        assert theirs.recv(1) == b""
    assert len(gone) == 1
