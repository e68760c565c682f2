"""Grabs: an agent's program may take the input for its own menus, and may neither freeze it nor take it elsewhere.

A refused active grab is tried on a decoy, a window that is never on the screen: the client gets a proper answer,
GrabNotViewable. A frozen (synchronous) grab would stop every key of the person, so each grab is made asynchronous.
Offsets: X11 protocol (GrabPointer, GrabButton, GrabKeyboard, GrabKey), XI2 protocol (XIGrabDevice,
XIPassiveGrabDevice).
"""

from __future__ import annotations

from supervisor.wire.doors.door import Besides, Outcome, View

LETS_GO = "ends a grab"
NOTED = "passes, and ends the time that the grab has"
FOREIGN_GRAB = "takes the person's keys or clicks, or freezes them"
ASYNC_ONLY = "own windows, never frozen"
BOUNDED = "own windows, never frozen, for a bounded time"
_ASYNCHRONOUS = 1
_MASTERS = {2: "pointer", 3: "keyboard"}
"""The core pointer and keyboard; a grab of a device itself would cut it off from the desktop."""
_ALL_OR_MASTERS = frozenset({0, 1, 2, 3})
_FIRST_TOUCH_TYPE = 4
"""Passive grabs of touches have a mode of their own and freeze nothing."""


def _thaw(view: View, *modes: int) -> Outcome:
    outcome = Outcome.PASS
    for offset in modes:
        if view.byte(offset) != _ASYNCHRONOUS:
            view.put_byte(offset, _ASYNCHRONOUS)
            outcome = Outcome.CHANGED
    return outcome


def _to_decoy(view: View) -> Outcome:
    if not view.territory.decoy:
        return Outcome.REFUSE
    view.put_u32(0, view.territory.decoy)
    return Outcome.CHANGED


def pointer_grab(view: View) -> Outcome:
    """Judge GrabPointer: window, event mask u16, pointer and keyboard mode, confine-to, cursor, time."""
    thawed = _thaw(view, 6, 7)
    if not view.owns(0):
        return _to_decoy(view)
    if not view.owns(8, Besides.NONE):
        view.put_u32(8, 0)
        thawed = Outcome.CHANGED
    view.grabbed("pointer", view.u32(0))
    return thawed


def key_grab(view: View) -> Outcome:
    """Judge GrabKeyboard: window, time, pointer and keyboard mode."""
    thawed = _thaw(view, 8, 9)
    if not view.owns(0):
        return _to_decoy(view)
    view.grabbed("keyboard", view.u32(0))
    return thawed


def pointer_ungrab(view: View) -> Outcome:
    """Take note of UngrabPointer."""
    view.grabbed("pointer", 0)
    return Outcome.PASS


def key_ungrab(view: View) -> Outcome:
    """Take note of UngrabKeyboard."""
    view.grabbed("keyboard", 0)
    return Outcome.PASS


def device_ungrab(view: View) -> Outcome:
    """Take note of XIUngrabDevice: time, device u16."""
    what = _MASTERS.get(view.u16(4))
    if what is not None:
        view.grabbed(what, 0)
    return Outcome.PASS


def passive_button_grab(view: View) -> Outcome:
    """Judge GrabButton: window, event mask u16, pointer and keyboard mode, confine-to, cursor, button, modifiers."""
    if not view.owns(0):
        return Outcome.REFUSE
    thawed = _thaw(view, 6, 7)
    if not view.owns(8, Besides.NONE):
        view.put_u32(8, 0)
        return Outcome.CHANGED
    return thawed


def passive_key_grab(view: View) -> Outcome:
    """Judge GrabKey: window, modifiers u16, key, pointer and keyboard mode."""
    return _thaw(view, 7, 8) if view.owns(0) else Outcome.REFUSE


def device_grab(view: View) -> Outcome:
    """Judge XIGrabDevice: window, time, cursor, device u16, mode, mode of the paired device."""
    thawed = _thaw(view, 14, 15)
    if not view.owns(0) or view.u16(12) not in _MASTERS:
        return _to_decoy(view)
    view.grabbed(_MASTERS[view.u16(12)], view.u32(0))
    return thawed


def passive_device_grab(view: View) -> Outcome:
    """Judge XIPassiveGrabDevice: time, window, cursor, detail, device u16, counts, type, mode, paired mode."""
    if not view.owns(4) or view.u16(16) not in _ALL_OR_MASTERS:
        return Outcome.REFUSE
    if view.byte(22) >= _FIRST_TOUCH_TYPE:
        return _thaw(view, 24)
    return _thaw(view, 23, 24)
