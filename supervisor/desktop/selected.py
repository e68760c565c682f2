"""What is selected where a control acts on what is selected: how many rows of a list or icons, and which.

Programs count and name them themselves. A button acts on the view of its own window that had the focus last, a menu
on that of its program; of no other view anything is told.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from supervisor.desktop.atspi_bus import NULL, SELECTION, TABLE, Node, Unanswered, answered, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.desktop.atspi_bus import AtspiBus, Look

_ROWS = frozenset({"table", "tree table", "tree"})
_VIEWS = _ROWS | {"list box", "list", "layered pane", "icon view"}
_IN_A_VIEW = frozenset({"table cell", "table row", "tree item", "list item", "icon", "table column header", *_VIEWS})
_ACTS_ELSEWHERE = frozenset({"menu item", "push button"})
"""What acts on the selection of a view without being a part of it."""
_MOST = 1_000_000
_MOST_LISTED = 1000
"""Of more rows than this nobody is asked which they are: the answer would be long."""
_NAMED = 2
_COLUMNS = 8
"""Columns of a row that are looked through for its name: in those before it are marks and pictures."""
_LEVELS = 3
_MAX_DEPTH = 24


async def selected_at(
    bus: AtspiBus, seen: Sequence[Look], lately: Sequence[Node], *, in_focus: bool
) -> tuple[int | None, tuple[str, ...]]:
    """Count what is selected where an element acts, and name the first.

    Args:
        bus: The bus.
        seen: The element and its ancestors, nearest first.
        lately: What had the focus in its application, the last first.
        in_focus: A key acts on the whole selection, while a press on a row selects that row alone.

    Returns:
        The number, 1 at least; None when nothing is, or when it cannot be told. Up to two names; none when not told.
    """
    role = seen[0].role if seen else ""
    if any(facts.role == "document web" for facts in seen):
        return None, ()  # pages have their own ways to mark what is chosen
    if in_focus and role in _IN_A_VIEW:
        views = [facts for facts in seen[:_LEVELS] if facts.role in _VIEWS]
    elif role in _ACTS_ELSEWHERE:
        view = await _view_of(bus, lately)
        beside = view is not None and (role == "menu item" or await _top_of(bus, view.node) == seen[-1].node)
        views = [view] if view is not None and beside else []
    else:
        views = []
    counts = [await _count(bus, view) for view in views]
    for view, count in zip(views, counts, strict=True):
        if count > 0:
            return min(count, _MOST), await _names(bus, view, count)
    return None, ()


async def _view_of(bus: AtspiBus, lately: Sequence[Node]) -> Look | None:
    """Find the view that had the focus last, itself or one of its rows."""
    known = await asyncio.gather(*(look(bus, node) for node in lately))
    found = next((facts for facts in known if facts.role in _IN_A_VIEW and "showing" in facts.states), None)
    for _ in range(_LEVELS):
        if found is None or found.role in _VIEWS:
            return found
        try:
            found = await look(bus, await bus.parent(found.node))
        except Unanswered:
            break
    return None


async def _count(bus: AtspiBus, view: Look) -> int:
    # Cells are what a table calls its children, and rows what a person selects.
    ways = (TABLE, "NSelectedRows") if view.role in _ROWS else (SELECTION, "NSelectedChildren")
    told = await answered(bus.property(view.node, *ways), 0)
    return told if isinstance(told, int) and not isinstance(told, bool) else 0


async def _names(bus: AtspiBus, view: Look, count: int) -> tuple[str, ...]:
    """Name the first of what is selected; nothing when one of them has no name, so that no number comes out wrong."""
    try:
        if view.role in _ROWS:
            rows = (await bus.call(view.node, TABLE, "GetSelectedRows"))[0] if count <= _MOST_LISTED else []
            names = [await _row_name(bus, view.node, row) for row in rows[:_NAMED]]
        else:
            chosen = [await _at(bus, view.node, SELECTION, "GetSelectedChild", n) for n in range(min(count, _NAMED))]
            names = [await _name_of(bus, node) for node in chosen]
    except (Unanswered, LookupError, TypeError, ValueError):
        return ()
    return tuple(names) if all(names) else ()


async def _row_name(bus: AtspiBus, view: Node, row: int) -> str:
    """Give the first text of a row."""
    for column in range(_COLUMNS):
        if name := await _name_of(bus, await _at(bus, view, TABLE, "GetAccessibleAt", row, column)):
            return name
    return ""


async def _name_of(bus: AtspiBus, node: Node) -> str:
    """Give the name of a cell or an icon, or of the first part of it that has one."""
    if name := (await bus.name(node)).strip():
        return name
    parts = (await answered(bus.children(node), []))[:_COLUMNS]
    names = await asyncio.gather(*(answered(bus.name(part), "") for part in parts))
    return next((name.strip() for name in names if name.strip()), "")


async def _at(bus: AtspiBus, view: Node, interface: str, member: str, *place: int) -> Node:
    ((owner, path),) = await bus.call(view, interface, member, "i" * len(place), list(place))
    if path == NULL:
        raise Unanswered(NULL)
    return Node(str(owner), str(path))


async def _top_of(bus: AtspiBus, node: Node) -> Node | None:
    """Give the window that holds a node; None when it cannot be told."""
    here = node
    for _ in range(_MAX_DEPTH):
        try:
            above = await bus.parent(here)
        except Unanswered:
            break
        if above.owner != node.owner or above.path.endswith(("/root", "/null")):
            return here
        here = above
    return None
