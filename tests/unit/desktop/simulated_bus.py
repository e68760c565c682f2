"""An accessibility bus in memory: applications as trees, answering as real ones do, badly where told so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dbus_fast.signature import Variant

from supervisor.core.action import Point, Rect
from supervisor.desktop.atspi_bus import DOCUMENT, NULL, REGISTRY, ROOT, STATES, TEXT, AtspiBus, Node, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = ("showing", "visible", "sensitive")


@dataclass(eq=False)
class Thing:
    """One accessible object and what is below it."""

    role: str
    name: str = ""
    rect: tuple[int, int, int, int] | None = None
    states: tuple[str, ...] = SHOWN
    below: list[Thing] = field(default_factory=list)
    description: str = ""
    text: str | None = None
    caret: int = 0
    answers_at: bool = True
    """Whether it answers for the descendant at a point."""
    secret: bool = False
    """A password field that calls itself `text`, as in Qt 6."""
    claims: Thing | None = None
    """What it says is at every point, true or not."""
    attributes: dict[str, Any] | None = None
    """What it tells of itself as a document."""
    chosen: int = 0
    """How many of its rows or children it says are selected; the first of what is below it are."""
    columns: int = 1
    """Of a table: how many of what is below it are one row."""
    path: str = ""
    owner: str = ""

    @property
    def node(self) -> Node:
        return Node(self.owner, self.path)


class SimulatedBus(AtspiBus):
    """Applications by bus name; `pids` tells their processes.

    Attributes:
        calls: Members called, for bounds.
        watched: States that were asked for, and the application.
    """

    def __init__(self, **applications: Thing) -> None:
        self.on_state = None
        self.on_arrival = lambda: None
        self.toolkits: dict[str, str] = {}
        self.watched: list[tuple[str, str]] = []
        self.calls: list[str] = []
        self.pids: dict[str, int] = {}
        self.roots = applications
        self._things: dict[Node, Thing] = {}
        self._above: dict[Node, Thing] = {}
        for number, (owner, root) in enumerate(applications.items()):
            self.pids[owner] = 100 + number
            self.add(owner, root, ROOT)

    def add(self, owner: str, thing: Thing, path: str) -> None:
        """Register a thing and all below it."""
        thing.owner, thing.path = owner, path
        self._things[thing.node] = thing
        for index, child in enumerate(thing.below):
            self.add(owner, child, f"{'' if path == ROOT else path}/{index}")
            self._above[child.node] = thing

    async def call(
        self, node: Node, interface: str, member: str, signature: str = "", body: list[Any] | None = None
    ) -> list[Any]:
        del signature
        self.calls.append(member)
        arguments = body or []
        if member == "GetConnectionUnixProcessID":
            if arguments[0] not in self.pids:
                raise Unanswered("no such name")
            return [self.pids[arguments[0]]]
        if node == Node(REGISTRY, ROOT):
            return [[(root.owner, root.path) for root in self.roots.values()]]
        if node not in self._things:
            raise Unanswered("org.freedesktop.DBus.Error.UnknownObject")
        return [self._answer(self._things[node], interface, member, arguments)]

    async def watch(self, state: str, owner: str = "") -> None:
        self.watched.append((state, owner))

    def _answer(self, thing: Thing, interface: str, member: str, arguments: list[Any]) -> Any:
        if member == "Get":
            return Variant(*self._property(thing, arguments[1]))
        if member == "GetChildren":
            return [(child.owner, child.path) for child in thing.below]
        if member == "GetRoleName":
            return thing.role
        if member == "GetRole":
            return 40 if thing.secret else 61
        if member == "GetState":
            bits = sum(1 << STATES.index(name) for name in thing.states)
            return [bits & 0xFFFFFFFF, bits >> 32]
        if member == "GetExtents":
            return thing.rect or (-(1 << 31), -(1 << 31), 1, 1)
        if member == "GetAccessibleAtPoint":
            found = thing.claims or (_hit(thing, Point(arguments[0], arguments[1])) if thing.answers_at else None)
            return (found.owner, found.path) if found else ("", NULL)
        if member == "GetInterfaces":
            return [TEXT] if thing.text is not None else []
        if member in {"GetSelectedRows", "GetAccessibleAt", "GetSelectedChild"}:
            return self._chosen(thing, member, arguments)
        if interface == DOCUMENT and thing.attributes is not None:
            return thing.attributes
        if interface == TEXT and thing.text is not None:
            return thing.text[arguments[0] : arguments[1]]
        raise Unanswered(f"no {member}")

    def _chosen(self, thing: Thing, member: str, arguments: list[Any]) -> Any:
        if member == "GetSelectedRows":
            return list(range(thing.chosen))
        row, column = (*arguments, 0)[:2]
        place = row * thing.columns + column
        there = column < thing.columns and place < len(thing.below)
        return [thing.owner, thing.below[place].path] if there else ["", NULL]

    def _property(self, thing: Thing, name: str) -> tuple[str, Any]:
        if name == "Parent":
            above = self._above.get(thing.node)
            return "(so)", [above.owner, above.path] if above else ["", NULL]
        return {
            "ToolkitName": ("s", self.toolkits.get(thing.owner, "gtk")),
            "Name": ("s", thing.name),
            "Description": ("s", thing.description),
            "ChildCount": ("i", len(thing.below)),
            "CaretOffset": ("i", thing.caret),
            "CharacterCount": ("i", len(thing.text or "")),
            "NSelectedRows": ("i", thing.chosen),
            "NSelectedChildren": ("i", thing.chosen * 4 if "table" in thing.role else thing.chosen),
        }[name]


def _hit(thing: Thing, point: Point) -> Thing | None:
    return next((child for child in reversed(thing.below) if child.rect and Rect(*child.rect).contains(point)), None)


def application(*tops: Thing) -> Thing:
    """Give the root of an application."""
    return Thing("application", "app", below=list(tops))


def everything(thing: Thing) -> Iterator[Thing]:
    """Give a thing and all below it."""
    yield thing
    for child in thing.below:
        yield from everything(child)
