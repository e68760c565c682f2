"""An agent's calls for sessions, made by real processes to the real kernel."""

from __future__ import annotations

import platform
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import pytest

from supervisor.desktop.session_pace import MOST, SessionCalls, SessionPace, setsid_filter
from supervisor.desktop.session_shares import MANY
from tests.support import classic_bpf
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supervisor.desktop.session_shares import SessionShares

pytestmark = pytest.mark.skipif(not setsid_filter(platform.machine()), reason="no filter for this machine")
ALLOW, TELL = 0x7FFF0000, 0x7FC00000
_OPENS = """
import os, sys
for line in sys.stdin:
    if os.fork() == 0:
        try:
            os.setsid()
            print("opened" if os.getsid(0) == os.getpid() else "lied", flush=True)
        except OSError as e:
            print(e.errno, flush=True)
        os._exit(0)
    os.wait()
"""


class Shares:
    """So many sessions as the test says, and so many turns until they are small."""

    def __init__(self) -> None:
        self.sessions = self.turns = self.turned = 0

    def keep(self, _now_s: float) -> None:
        """Nothing is due."""

    def count(self) -> int:
        return self.sessions

    def press(self) -> float | None:
        self.turned = 0
        return self.press_on()

    def press_on(self) -> float | None:
        self.turned += 1
        return None if self.turned > self.turns else 0.001


class Agent:
    """A process that opens a session when it is told to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def opens(self) -> str:
        self.ask()
        return self.answer()


@contextmanager
def watched(shares: Shares, refused: Callable[[], None] = lambda: None) -> Iterator[tuple[Agent, SessionPace]]:
    calls = SessionCalls()
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _OPENS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=calls.install,  # noqa: PLW1509 - of one thread
        )
        listener = calls.listener()
    finally:
        calls.close()
    assert listener >= 0
    pace = SessionPace(listener, cast("SessionShares", shares), refused)
    with process:
        try:
            yield Agent(process), pace
        finally:
            process.kill()
            pace.close()


def test_a_few_sessions_are_opened_and_nobody_is_counted() -> None:
    shares = Shares()
    shares.sessions = MOST
    with watched(shares) as (agent, _):
        assert [agent.opens() for _ in range(MANY)] == ["opened"] * MANY


def test_sessions_that_end_leave_room_for_others() -> None:
    with watched(Shares()) as (agent, _):
        assert [agent.opens() for _ in range(3 * MANY)] == ["opened"] * 3 * MANY


def test_one_too_many_is_refused_and_told_once() -> None:
    shares, told = Shares(), list[None]()
    with watched(shares, lambda: told.append(None)) as (agent, _):
        for _ in range(MANY):
            agent.opens()
        shares.sessions = MOST
        assert [agent.opens(), agent.opens()] == ["1", "1"], "EPERM"
        shares.sessions = MANY - 1
        assert agent.opens() == "opened"
    assert len(told) == 1


def test_one_more_waits_until_those_before_are_small() -> None:
    shares = Shares()
    with watched(shares) as (agent, _):
        for _ in range(MANY):
            agent.opens()
        shares.sessions, shares.turns = MANY, 20
        assert agent.opens() == "opened"
        assert shares.turned == 21
        shares.turns = 5
        assert agent.opens() == "opened"
        assert shares.turned == 6


def test_whoever_waits_may_be_killed_and_the_watch_may_end() -> None:
    shares = Shares()
    with watched(shares) as (agent, _):
        for _ in range(MANY):
            agent.opens()
        shares.sessions, shares.turns = MANY, 10**9
        agent.ask()
        wait_for(lambda: shares.turned, "the call to wait")
        agent.process.send_signal(signal.SIGKILL)
        agent.process.wait()
        # Its child waits on; the watch ends all the same.


def test_when_the_watch_has_ended_no_session_is_opened() -> None:
    shares = Shares()
    calls = SessionCalls()
    with subprocess.Popen(
        [sys.executable, "-c", _OPENS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=calls.install,  # noqa: PLW1509 - of one thread
    ) as process:
        listener = calls.listener()
        calls.close()
        pace = SessionPace(listener, cast("SessionShares", shares))
        agent = Agent(process)
        assert agent.opens() == "opened"
        pace.close()
        assert agent.opens() == "38", "ENOSYS"
        process.kill()


@pytest.mark.parametrize(
    ("machine", "architecture", "setsid"),
    [
        ("x86_64", 0xC000003E, 112),
        ("x86_64", 0x40000003, 66),
        ("aarch64", 0xC00000B7, 157),
        ("aarch64", 0x40000028, 66),
    ],
)
def test_setsid_alone_is_told(machine: str, architecture: int, setsid: int) -> None:
    told = [n for n in range(600) if classic_bpf.verdict(setsid_filter(machine), architecture, n) != ALLOW]
    assert told == [setsid]
    assert classic_bpf.verdict(setsid_filter(machine), architecture, setsid) == TELL
    assert classic_bpf.verdict(setsid_filter(machine), 1, setsid) == ALLOW


def test_an_unknown_machine_has_no_filter() -> None:
    calls = SessionCalls("riscv64")
    calls.install()
    assert calls.listener() == -1
    calls.close()
    assert setsid_filter("riscv64") == b""
