"""How many things are selected where a control acts on what is selected: the rows of a list, the icons of a folder.

Programs count them themselves. A button acts on the view of its own window that had the focus last, a menu on
that of its program; of no other view a number is given.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from supervisor.desktop.atspi_bus import SELECTION, TABLE, Unanswered, answered, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.desktop.atspi_bus import AtspiBus, Look, Node

_ROWS = frozenset({"table", "tree table", "tree"})
_VIEWS = _ROWS | {"list box", "list", "layered pane", "icon view"}
_IN_A_VIEW = frozenset({"table cell", "table row", "tree item", "list item", "icon", "table column header", *_VIEWS})
_ACTS_ELSEWHERE = frozenset({"menu item", "push button"})
"""What acts on the selection of a view without being a part of it."""
_MOST = 1_000_000
_LEVELS = 3
_MAX_DEPTH = 24


async def selected_at(bus: AtspiBus, seen: Sequence[Look], lately: Sequence[Node], *, in_focus: bool) -> int | None:
    """Count what is selected where an element acts.

    Args:
        bus: The bus.
        seen: The element and its ancestors, nearest first.
        lately: What had the focus in its application, the last first.
        in_focus: A key acts on the whole selection, while a press on a row selects that row alone.

    Returns:
        The number, 1 at least; None when nothing is, or when it cannot be told.
    """
    role = seen[0].role if seen else ""
    if any(facts.role == "document web" for facts in seen):
        return None  # pages have their own ways to mark what is chosen
    if in_focus and role in _IN_A_VIEW:
        views = [facts for facts in seen[:_LEVELS] if facts.role in _VIEWS]
    elif role in _ACTS_ELSEWHERE:
        view = await _view_of(bus, lately)
        beside = view is not None and (role == "menu item" or await _top_of(bus, view.node) == seen[-1].node)
        views = [view] if view is not None and beside else []
    else:
        views = []
    counts = [await _count(bus, view) for view in views]
    return next((min(count, _MOST) for count in counts if count > 0), None)


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
