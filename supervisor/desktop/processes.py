"""Facts about processes, from /proc, and the killing of a tree when supervision is lost."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from time import monotonic

import psutil

_PROC = Path("/proc")
_MAX_NAME = 255
_MAX_PARENTS = 1000
_TRIES = 50
_SETTLE_S = 0.02


def python_module(module: str) -> list[str]:
    """Give the command that runs a module of ours with this interpreter, and no other module by mistake.

    `python -m` looks into the current folder first, which may be the agent's: a `json.py` there would run with our
    rights. Isolated, nothing but the interpreter's own folders and ours is looked into.
    """
    home = str(Path(__file__).resolve().parents[2])
    program = f"import sys; sys.path.insert(0, {home!r}); from {module} import main; sys.exit(main())"
    return [sys.executable, "-I", "-c", program]


def runs_module(pid: int, module: str) -> bool:
    """Tell whether a process was started as `python_module(module)`, as far as it says itself."""
    try:
        argv = (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return len(argv) > 3 and argv[1] == b"-I" and f"from {module} import main".encode() in argv[3]


def executable(pid: int) -> str:
    """Give the base name of the program that `pid` runs.

    Returns:
        The name from `/proc/PID/exe`; where that may not be read, the command name that the kernel keeps (15
        characters, which the process may change); empty when the process is gone or `pid` is 0.
    """
    if pid <= 0:
        return ""
    try:
        target = (_PROC / str(pid) / "exe").readlink()
    except OSError:
        return _command_name(pid)
    return target.name.removesuffix(" (deleted)")[:_MAX_NAME]


def _command_name(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "comm").read_text("utf-8", "replace").strip()[:_MAX_NAME]
    except OSError:
        return ""


def parents(pid: int) -> tuple[int, ...]:
    """Give the parent of `pid`, its parent, and so on; empty when it is gone."""
    found: list[int] = []
    while pid > 1 and len(found) < _MAX_PARENTS:
        try:
            stat = (_PROC / str(pid) / "stat").read_text("utf-8", "replace")
            pid = int(stat.rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            break
        found.append(pid)
    return tuple(found)


def settled_parents(pid: int) -> tuple[int, ...]:
    """Give the parents of `pid` up to the first process; empty when they could not be read as one.

    Of processes whose parents end meanwhile the way up is read in pieces that do not fit: it is read again, until it
    is whole and twice the same.
    """
    before: tuple[int, ...] = ()
    for _ in range(_TRIES):
        found = parents(pid)
        if found and found[-1] <= 1 and found == before:
            return found
        before = found
    return ()


def namespace_pids(pid: int) -> tuple[int, ...]:
    """Give the ids of `pid` from the outermost PID namespace that we see to its own; empty when it is gone."""
    try:
        status = (_PROC / str(pid) / "status").read_text("utf-8", "replace")
    except OSError:
        return ()
    for line in status.splitlines():
        if line.startswith("NSpid:"):
            return tuple(int(word) for word in line.split()[1:])
    return ()


def outer_pids(inner: int) -> tuple[int, ...]:
    """List our ids of the processes that call themselves `inner` inside a PID namespace below ours."""
    found = []
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            ids = namespace_pids(int(entry.name))
            if len(ids) > 1 and ids[-1] == inner:
                found.append(ids[0])
    return tuple(found)


def kill_tree(pid: int, *, itself: bool = False, budget_s: float = 2.0) -> bool:
    """Kill all that descends from `pid`, again and again until nothing is left.

    The last resort of a tree without a PID namespace; a namespace dies with its init. `pid` must adopt orphans,
    see `supervisor.desktop.tree`: else what was forked twice escapes.

    Args:
        pid: Root of the tree.
        itself: Kill the root too, last.
        budget_s: Longest time to spend, s.

    Returns:
        True when nothing was left.
    """
    deadline = monotonic() + budget_s
    try:
        root = psutil.Process(pid)
    except psutil.NoSuchProcess:
        return True
    clean = False
    while not clean and monotonic() < deadline:
        below = [member for member in _children(root) if _alive(member)]
        clean = not below
        for member in below:
            _kill(member)
        psutil.wait_procs(below, timeout=_SETTLE_S)
    if itself:
        _kill(root)
    return clean


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _kill(process: psutil.Process) -> None:
    try:
        if process.is_running() and process.pid != os.getpid():
            os.kill(process.pid, signal.SIGKILL)
    except (OSError, psutil.Error):
        return
