"""Raw calls on the accessibility bus.

Raw on purpose: libatspi obeys `GetApplicationBusAddress`, and an application that answers it with `unixexec:…`
runs a command in the reader. Nothing here connects to an address that an application names.
"""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError, InvalidAddressError

from supervisor.core.action import Rect

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

T = TypeVar("T")

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
DOCUMENT = "org.a11y.atspi.Document"
TABLE = "org.a11y.atspi.Table"
SELECTION = "org.a11y.atspi.Selection"
_APPLICATION = "org.a11y.atspi.Application"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
NULL = "/org/a11y/atspi/null"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_DBUS = "org.freedesktop.DBus"
_ADDRESS = re.compile(r"unix:(?:path|abstract)=[^,;]+(?:,guid=[0-9a-fA-F]+)?")
_SCREEN = 0
_MAX_NAME = 300
_ADDRESS_ATTRIBUTES = ("DocURL", "URI")
"""What browsers call the address of a document: Gecko the first, Chromium and WebKitGTK the second."""
_EVENT_RULE = "type='signal',interface='org.a11y.atspi.Event.Object',member='StateChanged'"
_ARRIVAL_RULES = (
    f"type='signal',sender='{_DBUS}',interface='{_DBUS}',member='NameOwnerChanged'",
    f"type='signal',sender='{REGISTRY}',interface='org.a11y.atspi.Event.Object',member='ChildrenChanged',path='{ROOT}'",
)
"""A program that begins to show its elements connects first, and then has itself entered in the registry."""
_ARRIVALS = frozenset({"NameOwnerChanged", "ChildrenChanged"})

STATES = (
    "invalid", "active", "armed", "busy", "checked", "collapsed", "defunct", "editable", "enabled",
    "expandable", "expanded", "focusable", "focused", "has-tooltip", "horizontal", "iconified", "modal",
    "multi-line", "multiselectable", "opaque", "pressed", "resizable", "selectable", "selected", "sensitive",
    "showing", "single-line", "stale", "transient", "vertical", "visible", "manages-descendants",
    "indeterminate", "required", "truncated", "animated", "invalid-entry", "supports-autocompletion",
    "selectable-text", "is-default", "visited", "checkable", "has-popup", "read-only",
)  # fmt: skip
"""State names by bit number (AtspiStateType, at-spi2-core)."""

_ROLE_PASSWORD_TEXT = 40
_MAYBE_PASSWORD = frozenset({"text", "entry"})
_ROLE_ALIASES = {"button": "push button"}
"""at-spi2-core 2.54 renamed a role; the older word is ours."""


class Unanswered(Exception):  # noqa: N818 the word says what happened; it never leaves the room
    """The application, or the bus, gave no usable answer."""


class BusUnavailableError(Exception):
    """There is no accessibility bus."""


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible object: connection name on the bus and object path."""

    owner: str
    """Unique bus name of the application."""
    path: str
    """Object path inside it."""


_DAEMON = Node(_DBUS, "/org/freedesktop/DBus")


@dataclass(frozen=True, slots=True)
class Look:
    """The cheap facts of a node, fetched together."""

    node: Node
    """Whose facts."""
    role: str
    """Role name."""
    name: str
    """Accessible name; empty for none."""
    rect: Rect | None
    """Extents on the root window in the application's own pixels; None when it has none."""
    states: frozenset[str]
    """State names."""


class AtspiBus:
    """One connection to the accessibility bus.

    Attributes:
        on_state: Called with a node, a state's name and whether it has it now: `focused` of all applications,
            `showing` of those that are watched for it.
        on_arrival: Called when a program may have come to the bus, or left it, once `watch_arrivals` was called.
    """

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self.on_arrival: Callable[[], None] = lambda: None
        self.on_state: Callable[[Node, str, bool], None] | None = None
        bus.add_message_handler(self._handle)

    @classmethod
    async def connect(cls, environ: Mapping[str, str]) -> AtspiBus:
        """Find the accessibility bus through the session bus, and connect.

        Args:
            environ: Where the session bus is named.

        Raises:
            BusUnavailableError: there is no session bus, or it knows of no accessibility bus at a plain socket.
        """
        try:
            session = await MessageBus(bus_address=session_address(environ)).connect()
        except (OSError, EOFError, DBusError, InvalidAddressError, ValueError) as e:
            raise BusUnavailableError(f"no session bus: {e}") from e
        try:
            return await cls.connect_through(session)
        finally:
            session.disconnect()

    @classmethod
    async def connect_through(cls, session: MessageBus) -> AtspiBus:
        """Ask a session bus for the accessibility bus, and connect.

        Raises:
            BusUnavailableError: it knows of none at a plain socket.
        """
        try:
            reply = await session.call(Message("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress"))
        except (OSError, EOFError, DBusError) as e:
            raise BusUnavailableError(f"session bus does not answer: {e}") from e
        address = reply.body[0] if reply and reply.message_type is MessageType.METHOD_RETURN else ""
        if not isinstance(address, str) or not plain_address(address):
            raise BusUnavailableError("no accessibility bus at a plain socket: install at-spi2-core")
        try:
            return cls(await MessageBus(bus_address=address).connect())
        except (OSError, EOFError, DBusError, InvalidAddressError, ValueError) as e:
            raise BusUnavailableError(f"accessibility bus does not answer: {e}") from e

    @property
    def connected(self) -> bool:
        """False once the bus has gone."""
        return bool(self._bus.connected)

    def disconnect(self) -> None:
        """Leave the bus."""
        self._bus.disconnect()

    async def watch(self, state: str, owner: str = "") -> None:
        """Have changes of a state sent to us; applications send none that nobody asked for.

        Args:
            state: Name of the state.
            owner: The one application meant; empty for all.
        """
        rule = f"{_EVENT_RULE},arg0='{state}'" + (f",sender='{owner}'" if owner else "")
        await self.call(_DAEMON, _DBUS, "AddMatch", "s", [rule])
        registry = (Node(REGISTRY, "/org/a11y/atspi/registry"), REGISTRY, "RegisterEvent")
        event = f"object:state-changed:{state}"
        try:
            await self.call(*registry, "sass", [event, [], owner])
        except Unanswered:
            await self.call(*registry, "s", [event])

    async def watch_arrivals(self) -> None:
        """Have it told when programs come."""
        for rule in _ARRIVAL_RULES:
            await self.call(_DAEMON, _DBUS, "AddMatch", "s", [rule])

    async def toolkit(self, root: Node) -> str:
        """Give the name of the toolkit that an application is made with, e.g. `gtk`, `Qt`."""
        return str(await self.property(root, _APPLICATION, "ToolkitName"))[:64]

    async def call(
        self, node: Node, interface: str, member: str, signature: str = "", body: list[Any] | None = None
    ) -> list[Any]:
        """Call a method of `node`.

        Raises:
            Unanswered: it answered with an error, or the bus has gone.
        """
        try:
            reply = await self._bus.call(
                Message(node.owner, node.path, interface, member, signature=signature, body=body or [])
            )
        except (OSError, EOFError, DBusError) as e:
            raise Unanswered(str(e)) from e
        if reply is None or reply.message_type is not MessageType.METHOD_RETURN:
            raise Unanswered(reply.error_name if reply else "no reply")
        return list(reply.body)

    async def pid(self, owner: str) -> int:
        """Give the process behind a bus name, as the bus daemon knows it."""
        return int((await self.call(_DAEMON, _DBUS, "GetConnectionUnixProcessID", "s", [owner]))[0])

    async def applications(self) -> list[Node]:
        """List the roots of all applications on the bus."""
        return await self.children(Node(REGISTRY, ROOT))

    async def children(self, node: Node) -> list[Node]:
        """List the children of `node`."""
        (found,) = await self.call(node, ACCESSIBLE, "GetChildren")
        return [Node(str(owner), str(path)) for owner, path in found]

    async def child_count(self, node: Node) -> int:
        """Count the children of `node` without having them listed."""
        return int(await self.property(node, ACCESSIBLE, "ChildCount"))

    async def parent(self, node: Node) -> Node:
        """Give the parent of `node`."""
        owner, path = await self.property(node, ACCESSIBLE, "Parent")
        return Node(str(owner), str(path))

    async def property(self, node: Node, interface: str, name: str) -> Any:
        """Give the value of a property."""
        (variant,) = await self.call(node, _PROPERTIES, "Get", "ss", [interface, name])
        return variant.value

    async def name(self, node: Node) -> str:
        """Give the accessible name, cut to a bounded length."""
        return str(await self.property(node, ACCESSIBLE, "Name"))[:_MAX_NAME]

    async def role(self, node: Node) -> str:
        """Give the role name, the same word for old and new versions of AT-SPI and for all toolkits."""
        (role,) = await self.call(node, ACCESSIBLE, "GetRoleName")
        if role in _MAYBE_PASSWORD:
            # Qt 6 calls its password fields `text`; only the number tells.
            (number,) = await self.call(node, ACCESSIBLE, "GetRole")
            return "password text" if number == _ROLE_PASSWORD_TEXT else str(role)
        return _ROLE_ALIASES.get(role, str(role)[:64])

    async def states(self, node: Node) -> frozenset[str]:
        """Give the state names."""
        ((low, high),) = await self.call(node, ACCESSIBLE, "GetState")
        bits = int(low) | int(high) << 32
        return frozenset(name for index, name in enumerate(STATES) if bits >> index & 1)

    async def extents(self, node: Node) -> Rect | None:
        """Give the place on the root window; None for what has no place there now."""
        try:
            ((x, y, width, height),) = await self.call(node, COMPONENT, "GetExtents", "u", [_SCREEN])
        except Unanswered:
            return None
        if min(x, y) < -(1 << 20) or width < 0 or height < 0:
            return None
        return Rect(int(x), int(y), int(width), int(height))

    async def child_at(self, node: Node, x: int, y: int) -> Node | None:
        """Ask `node` for its descendant at a place on the root window; None for none."""
        (found,) = await self.call(node, COMPONENT, "GetAccessibleAtPoint", "iiu", [x, y, _SCREEN])
        owner, path = found
        return None if path == NULL or not owner else Node(str(owner), str(path))

    async def interfaces(self, node: Node) -> frozenset[str]:
        """List the interfaces of `node`."""
        (found,) = await self.call(node, ACCESSIBLE, "GetInterfaces")
        return frozenset(str(name) for name in found)

    async def address(self, node: Node) -> str:
        """Give the address of a document as its program tells it; empty for none."""
        (found,) = await self.call(node, DOCUMENT, "GetAttributes")
        told = (found.get(name) for name in _ADDRESS_ATTRIBUTES) if isinstance(found, dict) else ()
        return next((address for address in told if isinstance(address, str) and address), "")

    async def text(self, node: Node, start: int, end: int) -> str:
        """Give the text between two offsets."""
        (found,) = await self.call(node, TEXT, "GetText", "ii", [start, end])
        return str(found)

    def _handle(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.member in _ARRIVALS:
            # One that nobody sent but an agent costs a look-up more, and no more than that.
            self.on_arrival()
        if (
            message.message_type is MessageType.SIGNAL
            and message.member == "StateChanged"
            and self.on_state is not None
            and message.sender
            and message.path
            and message.path != NULL
            and len(message.body) > 1
            and message.body[0] in {"focused", "showing"}
        ):
            self.on_state(Node(message.sender, message.path), message.body[0], bool(message.body[1]))


async def answered(call: Awaitable[T], default: T) -> T:
    """Give what `call` answers, or `default` when the application gives no usable answer."""
    try:
        return await call
    except Unanswered:
        return default


async def look(bus: AtspiBus, node: Node) -> Look:
    """Fetch the cheap facts of `node`, all at once; what is not answered is empty."""
    role, name, rect, states = await asyncio.gather(
        answered(bus.role(node), ""),
        answered(bus.name(node), ""),
        bus.extents(node),
        answered(bus.states(node), frozenset()),
    )
    return Look(node, role, name, rect, states)


async def looks(bus: AtspiBus, nodes: list[Node]) -> list[Look]:
    """Fetch the cheap facts of several nodes, all at once."""
    return list(await asyncio.gather(*(look(bus, node) for node in nodes)))


def session_address(environ: Mapping[str, str]) -> str:
    """Give the address of the session bus: what the environment names, else the user's own."""
    folder = environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={folder}/bus"


def plain_address(address: str) -> bool:
    """Tell whether a bus address is one plain local socket; never `unixexec:`, which runs a command."""
    return bool(_ADDRESS.fullmatch(address))
