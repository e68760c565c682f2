"""What one input event comes to: the words between the recogniser of gestures and those who carry them out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.keymap import MODIFIER_ORDER

if TYPE_CHECKING:
    from supervisor.core.action import Point, Rect
    from supervisor.core.context import Window
    from supervisor.core.input_event import InputEvent
    from supervisor.core.tool_call import ToolCall
    from supervisor.core.typing_buffer import TypingBuffer

CHORD_MODIFIERS = frozenset({"ctrl", "alt", "super"})
"""With one of these held a key types nothing."""


class StepKind(StrEnum):
    """What becomes of an event."""

    PROPOSE = "propose"
    """It begins a gesture that needs a decision."""
    FOLLOW = "follow"
    """It belongs to a gesture that was decided."""
    KEEP = "keep"
    """A modifier, kept back until its key comes."""
    DROP = "drop"
    """A release of something that is not down, or a key of a text in whose place a person has written another."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A gesture before it has an id; fields as in `Action`."""

    kind: ActionKind
    point: Point | None = None
    end_point: Point | None = None
    button: int = 0
    keys: str = ""
    text: str = ""
    text_exact: bool = True
    behind: str = ""
    tool: ToolCall | None = None
    window: int | None = None
    """X id a SendEvent aims at (0 the window under the pointer, 1 the focus); None for the seat."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one event came to; settle it with `Recogniser.done` or `Recogniser.refused`."""

    kind: StepKind
    draft: Draft | None = None
    """The gesture: the new one to decide, or for FOLLOW the one it belongs to; None for KEEP and DROP."""
    sends: tuple[InputEvent, ...] = ()
    """What goes to the seat, modifiers left out: `Recogniser.plan` adds those."""
    submits: bool = False
    """True for a press that commits something: these get the mirror's lead."""
    buffer_after: TypingBuffer | None = None
    """The line after it, when it types or edits; None otherwise."""
    focus: int = 0
    """The window of that line."""
    terminal: bool = False
    """That window is a terminal."""
    run: tuple[object, ...] | None = None
    """What a following event must have in common with it to need no decision of its own; None when it ends a run."""
    complete: bool = False
    """A person made it: `sends` is all there is, modifiers included, and the rest of the agent's run is dropped."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the desktop says at the moment of the event."""

    now_ms: int
    """Monotonic, ms."""
    pointer: Point
    """Where the real pointer is."""
    focus: int = 0
    """Number of the line in the window that a key would reach, of a SendEvent the one it aims at; 0 when unknown."""
    terminal: bool = False
    """That window is a terminal."""
    shell_reads: bool = False
    """A shell has its keyboard; looked up where something else may have it."""
    group: int = 0
    """Active keyboard layout group."""
    size: Point | None = None
    """Width and height of the screen; None when unknown."""
    monitors: tuple[Rect, ...] = ()
    """The parts of the screen where the pointer can be; none when that is all of it."""
    menu: int = 0
    """X id of the menu, or of another window that nobody manages, under the pointer; of the open menu that takes a
    key; 0 for none."""
    wheel_acts: bool = False
    """The wheel may change something where the pointer is."""
    modifiers: int = 0
    """What is held or locked on the seat, core modifier mask."""
    caps: bool = False
    """Caps Lock is on."""
    person_typed: bool = False
    """The person pressed keys since this agent last did: lines may hold more than the agent typed."""
    seen: Window | None = None
    """Where the event would land, as far as that had to be found out: the window under the pointer, or the one in
    focus; None where it had not."""
    event_point: Point | None = None
    """Root position of an event that counts from a window; None when that window is gone."""


def canonical(held: frozenset[str], name: str) -> str:
    """Join modifiers and a keysym name into a canonical chord, e.g. `ctrl+shift+Delete`."""
    key = name.lower() if len(name) == 1 else name
    return "+".join([*(m for m in MODIFIER_ORDER if m in held), key])


def click_kind(button: int, clicks: int) -> ActionKind:
    """Name a click by its button and by which press of a multi-click it is, from 1."""
    if button == 3:
        return ActionKind.RIGHT_CLICK
    if button == 2:
        return ActionKind.MIDDLE_CLICK
    return (ActionKind.CLICK, ActionKind.DOUBLE_CLICK, ActionKind.TRIPLE_CLICK)[clicks - 1]


def clicks_of(kind: ActionKind) -> int:
    """Tell how many presses a click gesture has."""
    return {ActionKind.DOUBLE_CLICK: 2, ActionKind.TRIPLE_CLICK: 3}.get(kind, 1)
