from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from supervisor.human.process_tree import kill_descendants, read_stat
from tests.support.living import lives
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TREE = """
import ctypes, os, sys, time
ctypes.CDLL(None).prctl(36, 1)  # a subreaper, as the command that runs an agent is
if os.fork() == 0:
    for _ in range({count}):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:  # a daemon: its parent ends, the subreaper inherits it
                {daemon}
            os._exit(0)
    {leader}
while True:
    try:
        os.wait()
    except ChildProcessError:
        time.sleep(0.05)
"""
LONG_S = 20.0
"""What is killed at once may be slow to be gone on a busy machine."""
SLEEP = "time.sleep(1000)"
RESPAWN = "[os.waitpid(os.spawnlp(os.P_NOWAIT, 'sleep', 'sleep', '1000'), 0) for _ in iter(int, 1)]"
"""Starts a child again whenever it dies."""
REFORK = (
    "[(os.setsid(), os.fork() and os._exit(0), time.sleep(0.002))"
    " for _ in iter(lambda: time.monotonic() > {end}, True)]"
)
"""Forks and ends, again and again: no look at all processes finds it alive twice."""


@pytest.fixture
def start() -> Iterator[Callable[..., psutil.Process]]:
    """Give a starter of trees; all of them end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*, count: int = 3, daemon: str = SLEEP, leader: str = SLEEP, size: int) -> psutil.Process:
        root = subprocess.Popen([sys.executable, "-c", TREE.format(count=count, daemon=daemon, leader=leader)])
        started.append(root)
        process = psutil.Process(root.pid)
        wait_for(lambda: len(process.children(recursive=True)) >= size, "the tree")
        return process

    yield begin
    for root in started:
        kill_descendants(root.pid, time.monotonic() + LONG_S)
        root.kill()
        root.wait()


def alive(process: psutil.Process) -> list[psutil.Process]:
    return [one for one in process.children(recursive=True) if lives(one)]


def test_children_in_sessions_of_their_own_die_and_the_root_lives(start: Callable[..., psutil.Process]) -> None:
    root = start(size=4)
    assert kill_descendants(root.pid, time.monotonic() + LONG_S)
    assert alive(root) == []
    assert root.is_running()
    assert root.status() != psutil.STATUS_STOPPED


def test_what_starts_its_children_again_dies(start: Callable[..., psutil.Process]) -> None:
    root = start(daemon=RESPAWN, leader=RESPAWN, size=8)
    assert kill_descendants(root.pid, time.monotonic() + LONG_S)
    assert alive(root) == []


def test_what_forks_and_ends_again_and_again_dies(start: Callable[..., psutil.Process]) -> None:
    root = start(count=16, daemon=REFORK.format(end=time.monotonic() + 90), size=8)
    begun = time.monotonic()
    assert kill_descendants(root.pid, begun + LONG_S)
    assert time.monotonic() - begun < 60, "they ended by themselves"
    assert alive(root) == []


def test_processes_that_ignore_signals_or_are_stopped_die(start: Callable[..., psutil.Process]) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.kill(os.getpid(), signal.SIGSTOP)"
    root = start(daemon=deaf, size=4)
    assert kill_descendants(root.pid, time.monotonic() + LONG_S)
    assert alive(root) == []


def test_strangers_live(start: Callable[..., psutil.Process]) -> None:
    root, stranger = start(size=4), start(size=4)
    kill_descendants(root.pid, time.monotonic() + LONG_S)
    assert len(alive(stranger)) == 4


def test_we_and_our_ancestors_are_never_killed() -> None:
    """Aimed at our own parent, only its other children would die; here there are none but us."""
    code = (
        "import os, time, subprocess, sys\n"
        "from supervisor.human.process_tree import kill_descendants\n"
        "print(kill_descendants(os.getppid(), time.monotonic() + 0.2))"
    )
    shell = ["sh", "-c", f'{sys.executable} -c "{code}"; exit 7']
    done = subprocess.run(shell, check=False, capture_output=True, text=True, timeout=20)
    assert done.returncode == 7
    assert done.stdout == "True\n"


def test_a_root_without_children_is_done_at_once() -> None:
    child = subprocess.Popen(["sleep", "1000"])
    try:
        assert kill_descendants(child.pid, time.monotonic() + LONG_S)
        assert child.poll() is None
    finally:
        child.kill()
        child.wait()


def test_the_state_of_a_process_with_an_awkward_name() -> None:
    code = "import ctypes, signal; ctypes.CDLL(None).prctl(15, b') R 1 (', 0, 0, 0); signal.pause()"
    child = subprocess.Popen([sys.executable, "-c", code])
    try:
        wait_for(lambda: read_stat(child.pid) == ("S", os.getpid()), "the child to sleep")
        child.send_signal(signal.SIGSTOP)
        wait_for(lambda: read_stat(child.pid) == ("T", os.getpid()), "the child to be stopped")
    finally:
        child.kill()
        child.wait()
    assert read_stat(child.pid) is None
