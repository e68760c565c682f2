from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.desktop.processes import python_module
from supervisor.external_judge.process import MOST_AT_ONCE
from tests.support.chat_server import ChatServer
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-do-not-tell"


class Helper:
    """The process, and our end of its socket."""

    def __init__(self, channel: socket.socket, process: subprocess.Popen[str]) -> None:
        self.channel = channel
        self.process = process

    def tell(self, **message: Any) -> None:
        self.channel.send(json.dumps(message).encode())

    def hear(self, timeout_s: float = 30.0) -> dict[str, Any]:
        assert select.select([self.channel], [], [], timeout_s)[0], "it says nothing"
        found: dict[str, Any] = json.loads(self.channel.recv(60_000))
        return found

    def children(self) -> list[int]:
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in task.read_text().split()]


@contextlib.contextmanager
def helper(url: str, limit_s: float = 20.0) -> Iterator[Helper]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [*python_module("supervisor.external_judge.process"), "--fd", str(theirs.fileno())]
    process = subprocess.Popen(
        command, pass_fds=(theirs.fileno(),), env={"PATH": os.environ["PATH"]}, stderr=subprocess.PIPE, text=True
    )
    theirs.close()
    with ours, process:
        made = Helper(ours, process)
        made.tell(url=url, model="m", key=KEY, limit_s=limit_s)
        assert made.hear() == {"ready": True}
        yield made
        with contextlib.suppress(OSError):  # the test has done so
            ours.shutdown(socket.SHUT_RDWR)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


def test_questions_are_answered_each_by_a_child_that_is_gone_afterwards(server: ChatServer) -> None:
    server.answers("irreversible", "it erases")
    with helper(server.url) as judge:
        for number in (1, 2):
            judge.tell(id=number, question="{}")
            assert judge.hear() == {"id": number, "tier": "irreversible", "words": "it erases"}
        wait_for(lambda: judge.children() == [], "the children to be gone")


def test_no_answer_says_why(server: ChatServer) -> None:
    server.says(b"hostile", status=500)
    with helper(server.url) as judge:
        judge.tell(id=7, question="{}")
        assert judge.hear() == {"id": 7, "tier": None, "words": "its server answers with status 500"}


def test_attack_a_key_that_no_header_can_hold_is_not_told(server: ChatServer) -> None:
    """The library's message for a bad header quotes it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [*python_module("supervisor.external_judge.process"), "--fd", str(theirs.fileno())]
    with subprocess.Popen(command, pass_fds=(theirs.fileno(),), stderr=subprocess.PIPE, text=True) as process:
        theirs.close()
        with ours:
            judge = Helper(ours, process)
            judge.tell(url=server.url, model="m", key="sk\nsecret", limit_s=20)
            judge.hear()
            judge.tell(id=1, question="{}")
            assert "secret" not in json.dumps(judge.hear())
        assert process.communicate(timeout=30)[1] == ""


def test_a_question_that_is_taken_back_ends_at_once_and_the_others_go_on(server: ChatServer) -> None:
    server.hangs()
    with helper(server.url) as judge:
        judge.tell(id=1, question="{}")
        wait_for(lambda: server.seen, "the question")
        (child,) = judge.children()
        judge.tell(cancel=1)
        judge.tell(cancel=99)
        wait_for(lambda: judge.children() == [], f"child {child} to be gone")
        server.answers("read")
        judge.tell(id=2, question="{}")
        assert judge.hear()["id"] == 2


@pytest.mark.parametrize("how", ["hangs", "drips"])
def test_attack_the_kernel_ends_what_takes_longer_than_its_time(server: ChatServer, how: str) -> None:
    getattr(server, how)()
    with helper(server.url, limit_s=0.3) as judge:
        judge.tell(id=1, question="{}")
        wait_for(lambda: server.seen, "the question")
        wait_for(lambda: judge.children() == [], "the child to be gone")


def test_too_many_at_once_are_not_asked(server: ChatServer) -> None:
    server.hangs()
    with helper(server.url) as judge:
        for number in range(MOST_AT_ONCE + 1):
            judge.tell(id=number, question="{}")
        assert judge.hear() == {
            "id": MOST_AT_ONCE,
            "tier": None,
            "words": "too much is asked of it at once",
        }
        assert len(judge.children()) == MOST_AT_ONCE


def test_when_the_service_dies_nothing_is_asked_any_more(server: ChatServer) -> None:
    server.hangs()
    with helper(server.url) as judge:
        judge.tell(id=1, question="{}")
        wait_for(judge.children, "the child")
        (child,) = judge.children()
        handle = os.pidfd_open(child)
        judge.channel.shutdown(socket.SHUT_RDWR)
        assert select.select([handle], [], [], 10)[0]
        os.close(handle)


def test_the_key_is_in_no_environment_and_no_core_file(server: ChatServer) -> None:
    with helper(server.url) as judge:
        proc = Path(f"/proc/{judge.process.pid}")
        assert KEY.encode() not in (proc / "environ").read_bytes() + (proc / "cmdline").read_bytes()
        (limit,) = [line for line in (proc / "limits").read_text().splitlines() if "core file" in line]
        assert limit.split()[4:6] == ["0", "0"]


def test_one_that_is_told_nothing_ends() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [*python_module("supervisor.external_judge.process"), "--fd", str(theirs.fileno())]
    with subprocess.Popen(command, pass_fds=(theirs.fileno(),)) as process:
        theirs.close()
        ours.close()
        assert process.wait(20) == 0
    assert signal.getsignal(signal.SIGCHLD) == signal.SIG_DFL
