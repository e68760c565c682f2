"""Requests that change windows, their properties, selections, and clients.

Numbers and offsets: X11 protocol. What is done to another program's window from outside, as window managers' tools do
it (move, raise, minimise, close, kill), is an action that goes through the gate; what no such tool needs is refused.
"""

from __future__ import annotations

from supervisor.wire.doors.door import Besides, Door, Outcome, Refusal, View, own
from supervisor.wire.doors.listening import EVENTS_ALLOWED, window_events
from supervisor.wire.doors.messages import MESSAGE_RULE, judge_message
from supervisor.wire.doors.properties import (
    PROPERTY_RULE,
    SELECTION_OWNER_RULE,
    SELECTION_RULE,
    change_property,
    convert_selection,
    own_selection,
    read_property,
)

_MOVES = "moves, covers or hides another program's window, or the supervisor's popup"
_CLOSES = "closes another program's window, or the supervisor's popup"
_TAKES = "takes a window out of its program, or puts one into another program"
OTHERS_ACT = "own windows; another's is an action"
_SAYS = "puts words into another program or into the desktop, e.g. a command that it runs"


def acts(view: View) -> Outcome:
    """Let own windows pass; what is done to another's goes to the gate. The root window cannot be managed."""
    if view.owns(0):
        return Outcome.PASS
    window = view.u32(0)
    return Outcome.REFUSE if window in (0, 1) or window in view.territory.roots else Outcome.STOP


def _kill(view: View) -> Outcome:
    return acts(view)


def _close_down(view: View) -> Outcome:
    """Only Destroy, mode 0: what stays behind would be nobody's, and its place at the server be lost."""
    return Outcome.REFUSE if view.data[view.start + 1] else Outcome.PASS


def _create(view: View) -> Outcome:
    """Judge CreateWindow: window, parent."""
    return Outcome.PASS if view.owns(4, Besides.ROOT) else Outcome.REFUSE


def _reparent(view: View) -> Outcome:
    return Outcome.PASS if view.owns(0) and view.owns(4, Besides.ROOT) else Outcome.REFUSE


CORE_WINDOWS = (
    Door(
        1,
        "CreateWindow",
        "puts a window into another program's, or into the popup",
        check=_create,
        need=28,
        rule="inside own windows and the root window",
    ),
    Door(
        2,
        "ChangeWindowAttributes",
        "hides another's window, or reads the keys typed into it",
        check=window_events,
        rule=EVENTS_ALLOWED,
    ),
    Door(4, "DestroyWindow", _CLOSES, check=acts, need=4, rule=OTHERS_ACT),
    own(5, "DestroySubwindows", _CLOSES),
    own(6, "ChangeSaveSet", _TAKES),
    Door(7, "ReparentWindow", _TAKES, check=_reparent, need=12, rule="own windows, into own windows and the root"),
    Door(8, "MapWindow", _MOVES, check=acts, need=4, rule=OTHERS_ACT),
    own(9, "MapSubwindows", _MOVES),
    Door(10, "UnmapWindow", _MOVES, check=acts, need=4, rule=OTHERS_ACT),
    own(11, "UnmapSubwindows", _MOVES),
    Door(12, "ConfigureWindow", _MOVES, check=acts, need=8, rule=OTHERS_ACT),
    own(13, "CirculateWindow", _MOVES),
    Door(18, "ChangeProperty", _SAYS, check=change_property, need=20, rule=PROPERTY_RULE),
    own(19, "DeleteProperty", _SAYS),
    Door(
        20,
        "GetProperty",
        "deletes another program's property",
        check=read_property,
        need=20,
        rule="of others' windows it reads, but deletes nothing",
        refusal=Refusal.ERROR,
    ),
    Door(
        22,
        "SetSelectionOwner",
        "takes a desktop service's place, e.g. the one for settings",
        check=own_selection,
        need=12,
        rule=SELECTION_OWNER_RULE,
    ),
    Door(
        24,
        "ConvertSelection",
        "deletes or replaces what another program has selected",
        check=convert_selection,
        need=20,
        rule=SELECTION_RULE,
    ),
    Door(
        25,
        "SendEvent",
        "input, window requests, closing and dropping, in one program's name to another",
        check=judge_message,
        need=40,
        rule=MESSAGE_RULE,
    ),
    Door(112, "SetCloseDownMode", "leaves things behind for ever", check=_close_down, need=0, rule="Destroy only"),
    Door(113, "KillClient", "ends another program, or the supervisor's", check=_kill, need=4, rule=OTHERS_ACT),
    own(114, "RotateProperties", _SAYS),
)
