"""Which accessible element is under a point, or has the focus: bounded in depth, breadth and length.

Time is bounded by the caller, who gives up on the whole look-up: half an element could hide that it sits in a
dialog that asks “Delete for ever?”.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from supervisor.core.context import Element
from supervisor.desktop.atspi_bus import ACCESSIBLE, TEXT, AtspiBus, Look, Node, Unanswered, answered, looks
from supervisor.desktop.documents import pages_of
from supervisor.desktop.selected import selected_at
from supervisor.desktop.toplevels import MENU_ROLES, Toplevel, find_toplevel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.action import Point
    from supervisor.core.context import Window
    from supervisor.desktop.applications import Memory

_MAX_DEPTH = 32
_MAX_ANCESTORS = 256
"""Pages nest as deep as they like: with few of them an element would seem to be on none."""
_MAX_CHILDREN = 64
_MAX_WALK = 400
_MAX_LABELS = 40
_MAX_DIALOG_CHARS = 800
_NO_STATES: frozenset[str] = frozenset()
_TEXT_BEFORE, _TEXT_AFTER, _MAX_TEXT = 2000, 500, 1000

_DIALOGS = frozenset(
    {"dialog", "alert", "file chooser", "color chooser", "font chooser", "message box", "notification"}
)
_ACTIONABLE = frozenset(
    {"push button", "toggle button", "menu item", "check menu item", "radio menu item", "menu", "check box",
     "radio button", "link", "list item", "combo box", "switch", "push button menu", "tree item"}
)  # fmt: skip
_DECORATION = frozenset({"label", "static", "icon", "image", "filler", "panel", "section", "unknown", "text leaf"})
_FIELDS = frozenset({"text", "entry", "password text", "terminal", "spin button"})
_LABELS = frozenset({"label", "static", "heading", "paragraph"})
_OPAQUE = frozenset({"table", "tree", "tree table", "list box", "terminal", "text", "document web", "document text"})
_LOOKED_THROUGH = 3
_MAX_NAME = 300


async def element_at(
    bus: AtspiBus, application: Node, window: Window, point: Point, memory: Memory
) -> Element | None:
    """Look up the element of `application` that a press at `point` in `window` would hit.

    Returns:
        The element; None when there is none, when it is not certain which window is meant, or when what the
        application says does not cover the point.
    """
    top = await find_toplevel(bus, application, window, memory)
    if top is None:
        return None
    place = top.to_application(point)
    chain = [top.node]
    while len(chain) < _MAX_DEPTH:
        found = await _child_at(bus, chain[-1], place)
        if found is None or found in chain:
            break
        chain.append(found)
    seen = await _with_ancestors(bus, chain[-1], chain)
    if seen[0].rect is None and len(chain) > 1 and len(seen) > 1 and seen[1].role == "page tab":
        # At the label of a closed tab GTK tells what is on it, which is nowhere on the screen.
        seen = seen[1:]
    element = await _describe(bus, seen, top, memory, with_text=False)
    if element.rect is None or not element.rect.contains(point):
        return None
    # A menu that does not tell its items leaves the item that is meant unknown.
    whole_menu = window.override_redirect and element.role in MENU_ROLES and element.rect == window.rect
    return None if whole_menu else element


async def element_in_focus(bus: AtspiBus, application: Node, window: Window, memory: Memory) -> Element | None:
    """Look up the element of `application` that a key press would reach while `window` has the focus.

    An open menu of the application takes the keys, whatever the window: then it is the menu's selected item.

    Returns:
        The element, with the line at its caret; None when there is none or it is not certain.
    """
    node = memory.focused(application.owner)
    top = await find_toplevel(bus, application, window, memory)
    if top is None:
        return None
    if node is None or not await _still_focused(bus, node):
        node = await _open_menu(bus, application, memory) or await _walk_for_focus(bus, top.node)
    seen = await _taking_keys(bus, node, top)
    if not seen:
        # What was remembered is of another window: a file stays selected while a dialog above it has the keys.
        seen = await _taking_keys(bus, await _walk_for_focus(bus, top.node), top)
    return await _describe(bus, seen, top, memory, with_text=True) if seen else None


async def _taking_keys(bus: AtspiBus, node: Node | None, top: Toplevel) -> list[Look]:
    """Look at what takes the keys and its ancestors; nothing when it is neither below `top` nor in a menu."""
    if node is None:
        return []
    seen = await _with_ancestors(bus, await _selected_in(bus, node))
    in_menu = any(facts.role in MENU_ROLES for facts in seen)
    return seen if in_menu or any(facts.node == top.node for facts in seen) else []


async def _child_at(bus: AtspiBus, node: Node, place: Point) -> Node | None:
    try:
        found = await bus.child_at(node, place.x, place.y)
    except Unanswered:
        found = None
    if found is not None and found != node:
        return found
    # Some containers do not answer for their children, menus and tab lists among them: test the few there are.
    return await _hit_child(bus, node, place, _LOOKED_THROUGH)


async def _hit_child(bus: AtspiBus, node: Node, place: Point, levels: int) -> Node | None:
    try:
        if not 0 < await bus.child_count(node) <= _MAX_CHILDREN:
            return None
        children = [facts for facts in await looks(bus, await bus.children(node)) if "showing" in facts.states]
    except Unanswered:
        return None
    for child in reversed(children):
        if child.rect and child.rect.contains(place):
            return child.node
    if levels > 0:
        # What is on a tab is below the tab, whose own place is none, or the place of its label.
        unplaced = (facts.node for facts in children if facts.rect is None or _is_open_tab(facts))
        for hidden in unplaced:
            if found := await _hit_child(bus, hidden, place, levels - 1):
                return found
    return None


def _is_open_tab(facts: Look) -> bool:
    return facts.role == "page tab" and "selected" in facts.states


async def _with_ancestors(bus: AtspiBus, leaf: Node, chain: Sequence[Node] = ()) -> list[Look]:
    """Look at `leaf` and its ancestors, nearest first; `chain` is how it was found, from its window down."""
    return await looks(bus, [leaf, *await _ancestors(bus, leaf, chain)])


async def _describe(bus: AtspiBus, seen: list[Look], top: Toplevel, memory: Memory, *, with_text: bool) -> Element:
    chosen = _meant(seen)
    here, above = seen[chosen], seen[chosen + 1 :]
    name = here.name or next((facts.name for facts in seen[:chosen] if facts.name), "")
    dialog = next((facts for facts in above if facts.role in _DIALOGS or "modal" in facts.states), None)
    # After the facts: an address that is newer than they are is no stale one.
    pages, dialog_text, text, (selected, selected_names) = await asyncio.gather(
        pages_of(bus, seen),
        _labels(bus, dialog),
        _line_at_caret(bus, here if with_text else None),
        selected_at(bus, seen[chosen:], memory.lately(here.node.owner), in_focus=with_text),
    )
    if not name:
        name = str(await answered(bus.property(here.node, ACCESSIBLE, "Description"), ""))[:_MAX_NAME]
    return Element(
        name=name,
        role=here.role,
        path=tuple(facts.name for facts in reversed(above) if facts.name),
        dialog_text=dialog_text,
        text=text,
        rect=top.to_screen(here.rect) if here.rect else None,
        states=here.states,
        # What lies further up could be a page, too.
        pages=pages if len(seen) < _MAX_ANCESTORS else None,
        selected=selected,
        selected_names=selected_names,
    )


def _meant(seen: list[Look]) -> int:
    """Choose, of a leaf and its ancestors, the control that a press acts on: a button, not the label inside it."""
    for index, facts in enumerate(seen[: _LOOKED_THROUGH + 1]):
        # The part of a field that scrolls is an object of its own in Qt.
        if facts.role in _ACTIONABLE or (index and facts.role in _FIELDS and not seen[index - 1].name):
            return index
        # An icon that can be selected is a thing of its own, a file say.
        if facts.role not in _DECORATION or "selectable" in facts.states:
            break
    return 0


async def _ancestors(bus: AtspiBus, node: Node, chain: Sequence[Node]) -> list[Node]:
    """List the ancestors, nearest first, without the application."""
    parents = dict(zip(chain, await asyncio.gather(*(bus.parent(link) for link in chain)), strict=True))
    found: list[Node] = []
    here = node
    while len(found) < _MAX_ANCESTORS:
        here = parents.get(here) or await bus.parent(here)
        if here.owner != node.owner or here.path.endswith(("/root", "/null")) or here in found:
            break
        found.append(here)
    return found


async def _labels(bus: AtspiBus, dialog: Look | None) -> str:
    """Collect the words of a dialog, in order, bounded."""
    words: list[str] = []
    level, seen = [dialog.node] if dialog else [], 0
    while level and seen < _MAX_WALK and len(words) < _MAX_LABELS:
        below = [node for children in await _gather_children(bus, level) for node in children][:_MAX_WALK]
        seen += len(below)
        states = await asyncio.gather(*(answered(bus.states(node), _NO_STATES) for node in below))
        shown = [node for node, known in zip(below, states, strict=True) if "showing" in known]
        roles = await asyncio.gather(*(answered(bus.role(node), "") for node in shown))
        labels = [node for node, role in zip(shown, roles, strict=True) if role in _LABELS]
        words += [name for name in await asyncio.gather(*(answered(bus.name(node), "") for node in labels)) if name]
        level = [node for node, role in zip(shown, roles, strict=True) if role not in _OPAQUE]
    return " ".join(" ".join(words[:_MAX_LABELS]).split())[:_MAX_DIALOG_CHARS]


async def _open_menu(bus: AtspiBus, application: Node, memory: Memory) -> Node | None:
    """Find the context menu that is open, which takes the keys whatever window has the focus."""
    for opened in await looks(bus, memory.shown(application.owner)):
        if "showing" in opened.states and opened.role in MENU_ROLES:
            return opened.node
    for top in await looks(bus, (await bus.children(application))[:_MAX_CHILDREN]):
        if "showing" in top.states and top.role in {"window", "popup menu", "menu"}:
            if top.role in MENU_ROLES:
                return top.node
            for inside in await looks(bus, (await answered(bus.children(top.node), []))[:_MAX_CHILDREN]):
                if inside.role in MENU_ROLES and "showing" in inside.states:
                    return inside.node
    return None


async def _walk_for_focus(bus: AtspiBus, top: Node) -> Node | None:
    """Search the window for what has the focus: the first time only, later the events tell."""
    level, seen = [top], 0
    while level and seen < _MAX_WALK:
        below = [node for children in await _gather_children(bus, level) for node in children][: _MAX_WALK - seen]
        seen += len(below)
        states = await asyncio.gather(*(answered(bus.states(node), _NO_STATES) for node in below))
        for node, known in zip(below, states, strict=True):
            if "focused" in known:
                return node
            if "selected" in known and await answered(bus.role(node), "") == "menu":
                return node
        level = [
            node
            for node, known in zip(below, states, strict=True)
            if "showing" in known and "manages-descendants" not in known
        ]
    return None


async def _gather_children(bus: AtspiBus, nodes: list[Node]) -> list[list[Node]]:
    async def few(node: Node) -> list[Node]:
        try:
            return await bus.children(node) if await bus.child_count(node) <= _MAX_CHILDREN else []
        except Unanswered:
            return []

    return list(await asyncio.gather(*(few(node) for node in nodes)))


async def _still_focused(bus: AtspiBus, node: Node) -> bool:
    states = await answered(bus.states(node), _NO_STATES)
    if "focused" in states:
        return True
    # Menus and their items take the keys without ever having the state.
    return "showing" in states and (await answered(bus.role(node), "") in MENU_ROLES or "selected" in states)


async def _selected_in(bus: AtspiBus, node: Node) -> Node:
    """Follow the selection down an open menu: the focus event names the menu before it names the item."""
    for _ in range(_MAX_DEPTH):
        if await answered(bus.role(node), "") not in MENU_ROLES:
            break
        try:
            children = (await bus.children(node))[:_MAX_CHILDREN]
        except Unanswered:
            break
        states = await asyncio.gather(*(answered(bus.states(child), _NO_STATES) for child in children))
        chosen = [c for c, known in zip(children, states, strict=True) if {"selected", "showing"} <= known]
        if not chosen:
            break
        node = chosen[0]
    return node


async def _line_at_caret(bus: AtspiBus, here: Look | None) -> str:
    """Give the line that the caret is on, never of a password field.

    A line ends at a line feed: terminals and editors wrap long lines on the screen without one.
    """
    if here is None or here.role == "password text":
        return ""
    try:
        if TEXT not in await bus.interfaces(here.node):
            return ""
        caret = int(await bus.property(here.node, TEXT, "CaretOffset"))
        count = int(await bus.property(here.node, TEXT, "CharacterCount"))
        start, end = max(0, caret - _TEXT_BEFORE), min(count, caret + _TEXT_AFTER)
        around = await bus.text(here.node, start, end)
    except Unanswered:
        return ""
    before, after = around[: caret - start], around[caret - start :]
    return (before.rpartition("\n")[2] + after.partition("\n")[0])[-_MAX_TEXT:]
