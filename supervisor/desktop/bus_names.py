"""What the owners of some names say on a bus, and nobody else: believed in the order in which it was said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

UNREACHABLE = (OSError, EOFError, DBusError, AuthError, InvalidAddressError, ValueError)
"""What a bus that is not there, or not in order, raises; the machine's fault."""
PROPERTIES = "org.freedesktop.DBus.Properties"
DAEMON_S = 3.0
"""A bus answers in far less; one that does not is tried anew."""
_DBUS = "org.freedesktop.DBus"
_DAEMON = (_DBUS, "/org/freedesktop/DBus", _DBUS)
_NO_OWNER = "org.freedesktop.DBus.Error.NameHasNoOwner"


class Names:
    """Signals of the owners of some names, and of nobody else.

    # INVARIANT: at most one question to each name is waited for, however often the name changes hands.
    """

    def __init__(self, bus: MessageBus, names: tuple[str, ...]) -> None:
        self._bus = bus
        self._names = names
        self._owners: dict[str, str] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def follow(self) -> None:
        """Begin to listen to them; each is said to have come or to have left.

        Raises:
            OSError: the bus does not answer.
            DBusError: the bus refuses to tell of a name.
        """
        self._bus.add_message_handler(self._handle)
        for name in self._names:
            await self._ask_bus("AddMatch", f"type='signal',sender='{_DBUS}',member='NameOwnerChanged',arg0='{name}'")
            await self._ask_bus("AddMatch", f"type='signal',sender='{name}'")
            owner = await self._ask_bus("GetNameOwner", name)
            if name not in self._owners:  # else it changed hands since, which is newer than the answer
                self._belongs(name, owner)

    def leave(self) -> None:
        """Ask nobody any more."""
        for task in self._asking.values():
            task.cancel()

    async def _ask_bus(self, member: str, argument: str) -> str:
        async with asyncio.timeout(DAEMON_S):
            reply = await self._bus.call(_message(_DAEMON, member, argument))
        if reply.message_type is MessageType.METHOD_RETURN:
            return str(reply.body[0]) if reply.body else ""
        if reply.error_name == _NO_OWNER:
            return ""
        raise DBusError(reply.error_name or "", f"the bus refuses {member}", reply)

    async def call(self, target: tuple[str, str, str], member: str, *arguments: str) -> list[object] | None:
        """Call a method of name, path and interface; starts nobody, and waits for as long as that takes.

        Returns:
            None where it is refused.
        """
        reply = await self._bus.call(_message(target, member, *arguments))
        return list(reply.body) if reply.message_type is MessageType.METHOD_RETURN else None

    def _handle(self, message: Message) -> bool:
        if message.message_type is not MessageType.SIGNAL:
            return False
        if message.sender == _DBUS and message.member == "NameOwnerChanged":
            name, _, owner = message.body
            if name in self._names:
                self._belongs(name, owner)
            return False
        for name in self._names:
            if self._owners.get(name) == message.sender:
                self.said(name, message)
        return False

    def _belongs(self, name: str, owner: str) -> None:
        """Take whose a name is now."""
        self._owners[name] = owner
        self.ask(name)

    def ask(self, name: str) -> None:
        """Ask the owner of a name anew, and what was asked before no longer."""
        task = self._asking.pop(name, None)
        if task is not None:
            task.cancel()
        self._asking[name] = asyncio.get_running_loop().create_task(self._ask(name))

    async def _ask(self, name: str) -> None:
        try:
            if self._owners[name]:
                await self.came(name)
            # A bus that ends says of all names that they have left: what it says is true while it goes on.
            elif not await self._ask_bus("GetNameOwner", name):
                self.left(name)
        except UNREACHABLE:
            self._bus.disconnect()  # whoever keeps us begins anew

    async def came(self, name: str) -> None:
        """Take that a name has an owner."""

    def left(self, name: str) -> None:
        """Take that a name has no owner."""

    def said(self, name: str, message: Message) -> None:
        """Take a signal of the owner of a name."""


def _message(target: tuple[str, str, str], member: str, *arguments: str) -> Message:
    name, path, interface = target
    message = Message(name, path, interface, member, signature="s" * len(arguments), body=list(arguments))
    message.flags = MessageFlag.NO_AUTOSTART
    return message
