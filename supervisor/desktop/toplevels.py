"""Which of an application's accessible windows is the X11 window in question.

The two worlds share no id. They are matched by place, size and title, and where two match alike the answer is
“not certain”: a wrong element is worse than none.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from supervisor.core.action import Point, Rect
from supervisor.desktop.atspi_bus import AtspiBus, Look, Node, Unanswered, answered, looks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.context import Window
    from supervisor.desktop.applications import Memory

_SCALES = (1, 2, 3)
_FRAME_PX = 64
"""Applications count the window manager's frame, or their own shadows, as part of the window."""
_EXACT_PX = 4
"""Menus have no frame."""
_MAX_TOPLEVELS = 48
_MAX_SEARCHED = 250
_MAX_DEPTH = 12

MENU_ROLES = frozenset({"menu", "popup menu", "menu bar"})
_MENUS = frozenset({"menu bar", "menu", "popup menu", "combo box", "menu item"})
_MENU_ITEMS = frozenset({"menu item", "menu", "check menu item", "radio menu item", "separator", "tearoff menu item"})
_CONTAINERS = frozenset(
    {"frame", "window", "dialog", "panel", "filler", "tool bar", "split pane", "scroll pane", "section", "unknown",
     "root pane", "layered pane", "page tab list", "page tab", "viewport", "internal frame", "grouping"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Toplevel:
    """An accessible window, or the open menu inside one, that is the X11 window."""

    node: Node
    """The accessible window or menu."""
    scale: int = 1
    """Physical pixels to one of the application's: toolkits that scale tell their own."""

    def to_application(self, point: Point) -> Point:
        """Turn a place on the root window into the application's pixels."""
        return Point(point.x // self.scale, point.y // self.scale)

    def to_screen(self, rect: Rect) -> Rect:
        """Turn the application's pixels into physical ones."""
        return Rect(rect.x * self.scale, rect.y * self.scale, rect.width * self.scale, rect.height * self.scale)


async def find_toplevel(bus: AtspiBus, application: Node, window: Window, memory: Memory) -> Toplevel | None:
    """Find the accessible side of `window`.

    Args:
        bus: The bus.
        application: Root of the application that owns the window.
        window: The X11 window.
        memory: What events told: where an open menu is found soonest.

    Returns:
        The accessible window or, for a menu that hangs on another, that menu; None when it is not certain.
    """
    if window.rect is None:
        return None
    tops = (await bus.children(application))[:_MAX_TOPLEVELS]
    # One question each sorts most of them out.
    places = await asyncio.gather(*(bus.extents(top) for top in tops))
    near = [top for top, place in zip(tops, places, strict=True) if _error(window, place) is not None]
    if matched := match(window, await looks(bus, near)):
        return matched
    if not window.override_redirect:
        return None
    opened = [facts for facts in await looks(bus, memory.shown(application.owner)) if facts.role in MENU_ROLES]
    if matched := match(window, opened):
        return matched
    hint = memory.focused(application.owner)
    menu = await _menu_of_hint(bus, window.rect, hint) if hint else None
    if menu is None:
        shown = [top for top in await looks(bus, tops) if "showing" in top.states]
        menu = await _search_menu(bus, window.rect, shown)
    return Toplevel(menu) if menu else None


async def owner_of(
    bus: AtspiBus, applications: list[Node], window: Window, memory: Memory, patience_s: float
) -> list[Node]:
    """Choose, of the programs that may own a window, the one that does.

    Behind the filter of a contained agent all its programs look alike, and one of them could speak for the window of
    another: where two say that the window is theirs, neither is believed.

    Args:
        bus: The bus.
        applications: Their roots.
        window: The X11 window.
        memory: What events told.
        patience_s: How long all of them are waited for; who has not answered by then says nothing.

    Returns:
        All of them where there is nothing to choose, as for a menu, of which the place alone is known; else the one
        that says so, or none.
    """
    if len(applications) < 2 or window.override_redirect:
        return applications
    claims = await asyncio.gather(*(_claim(bus, root, window, memory, patience_s) for root in applications))
    for wanted in (_Claim.BY_NAME, _Claim.BY_PLACE):
        claiming = [root for root, claim in zip(applications, claims, strict=True) if claim is wanted]
        if claiming:
            return claiming if len(claiming) == 1 else []
    return applications


class _Claim(Enum):
    """By what a program says that a window is its own."""

    NONE = auto()
    BY_PLACE = auto()
    BY_NAME = auto()


async def _claim(bus: AtspiBus, root: Node, window: Window, memory: Memory, patience_s: float) -> _Claim:
    try:
        async with asyncio.timeout(patience_s):
            top = await find_toplevel(bus, root, window, memory)
            if top is None:
                return _Claim.NONE
            return _Claim.BY_NAME if await bus.name(top.node) == window.title else _Claim.BY_PLACE
    except (Unanswered, TimeoutError):
        return _Claim.NONE


def match(window: Window, tops: Iterable[Look]) -> Toplevel | None:
    """Choose the one accessible window that is `window`; None for none, or for two alike."""
    fits = [(top, fit) for top in tops if (fit := _error(window, top.rect)) is not None]
    found = [(top.name != window.title, error, top, scale) for top, (error, scale) in fits]
    found.sort(key=lambda item: item[:2])
    if not found:
        return None
    alike = [item for item in found if item[0] == found[0][0] and item[1] - found[0][1] <= 1]
    if len(alike) > 1:
        alike = [item for item in alike if "active" in item[2].states]
    if len(alike) != 1:
        return None
    return Toplevel(alike[0][2].node, alike[0][3])


def _error(window: Window, there: Rect | None) -> tuple[int, int] | None:
    """Give the largest difference of the four edges, px, and the scale that makes it small; None when none does."""
    here = window.rect
    if there is None or here is None:
        return None
    for scale in _SCALES:
        error = max(
            abs(here.x - there.x * scale),
            abs(here.y - there.y * scale),
            abs(here.x + here.width - (there.x + there.width) * scale),
            abs(here.y + here.height - (there.y + there.height) * scale),
        )
        if error <= (_EXACT_PX if window.override_redirect else _FRAME_PX):
            return error, scale
    return None


async def _menu_of_hint(bus: AtspiBus, rect: Rect, hint: Node) -> Node | None:
    here = hint
    for _ in range(_MAX_DEPTH):
        if await _opens_in(bus, here, rect):
            return here
        try:
            here = await bus.parent(here)
        except Unanswered:
            return None
        if here.owner != hint.owner or here.path.endswith(("/root", "/null")):
            return None
    return None


async def _search_menu(bus: AtspiBus, rect: Rect, tops: list[Look]) -> Node | None:
    """Search the windows for the menu whose items lie in `rect`: along menu bars and selected items first."""
    level, seen = tops, 0
    for _ in range(_MAX_DEPTH):
        below: list[Look] = []
        for parent in sorted(level, key=lambda facts: facts.role not in _MENUS):
            children = await _looks_below(bus, parent.node)
            seen += len(children)
            if parent.role in _MENUS and any(_inside(facts, rect) for facts in children):
                return parent.node
            # The menu of a popup's own window is open, though nothing has chosen it.
            popup = parent.role == "window"
            below += [facts for facts in children if _worth_opening(facts) or (popup and _is_shown_menu(facts))]
            if seen > _MAX_SEARCHED:
                return None
        if not below:
            return None
        level = below
    return None


async def _opens_in(bus: AtspiBus, node: Node, rect: Rect) -> bool:
    return any(_inside(facts, rect) and facts.role in _MENU_ITEMS for facts in await _looks_below(bus, node))


async def _looks_below(bus: AtspiBus, node: Node) -> list[Look]:
    return await looks(bus, (await answered(bus.children(node), []))[:_MAX_TOPLEVELS])


def _worth_opening(facts: Look) -> bool:
    if "showing" not in facts.states:
        return facts.role in {"menu", "popup menu"}
    if facts.role in {"menu", "menu item"}:
        return "selected" in facts.states or "expanded" in facts.states
    return facts.role in _MENUS or facts.role in _CONTAINERS


def _is_shown_menu(facts: Look) -> bool:
    return facts.role in MENU_ROLES and "showing" in facts.states


def _inside(facts: Look, rect: Rect) -> bool:
    """Tell whether an item is shown inside a menu's window."""
    here = facts.rect
    return (
        here is not None
        and "showing" in facts.states
        and here.width > 1
        and rect.contains(Point(here.x + here.width // 2, here.y + here.height // 2))
    )
