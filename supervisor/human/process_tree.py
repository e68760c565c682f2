"""Kills all descendants of a process, also those that fork while we do it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time

_DEAD = frozenset("ZX")


def kill_descendants(root: int, deadline_s: float) -> bool:
    """Stop all descendants of `root`, then kill them, round after round until none is left; `root` lives on.

    A stopped process cannot fork, so a round only has to outrun what is still unknown. Children whose parent dies go
    to the nearest subreaper: they are found again when that is `root`.

    Args:
        root: Process whose descendants die.
        deadline_s: When to give up, monotonic seconds.

    Returns:
        Whether none is left.
    """
    while True:
        held = _stop_all(root, deadline_s)
        if held is None:
            return True
        try:
            for fd in held.values():
                _signal(fd, signal.SIGKILL)
            _wait(list(held.values()), deadline_s)
        finally:
            for fd in held.values():
                os.close(fd)
        if time.monotonic() > deadline_s:
            return not _descendants(root)


def _stop_all(root: int, deadline_s: float) -> dict[int, int] | None:
    """Stop descendants until a look finds no new one. Gives their pidfds; None when there is nobody at all."""
    held: dict[int, int] = {}
    while True:
        # What forks and ends, again and again, comes to the root as an orphan and is young there. A look at all
        # processes takes longer than such a one lives.
        while _stop_new(root, _children(root), held) and time.monotonic() < deadline_s:
            pass
        found = _descendants(root)
        if not found and not held:
            return None
        new = [pid for pid in found if pid not in held]
        _stop_new(root, new, held)
        if not new or time.monotonic() > deadline_s:
            return held


def _stop_new(root: int, pids: list[int], held: dict[int, int]) -> bool:
    """Stop those that are not held yet; tells whether one was."""
    before = len(held)
    parents = {root, *held, *pids}
    for pid in pids:
        fd = _open(pid, parents) if pid not in held else None
        if fd is not None:
            held[pid] = fd
            _signal(fd, signal.SIGSTOP)
    return len(held) > before


def _open(pid: int, parents: set[int]) -> int | None:
    """Open a pidfd of `pid` if it is still the process that was listed, and not another with its number."""
    try:
        fd = os.pidfd_open(pid)
    except OSError:
        return None
    stat = read_stat(pid)
    if stat is not None and stat[0] not in _DEAD and stat[1] in parents:
        return fd
    os.close(fd)
    return None


def _signal(fd: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        signal.pidfd_send_signal(fd, number)


def _wait(fds: list[int], deadline_s: float) -> None:
    """Wait until all these processes are dead."""
    left = select.poll()
    for fd in fds:
        left.register(fd, select.POLLIN)
    count = len(fds)
    while count:
        ready = left.poll(max(0.0, deadline_s - time.monotonic()) * 1000)
        if not ready:
            return
        for fd, _ in ready:
            left.unregister(fd)
        count -= len(ready)


def _descendants(root: int) -> list[int]:
    """List the living descendants, nearest first, without this process and its ancestors.

    One pass over all processes: the kernel's own lists of children leave some out while siblings exit (proc(5)).
    """
    states: dict[int, str] = {}
    below: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - five times as fast as Path
        if name.isdigit() and (stat := read_stat(int(name))) is not None:
            states[int(name)] = stat[0]
            below.setdefault(stat[1], []).append(int(name))
    found: list[int] = []
    level = below.pop(root, [])
    while level:
        found += level
        # Popped, so that numbers used again during the pass cannot make a circle.
        level = [child for pid in level for child in below.pop(pid, [])]
    spared = _ourselves()
    return [pid for pid in found if pid not in spared and states[pid] not in _DEAD]


def _children(root: int) -> list[int]:
    """List the children as the kernel keeps them, dead ones too: fast, but not on every kernel and not surely all."""
    try:
        with open(f"/proc/{root}/task/{root}/children", "rb") as file:  # noqa: PTH123 - as below
            found = [int(word) for word in file.read().split()]
    except OSError:
        return []
    spared = _ourselves()
    return [pid for pid in found if pid not in spared]


def read_stat(pid: int) -> tuple[str, int] | None:
    """Give state letter and parent of a process; None when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 - twice as fast as Path
            data = file.read()
    except OSError:
        return None
    # The name in brackets may hold anything, brackets too.
    fields = data[data.rfind(b")") + 2 :].split()
    return (fields[0].decode(), int(fields[1])) if len(fields) > 1 else None


def _ourselves() -> set[int]:
    """List this process and its ancestors, which are nobody's descendants that we should kill."""
    found = set()
    pid = os.getpid()
    while pid > 0 and pid not in found:
        found.add(pid)
        stat = read_stat(pid)
        pid = stat[1] if stat is not None else 0
    return found
