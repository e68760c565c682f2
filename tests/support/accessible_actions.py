"""What assistive technology could do in a program: every node with its actions, by raw D-Bus."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
_PROPERTIES, _VALUE = "org.freedesktop.DBus.Properties", "org.a11y.atspi.Value"
_CALLS: tuple[tuple[Any, ...], ...] = (
    ("Action", "DoAction", "i", 0),
    ("Action", "DoAction", "i", 1),
    ("Component", "GrabFocus", ""),
    ("Component", "SetPosition", "iiu", 5, 5, 0),
    ("Component", "SetSize", "ii", 10, 10),
    ("Component", "SetExtents", "iiiiu", 5, 5, 10, 10, 0),
    ("EditableText", "SetTextContents", "s", "harmless"),
    ("EditableText", "InsertText", "isi", 0, "harmless", 8),
    ("EditableText", "DeleteText", "ii", 0, 5),
    ("EditableText", "PasteText", "i", 0),
    ("Text", "SetCaretOffset", "i", 1),
    ("Text", "AddSelection", "ii", 0, 3),
    ("Hyperlink", "DoAction", "i", 0),
)
"""Interface, member, signature and arguments of what changes something."""
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_CALL_S = 5.0
_STATES = {4: "checked", 23: "selected"}
_SENSITIVE, _SHOWING = 24, 25
"""Numbers of states, AtspiStateType."""
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


def press_named(desktop: VirtualDesktop, application: str, name: str) -> bool:
    """Do the first action of what has this name in a program; False when nothing is there that took it."""
    return asyncio.run(_press_named(desktop.env["DBUS_SESSION_BUS_ADDRESS"], application, name))


def outline(desktop: VirtualDesktop, application: str, window: str) -> list[str]:
    """Write what a screen reader finds in a program's windows: a line an element, deeper ones further to the right.

    Args:
        desktop: As for `press_everything`.
        application: Likewise.
        window: How the name of the windows begins.

    Returns:
        Lines of role, name, description, text that was written, and the states that are worth a word.
    """
    return asyncio.run(_outline(desktop.env["DBUS_SESSION_BUS_ADDRESS"], application, window))


def meddle(desktop: VirtualDesktop, application: str, window: str) -> set[str]:
    """Try on every node of a program's window all that a client of the accessibility bus may ask of one.

    Args:
        desktop: As for `press_everything`.
        application: Likewise.
        window: How the name of the window begins.

    Returns:
        The calls that some node said it did.
    """
    return asyncio.run(_meddle(desktop.env["DBUS_SESSION_BUS_ADDRESS"], application, window))


async def _meddle(session: str, application: str, window: str) -> set[str]:
    async with _nodes(session, application, window) as (bus, found):
        done: set[str] = set()
        for at in found:
            for interface, member, signature, *body in _CALLS:
                reply = await _call(bus, at, f"org.a11y.atspi.{interface}", member, *body, signature=signature)
                if reply is not None and (not reply or reply[0] is not False):
                    done.add(f"{interface}.{member}")
            value = Variant("d", 1.0)
            if await _call(bus, at, _PROPERTIES, "Set", _VALUE, "CurrentValue", value, signature="ssv") is not None:
                done.add("Value.CurrentValue")
        return done


async def _press_named(session: str, application: str, name: str) -> bool:
    async with _nodes(session, application) as (bus, found):
        return any([(await _node(bus, at)).pressed for at in found if await _name(bus, at) == name])


async def _outline(session: str, application: str, window: str) -> list[str]:
    async with _nodes(session, application, window) as (bus, found):
        lines: list[str] = []
        pending = [(at, 0) for at in reversed(await _tops(bus, application, window))]
        while pending and len(lines) <= len(found):
            at, depth = pending.pop()
            words = await _described(bus, at)
            lines.append("  " * depth + words)
            pending += [(child, depth + 1) for child in reversed(await _children(bus, at))]
        return lines


async def _described(bus: MessageBus, at: tuple[str, str]) -> str:
    role = (await _call(bus, at, _ACCESSIBLE, "GetRoleName") or [""])[0]
    parts = [str(role), f"`{await _name(bus, at)}`"]
    description = await _call(bus, at, _PROPERTIES, "Get", _ACCESSIBLE, "Description")
    if description and description[0].value:
        parts.append(f"({description[0].value})")
    text = await _call(bus, at, "org.a11y.atspi.Text", "GetText", 0, -1, signature="ii")
    if text and text[0]:
        parts.append(f"= {text[0]}")
    low, high = (await _call(bus, at, _ACCESSIBLE, "GetState") or [[0, 0]])[0]
    bits = low | high << 32
    parts += [word for bit, word in _STATES.items() if bits >> bit & 1]
    if not bits >> _SHOWING & 1:
        parts.append("hidden")
    elif not bits >> _SENSITIVE & 1:
        parts.append("off")
    return " ".join(parts)


async def _press(session: str, application: str) -> list[Node]:
    async with _nodes(session, application) as (bus, found):
        return [await _node(bus, at) for at in found]


@asynccontextmanager
async def _nodes(
    session: str, application: str, window: str = ""
) -> AsyncIterator[tuple[MessageBus, list[tuple[str, str]]]]:
    """Give the accessibility bus and where all nodes of a program are on it."""
    bus = await MessageBus(bus_address=session).connect()
    try:
        (address,) = await _call(bus, ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress") or ("",)
    finally:
        bus.disconnect()
    async with nodes_at(address, application, window) as found:
        yield found


@asynccontextmanager
async def nodes_at(
    address: str, application: str, window: str = ""
) -> AsyncIterator[tuple[MessageBus, list[tuple[str, str]]]]:
    """Give the same by the address of the accessibility bus."""
    bus = await MessageBus(bus_address=address, bus_type=BusType.SESSION).connect()
    try:
        found: list[tuple[str, str]] = []
        pending = await _tops(bus, application, window)
        while pending and len(found) < _MAX_NODES:
            at = pending.pop()
            found.append(at)
            pending += await _children(bus, at)
        yield bus, found
    finally:
        bus.disconnect()


async def _tops(bus: MessageBus, application: str, window: str) -> list[tuple[str, str]]:
    """Give a program, or those of its windows whose names begin so."""
    programs = [at for at in await _children(bus, _REGISTRY) if await _name(bus, at) == application]
    if not window:
        return programs
    tops = [top for at in programs for top in await _children(bus, at)]
    return [top for top in tops if (await _name(bus, top)).startswith(window)]


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
