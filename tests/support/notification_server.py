"""A notification server on a bus of the test's own, as a desktop's own is, which shows nothing."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Any, Self

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class NotificationServer:
    """Owns the name; a context manager.

    Args:
        address: The session bus.
        capabilities: What it says that it can do.

    Attributes:
        said: What it was told, in order: name, number that is replaced, icon, summary, body, actions, hints, time.
        closed: The numbers that were taken back, in order.
    """

    def __init__(self, address: str, *capabilities: str) -> None:
        self.said: list[list[Any]] = []
        self.closed: list[int] = []
        self._address = address
        self._capabilities = list(capabilities)
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
        self._thread.join(30)
        self._loop.close()

    def press(self, number: int, action: str) -> None:
        """Say that somebody pressed a notification."""
        self._run(self._press(number, action))

    def _run(self, task: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(task, self._loop).result(20)

    async def _start(self) -> None:
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._handle)
        await self._bus.request_name(NAME)

    async def _end(self) -> None:
        self._bus.disconnect()
        with contextlib.suppress(EOFError):
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    async def _press(self, number: int, action: str) -> None:
        await self._bus.send(Message.new_signal(PATH, NAME, "ActionInvoked", "us", [number, action]))

    def _handle(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        if message.member == "GetCapabilities":
            return Message.new_method_return(message, "as", [self._capabilities])
        if message.member == "CloseNotification":
            self.closed.append(message.body[0])
            return Message.new_method_return(message)
        if message.member == "Notify" and message.signature == "susssasa{sv}i":
            self.said.append(message.body)
            return Message.new_method_return(message, "u", [message.body[1] or len(self.said)])
        return False
