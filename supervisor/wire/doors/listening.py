"""Asking for events: an agent's program hears what happens to its own windows, and of others only what is no secret.

Offsets: X11 protocol (ChangeWindowAttributes), XI2 protocol (XISelectEvents).
"""

from __future__ import annotations

from supervisor.wire.doors.door import Outcome, View

EVENTS_ALLOWED = "own windows; of others only events that tell of windows, not of keys or clicks"
XI_EVENTS_ALLOWED = "own windows; of others no keys, clicks or touches"

_EVENT_MASK = 0x800
"""The bit of ChangeWindowAttributes' value mask for the event mask."""
_WINDOW_EVENTS = (
    0x30  # EnterWindow, LeaveWindow
    | 0x1_8000  # Exposure, VisibilityChange
    | 0x2_0000  # StructureNotify
    | 0x8_0000  # SubstructureNotify
    | 0xE0_0000  # FocusChange, PropertyChange, ColormapChange
)
"""Key, button and motion events would also be kept from the window's own program: they stop where someone asks."""

_XI_WINDOW_EVENTS = frozenset({1, 7, 8, 9, 10, 11, 12, 17})
"""DeviceChanged, Enter, Leave, FocusIn, FocusOut, HierarchyChanged, PropertyEvent; RawMotion, which tells no more
than asking for the pointer's place."""
_LONGEST_SELECTION = 4096
"""Bytes; there are 27 kinds of events and a few dozen devices."""


def window_events(view: View) -> Outcome:
    """Judge ChangeWindowAttributes: window, value mask, values. Of others' windows only events may be asked for."""
    if view.owns(0):
        return Outcome.PASS
    if view.u32(4) != _EVENT_MASK or view.end - view.body < 12:
        return Outcome.REFUSE
    wanted = view.u32(8)
    if not wanted & ~_WINDOW_EVENTS:
        return Outcome.PASS
    view.put_u32(8, wanted & _WINDOW_EVENTS)
    return Outcome.CHANGED


def xi_events(view: View) -> Outcome:
    """Judge XISelectEvents: window, count u16, pad; for each device its id u16, mask length u16 in 4 bytes, mask."""
    if view.owns(0):
        return Outcome.PASS
    if view.end - view.body > _LONGEST_SELECTION:
        return Outcome.REFUSE
    outcome, at, length = Outcome.PASS, 8, view.end - view.body
    for _ in range(view.u16(4)):
        if at + 4 > length or at + 4 + 4 * view.u16(at + 2) > length:
            return Outcome.REFUSE
        for index in range(4 * view.u16(at + 2)):
            allowed = sum(1 << bit for bit in range(8) if 8 * index + bit in _XI_WINDOW_EVENTS)
            mask = view.byte(at + 4 + index)
            if mask & ~allowed:
                view.put_byte(at + 4 + index, mask & allowed)
                outcome = Outcome.CHANGED
        at += 4 + 4 * view.u16(at + 2)
    return outcome
