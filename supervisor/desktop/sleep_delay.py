"""Has the machine wait for us before it sleeps, for as long as it takes to hold the agents.

logind offers that: `Inhibit` with mode `delay` gives a descriptor, and sleep waits until it is closed, five seconds
at most (https://systemd.io/INHIBITOR_LOCKS). It is asked for on a connection of its own, which ends at once: on the
one that listens no descriptors are taken, so that nobody can fill our table with theirs.
"""

from __future__ import annotations

import asyncio
import os
import threading

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from supervisor.desktop.bus_names import DAEMON_S, UNREACHABLE

_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_WORDS = ["sleep", "agent-supervisor", "holds agents before the machine sleeps", "delay"]


class SleepDelay:
    """At most one descriptor; it may be let go in any thread."""

    def __init__(self) -> None:
        self._fd = -1
        self._lock = threading.Lock()

    async def take(self, address: str) -> None:
        """Have the next sleep wait for `release`, where the session manager offers that; what was taken before goes.

        Args:
            address: The system's bus.
        """
        try:
            async with asyncio.timeout(DAEMON_S):
                self._keep(await _inhibit(address))
        except UNREACHABLE:
            self._keep(-1)

    def release(self) -> None:
        """Let the machine sleep."""
        self._keep(-1)

    def _keep(self, fd: int) -> None:
        with self._lock:
            if self._fd >= 0:
                os.close(self._fd)
            self._fd = fd


async def _inhibit(address: str) -> int:
    """Give the descriptor that is to be closed; -1 where it is refused."""
    bus = MessageBus(bus_address=address, negotiate_unix_fd=True)
    try:
        await bus.connect()
        message = Message(*_LOGIN, "Inhibit", signature="ssss", body=_WORDS)
        message.flags = MessageFlag.NO_AUTOSTART
        reply = await bus.call(message)
    finally:
        bus.disconnect()
    if reply.message_type is not MessageType.METHOD_RETURN or reply.signature != "h":
        return -1
    fd, *more = reply.unix_fds or [-1]
    for one in more:
        os.close(one)
    if fd >= 0:
        os.set_inheritable(fd, False)
    return fd
