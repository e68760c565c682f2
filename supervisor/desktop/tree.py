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
    child = os.posix_spawnp(argv[0], list(argv), os.environ, setsigdef=(signal.SIGTERM,))
    while True:
        pid, status = os.wait()
        if pid == child:
            kill_tree(os.getpid(), itself=False)
            code = os.waitstatus_to_exitcode(status)
            return 128 - code if code < 0 else code


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    kill_tree(os.getpid(), itself=False)
    os._exit(128 + signal.SIGTERM)


def main() -> None:
    """Hold the command after `--`."""
    sys.exit(hold(sys.argv[sys.argv.index("--") + 1 :]))


if __name__ == "__main__":
    main()
