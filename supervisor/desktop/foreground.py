"""Who has the keyboard in a person's terminal, as the kernel knows it: what a terminal shows can be painted."""

from __future__ import annotations

import os
import termios
from dataclasses import dataclass
from pathlib import Path

from supervisor.desktop.processes import executable

_SHELLS = frozenset({"bash", "zsh", "fish", "ksh", "mksh"})
_PLAIN = frozenset({"-l", "-i", "--login", "--norc", "--noprofile", "--posix", "--rcfile", "--init-file"})
"""Options with which a shell reads its terminal; `--rcfile` has a file behind it."""
_MOST = 500
_PTS_MAJOR = 136
"""Of Unix98 terminals (kernel, `devices.txt`); there are 256 of each major."""
_LOCAL_FLAGS = 3
"""Where `c_lflag` is in what `tcgetattr` gives."""


@dataclass(frozen=True, slots=True)
class _Process:
    """What `/proc/PID/stat` says of one, proc(5)."""

    pid: int
    session: int
    terminal: int
    foreground: int


def shell_reads(pid: int, proc: Path = Path("/proc")) -> bool:
    """Tell whether a shell has the keyboard in each terminal that a process shows, and edits a line.

    It has to be the one that the terminal was started with, for a script has the same program, and to be given each
    key, as it is while it reads a command and not while it carries one out; which of several terminals is in front
    nobody tells.

    Args:
        pid: The terminal emulator.
        proc: Where the kernel tells of processes.

    Returns:
        False also when that cannot be told.
    """
    below = _below(pid, proc)
    terminals = {process.terminal for process in below if process.terminal}
    waiting = {process.terminal for process in below if _has_keyboard(process) and _is_plain_shell(process.pid, proc)}
    return bool(terminals) and terminals == waiting and all(map(_takes_keys, terminals))


def _has_keyboard(process: _Process) -> bool:
    return process.pid == process.session == process.foreground


def _takes_keys(terminal: int) -> bool:
    """Tell whether the program that reads a terminal is given each key, not lines that the kernel edits."""
    number = (os.major(terminal) - _PTS_MAJOR) * 256 + os.minor(terminal)
    try:
        fd = os.open(f"/dev/pts/{number}", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        return not termios.tcgetattr(fd)[_LOCAL_FLAGS] & termios.ICANON
    except termios.error:
        return False
    finally:
        os.close(fd)


def _is_plain_shell(pid: int, proc: Path) -> bool:
    try:
        words = (proc / str(pid) / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")[1:-1]
    except OSError:
        return False
    said = [word for at, word in enumerate(words) if not at or words[at - 1] not in ("--rcfile", "--init-file")]
    return executable(pid) in _SHELLS and _PLAIN.issuperset(said)


def _below(pid: int, proc: Path) -> list[_Process]:
    """List what descends from a process, without it; nothing when there is too much."""
    found: list[_Process] = []
    waiting = [pid] if pid > 0 else []
    while waiting:
        at = waiting.pop()
        for child in _children(at, proc):
            process = _read(child, proc)
            if process is not None:
                found.append(process)
                waiting.append(child)
        if len(found) > _MOST:
            return []
    return found


def _children(pid: int, proc: Path) -> list[int]:
    found: list[int] = []
    try:
        for task in (proc / str(pid) / "task").iterdir():
            found += [int(word) for word in (task / "children").read_text("ascii").split()]
    except (OSError, ValueError):
        return found
    return found


def _read(pid: int, proc: Path) -> _Process | None:
    try:
        stat = (proc / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return _Process(pid, int(stat[3]), int(stat[4]), int(stat[5]))
    except (OSError, ValueError, IndexError):
        return None
