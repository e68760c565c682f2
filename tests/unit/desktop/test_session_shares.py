"""The rules on a process file system of files; the kernel's part on processes of ours."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import session_shares
from supervisor.desktop.session_shares import LENGTH_NS, MANY, SessionShares, make_run_longer
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT, PERSONS = 500, 77
SWITCH = Path("/proc/sys/kernel/sched_autogroup_enabled")
_GET_CALLS = {"x86_64": 315, "aarch64": 275}
_release = tuple(int(part) for part in platform.release().split("-")[0].split(".")[:2])
_FAMILY = f"""
import os, signal
for _ in range({MANY} + 2):
    if os.fork() == 0:
        os.setsid()
        signal.pause()
signal.pause()
"""


class Simulated:
    """Processes that are files."""

    def __init__(self, proc: Path) -> None:
        self.proc = proc
        self.longer: list[int] = []
        (proc / "sys/kernel").mkdir(parents=True)
        self.switch("1")
        self.running(1000)
        self.add(1, 0, 1)
        self.add(PERSONS, 1, PERSONS)
        self.add(ROOT, PERSONS, PERSONS)

    def switch(self, word: str) -> None:
        (self.proc / "sys/kernel/sched_autogroup_enabled").write_text(f"{word}\n")

    def running(self, count: int) -> None:
        (self.proc / "loadavg").write_text(f"0.00 0.00 0.00 {count}/2000 4711\n")

    def add(self, pid: int, parent: int, session: int) -> None:
        (self.proc / str(pid)).mkdir()
        (self.proc / str(pid) / "stat").write_text(f"{pid} (a ) b) R {parent} {session} {session} 0 -1\n")
        (self.proc / str(pid) / "autogroup").write_text("")

    def flood(self, count: int = MANY + 4) -> list[int]:
        pids = list(range(1000, 1000 + count))
        for pid in pids:
            self.add(pid, ROOT, pid)
        return pids

    def small(self) -> list[int]:
        return sorted(int(path.parent.name) for path in self.proc.glob("*/autogroup") if path.read_text() == "19")

    def shares(self) -> SessionShares:
        return SessionShares(ROOT, self.proc, self.longer.append)


@pytest.fixture
def simulated(tmp_path: Path) -> Simulated:
    return Simulated(tmp_path)


def test_the_sessions_of_a_flood_are_made_small_and_its_processes_run_longer(simulated: Simulated) -> None:
    pids = simulated.flood()
    simulated.add(3000, ROOT, PERSONS)
    simulated.add(4000, PERSONS, 4000)
    assert simulated.shares().keep(0.0) == 0.5
    assert simulated.small() == pids, "neither the person's sessions nor the one that the agent was started from"
    assert sorted(simulated.longer) == pids


def test_a_session_whose_leader_has_gone_is_made_small_by_another_of_it(simulated: Simulated) -> None:
    simulated.flood()
    simulated.add(5001, ROOT, 5000)
    simulated.shares().keep(0.0)
    assert 5001 in simulated.small()


def test_few_sessions_are_left_alone(simulated: Simulated) -> None:
    simulated.flood(MANY)
    simulated.shares().keep(0.0)
    assert (simulated.small(), simulated.longer) == ([], [])


def test_many_sessions_that_rest_are_left_alone(simulated: Simulated) -> None:
    simulated.flood()
    simulated.running(1)
    shares = simulated.shares()
    assert shares.keep(0.0) == 0.5
    assert simulated.small() == []
    simulated.running(1000)
    assert shares.keep(0.25) == 0.25
    assert simulated.small() == [], "not before it is due"
    shares.keep(0.5)
    assert simulated.small()


def test_what_the_kernel_puts_off_is_done_soon_and_once(
    simulated: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = simulated.flood()
    written: list[bytes] = []

    def write(_folder: int, name: str, content: bytes) -> None:
        assert name == "autogroup"
        if len(written) % 3 == 2:
            written.append(b"")
            raise BlockingIOError
        written.append(content)

    monkeypatch.setattr(session_shares, "_write", write)
    shares = simulated.shares()
    now_s = 0.0
    while (wait_s := shares.keep(now_s) or 0.0) < 0.4:
        now_s += wait_s + 1e-6
    assert written.count(b"19") == len(pids)
    assert shares.lowered == set(pids)
    assert len(simulated.longer) == len(pids)


def test_what_is_opened_meanwhile_is_found_before_all_is_done(
    simulated: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated.flood()

    def write(_folder: int, _name: str, _content: bytes) -> None:
        raise BlockingIOError

    monkeypatch.setattr(session_shares, "_write", write)
    shares = simulated.shares()
    shares.keep(0.0)
    simulated.add(6000, ROOT, 6000)
    shares.keep(1.0)
    assert 6000 not in simulated.longer
    shares.keep(4.0)
    assert 6000 in simulated.longer


def test_where_sessions_have_no_shares_nothing_is_done(simulated: Simulated) -> None:
    simulated.flood()
    simulated.switch("0")
    assert simulated.shares().keep(0.0) is None
    assert simulated.small() == []


def test_without_the_kernels_switch_nothing_is_done(tmp_path: Path) -> None:
    assert SessionShares(ROOT, tmp_path).keep(0.0) is None


@pytest.fixture
def family() -> Iterator[int]:
    """A process whose children have a session each."""
    with subprocess.Popen([sys.executable, "-c", _FAMILY]) as process:
        wait_for(lambda: len(leaders(process.pid)) == MANY + 2, "the family", timeout_s=30)
        yield process.pid
        for pid in leaders(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.kill()


def leaders(parent: int) -> list[int]:
    """List the children of a process that lead a session."""
    children = [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return [pid for pid in children if os.getsid(pid) == pid]


@pytest.mark.skipif(not SWITCH.exists() or SWITCH.read_text().strip() != "1", reason="sessions have no shares here")
def test_the_kernel_takes_it_from_an_ordinary_user(family: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_shares, "_BUSY", -1)
    shares = SessionShares(family)
    now_s = 0.0

    def small() -> bool:
        nonlocal now_s
        now_s += shares.keep(now_s) or 0.0
        texts = [Path(f"/proc/{pid}/autogroup").read_text() for pid in leaders(family)]
        return all(text.endswith("nice 19\n") for text in texts)

    wait_for(small, "small shares", timeout_s=30)
    assert not Path("/proc/self/autogroup").read_text().endswith("nice 19\n")


@pytest.mark.skipif(
    _release < (6, 12) or platform.machine() not in _GET_CALLS, reason="needs a kernel that takes lengths"
)
def test_a_process_runs_longer(family: int) -> None:
    assert make_run_longer(family)
    attributes = ctypes.create_string_buffer(56)
    assert ctypes.CDLL(None).syscall(_GET_CALLS[platform.machine()], family, attributes, 56, 0) == 0
    assert struct.unpack_from("=Q", attributes, 24) == (LENGTH_NS,)


def test_a_process_that_has_gone_is_no_matter() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert not make_run_longer(gone.pid)
