"""What assistive technology sees on a desktop: controls by name and role, with their places.

These are the eyes of the demo's agent, and of the tests. By raw D-Bus (at-spi2-core's XML descriptions), sharing
nothing with the supervisor's own look-up in `desktop`, so that the one can witness for the other.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError
from dbus_fast.signature import Variant

from supervisor.demo.children import VirtualDesktopError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_MAX_NODES = 20_000
_AT_ONCE = 100
"""Elements that are asked at a time: an office document has thousands, and the bus cuts off who asks too much."""
_CALL_S = 5.0
_SHOWING = 25
_CHECKED = 4
_SENSITIVE = 24
_FOCUSED = 12
_SELECTED = 23


@dataclass(frozen=True, slots=True)
class Element:
    """A control at one moment."""

    application: str
    window: str
    """Name of its top-level; menus are top-levels of their own, mostly without a name."""
    role: str
    """E.g. `menu item`, `push button`, `icon`, `check box`."""
    name: str
    rect: tuple[int, int, int, int]
    """x, y, width, height on the screen, in pixels."""
    states: frozenset[int]
    """AT-SPI state numbers."""

    @property
    def centre(self) -> tuple[int, int]:
        """Where a person would click."""
        x, y, width, height = self.rect
        return x + width // 2, y + height // 2

    @property
    def checked(self) -> bool:
        """Whether a toggle is on."""
        return _CHECKED in self.states

    @property
    def sensitive(self) -> bool:
        """Whether it can be used."""
        return _SENSITIVE in self.states

    @property
    def selected(self) -> bool:
        """Whether it is chosen among others."""
        return _SELECTED in self.states

    @property
    def focused(self) -> bool:
        """Whether it has the keyboard."""
        return _FOCUSED in self.states


class Node(NamedTuple):
    """An element's address on the bus, and the name of its top-level."""

    sender: str
    path: str
    window: str


class Controls:
    """Looks for controls on a desktop; each look is a fresh connection.

    Args:
        session: Address of the desktop's session bus; empty for the standard one.
    """

    def __init__(self, session: str) -> None:
        self._session = session

    def find_all(self, *, role: str = "", name: str = "", application: str = "", window: str = "") -> list[Element]:
        """List the elements on the screen that match.

        Args:
            role: The exact role name, any when empty.
            name: A pattern that the whole name matches, any when empty.
            application: A pattern found in the application's name.
            window: A pattern found in the name of the top-level.
        """

        def wanted(found_role: str, found_name: str) -> bool:
            return (not role or role == found_role) and (not name or bool(re.fullmatch(name, found_name)))

        found = asyncio.run(self._collect(wanted, application))
        return [element for element in found if re.search(window, element.window)]

    def find(self, *, role: str = "", name: str = "", application: str = "", window: str = "") -> Element | None:
        """Give the first such element with a place on the screen, None when there is none."""
        found = self.find_all(role=role, name=name, application=application, window=window)
        return next((element for element in found if element.rect[2] > 0), None)

    def outline(self, application: str = "") -> str:
        """Write all that is showing, one element a line: for a person who writes a test."""
        found = asyncio.run(self._collect(lambda role, name: True, application))  # noqa: ARG005 - all match
        return "\n".join(f"{e.application}: {e.role} `{e.name}` {e.rect}" for e in found)

    def bus_address(self) -> str:
        """Give the address of the accessibility bus.

        Raises:
            VirtualDesktopError: there is none on this desktop.
        """
        try:
            return asyncio.run(self._bus_address())
        except (OSError, _GoneError, AuthError, InvalidAddressError) as e:
            raise VirtualDesktopError(
                f"this desktop has no accessibility bus: install at-spi2-core and log in again: {e}"
            ) from e

    async def _bus_address(self) -> str:
        session = await MessageBus(bus_address=self._session or None).connect()
        try:
            (address,) = await _call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        finally:
            session.disconnect()
        return str(address)

    async def _collect(self, wanted: Callable[[str, str], bool], application: str) -> list[Element]:
        address = await self._bus_address()
        bus = await MessageBus(bus_address=address, bus_type=BusType.SESSION).connect()
        try:
            return [element async for element in _walk(bus, wanted, application)]
        finally:
            bus.disconnect()


async def _walk(bus: MessageBus, wanted: Callable[[str, str], bool], application: str) -> AsyncIterator[Element]:
    """Walk all that is showing, application by application, breadth first."""
    seen = 0
    for program in await _children(bus, *_REGISTRY):
        title = await _name(bus, *program)
        if not re.search(application, title):
            continue
        level = [Node(*child, "") for child in await _children(bus, *program)]
        level = [Node(node.sender, node.path, await _name(bus, node.sender, node.path)) for node in level]
        while level and seen < _MAX_NODES:
            seen += len(level)
            below: list[Node] = []
            for start in range(0, len(level), _AT_ONCE):
                some = level[start : start + _AT_ONCE]
                for element, children in await asyncio.gather(*(_look(bus, title, node, wanted) for node in some)):
                    if element:
                        yield element
                    below += children
            level = below


async def _look(
    bus: MessageBus, application: str, node: Node, wanted: Callable[[str, str], bool]
) -> tuple[Element | None, list[Node]]:
    """Give the element when it is wanted, and its children when it is showing."""
    at = node.sender, node.path
    try:
        states = await _states(bus, *at)
        if _SHOWING not in states:
            return None, []
        (role,) = await _call(bus, *at, _ACCESSIBLE, "GetRoleName")
        name = await _name(bus, *at)
        element = None
        if wanted(role, name):
            element = Element(application, node.window, role, name, await _rect(bus, *at), states)
        return element, [Node(*child, node.window) for child in await _children(bus, *at)]
    except _GoneError:
        return None, []


class _GoneError(Exception):
    """The element answered with an error: it went away."""


async def _call(bus: MessageBus, sender: str, path: str, interface: str, member: str, *arguments: Any) -> Any:
    signature = {"Get": "ss", "GetExtents": "u"}.get(member, "")
    request = Message(
        destination=sender, path=path, interface=interface, member=member, signature=signature, body=list(arguments)
    )
    try:
        reply = await asyncio.wait_for(bus.call(request), _CALL_S)
    except TimeoutError as e:
        raise _GoneError(f"{sender}{path} does not answer") from e
    if reply is None or reply.message_type is MessageType.ERROR:
        raise _GoneError(f"{sender}{path}: {reply and reply.body}")
    return reply.body


async def _children(bus: MessageBus, sender: str, path: str) -> list[tuple[str, str]]:
    try:
        (children,) = await _call(bus, sender, path, _ACCESSIBLE, "GetChildren")
    except _GoneError:
        return []
    return [(child[0], child[1]) for child in children if child[1] != "/org/a11y/atspi/null"]


async def _name(bus: MessageBus, sender: str, path: str) -> str:
    try:
        (value,) = await _call(bus, sender, path, "org.freedesktop.DBus.Properties", "Get", _ACCESSIBLE, "Name")
    except _GoneError:
        return ""
    return str(value.value if isinstance(value, Variant) else value)


async def _states(bus: MessageBus, sender: str, path: str) -> frozenset[int]:
    (words,) = await _call(bus, sender, path, _ACCESSIBLE, "GetState")
    return frozenset(bit + 32 * at for at, word in enumerate(words) for bit in range(32) if word & (1 << bit))


async def _rect(bus: MessageBus, sender: str, path: str) -> tuple[int, int, int, int]:
    try:
        ((x, y, width, height),) = await _call(bus, sender, path, "org.a11y.atspi.Component", "GetExtents", 0)
    except _GoneError:
        return 0, 0, 0, 0
    return x, y, width, height
