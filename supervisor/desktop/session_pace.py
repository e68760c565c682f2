"""How fast an agent may open sessions, where the kernel gives each of them a share of the processor (autogroup).

Shares of a flood can be made small ten times a second only (`session_shares`). So each session beyond the first few
waits until those before it are small, and there is an end to them: a system call filter hands `setsid`
to whoever watches the agent (seccomp_unotify(2)), who lets it go on, later, or refuses it.

The filter's descriptor is in the agent's processes from before their first instruction; the calls are no one's to
make when the watcher has gone. Whoever wants such a descriptor inside an agent does not get one: the kernel gives one
for a process and all that is above it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import platform
import select
import socket
import struct
import threading
import time
from typing import TYPE_CHECKING

from supervisor.desktop.session_shares import MANY

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.desktop.session_shares import SessionShares

MOST = 64
"""Sessions that an agent may have at a time."""

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _TELL = 0x7FFF0000, 0x7FC00000
_SET_FILTER, _NEW_LISTENER = 1, 8
_PR_SET_NO_NEW_PRIVS = 38
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_NOTICE_BYTES = 80
_GO_ON = 1
_ANSWER = struct.Struct("=QqiI")
_CALL = {"x86_64": 317, "aarch64": 277}
"""Number of `seccomp`, by machine."""
_SETSID = {
    "x86_64": ((0xC000003E, 112), (0x40000003, 66)),
    "aarch64": ((0xC00000B7, 157), (0x40000028, 66)),
}
"""AUDIT_ARCH_… and number of `setsid`, of programs of the machine itself and of its 32-bit ones."""


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def setsid_filter(machine: str) -> bytes:
    """Give the filter's program for a machine; empty for one that is not known.

    Other calls and other architectures are not its matter: the strictest of all filters counts.
    """
    kinds = _SETSID.get(machine)
    if kinds is None:
        return b""
    (native, native_call), (narrow, narrow_call) = kinds
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 2, 0, native),
        (_EQUAL, 3, 0, narrow),
        (_RETURN, 0, 0, _ALLOW),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 3, 2, native_call),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 1, 0, narrow_call),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _TELL),
    )
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


class SessionCalls:
    """The way by which the filter's descriptor comes from the child to us."""

    def __init__(self, machine: str | None = None) -> None:
        """Prepare.

        Args:
            machine: As `uname -m` says; None for this one.
        """
        name = machine or platform.machine()
        self._ours, self._theirs = socket.socketpair()
        self._filter = setsid_filter(name)
        self._number = _CALL.get(name, -1)
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._steps = ctypes.create_string_buffer(self._filter, max(1, len(self._filter)))
        self._program = _Program(len(self._filter) // 8, ctypes.addressof(self._steps))

    def install(self) -> None:
        """Put the filter around this process; for the child, between fork and exec. Without one all goes on."""
        if not self._filter or self._libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            return
        fd = int(self._libc.syscall(self._number, _SET_FILTER, _NEW_LISTENER, ctypes.byref(self._program)))
        if fd >= 0:
            socket.send_fds(self._theirs, [b"\0"], [fd])
            os.close(fd)

    def listener(self) -> int:
        """Give the descriptor once the child is started; -1 when it could not install the filter."""
        self._theirs.close()
        with contextlib.suppress(OSError):
            _, fds, _, _ = socket.recv_fds(self._ours, 1, 1)
            return fds[0] if fds else -1
        return -1

    def close(self) -> None:
        """Give the sockets back; safe to call twice."""
        self._ours.close()
        self._theirs.close()


class SessionPace:
    """Answers an agent's calls, in a thread of its own, and keeps its shares."""

    def __init__(self, listener: int, shares: SessionShares, refused: Callable[[], None] = lambda: None) -> None:
        """Begin.

        Args:
            listener: The filter's descriptor; ours from now on.
            shares: Makes shares small.
            refused: Called from the thread, when a session was refused for the first time.
        """
        self._listener = listener
        self._shares = shares
        self._refused = refused
        self._free = MANY
        self._told = False
        self._stop_read, self._stop_write = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="sessions", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it; what the agent calls from then on fails."""
        os.close(self._stop_write)
        self._thread.join()

    def _serve(self) -> None:
        poll = select.poll()
        poll.register(self._listener, select.POLLIN)
        poll.register(self._stop_read, 0)
        try:
            while True:
                wait_s = self._shares.keep(time.monotonic())
                events = dict(poll.poll(None if wait_s is None else max(1, wait_s * 1000)))
                if self._stop_read in events:
                    return
                if events.get(self._listener, 0) & select.POLLIN:
                    self._answer()
                elif self._listener in events:
                    # Nobody is left to call.
                    poll.unregister(self._listener)
        finally:
            os.close(self._listener)
            os.close(self._stop_read)

    def _answer(self) -> None:
        notice = bytearray(_NOTICE_BYTES)
        # Whoever called may have been killed meanwhile.
        with contextlib.suppress(OSError):
            fcntl.ioctl(self._listener, _RECEIVE, notice)
            (number,) = struct.unpack_from("=Q", notice)
            may = self._may_open()
            answer = _ANSWER.pack(number, 0, *((0, _GO_ON) if may else (-errno.EPERM, 0)))
            fcntl.ioctl(self._listener, _SEND, bytearray(answer))

    def _may_open(self) -> bool:
        """Tell whether one more session may be, once those that there are leave room for it."""
        if self._free <= 0:
            count = self._shares.count()
            if count >= MOST:
                if not self._told:
                    self._told = True
                    self._refused()
                return False
            self._free = max(1, MANY - count)
            if count >= MANY:
                self._make_room()
        self._free -= 1
        return True

    def _make_room(self) -> None:
        """Wait until all shares that there are have been made small, or somebody wants us to end."""
        wait_s = self._shares.press()
        while wait_s is not None and not select.select([self._stop_read], [], [], wait_s)[0]:
            wait_s = self._shares.press_on()
