"""What an agent wants to do: one gesture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from supervisor.core.assignment import UNASSIGNED, Assignment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.stated import Stated
    from supervisor.core.tool_call import ToolCall


class ActionKind(StrEnum):
    """The gesture vocabulary; the same words in policy, record and popup."""

    MOVE = "move"
    CLICK = "click"
    DOUBLE_CLICK = "double_click"
    TRIPLE_CLICK = "triple_click"
    RIGHT_CLICK = "right_click"
    MIDDLE_CLICK = "middle_click"
    DRAG = "drag"
    SCROLL = "scroll"
    KEY = "key"
    TYPE = "type"
    TYPE_ENTER = "type+enter"
    WINDOW = "window"
    TOOL = "tool"
    """A call of a tool, which makes no input."""


POINTER_KINDS = frozenset(
    {
        ActionKind.MOVE,
        ActionKind.CLICK,
        ActionKind.DOUBLE_CLICK,
        ActionKind.TRIPLE_CLICK,
        ActionKind.RIGHT_CLICK,
        ActionKind.MIDDLE_CLICK,
        ActionKind.DRAG,
        ActionKind.SCROLL,
    }
)
"""Kinds that land where the pointer is; the others land where the focus is."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the root window."""

    x: int
    """Physical pixels from the left edge of the whole desktop."""
    y: int
    """Physical pixels from the top edge of the whole desktop."""


@dataclass(frozen=True, slots=True)
class Rect:
    """An area on the root window, physical pixels."""

    x: int
    """Left edge, px."""
    y: int
    """Top edge, px."""
    width: int
    """px, never negative."""
    height: int
    """px, never negative."""

    def contains(self, point: Point) -> bool:
        """Tell whether `point` lies inside; right and bottom edges are outside."""
        return self.x <= point.x < self.x + self.width and self.y <= point.y < self.y + self.height

    def nearest(self, point: Point) -> Point:
        """Give the place inside that is nearest to `point`; it must not be empty."""
        return Point(
            min(max(point.x, self.x), self.x + self.width - 1), min(max(point.y, self.y), self.y + self.height - 1)
        )


def nearest_shown(point: Point, areas: Iterable[Rect]) -> Point:
    """Give the place nearest to `point` that one of some areas shows; `point` itself where there is no area."""
    places = [area.nearest(point) for area in areas]
    return min(places, key=lambda place: (place.x - point.x) ** 2 + (place.y - point.y) ** 2, default=point)


@dataclass(frozen=True, slots=True)
class Action:
    """One gesture that an agent proposes."""

    id: str
    """Unique in the record; ids of one agent sort in order of proposal."""
    agent: str
    """Name of the agent, as given to `run --name`."""
    kind: ActionKind
    """What kind of gesture."""
    point: Point | None = None
    """Where the pointer part lands, px; None for keys and text."""
    end_point: Point | None = None
    """Where a drag is dropped, px; None for anything else."""
    button: int = 0
    """X11 button number of a pointer gesture, 0 for keys and text."""
    count: int = 1
    """Clicks of a scroll; 1 otherwise."""
    keys: str = ""
    """Chord in canonical form, e.g. `ctrl+shift+Delete`: modifiers ctrl, alt, shift, super, altgr in
    that order, then the X keysym name (single letters lower case). For clicks the held modifiers only.
    Empty for plain text."""
    text: str = ""
    """For text: everything typed into this field so far, as far as known. Empty otherwise."""
    text_exact: bool = True
    """False when editing keys made `text` a guess."""
    behind: str = ""
    """What may stand behind `text` on the line, in a shell that has other keys than most; judged, and never shown: it
    may as well not be there."""
    reason: str | None = None
    """The agent's own statement; None when it cannot speak. May raise a tier, never lower it."""
    origin: str = "x11"
    """Way in: `x11` for the display gate."""
    stated: Stated | None = None
    """What the agent says of it beside the reason; None when it says nothing, or cannot speak."""
    tool: ToolCall | None = None
    """What is called; None for all other kinds. `text` has its arguments then."""
    assignment: Assignment = UNASSIGNED
    """On whose behalf the agent acts, and for what."""
