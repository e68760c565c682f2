"""The process above an agent that has no PID namespace: it adopts orphans, so that the tree stays a tree.

Run as a process with `-- COMMAND…`. Ends as the command ends, and then nothing of it is left;
ends everything when its own parent dies.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from supervisor.desktop.processes import kill_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_TRIES = 10
"""How often the killing is begun again, 2 s each time."""


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")


def hold(argv: Sequence[str]) -> int:
    """Run `argv`, adopt its orphans, kill what it leaves behind.

    Returns:
        Its exit status, 128 and the signal's number for a death by signal.
    """
    parent = os.getppid()
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGTERM, _end)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        return 128 + signal.SIGTERM
    # Ctrl-C is for the agent; the gate puts the default back for it.
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    # The kernel clears away what dies here: thousands of dead orphans would hide the living from whoever kills them.
    # It keeps no exit status then, so that the command has a parent of its own below us.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    reading, writing = os.pipe()
    if os.fork() == 0:
        _attend(argv, writing)
    os.close(writing)
    told = os.read(reading, 16)
    _clear()
    return int(told) if told else 128 + signal.SIGKILL


def _attend(argv: Sequence[str], telling: int) -> NoReturn:
    """Be the command's parent and tell its exit status; that we are killed tells too."""
    code = 127
    try:
        for number in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        child = os.posix_spawnp(argv[0], list(argv), os.environ)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os.write(telling, str(128 - code if code < 0 else code).encode())
        os._exit(0)


def _clear() -> None:
    """Kill all below us; what we left alive would belong to nobody."""
    any(kill_tree(os.getpid()) for _ in range(_TRIES))


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    _clear()
    os._exit(128 + signal.SIGTERM)


def main() -> None:
    """Hold the command after `--`."""
    sys.exit(hold(sys.argv[sys.argv.index("--") + 1 :]))


if __name__ == "__main__":
    main()
