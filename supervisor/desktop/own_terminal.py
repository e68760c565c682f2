"""The terminal that an agent is started from: whoever holds it can write over what its window shows.

A terminal is a pair: programs hold the end `/dev/pts/N`, one process the other, and that one says which N it has in
its `fdinfo` (`tty-index`, Linux 5.3 and newer). It is a terminal emulator, whose windows show what is written, or
something in between (tmux, screen, script), which writes on into terminals of others.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from supervisor.core.facts import Program
from supervisor.desktop import processes
from supervisor.detect.programs import program_of

_PTS_MAJOR = 136
"""Of Unix98 terminals (kernel, `devices.txt`); the minor is N."""
_CONTROLLING = 4
"""Where `tty_nr` is behind the name and its bracket in `/proc/PID/stat`, proc(5)."""

ANYWHERE = 0
"""In the place of a process: what the agent writes may be shown by any terminal."""


def painted_by(proc: Path = Path("/proc")) -> tuple[int, ...]:
    """Name the processes whose windows show what is written to the terminals of this process.

    Returns:
        Process ids; `ANYWHERE` among them where that could not be told, or where something stands in between.
        Empty without a terminal.
    """
    above = processes.parents(os.getpid())
    return tuple(sorted({_shows(number, above, proc) for number in _numbers(proc)}))


def _numbers(proc: Path) -> set[int]:
    """Give N of all terminals that a child inherits: by descriptor, and as the one that `/dev/tty` stands for."""
    devices = set()
    for fd in (0, 1, 2):
        with suppress(OSError):
            devices.add(os.fstat(fd).st_rdev)
    with suppress(OSError, ValueError, IndexError):
        stat = (proc / "self" / "stat").read_text("utf-8", "replace")
        devices.add(int(stat.rpartition(")")[2].split()[_CONTROLLING]))
    return {os.minor(device) for device in devices if os.major(device) == _PTS_MAJOR}


def _shows(number: int, candidates: tuple[int, ...], proc: Path) -> int:
    holder = next((pid for pid in candidates if number in _held(pid, proc)), ANYWHERE)
    return holder if program_of(processes.executable(holder)) is Program.TERMINAL else ANYWHERE


def _held(pid: int, proc: Path) -> set[int]:
    found = set()
    with suppress(OSError):
        for entry in (proc / str(pid) / "fdinfo").iterdir():
            with suppress(OSError, ValueError):
                for line in entry.read_text("utf-8", "replace").splitlines():
                    if line.startswith("tty-index:"):
                        found.add(int(line.partition(":")[2]))
    return found
