"""One input event that an agent wants to make, whatever request carried it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.tool_call import ToolCall


class EventKind(StrEnum):
    """What moves."""

    KEY_PRESS = "key_press"
    KEY_RELEASE = "key_release"
    BUTTON_PRESS = "button_press"
    BUTTON_RELEASE = "button_release"
    MOTION = "motion"
    WINDOW = "window"
    """Not input either: something done to another program's window from outside, e.g. closing it."""
    REMAP = "remap"
    """Not input itself: ChangeKeyboardMapping, in order with the keys whose meaning it changes."""
    TOOL = "tool"
    """No input at all: a call of a tool, in order with the agent's input. Nothing is sent for it."""


RELEASE_OF = {EventKind.KEY_PRESS: EventKind.KEY_RELEASE, EventKind.BUTTON_PRESS: EventKind.BUTTON_RELEASE}
"""What ends a press."""
PRESSES = frozenset(RELEASE_OF)


@dataclass(frozen=True, slots=True)
class InputEvent:
    """An event on its way to the seat, or to one window by SendEvent."""

    kind: EventKind
    """What moves."""
    detail: int = 0
    """Keycode or button number; 0 for motion; the first keycode of a remap."""
    x: int = 0
    """px; root coordinate, or offset when `relative`, or window coordinate when `window` is set."""
    y: int = 0
    """px; likewise."""
    relative: bool = False
    """The motion is an offset."""
    delay_ms: int = 0
    """Wait before the event; ms."""
    window: int = 0
    """X id of the window that x, y count from, that SendEvent aims at, or that is acted on; 0 for the root."""
    sent_to_window: bool = False
    """True for SendEvent: the event reaches `window` alone and never the seat."""
    state: int = 0
    """Modifier mask claimed by a SendEvent; 0 otherwise."""
    text: str = ""
    """What is done to `window`, a verb; for the kind WINDOW alone."""
    symbols: tuple[tuple[int, ...], ...] = ()
    """What the keycodes from `detail` on are to mean, one row of keysyms a key; for the kind REMAP alone."""
    tool: ToolCall | None = None
    """What is called; for the kind TOOL alone."""
    raw: bytes = b""
    """The request to write at the outlet when it cannot be rebuilt (SendEvent, remap), in the outlet's byte order."""


def lets_go(press: InputEvent, then: InputEvent) -> bool:
    """Tell whether `then` ends `press`, without a wait."""
    return RELEASE_OF.get(press.kind) is then.kind and then.detail == press.detail and not then.delay_ms
