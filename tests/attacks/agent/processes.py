"""Routes to other processes: signals, their memory and descriptors, the clock they go by."""

from __future__ import annotations

import ctypes
import functools
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ATTACH, _DETACH = 16, 17
_FATAL = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGSTOP, signal.SIGKILL)
_libc = ctypes.CDLL(None, use_errno=True)
_REST = threading.Event()
"""Never set: only to let time pass."""


def _tried(name: str, deed: Callable[[], object]) -> str:
    try:
        deed()
    except OSError as e:
        return f"{name}: {e.strerror}"
    return f"{name}: done"


def signals(words: Sequence[str]) -> list[str]:
    """Send signals to the processes named, one after the other; stop and kill last."""
    return [
        _tried(f"{pid} {kind.name}", functools.partial(os.kill, int(pid), kind)) for pid in words for kind in _FATAL
    ]


def everyone(_words: Sequence[str]) -> list[str]:
    """Kill all that can be killed; what is left of us says so."""
    said = [_tried("all", functools.partial(os.kill, -1, signal.SIGTERM))]
    _REST.wait(0.2)
    return said


def _listed(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def memory(words: Sequence[str]) -> list[str]:
    """Read and write the memory, environment and descriptors of the processes named."""
    said = []
    for pid in words:
        entry = Path("/proc") / pid
        said += [_tried(f"{pid} {name}", (entry / name).read_bytes) for name in ("environ", "auxv")]
        said.append(_tried(f"{pid} mem", functools.partial((entry / "mem").open, "r+b")))
        said += [_tried(f"{pid} {name}", functools.partial(_listed, entry / name)) for name in ("fd", "root", "cwd")]
    return said


def trace(words: Sequence[str]) -> list[str]:
    """Attach to the processes named as a debugger does, and take hold of them."""
    said = []
    for pid in map(int, words):
        ctypes.set_errno(0)
        if _libc.ptrace(_ATTACH, pid, 0, 0):
            said.append(f"{pid} attach: {os.strerror(ctypes.get_errno())}")
        else:
            said.append(f"{pid} attach: done")
            _libc.ptrace(_DETACH, pid, 0, 0)
        said.append(_tried(f"{pid} pidfd", functools.partial(os.pidfd_open, pid)))
    return said


def clock(_words: Sequence[str]) -> list[str]:
    """Set the clock forward and back by an hour."""
    now = time.time()
    return [
        _tried(f"clock {by}", functools.partial(time.clock_settime, time.CLOCK_REALTIME, now + by))
        for by in (3600, -3600)
    ]


def priority(words: Sequence[str]) -> list[str]:
    """Slow the processes named down, and make ourselves fast."""
    said = [_tried(f"{pid} nice", functools.partial(os.setpriority, os.PRIO_PROCESS, int(pid), 19)) for pid in words]
    said.append(_tried("real time", functools.partial(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))))
    return said


ROUTES: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "signals": signals,
    "everyone": everyone,
    "process-memory": memory,
    "trace": trace,
    "clock": clock,
    "priority": priority,
}


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route."""
    return ROUTES[route](words)
