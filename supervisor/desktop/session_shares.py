"""Agents that open many busy sessions, where the kernel gives each session a share of the processor (autogroup).

Nice does not reach beyond a session: two hundred of them leave the X server, and with it the stop, one part in two
hundred. So the sessions of such a flood get the smallest share that there is, and their processes run longer at a
time, so that whoever else wakes up goes before them. Both are an ordinary user's to do to their own processes.

The kernel lets an ordinary user set ten shares a second (`kernel/sched/autogroup.c`). An agent that goes to the
trouble can raise them again: this is for floods, not for fights. Lengths are taken from Linux 6.12 on
(`kernel/sched/syscalls.c`, `__setparam_fair`); older ones make nothing of them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MANY = 16
"""Sessions that an agent may have and be left alone: terminals, daemons and buses have one each."""
LENGTH_NS = 10_000_000
"""How long a process of a flood runs at a time; usual are 0.7 ms to 3 ms."""
_LOWEST = b"19"
_REST_S, _LOOK_S = 0.5, 3.0
"""Between two looks; while something is left to do they are rarer: to look at hundreds of processes takes long."""
_SOON_S = 0.105
"""The kernel's tenth of a second, and a tick."""
_BUSY = 2
"""Processes that want to run, for each processor, from which on it is worth looking who they are."""
_SET_CALLS = {"x86_64": 314, "aarch64": 274}
"""Numbers of `sched_setattr`, by machine."""
_ATTRIBUTES = struct.Struct("=IIQiIQQQII")
"""`struct sched_attr`: size, policy, flags, nice, priority, runtime, deadline, period, two for clamping."""


class SessionShares:
    """Keeps the sessions of one agent small once there are many.

    Attributes:
        lowered: Sessions whose share was made small.
    """

    def __init__(
        self, root: int, proc: Path = Path("/proc"), run_longer: Callable[[int], object] | None = None
    ) -> None:
        """Prepare.

        Args:
            root: The process on which the agent's tree hangs.
            proc: The process file system.
            run_longer: Makes a process run longer at a time; None for the kernel's way.
        """
        self._run_longer = run_longer if run_longer is not None else make_run_longer
        self.lowered: set[int] = set()
        self._slowed: set[int] = set()
        self._root = root
        self._proc = proc
        self._due_s = self._look_s = 0.0
        self._waiting: list[tuple[int, list[int]]] = []
        self._needed = have_shares(proc)

    def keep(self, now_s: float) -> float | None:
        """Do what is due.

        Args:
            now_s: The time, monotonic.

        Returns:
            How long the rest can wait, s; None for ever.
        """
        if not self._needed:
            return None
        if now_s >= self._due_s:
            self._due_s = now_s + self._turn(now_s)
        return self._due_s - now_s

    def count(self) -> int:
        """Tell how many sessions the agent has opened that there still are."""
        return len(self._sessions())

    def press(self) -> float | None:
        """Make all shares small that are not, whether the machine is busy or not.

        Returns:
            After what time, s, to call `press_on`; None when all are small.
        """
        if not self._needed:
            return None
        self._gather(self._sessions())
        return self.press_on()

    def press_on(self) -> float | None:
        """Go on with what `press` began."""
        return None if self._lower_all() else _SOON_S

    def _turn(self, now_s: float) -> float:
        if not self._waiting or now_s >= self._look_s:
            self._look_s = now_s + _LOOK_S
            self._look()
        return _REST_S if self._lower_all() else _SOON_S

    def _lower_all(self) -> bool:
        """Make those small that wait for it; False when the kernel puts the rest off."""
        while self._waiting:
            session, pids = self._waiting[-1]
            if not self._lower(session, pids):
                return False
            self._waiting.pop()
            self.lowered.add(session)
        return True

    def _look(self) -> None:
        self._waiting = []
        if not self._busy():
            return
        sessions = self._sessions()
        if len(sessions) > MANY:
            self._gather(sessions)

    def _gather(self, sessions: dict[int, list[int]]) -> None:
        self.lowered = {session for session in self.lowered & sessions.keys() if self._is_small(sessions[session])}
        members = {pid for pids in sessions.values() for pid in pids}
        for pid in members - self._slowed:
            self._run_longer(pid)
        self._slowed = members
        self._waiting = [(session, pids) for session, pids in sessions.items() if session not in self.lowered]

    def _busy(self) -> bool:
        running = (self._proc / "loadavg").read_text().split()[3].partition("/")[0]
        return int(running) > _BUSY * (os.cpu_count() or 1)

    def _sessions(self) -> dict[int, list[int]]:
        """Give the sessions that were opened in the agent's tree, each with its processes there."""
        parents, session_of = {}, {}
        for entry in self._proc.iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    parent, session = _parent_and_session((entry / "stat").read_bytes())
                    parents[int(entry.name)], session_of[int(entry.name)] = parent, session
        tree = _below(self._root, parents)
        found: dict[int, list[int]] = {}
        for pid in sorted(tree):
            # Its own: the session that it was started from is the person's.
            if session_of[pid] != session_of.get(self._root):
                found.setdefault(session_of[pid], []).append(pid)
        return found

    def _is_small(self, pids: Iterable[int]) -> bool:
        """Tell whether a share is as small as it was made: agents can make it large again."""
        for pid in pids:
            with contextlib.suppress(OSError):
                return (self._proc / str(pid) / "autogroup").read_bytes().split()[-1:] == [_LOWEST]
        return False

    def _lower(self, session: int, pids: Iterable[int]) -> bool:
        """Make the share of a session small, by any of its processes; False when that has to wait."""
        for pid in pids:
            try:
                # Names the process even when its number is used again: by a program of the person's, say.
                folder = os.open(self._proc / str(pid), os.O_RDONLY | os.O_DIRECTORY)
            except OSError:
                continue
            try:
                if _parent_and_session(_read(folder, "stat"))[1] == session:
                    _write(folder, "autogroup", _LOWEST)
                    break
            except BlockingIOError:
                return False
            except (OSError, ValueError, IndexError):
                continue
            finally:
                os.close(folder)
        return True


def have_shares(proc: Path = Path("/proc")) -> bool:
    """Tell whether the kernel gives each session a share of its own."""
    try:
        return (proc / "sys/kernel/sched_autogroup_enabled").read_text().strip() == "1"
    except OSError:
        return False


def make_run_longer(pid: int) -> bool:
    """Let a process, and what it starts from now on, run longer at a time; tells whether the kernel took it."""
    number = _SET_CALLS.get(platform.machine())
    if number is None:
        return False
    try:
        if os.sched_getscheduler(pid) != os.SCHED_OTHER:
            return False
        nice = os.getpriority(os.PRIO_PROCESS, pid)
    except OSError:
        return False
    attributes = _ATTRIBUTES.pack(_ATTRIBUTES.size, os.SCHED_OTHER, 0, nice, 0, LENGTH_NS, 0, 0, 0, 0)
    return int(ctypes.CDLL(None).syscall(number, pid, attributes, 0)) == 0


def _parent_and_session(stat: bytes) -> tuple[int, int]:
    """Read `/proc/PID/stat`, in which the program's name may hold anything."""
    words = stat.rpartition(b") ")[2].split()
    return int(words[1]), int(words[3])


def _read(folder: int, name: str) -> bytes:
    fd = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return os.read(fd, 4096)
    finally:
        os.close(fd)


def _write(folder: int, name: str, content: bytes) -> None:
    fd = os.open(name, os.O_WRONLY, dir_fd=folder)
    try:
        os.write(fd, content)
    finally:
        os.close(fd)


def _below(root: int, parents: dict[int, int]) -> set[int]:
    """Give all that descends from a process, itself too."""
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found, waiting = set(), [root] if root in parents else []
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            waiting += children.get(pid, ())
    return found
