"""Landlock's scope: no connecting to abstract sockets from outside, no signals to processes outside.

A ruleset that only has a scope handles neither files nor ports, so nothing else changes for the agent. Numbers from
`include/uapi/linux/landlock.h`; the system calls have the same numbers on all machines.
"""

from __future__ import annotations

import ctypes
import os
import struct
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_VERSION = 1
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1, 2
_PR_SET_NO_NEW_PRIVS = 38
_FIRST_ABI = 6


@lru_cache(maxsize=1)
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def abi() -> int:
    """Give the kernel's version of Landlock; 0 where there is none."""
    return max(0, int(_libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)))


def scope_available() -> bool:
    """Tell whether the kernel knows scopes."""
    return abi() >= _FIRST_ABI


def restriction() -> tuple[int, Callable[[], None]]:
    """Prepare the scope.

    Returns:
        A descriptor to close when the child is started, and what the child calls between fork and exec.

    Raises:
        OSError: the kernel refuses.
    """
    libc = _libc()
    ruleset = struct.pack("=QQQ", 0, 0, _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS)
    fd = int(libc.syscall(_CREATE_RULESET, ruleset, ctypes.c_size_t(len(ruleset)), 0))
    if fd < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    prctl, syscall = libc.prctl, libc.syscall

    def restrict() -> None:
        if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or syscall(_RESTRICT_SELF, fd, 0):
            raise OSError(ctypes.get_errno(), "Landlock refused")

    return fd, restrict
