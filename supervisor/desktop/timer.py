"""A deadline that a poll loop can wait for: Linux timerfd."""

from __future__ import annotations

import ctypes
import os
from time import CLOCK_MONOTONIC

_TFD_NONBLOCK, _TFD_CLOEXEC, _TFD_TIMER_ABSTIME = os.O_NONBLOCK, os.O_CLOEXEC, 1


class _Spec(ctypes.Structure):
    _fields_ = (
        ("interval_s", ctypes.c_long),
        ("interval_ns", ctypes.c_long),
        ("value_s", ctypes.c_long),
        ("value_ns", ctypes.c_long),
    )


class Timer:
    """One deadline on CLOCK_MONOTONIC; the descriptor is readable once it has passed."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.timerfd_create(CLOCK_MONOTONIC, _TFD_NONBLOCK | _TFD_CLOEXEC)
        if self._fd < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create failed")

    def fileno(self) -> int:
        """Give the descriptor."""
        return int(self._fd)

    def set(self, at_s: float | None) -> None:
        """Wait for `at_s` on the monotonic clock, s; None waits for nothing."""
        whole = 0 if at_s is None else max(0, int(at_s))
        # A value of zero would disarm; the earliest deadline is therefore 1 ns.
        part = 0 if at_s is None else max(1, int((at_s - whole) * 1e9))
        spec = _Spec(0, 0, whole, part)
        if self._libc.timerfd_settime(self._fd, _TFD_TIMER_ABSTIME, ctypes.byref(spec), None) < 0:
            raise OSError(ctypes.get_errno(), "timerfd_settime failed")

    def close(self) -> None:
        """Give the descriptor back; safe to call twice."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
