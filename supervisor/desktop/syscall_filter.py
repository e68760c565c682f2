"""A system call filter against typing into the agent's own terminal.

An agent shares the terminal it was started from. The ioctls TIOCSTI and TIOCLINUX put characters into its input,
where the person's shell reads them once the agent has ended. The filter refuses these two; all else is as usual. The
program is classic BPF as in `linux/seccomp.h` and `linux/filter.h`; bubblewrap installs it (`--seccomp`).
"""

from __future__ import annotations

import errno
import platform
import struct

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _SECOND_ARGUMENT = 0, 4, 24
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_UNKNOWN_CALL = 0x00050000 | errno.ENOSYS
_KILL = 0x80000000
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C
_X32 = 0x40000000

_MACHINES = {
    "x86_64": ((0xC000003E, 16), (0x40000003, 54)),
    "aarch64": ((0xC00000B7, 29), (0x40000028, 54)),
}
"""AUDIT_ARCH_… and the number of `ioctl`: of the machine itself, and of its 32-bit programs."""


def terminal_filter(machine: str | None = None) -> bytes:
    """Give the program for a machine; empty for one that is not known.

    Args:
        machine: As `uname -m` says; None for this one.
    """
    (native, call), (narrow, narrow_call) = _MACHINES.get(machine or platform.machine(), ((0, 0), (0, 0)))
    if not native:
        return b""
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 3, 0, native),  # to 5
        (_EQUAL, 0, 9, narrow),  # else to 12: a program of no kind that we know
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 3, 5, narrow_call),  # to 8, else to 10
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 6, 0, _X32),  # to 13
        (_EQUAL, 0, 2, call),  # to 8, else to 10
        (_LOAD, 0, 0, _SECOND_ARGUMENT),
        (_EQUAL, 4, 1, _TIOCSTI),  # to 14, else to 11
        (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 2, 3, _TIOCLINUX),  # to 14, else to 15
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _UNKNOWN_CALL),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
