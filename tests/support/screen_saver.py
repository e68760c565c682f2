"""A screen saver on a session bus, as a desktop's own is: it says that the screen is locked, and that it is open."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Self

from dbus_fast import Message, MessageType, NameFlag
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
        knows: It knows of locks; else it refuses to tell, as a program does that only keeps the screen from locking.
        replaces: It takes the name from who has it.
    """

    def __init__(
        self,
        address: str,
        *,
        active: bool = False,
        name: str = NAME,
        hangs: bool = False,
        knows: bool = True,
        replaces: bool = False,
    ) -> None:
        self._flags = NameFlag.REPLACE_EXISTING if replaces else NameFlag.ALLOW_REPLACEMENT
        self._asked = threading.Event()
        self._hangs = hangs
        self._knows = knows
        self._address = address
        self._name = name
        self._active = active
        self._unanswered: list[Message] = []
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

    def say(self, *, active: bool) -> None:
        """Say that the screen was locked, or is open again."""
        self._active = active
        self._run(self._signal())

    def wait_asked(self) -> None:
        """Wait until it was asked whether the screen is locked."""
        assert self._asked.wait(20)

    def answer(self) -> None:
        """Answer at last, if anything was asked; nothing hangs any more."""
        self._run(self._answer())

    def _run(self, task: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(task, self._loop).result(20)

    async def _start(self) -> None:
        self._bus = await MessageBus(bus_address=self._address).connect()
        self._bus.add_message_handler(self._handle)
        if self._name:
            await self._bus.request_name(self._name, self._flags)

    async def _end(self) -> None:
        self._bus.disconnect()
        with contextlib.suppress(EOFError):  # the bus has ended before
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    async def _answer(self) -> None:
        self._hangs, questions, self._unanswered = False, self._unanswered, []
        for question in questions:
            await self._bus.send(Message.new_method_return(question, "b", [self._active]))

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
            self._asked.set()
            if self._hangs:
                self._unanswered.append(message)
                return True
            if not self._knows:
                return Message.new_error(message, "org.freedesktop.DBus.Error.NotSupported", "only inhibits")
            return Message.new_method_return(message, "b", [self._active])
        return False
