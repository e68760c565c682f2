"""What assistive technology could press in a program: every node with its actions, by raw D-Bus."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_CALL_S = 5.0
_MAX_NODES = 2000


class Node(NamedTuple):
    """One node of a program's tree."""

    role: str
    name: str
    actions: int
    """How many actions it offers; 0 also when it has no such interface."""
    pressed: bool
    """Whether it took a DoAction of its first action."""


def press_everything(desktop: VirtualDesktop, application: str) -> list[Node]:
    """Do the first action of every node of a program, and list what there was.

    Args:
        desktop: Where the program runs; needs the accessibility bus.
        application: The program's name on that bus.
    """
    return asyncio.run(_press(desktop.env["DBUS_SESSION_BUS_ADDRESS"], application))


async def _press(session: str, application: str) -> list[Node]:
    bus = await MessageBus(bus_address=session).connect()
    try:
        (address,) = await _call(bus, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress") or ("",)
    finally:
        bus.disconnect()
    bus = await MessageBus(bus_address=address, bus_type=BusType.SESSION).connect()
    try:
        found: list[Node] = []
        pending = [at for at in await _children(bus, _REGISTRY) if await _name(bus, at) == application]
        while pending and len(found) < _MAX_NODES:
            at = pending.pop()
            found.append(await _node(bus, at))
            pending += await _children(bus, at)
        return found
    finally:
        bus.disconnect()


async def _node(bus: MessageBus, at: tuple[str, str]) -> Node:
    role = await _call(bus, at, _ACCESSIBLE, "GetRoleName")
    count = await _call(bus, at, "org.freedesktop.DBus.Properties", "Get", _ACTION, "NActions")
    done = await _call(bus, at, _ACTION, "DoAction", 0, signature="i")
    actions = count[0].value if count else 0
    return Node(role[0] if role else "", await _name(bus, at), actions, bool(done and done[0]))


async def _name(bus: MessageBus, at: tuple[str, str]) -> str:
    name = await _call(bus, at, "org.freedesktop.DBus.Properties", "Get", _ACCESSIBLE, "Name")
    return str(name[0].value) if name else ""


async def _children(bus: MessageBus, at: tuple[str, str]) -> list[tuple[str, str]]:
    found = await _call(bus, at, _ACCESSIBLE, "GetChildren")
    return [(sender, path) for sender, path in found[0]] if found else []


async def _call(
    bus: MessageBus, at: tuple[str, str], interface: str, member: str, *body: Any, signature: str = "ss"
) -> list[Any] | None:
    """Ask; None for an error."""
    request = Message(
        destination=at[0],
        path=at[1],
        interface=interface,
        member=member,
        signature=signature if body else "",
        body=list(body),
    )
    try:
        reply = await asyncio.wait_for(bus.call(request), _CALL_S)
    except TimeoutError:
        return None
    return None if reply is None or reply.message_type is MessageType.ERROR else list(reply.body)
