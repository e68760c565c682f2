"""A screen saver on a session bus, as a desktop's own is: it says that the screen is locked, and that it is open."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Self

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType

NAME = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"


class ScreenSaver:
    """Owns the name, or only pretends to; a context manager.

    Args:
        address: The session bus.
        active: The screen is locked from the start.
        name: What it is called; empty for one that owns no name and says all the same that it is.
        hangs: It answers nothing.
    """

    def __init__(self, address: str, *, active: bool = False, name: str = NAME, hangs: bool = False) -> None:
        self._hangs = hangs
        self._address = address
        self._name = name
        self._active = active
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def say(self, *, active: bool) -> None:
        """Say that the screen was locked, or is open again."""
        self._active = active
        self._run(self._signal())

    def _run(self, task: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(task, self._loop).result(20)

    async def _start(self) -> None:
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._handle)
        if self._name:
            await self._bus.request_name(self._name)

    async def _end(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    async def _signal(self) -> None:
        for listener in [None] if self._name else await self._everybody():
            signal = Message.new_signal(PATH, NAME, "ActiveChanged", "b", [self._active])
            signal.destination = listener
            await self._bus.send(signal)

    async def _everybody(self) -> list[str]:
        """List who is on the bus: what is sent to one alone passes by what they wanted to hear."""
        reply = await self._bus.call(
            Message("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames")
        )
        return [name for name in reply.body[0] if name.startswith(":")] if reply is not None else []

    def _handle(self, message: Message) -> Message | bool:
        if message.message_type is MessageType.METHOD_CALL and message.member == "GetActive":
            if self._hangs:
                return True
            return Message.new_method_return(message, "b", [self._active])
        return False
