"""Who is calling on a local socket: the process, held so that it cannot be mistaken for another, and what it may say.

A user id says nothing here: agents run under the person's. Approving is no word of this socket: it comes by the
`human` process alone, over a socket pair that nobody else has.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_SO_PEERPIDFD = 77
"""From Linux 6.5 on; `include/uapi/asm-generic/socket.h`."""


class Role(StrEnum):
    """What a caller is."""

    OBSERVER = "observer"
    """A program of the person's."""
    AGENT = "agent"
    """A process in the tree of an agent."""
    UNKNOWN = "unknown"
    """A process that was gone before it could be looked at, or that hides where it comes from."""


_WORK = ("run", "display", "started", "replaced", "ended", "status", "tray", "review-window", "grants")
_TIGHTEN = ("stop", "pause", "revoke")
_ASK = ("resume", "rearm", "quit", "ask-again", "use-policy", "level", "stage", "review")
"""These only raise a question to the person, save a level or stage that is stricter and what is found wrong."""
MAY_SAY: dict[Role, frozenset[str]] = {
    Role.OBSERVER: frozenset({*_WORK, *_TIGHTEN, *_ASK}),
    Role.AGENT: frozenset({"status", "stop", "pause"}),
    Role.UNKNOWN: frozenset(),
}
"""An agent's words count for itself alone."""


@dataclass(slots=True)
class Caller:
    """The process at the other end."""

    pid: int
    """As we call it; 0 when it is in no PID namespace that we see."""
    _pidfd: int

    @property
    def alive(self) -> bool:
        """True while `pid` surely means the same process."""
        return self._pidfd >= 0 and not select.select([self._pidfd], [], [], 0)[0]

    def close(self) -> None:
        """Let go of it; safe to call twice."""
        if self._pidfd >= 0:
            os.close(self._pidfd)
            self._pidfd = -1


def who_calls(connection: socket.socket) -> Caller:
    """Find the process that made a connection."""
    pid, _uid, _gid = struct.unpack("=iII", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    with contextlib.suppress(OSError):
        (pidfd,) = struct.unpack("=i", connection.getsockopt(socket.SOL_SOCKET, _SO_PEERPIDFD, 4))
        os.set_inheritable(pidfd, False)
        return Caller(_pid_of(pidfd), pidfd)
    # An older kernel: the process may have gone since, and its number be another's.
    with contextlib.suppress(OSError):
        if pid > 0:
            return Caller(pid, os.pidfd_open(pid))
    return Caller(0, -1)


def _pid_of(pidfd: int) -> int:
    """Read the process id of a handle; 0 when it has ended or cannot be seen."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text("ascii", "replace").splitlines():
        if line.startswith("Pid:"):
            return max(0, int(line.split()[1]))
    return 0
