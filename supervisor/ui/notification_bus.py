"""Notifications of the desktop (Desktop Notifications Specification 1.2), from a thread of their own.

Nothing is listened to: notifications have no actions, and that one was pressed or closed means nothing to us. Where
there is no server nothing is said. Loaded with the first notification: until then it costs nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import threading
from dataclasses import dataclass

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_UNREACHABLE = (OSError, EOFError, DBusError, AuthError, InvalidAddressError, ValueError)
_ANSWER_S = 10.0
"""A server that has to be started first may take that long."""
_LAST_S = 1.0
"""At the end what is still to be said has this long."""
_NORMAL, _CRITICAL = 1, 2
_SERVERS_TIME = -1


@dataclass(frozen=True, slots=True)
class Notification:
    """What is said."""

    summary: str
    """One line."""
    body: str = ""
    """Plain text; empty for none."""
    urgent: bool = False
    """It stays until it is seen."""
    sound: str = ""
    """A name of the Sound Naming Specification; empty for silence."""


class NotificationBus:
    """Says one thing in each place; what is newer takes the older one's place, so that no flood piles up."""

    def __init__(self, address: str) -> None:
        """Begin with nothing to say.

        Args:
            address: The session bus.
        """
        self._address = address
        self._lock = threading.Lock()
        self._wanted: dict[str, Notification | None] = {}
        self._ends = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="notifications", daemon=True)
        self._more = asyncio.Event()
        self._bus: MessageBus | None = None
        self._markup = True
        self._numbers: dict[str, int] = {}

    def say(self, place: str, what: Notification | None) -> None:
        """Say something.

        Args:
            place: Where; short words of ours.
            what: None takes back what was said there.
        """
        with self._lock:
            self._wanted[place] = what
            self._wake()

    def close(self) -> None:
        """End, once what is wanted is said or its time is over."""
        with self._lock:
            self._ends = True
            begun = self._loop is not None
            if begun:
                self._wake()
        if begun:
            self._thread.join(_LAST_S)

    def _wake(self) -> None:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread.start()
        with contextlib.suppress(RuntimeError):  # it has ended already
            self._loop.call_soon_threadsafe(self._more.set)

    # -- in the thread

    def _run(self) -> None:
        assert self._loop is not None  # noqa: S101 - it is made before the thread
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        ends = False
        while not ends:
            await self._more.wait()
            self._more.clear()
            with self._lock:
                wanted, self._wanted, ends = self._wanted, {}, self._ends
            for place, what in wanted.items():
                await self._try(place, what)
        if self._bus is not None and self._bus.connected:
            self._bus.disconnect()
            with contextlib.suppress(*_UNREACHABLE):
                await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    async def _try(self, place: str, what: Notification | None) -> None:
        try:
            async with asyncio.timeout(_ANSWER_S):
                await self._put(place, what)
        except _UNREACHABLE:
            self._numbers.clear()

    async def _put(self, place: str, what: Notification | None) -> None:
        if what is None:
            if place in self._numbers:
                await self._call("CloseNotification", "u", self._numbers.pop(place))
            return
        await self._connect()
        hints = {"urgency": Variant("y", _CRITICAL if what.urgent else _NORMAL)}
        hints |= {"sound-name": Variant("s", what.sound)} if what.sound else {"suppress-sound": Variant("b", True)}
        body = html.escape(what.body, quote=False) if self._markup else what.body
        says = ("agent-supervisor", self._numbers.get(place, 0), "", what.summary, body)
        found = await self._call("Notify", "susssasa{sv}i", *says, [], hints, _SERVERS_TIME)
        if found and isinstance(found[0], int):
            self._numbers[place] = found[0]

    async def _connect(self) -> None:
        if self._bus is not None and self._bus.connected:
            return
        self._numbers.clear()
        self._bus = await MessageBus(bus_address=self._address).connect()
        found = await self._call("GetCapabilities", "")
        self._markup = not found or not isinstance(found[0], list) or "body-markup" in found[0]

    async def _call(self, member: str, signature: str, *body: object) -> list[object]:
        if self._bus is None:
            return []
        reply = await self._bus.call(Message(NAME, PATH, NAME, member, signature=signature, body=list(body)))
        return list(reply.body) if reply.message_type is MessageType.METHOD_RETURN else []
