"""Names on a bus: who has them, what only they say, and that nobody who hangs or lies is in the way."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from dbus_fast import Message, MessageType, NameFlag
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError

from supervisor.desktop.bus_names import Names
from tests.support.private_bus import PrivateBus

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

NAME, OTHER = "org.example.One", "org.example.Other"
LIMIT_S = 60.0


class Told(Names):
    """Names that are followed, and what was told of them."""

    def __init__(self, bus: MessageBus) -> None:
        super().__init__(bus, (NAME, OTHER))
        self.told: list[str] = []
        self.more = asyncio.Event()
        self.asked = 0
        self.hangs = False

    def _tell(self, what: str) -> None:
        self.told.append(what)
        self.more.set()

    async def came(self, name: str) -> None:
        self.asked += 1
        self._tell(f"{name} came")
        try:
            if self.hangs:
                await asyncio.Event().wait()
        finally:
            self.asked -= 1

    def left(self, name: str) -> None:
        self._tell(f"{name} left")

    def said(self, name: str, message: Message) -> None:
        self._tell(f"{name} said {message.member}")

    async def until(self, *told: str) -> None:
        """Wait until all of this was told, in any order, and forget it."""
        while not set(told) <= set(self.told):
            self.more.clear()
            await self.more.wait()
        self.told.clear()


@pytest.fixture
def private() -> Iterator[PrivateBus]:
    """Give a bus with nobody on it."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder, PrivateBus(Path(folder)) as running:
        yield running


def play(private: PrivateBus, scene: Callable[[Told, MessageBus], Awaitable[Any]]) -> None:
    """Follow the names, and play what happens on the bus."""

    async def all_of_it() -> None:
        async with asyncio.timeout(LIMIT_S):
            theirs, ours = [await MessageBus(bus_address=private.address).connect() for _ in range(2)]
            names = Told(ours)
            await names.follow()
            await names.until(f"{NAME} left", f"{OTHER} left")
            await scene(names, theirs)
            names.leave()
            for bus in (ours, theirs):
                if bus.connected:
                    bus.disconnect()
                    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    asyncio.run(all_of_it())


def signal(member: str, to: str | None = None) -> Message:
    return Message(to, "/", "org.example", member, message_type=MessageType.SIGNAL)


def test_who_comes_and_who_leaves_is_told(private: PrivateBus) -> None:
    async def scene(names: Told, bus: MessageBus) -> None:
        await bus.request_name(NAME)
        await names.until(f"{NAME} came")
        await bus.release_name(NAME)
        await names.until(f"{NAME} left")

    play(private, scene)


def test_attack_only_who_has_the_name_is_heard(private: PrivateBus) -> None:
    async def scene(names: Told, bus: MessageBus) -> None:
        liar = await MessageBus(bus_address=private.address).connect()
        await bus.request_name(NAME)
        await names.until(f"{NAME} came")
        await liar.send(signal("Lie", names._bus.unique_name))
        # The bus keeps what is sent in order: the liar takes a name afterwards.
        await liar.request_name(OTHER)
        while f"{OTHER} came" not in names.told:
            names.more.clear()
            await names.more.wait()
        assert names.told == [f"{OTHER} came"]
        await bus.send(signal("Truth"))
        await names.until(f"{NAME} said Truth")
        liar.disconnect()
        await liar.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types

    play(private, scene)


def test_a_name_that_flickers_is_asked_one_question_at_a_time(private: PrivateBus) -> None:
    async def scene(names: Told, bus: MessageBus) -> None:
        names.hangs = True
        for _ in range(50):
            await bus.request_name(NAME, NameFlag.NONE)
            await names.until(f"{NAME} came")
            assert names.asked == 1
            await bus.release_name(NAME)
            await names.until(f"{NAME} left")
            assert names.asked == 0
        assert len(names._asking) == 2

    play(private, scene)


def test_a_bus_that_ends_does_not_say_that_anybody_left(private: PrivateBus) -> None:
    async def scene(names: Told, bus: MessageBus) -> None:
        await bus.request_name(NAME)
        await names.until(f"{NAME} came")
        private.end()
        with contextlib.suppress(EOFError, OSError):
            await names._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]  # dbus-fast says no types
        await asyncio.gather(*names._asking.values(), return_exceptions=True)
        assert names.told == []

    play(private, scene)


def test_a_bus_that_refuses_to_tell_is_an_error(private: PrivateBus) -> None:
    async def scene(_names: Told, bus: MessageBus) -> None:
        with pytest.raises(DBusError, match="refuses AddMatch"):
            await Names(bus, (NAME,))._ask_bus("AddMatch", "no rule at all")

    play(private, scene)
