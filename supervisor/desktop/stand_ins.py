"""Pixmaps that agents read in the place of the screen while windows of ours are on it.

All of it happens in the server, on a connection of our own: no pixel comes here. What must not be seen is never
copied, rather than copied and painted over, so that at no time there is something to be caught.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from Xlib import X
from Xlib.error import ConnectionClosedError
from Xlib.protocol import request as xrequest

from supervisor.core.action import Rect
from supervisor.core.ports import StandIn
from supervisor.desktop.x11 import X11, DisplayLostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_GREY = {16: 0x8410, 24: 0x808080, 30: 0x20080200, 32: 0xFF808080}
"""By depth; black where it is another."""
_MOST_SCREENS = 4
"""A stand-in is at most this much larger than the screen: its memory is the server's."""
_LOST = (DisplayLostError, ConnectionClosedError)
NOTHING = StandIn(0, 0)
"""Reading it fails as reading a drawable that is gone does."""


class ScreenCopies:
    """Implements `core.ports.StandIns`; once the server has gone there is nothing to read.

    Raises:
        DesktopError: the display cannot be opened.
    """

    def __init__(self, display: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        """Connect, see `X11`."""
        self._x11 = X11(display, environ)
        screen = self._x11.display.screen()
        self._depth = int(screen.root_depth)
        self._visual = int(screen.root_visual)
        self._gcs: dict[int, int] = {}
        # Smaller than anything one could want to read: the server refuses to, as it would the window.
        self._too_small = self._pixmap(self._depth, 1, 1)

    def close(self) -> None:
        """Close the connection; the server frees what was ours."""
        self._x11.close()

    def make(self, source: int, rect: Rect, hidden: Sequence[Rect], *, whole: bool) -> StandIn | None:
        """Copy a part of a window or pixmap.

        Args:
            source: X id of what is read.
            rect: Which part, px of the source.
            hidden: What is left grey, on the root window.
            whole: Refuse what the server would refuse to give an image of: more than there is on the screen.

        Returns:
            The copy, with the wanted part at 0, 0; one that cannot be read where the source cannot; None while the
            server does not answer, as under a server grab.
        """
        try:
            return self._make(source, rect, hidden, whole=whole)
        except _LOST:
            return NOTHING

    def _make(self, source: int, rect: Rect, hidden: Sequence[Rect], *, whole: bool) -> StandIn | None:
        # The root comes last: the server answers in order, so what has no answer by then was refused.
        asked = self._x11.ask(xrequest.GetGeometry, drawable=source)
        attributes = self._x11.ask(xrequest.GetWindowAttributes, window=source)
        place = self._x11.ask(xrequest.TranslateCoords, src_wid=source, dst_wid=self._x11.root, src_x=0, src_y=0)
        screen = self._x11.ask(xrequest.GetGeometry, drawable=self._x11.root)
        root = self._x11.answer(screen)
        box, window, corner = (self._x11.answer(question, 0) for question in (asked, attributes, place))
        if root is None:
            return None
        if box is None or not self._fits(rect, root):
            return NOTHING
        if whole and not _readable(rect, box, window, corner, root):
            return StandIn(self._too_small, 0)
        depth = int(box.depth)
        made = StandIn(self._grey(depth, rect), int(window.visual) if window is not None else 0)
        if window is not None and corner is not None and depth == self._depth:
            # What the server gives of a window is all that is on the screen there, other windows too.
            there = Rect(rect.x + int(corner.x), rect.y + int(corner.y), rect.width, rect.height)
            self._copy(self._x11.root, made, depth, there, without(there, hidden))
        if source != self._x11.root:
            # A compositor keeps all of a window; without one the server leaves out what lies above it.
            self._copy(source, made, depth, rect, [rect])
        return self._done(made)

    def blank(self, width: int, height: int) -> StandIn | None:
        """Give one that is grey all over and looks like a window; None while the server does not answer."""
        rect = Rect(0, 0, width, height)
        try:
            screen = self._x11.answer(self._x11.ask(xrequest.GetGeometry, drawable=self._x11.root))
            if screen is None:
                return None
            if not self._fits(rect, screen):
                return NOTHING
            return self._done(StandIn(self._grey(self._depth, rect), self._visual))
        except _LOST:
            return NOTHING

    def free(self, stand_in: StandIn) -> None:
        """Give the memory back to the server."""
        if stand_in.pixmap not in (0, self._too_small):
            with suppress(*_LOST):
                self._x11.tell(xrequest.FreePixmap, pixmap=stand_in.pixmap)
                self._x11.flush()

    def _done(self, stand_in: StandIn) -> StandIn | None:
        """Wait until the server has made it; it answers in order."""
        if self._x11.answer(self._x11.ask(xrequest.GetInputFocus)) is not None:
            return stand_in
        self.free(stand_in)
        return None

    def _fits(self, rect: Rect, screen: Any) -> bool:
        most = _MOST_SCREENS * int(screen.width) * int(screen.height)
        return 0 < rect.width < 0x8000 and 0 < rect.height < 0x8000 and rect.width * rect.height <= most

    def _pixmap(self, depth: int, width: int, height: int) -> int:
        pixmap: int = self._x11.display.display.allocate_resource_id()
        self._x11.tell(
            xrequest.CreatePixmap, depth=depth, pid=pixmap, drawable=self._x11.root, width=width, height=height
        )
        return pixmap

    def _grey(self, depth: int, rect: Rect) -> int:
        pixmap = self._pixmap(depth, rect.width, rect.height)
        gc = self._gcs.get(depth)
        if gc is None:
            gc = self._gcs[depth] = self._x11.display.display.allocate_resource_id()
            attrs = {
                "foreground": _GREY.get(depth, 0),
                "subwindow_mode": X.IncludeInferiors,
                "graphics_exposures": 0,
            }
            self._x11.tell(xrequest.CreateGC, cid=gc, drawable=pixmap, attrs=attrs)
        whole = [{"x": 0, "y": 0, "width": rect.width, "height": rect.height}]
        self._clip(gc, whole)
        self._x11.tell(xrequest.PolyFillRectangle, drawable=pixmap, gc=gc, rectangles=whole)
        return pixmap

    def _copy(self, source: int, to: StandIn, depth: int, part: Rect, free: list[Rect]) -> None:
        """Copy the `free` areas of a part; both are counted as the source's pixels are."""
        gc = self._gcs[depth]
        parts = [{"x": p.x - part.x, "y": p.y - part.y, "width": p.width, "height": p.height} for p in free]
        self._clip(gc, parts)
        self._x11.tell(
            xrequest.CopyArea,
            gc=gc,
            src_drawable=source,
            dst_drawable=to.pixmap,
            src_x=part.x,
            src_y=part.y,
            dst_x=0,
            dst_y=0,
            width=part.width,
            height=part.height,
        )

    def _clip(self, gc: int, rectangles: list[dict[str, int]]) -> None:
        self._x11.tell(
            xrequest.SetClipRectangles,
            ordering=X.Unsorted,
            gc=gc,
            x_origin=0,
            y_origin=0,
            rectangles=rectangles,
        )


def _readable(rect: Rect, box: Any, window: Any, corner: Any, root: Any) -> bool:
    """Tell whether the server would give an image of this part (X11 protocol, GetImage)."""
    edge = int(box.border_width) if window is not None else 0
    inside = (
        rect.x >= -edge
        and rect.y >= -edge
        and rect.x + rect.width <= int(box.width) + edge
        and rect.y + rect.height <= int(box.height) + edge
    )
    if window is None or not inside:
        return inside
    if corner is None or window.map_state != X.IsViewable:
        return False
    x, y = rect.x + int(corner.x), rect.y + int(corner.y)
    return x >= 0 and y >= 0 and x + rect.width <= int(root.width) and y + rect.height <= int(root.height)


def without(area: Rect, holes: Iterable[Rect]) -> list[Rect]:
    """Cut holes out of an area; gives what is left as areas that do not meet."""
    left = [area]
    for hole in holes:
        left = [part for piece in left for part in _cut(piece, hole)]
    return left


def _cut(piece: Rect, hole: Rect) -> list[Rect]:
    x, y = max(piece.x, hole.x), max(piece.y, hole.y)
    right = min(piece.x + piece.width, hole.x + hole.width)
    bottom = min(piece.y + piece.height, hole.y + hole.height)
    if right <= x or bottom <= y:
        return [piece]
    parts = (
        Rect(piece.x, piece.y, piece.width, y - piece.y),
        Rect(piece.x, bottom, piece.width, piece.y + piece.height - bottom),
        Rect(piece.x, y, x - piece.x, bottom - y),
        Rect(right, y, piece.x + piece.width - right, bottom - y),
    )
    return [part for part in parts if part.width > 0 and part.height > 0]
