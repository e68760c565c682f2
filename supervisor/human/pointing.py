"""What a press at the pointer would hit, and whether the person can see all of the popup."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from Xlib import X
from Xlib.ext import shape
from Xlib.protocol import request as xrequest

from supervisor.core.action import Point, Rect
from supervisor.human.answers import Look

if TYPE_CHECKING:
    from supervisor.human.connection import Connection

_MAX_DEPTH = 32


def look(connection: Connection, window: int) -> Look:
    """Look where the pointer is and how the popup stands.

    The server itself says which window is under the pointer, in the same answer as where that is: input shapes and
    stacking as they are used for a press. What only covers, without taking input, is looked for besides: it could
    paint other words over ours. Windows of the popup's own program (the overlay) may.

    Args:
        connection: Of the calling thread.
        window: X id of the popup.

    Raises:
        SeatError: the X server has gone.
    """
    found = connection.ask(xrequest.QueryPointer, window=connection.root)
    t_ns = time.monotonic_ns()
    point = Point(found.root_x, found.root_y) if found is not None else None
    top, place = _top_level(connection, window), _place(connection, window)
    if top is None or place is None:
        return Look(window, point, None, on_top=False, uncovered=False, t_ns=t_ns)
    on_top = found is not None and xid(found.child) == top
    uncovered = not _covered(connection, window, top, place)
    return Look(window, point, place, on_top=on_top, uncovered=uncovered, t_ns=t_ns)


def pointer(connection: Connection) -> tuple[Point | None, int]:
    """Give where the pointer is, in one round trip, and when it was there, monotonic ns.

    Raises:
        SeatError: the X server has gone.
    """
    found = connection.ask(xrequest.QueryPointer, window=connection.root)
    return (Point(found.root_x, found.root_y) if found is not None else None), time.monotonic_ns()


def xid(window: Any) -> int:
    """Give the id of a window in a reply, which python-xlib makes an object of, or leaves a number."""
    return int(getattr(window, "id", window))


def _top_level(connection: Connection, window: int) -> int | None:
    """Find the child of the root that holds `window`; None when it is gone."""
    here = window
    for _ in range(_MAX_DEPTH):
        reply = connection.ask(xrequest.QueryTree, window=here)
        if reply is None:
            return None
        parent = xid(reply.parent)
        if parent == connection.root:
            return here
        here = parent
    return None


def _place(connection: Connection, window: int) -> Rect | None:
    """Give where a window is on the root; None when it is not on the screen."""
    attributes = connection.ask(xrequest.GetWindowAttributes, window=window)
    geometry = connection.ask(xrequest.GetGeometry, drawable=window)
    origin = connection.ask(xrequest.TranslateCoords, src_wid=window, dst_wid=connection.root, src_x=0, src_y=0)
    if attributes is None or geometry is None or origin is None or attributes.map_state != X.IsViewable:
        return None
    return Rect(origin.x, origin.y, geometry.width, geometry.height)


def _covered(connection: Connection, window: int, top: int, place: Rect) -> bool:
    """Tell whether anything visible of another program lies above the popup."""
    tree = connection.ask(xrequest.QueryTree, window=connection.root)
    if tree is None:
        return True
    order = [xid(child) for child in tree.children]
    if top not in order:
        return True
    owner_bits = ~connection.display.display.info.resource_id_mask
    ours = window & owner_bits
    # Owner 0 is the server: its only window here is a compositor's canvas, which shows what lies below.
    above = [one for one in order[order.index(top) + 1 :] if one & owner_bits not in {0, ours}]
    states = connection.ask_all(xrequest.GetWindowAttributes, [{"window": one} for one in above])
    seen = [
        one
        for one, state in zip(above, states, strict=True)
        if state is not None and state.map_state == X.IsViewable and state.win_class == X.InputOutput
    ]
    places = connection.ask_all(xrequest.GetGeometry, [{"drawable": one} for one in seen])
    for one, geometry in zip(seen, places, strict=True):
        if geometry is not None and _overlap(_outer(geometry), place) and _paints(connection, one, geometry, place):
            return True
    return False


def _outer(geometry: Any) -> Rect:
    edge = 2 * geometry.border_width
    return Rect(geometry.x, geometry.y, geometry.width + edge, geometry.height + edge)


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _paints(connection: Connection, window: int, geometry: Any, place: Rect) -> bool:
    """Tell whether the window's bounding shape reaches into `place`."""
    opcode = connection.opcode(shape.extname)
    if opcode is None:
        return True
    reply = connection.ask(shape.GetRectangles, opcode=opcode, window=window, source_kind=shape.SK.Bounding)
    if reply is None:
        return False
    left, upper = geometry.x + geometry.border_width, geometry.y + geometry.border_width
    return any(
        _overlap(Rect(left + part.x, upper + part.y, part.width, part.height), place) for part in reply.rectangles
    )
