"""Events that one client sends to another: what an agent's program may say to the desktop and to other programs.

Window managers, docks, toolkits and input methods are spoken to by such events. What is said about the agent's own
windows passes, what is a request about another's window is an action, the rest is refused. Sources: X11 protocol
(SendEvent), ICCCM 2.0, EWMH 1.5, XDND 5, XEMBED 0.5, System Tray Protocol 0.3, XIM transport.
"""

from __future__ import annotations

import re

from supervisor.wire.doors.door import Outcome, View

MESSAGE_RULE = (
    "keys, buttons and motion are actions; to own windows all else passes; about own windows the desktop may be "
    "asked for anything; about another's, to activate, close, move, resize, minimise it is an action; so is a drop; "
    "answers to pastes, drags, docks and input methods pass"
)

_INPUT = frozenset({2, 3, 4, 5, 6})
_UNMAP_NOTIFY, _CONFIGURE_REQUEST, _SELECTION_NOTIFY, _CLIENT_MESSAGE = 18, 23, 31, 33
_DESTINATION, _EVENT, _WINDOW, _TYPE, _DATA = 0, 8, 12, 16, 20
_ABOUT = 16
"""The window that an UnmapNotify or ConfigureRequest speaks of."""
_NAMED_WINDOWS = (0, 1)
"""PointerWindow and InputFocus."""

ABOUT_OTHERS = frozenset(
    {
        *("_NET_ACTIVE_WINDOW", "_NET_CLOSE_WINDOW", "_NET_WM_STATE", "_NET_MOVERESIZE_WINDOW"),
        *("_NET_RESTACK_WINDOW", "_NET_WM_DESKTOP", "WM_CHANGE_STATE"),
    }
)
"""Requests to the window manager that are actions when they are about another's window."""
ABOUT_DESKTOP = frozenset({"_NET_CURRENT_DESKTOP", "_NET_SHOWING_DESKTOP"})
"""And those about the desktop as a whole."""
_ABOUT_OWN = ABOUT_OTHERS | {
    *("_NET_WM_MOVERESIZE", "_NET_REQUEST_FRAME_EXTENTS", "_NET_WM_FULLSCREEN_MONITORS", "_GTK_SHOW_WINDOW_MENU"),
}
_STARTED = re.compile(r"_NET_STARTUP_INFO(_BEGIN)?")
"""To the root window: a program has started."""
_TO_OTHERS = re.compile(r"Xdnd(Enter|Position|Leave|Status|Finished)|_XIM_\w+|_NET_SYSTEM_TRAY_MESSAGE_DATA")
_DROP = "XdndDrop"
_TRAY = "_NET_SYSTEM_TRAY_OPCODE"
_EMBED = "_XEMBED"
_EMBED_ASKS = frozenset({3, 6, 7, 12, 13})
"""REQUEST_FOCUS, FOCUS_NEXT, FOCUS_PREV, REGISTER_ACCELERATOR, UNREGISTER_ACCELERATOR: what the one inside asks."""
_DOCK = 0
_TRAY_OPCODES = frozenset({0, 1, 2})


def judge_message(view: View) -> Outcome:
    """Judge SendEvent: propagate in the header; destination, mask, the event of 32 bytes."""
    kind = view.byte(_EVENT) & 0x7F
    if kind in _INPUT:
        return Outcome.STOP
    if view.owns(_DESTINATION):
        if not view.data[view.start + 1]:
            return Outcome.PASS
        # It would go on to the parents, which are the window manager's frame and the root window.
        view.data[view.start + 1] = 0
        return Outcome.CHANGED
    window = view.u32(_DESTINATION)
    if window in _NAMED_WINDOWS:
        return Outcome.REFUSE
    if kind == _CLIENT_MESSAGE:
        return _to_root(view) if window in view.territory.roots else _to_other(view)
    if kind == _SELECTION_NOTIFY:
        return _answers_paste(view)
    # ICCCM: a window that its program takes back, or moves though the window manager has put it into a frame.
    asks = kind in (_UNMAP_NOTIFY, _CONFIGURE_REQUEST) and window in view.territory.roots
    return Outcome.PASS if asks and view.owns(_ABOUT) else Outcome.REFUSE


def _to_root(view: View) -> Outcome:
    """Judge a request to the window manager or to a pager; the window field says what it is about."""
    name = view.territory.name_of(view.u32(_TYPE))
    if _STARTED.fullmatch(name) or (name == "WM_PROTOCOLS" and _still_answers(view)):
        return Outcome.PASS
    if view.owns(_WINDOW):
        return Outcome.PASS if name in _ABOUT_OWN else Outcome.REFUSE
    about = view.u32(_WINDOW)
    if name in ABOUT_DESKTOP:
        return Outcome.STOP
    return Outcome.STOP if name in ABOUT_OTHERS and about and about not in view.territory.roots else Outcome.REFUSE


def _to_other(view: View) -> Outcome:
    name = view.territory.name_of(view.u32(_TYPE))
    if name == _DROP or (name == "WM_PROTOCOLS" and _closes(view)):
        return Outcome.STOP
    if name == _TRAY:
        opcode = view.u32(_DATA + 4)
        docks_own = opcode != _DOCK or view.owns(_DATA + 8)
        return Outcome.PASS if opcode in _TRAY_OPCODES and docks_own else Outcome.REFUSE
    if name == _EMBED:
        return Outcome.PASS if view.u32(_DATA + 4) in _EMBED_ASKS else Outcome.REFUSE
    return Outcome.PASS if _TO_OTHERS.fullmatch(name) else Outcome.REFUSE


def _closes(view: View) -> bool:
    return view.territory.name_of(view.u32(_DATA)) == "WM_DELETE_WINDOW"


def _still_answers(view: View) -> bool:
    """Tell whether it is a program's answer to the window manager's question whether it hangs."""
    return view.territory.name_of(view.u32(_DATA)) == "_NET_WM_PING" and view.owns(_DATA + 8)


def _answers_paste(view: View) -> Outcome:
    """SelectionNotify: time, requestor, selection, target, property; the answer is asked for, or says no."""
    window, atom = view.u32(_DESTINATION), view.u32(_EVENT + 20)
    return Outcome.PASS if not atom or view.territory.asked(window, atom) else Outcome.REFUSE
