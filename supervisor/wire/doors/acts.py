"""What an agent does to another program's window from outside, as an event that goes through the gate.

The request is written anew in the outlet's byte order: it leaves there, not on the agent's connection. Sources: X11
protocol, XI2 protocol (XISetFocus), EWMH 1.5, ICCCM 2.0 (WM_DELETE_WINDOW, WM_CHANGE_STATE), XDND 5.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.wire.x11 import Request, WireError

if TYPE_CHECKING:
    from collections.abc import Callable

DESTROY_WINDOW, MAP_WINDOW, UNMAP_WINDOW, CONFIGURE_WINDOW = 4, 8, 10, 12
SEND_EVENT, SET_INPUT_FOCUS, KILL_CLIENT = 25, 42, 113
XI_SET_FOCUS = 49
ACTS = frozenset({DESTROY_WINDOW, MAP_WINDOW, UNMAP_WINDOW, CONFIGURE_WINDOW, SET_INPUT_FOCUS, KILL_CLIENT})
"""Core requests that come to the gate only when they are about another's window."""

FOCUS, CLOSE, KILL, ARRANGE, SHOW, HIDE, DROP = "switch to", "close", "kill", "arrange", "show", "hide", "drop into"
DESKTOP = "switch the desktop of"
_ROOT_MESSAGES = {
    "_NET_ACTIVE_WINDOW": FOCUS,
    "_NET_CLOSE_WINDOW": CLOSE,
    "_NET_WM_STATE": ARRANGE,
    "_NET_MOVERESIZE_WINDOW": ARRANGE,
    "_NET_RESTACK_WINDOW": ARRANGE,
    "_NET_WM_DESKTOP": ARRANGE,
    "WM_CHANGE_STATE": HIDE,
    "_NET_CURRENT_DESKTOP": DESKTOP,
    "_NET_SHOWING_DESKTOP": DESKTOP,
}
_MESSAGES = {"WM_PROTOCOLS": CLOSE, "XdndDrop": DROP}
_PARENT = 2
_CORE = {DESTROY_WINDOW: KILL, KILL_CLIENT: KILL, MAP_WINDOW: SHOW, UNMAP_WINDOW: HIDE}


def read_act(request: Request, name_of: Callable[[int], str], roots: frozenset[int]) -> InputEvent:
    """Understand a request about another's window.

    Args:
        request: One of `ACTS`, an XISetFocus, or a SendEvent of a client message.
        name_of: Gives the name of an atom.
        roots: Root windows.

    Returns:
        An event of kind WINDOW: `window` is what it is about, `text` what would be done, `raw` the request.

    Raises:
        WireError: it is broken, or none of these.
    """
    order = ">" if request.big_endian else "<"
    try:
        if request.opcode == SEND_EVENT:
            return _message(request, order, name_of, roots)
        if request.opcode == CONFIGURE_WINDOW:
            return _configure(request, order)
        if request.opcode == SET_INPUT_FOCUS:
            window, _time = struct.unpack(order + "II", request.body)
            return _act(FOCUS, window, struct.pack("<BBHII", SET_INPUT_FOCUS, _PARENT, 3, window, 0))
        if request.opcode in _CORE:
            (window,) = struct.unpack(order + "I", request.body)
            return _act(_CORE[request.opcode], window, struct.pack("<BxHI", request.opcode, 2, window))
        window, _time, _device = struct.unpack(order + "IIHxx", request.body)
    except struct.error as e:
        raise WireError("a window request of a wrong length") from e
    return _act(FOCUS, window, struct.pack("<BBHII", SET_INPUT_FOCUS, _PARENT, 3, window, 0))


def _act(what: str, window: int, raw: bytes) -> InputEvent:
    return InputEvent(EventKind.WINDOW, window=window, raw=raw, text=what)


def _configure(request: Request, order: str) -> InputEvent:
    window, mask = struct.unpack_from(order + "IHxx", request.body)
    count = mask.bit_count()
    values = struct.unpack(f"{order}{count}I", request.body[8:])
    raw = struct.pack(f"<BxHIHxx{count}I", CONFIGURE_WINDOW, 3 + count, window, mask, *values)
    return _act(ARRANGE, window, raw)


def _message(request: Request, order: str, name_of: Callable[[int], str], roots: frozenset[int]) -> InputEvent:
    destination, mask, kind, form, about, atom = struct.unpack_from(order + "IIBBxxII", request.body)
    name = name_of(atom)
    what = _ROOT_MESSAGES.get(name) if destination in roots else _MESSAGES.get(name)
    if what is None or form != 32:
        raise WireError("a client message that nobody understands")
    data = struct.unpack(order + "5I", request.body[20:])
    raw = struct.pack("<BBHIIBBxxII5I", SEND_EVENT, 0, 11, destination, mask, kind, form, about, atom, *data)
    return _act(what, about if destination in roots else destination, raw)
