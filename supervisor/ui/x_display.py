"""The ui's own connection to the X server, for what Qt cannot say.

Lives here: compositor watch, stacking, where windows really are, copies of the screen, and the round trip after
which a frame is known to be there. Qt draws windows of its own on a connection of its own.
"""

from __future__ import annotations

import math
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QSocketNotifier, Signal
from PySide6.QtGui import QCursor, QImage
from Xlib import X, error
from Xlib.ext import shape, xfixes

from supervisor.core.action import Point, Rect
from supervisor.ui.placing import clipped
from supervisor.ui.timers import timer
from supervisor.ui.xsettings import ANIMATIONS, THEME_NAME, number_setting, string_setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from Xlib.display import Display
    from Xlib.protocol import rq
    from Xlib.xobject.colormap import Colormap
    from Xlib.xobject.drawable import Pixmap, Window
    from Xlib.xobject.fontable import GC

_OWNER_EVENTS = (
    xfixes.XFixesSetSelectionOwnerNotifyMask
    | xfixes.XFixesSelectionWindowDestroyNotifyMask
    | xfixes.XFixesSelectionClientCloseNotifyMask
)
_FORMATS = {
    16: QImage.Format.Format_RGB16,
    24: QImage.Format.Format_RGB32,
    30: QImage.Format.Format_BGR30,
    32: QImage.Format.Format_ARGB32_Premultiplied,
}
_SETTLE_MS = 700
"""A compositor says that it is there before it composes; until then what is translucent would be black."""
_CROSSHAIR = 34
"""Glyph of the cursor font; the next one is its mask."""
MAX_IMAGE_BYTES = 200_000
"""Pixels that go into one PutImage; servers take at least 262,140 bytes a request."""


class Snapshot:
    """A copy of a part of the screen that stays in the X server until it is wanted.

    Attributes:
        rect: Which part, physical px.
    """

    def __init__(self, pixmap: Pixmap, rect: Rect, depth: int, copying: GC) -> None:
        self.rect = rect
        self._pixmap = pixmap
        self._depth = depth
        self._copying = copying

    def patch(self, other: Snapshot) -> None:
        """Replace what the two have in common by what the other has."""
        part = clipped(other.rect, self.rect)
        if part.width and part.height:
            self._pixmap.copy_area(
                int(self._copying.id),
                int(other._pixmap.id),
                *(part.x - other.rect.x, part.y - other.rect.y, part.width, part.height),
                *(part.x - self.rect.x, part.y - self.rect.y),
            )

    def image(self) -> QImage | None:
        """Fetch the pixels; None when the screen has a depth we cannot read."""
        if self._depth not in _FORMATS:
            return None
        reply = self._pixmap.get_image(0, 0, self.rect.width, self.rect.height, X.ZPixmap, 0xFFFFFFFF)
        # python-xlib gives text when all bytes happen to be ASCII.
        data = reply.data.encode("latin-1") if isinstance(reply.data, str) else bytes(reply.data)
        stride = len(data) // max(1, self.rect.height)
        # copy() so that the image outlives `data`.
        return QImage(data, self.rect.width, self.rect.height, stride, _FORMATS[self._depth]).copy()

    def free(self) -> None:
        """Give the memory back to the server."""
        self._pixmap.free()


class XDisplay(QObject):
    """The connection.

    Attributes:
        display: python-xlib's display.
        root: The root window.
        composited: True while a compositor runs, that is while translucent windows are.

    Signals:
        compositor_changed: A compositor started or ended; carries the new state.
        disturbed: Somebody covered, moved or unmapped the watched window with this id.
        pressed: A button went down and up again over a window of `catch_presses`: its id, where, which button.
        lost: The X server has gone.
    """

    compositor_changed = Signal(bool)
    disturbed = Signal(int)
    pressed = Signal(int, Point, int)
    lost = Signal()

    def __init__(self, connection: Display, parent: QObject | None = None) -> None:
        """Take over a connection; the application has to exist already."""
        super().__init__(parent)
        self.display = connection
        self.display.set_error_handler(_tell_error)
        # python-xlib 0.33 files RandR's errors under the numbers of core errors, and then fails on a BadValue.
        self.display.display.error_classes = {**self.display.display.error_classes, **error.xerror_class}
        self.root: Window = self.display.screen().root
        self.depth = int(self.display.screen().root_depth)
        self._argb = self._find_argb_visual()
        self._colormap: Colormap | None = None
        self._manager = self.display.intern_atom(f"_NET_WM_CM_S{self.display.get_default_screen()}")
        self._copying = self.root.create_gc(subwindow_mode=X.IncludeInferiors, graphics_exposures=False)
        self._watch_compositor()
        self.composited = self._has_compositor()
        self._notifier = QSocketNotifier(self.display.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        # A reply brings events with it that the notifier will not tell of again.
        self._later = timer(self, "x-events", 0, self._drain, repeats=False)
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._look_before_rest)
        self._settling = timer(self, "x-compositor", _SETTLE_MS, self._take_composited, repeats=False)

    @property
    def pixel_formats(self) -> dict[int, QImage.Format]:
        """Qt's name of the pixel layout, by depth."""
        return _FORMATS

    def argb_visual(self) -> tuple[int, Colormap] | None:
        """Give a visual with transparency and its colormap; None when the server has none or nobody composes."""
        if not self.composited or not self._argb:
            return None
        if self._colormap is None:
            self._colormap = self.root.create_colormap(self._argb, X.AllocNone)
        return self._argb, self._colormap

    def sync(self) -> None:
        """Return once the server has done all that was asked of it on this connection."""
        try:
            self.display.sync()
        except error.ConnectionClosedError:
            self.lost.emit()
            return

    def flush(self) -> None:
        """Send what is queued."""
        try:
            self.display.flush()
        except error.ConnectionClosedError:
            self.lost.emit()

    def pointer(self) -> Point:
        """Give the place of the pointer, physical px."""
        reply = self.root.query_pointer()
        return Point(int(reply.root_x), int(reply.root_y))

    def place_of(self, window: int) -> Rect | None:
        """Give where a window is on the root, physical px; None when it has gone."""
        found = self._window(window)
        try:
            size = found.get_geometry()
            place = self.root.translate_coords(window, 0, 0)
        except error.XError:
            return None
        return Rect(int(place.x), int(place.y), int(size.width), int(size.height))

    def top_at(self, point: Point) -> int:
        """Give the id of the top-level window that a press at `point` would reach, 0 for none."""
        reply = self.root.translate_coords(int(self.root.id), point.x, point.y)
        child = reply.child
        return int(child) if isinstance(child, int) else int(child.id)

    def stack(self) -> list[int]:
        """List the ids of all top-level windows, topmost first."""
        return [int(child.id) for child in reversed(self.root.query_tree().children)]

    def receives(self, window: int, spots: Iterable[Point]) -> bool:
        """Tell whether a press at each of the spots would reach this window."""
        return all(self.top_at(spot) == window for spot in spots)

    def desktop_theme(self) -> str:
        """Give the name of the theme that the desktop's settings daemon announces; empty for none."""
        return string_setting(self._announced(), THEME_NAME)

    def desktop_is_still(self) -> bool:
        """Tell whether the desktop's settings daemon announces that nothing shall move."""
        return number_setting(self._announced(), ANIMATIONS) == 0

    def _announced(self) -> bytes:
        """Give what the settings daemon announces; empty without one."""
        screen = self.display.get_default_screen()
        owner: Any = self.display.get_selection_owner(self.display.get_atom(f"_XSETTINGS_S{screen}"))
        if owner == X.NONE:
            return b""
        try:
            found = owner.get_full_property(self.display.get_atom("_XSETTINGS_SETTINGS"), X.AnyPropertyType)
        except error.XError:
            return b""
        return bytes(found.value) if found is not None else b""

    def is_viewable(self, window: int) -> bool:
        """Tell whether a window is mapped."""
        try:
            return int(self._window(window).get_attributes().map_state) == X.IsViewable
        except error.XError:
            return False

    def round_corners(self, window: int, size: tuple[int, int], radius: int) -> None:
        """Cut the corners off a window that cannot be translucent.

        Args:
            window: Its id.
            size: Width and height, physical px.
            radius: Of the corners, physical px.
        """
        rows = rounded_rows(size, radius)
        shape.rectangles(self._window(window), shape.SO.Set, shape.SK.Bounding, X.Unsorted, 0, 0, rows)
        self.sync()

    def wipe(self, window: int, pixel: int) -> None:
        """Fill a window with one colour, right before it goes.

        Without a compositor what was under it keeps its pixels until the program there paints, and a program may
        choose not to.

        Args:
            window: Its id.
            pixel: The colour as the server has it.
        """
        place = self.place_of(window)
        if place is None:
            return
        found = self._window(window)
        gc = found.create_gc(foreground=pixel)
        found.fill_rectangle(int(gc.id), 0, 0, place.width, place.height)
        gc.free()
        self.sync()

    def raise_window(self, window: int) -> None:
        """Put a window on top of all others."""
        self._window(window).configure(stack_mode=X.Above)
        self.flush()

    def watch(self, window: int) -> None:
        """Tell by `disturbed` when this window is covered, moved or unmapped."""
        self._window(window).change_attributes(event_mask=X.VisibilityChangeMask | X.StructureNotifyMask)
        self.flush()

    def take_focus(self, window: int) -> int:
        """Give a window the keyboard, if it is on the screen; gives the id of the one that had it."""
        before: Any = self.display.get_input_focus().focus
        try:
            hidden = error.CatchError(error.BadMatch, error.BadWindow)
            self._window(window).set_input_focus(X.RevertToParent, X.CurrentTime, onerror=hidden)
            self.display.sync()
        except error.ConnectionClosedError:
            self.lost.emit()
        return before if isinstance(before, int) else int(before.id)

    def catch_presses(self) -> int:
        """Lay an invisible window over all others that takes presses, under a cross; gives its id."""
        screen = self.display.screen()
        window = self.root.create_window(
            *(0, 0, int(screen.width_in_pixels), int(screen.height_in_pixels), 0, 0),
            window_class=X.InputOnly,
            visual=X.CopyFromParent,
            override_redirect=True,
            event_mask=X.ButtonPressMask | X.ButtonReleaseMask,
            cursor=self._cross(),
        )
        window.map()
        window.configure(stack_mode=X.Above)
        self.sync()
        return int(window.id)

    def end_catching(self, window: int) -> None:
        """Take it away; nothing of it is left when this returns."""
        self._window(window).destroy()
        self.sync()

    def _cross(self) -> int:
        font = cast("Any", self.display.open_font("cursor"))  # the stubs give it less than it is
        if font is None:
            return X.NONE
        cursor = font.create_glyph_cursor(font, _CROSSHAIR, _CROSSHAIR + 1, (0xFFFF, 0, 0), (0xFFFF, 0xFFFF, 0xFFFF))
        return int(cursor.id)

    def snapshot(self, rect: Rect) -> Snapshot | None:
        """Copy a part of the screen as it is now, without waiting; None when it lies off the screen."""
        screen = self.display.screen()
        part = clipped(rect, Rect(0, 0, int(screen.width_in_pixels), int(screen.height_in_pixels)))
        if not part.width or not part.height:
            return None
        pixmap = self.root.create_pixmap(part.width, part.height, self.depth)
        pixmap.copy_area(self._copying, int(self.root.id), part.x, part.y, part.width, part.height, 0, 0)
        return Snapshot(pixmap, part, self.depth, self._copying)

    def close(self) -> None:
        """Close the connection; the server frees what was ours."""
        self._notifier.setEnabled(False)
        self._dispatcher.aboutToBlock.disconnect(self._look_before_rest)
        self._later.stop()
        self._settling.stop()
        with suppress(error.ConnectionClosedError):
            self.display.close()

    def _window(self, window: int) -> Window:
        return self.display.create_resource_object("window", window)

    def _find_argb_visual(self) -> int:
        for depth in self.display.screen().allowed_depths:
            if depth.depth == 32:
                for visual in depth.visuals:
                    if visual.visual_class == X.TrueColor:
                        return int(visual.visual_id)
        return 0

    def _has_compositor(self) -> bool:
        return self.display.get_selection_owner(self._manager) != X.NONE

    def _watch_compositor(self) -> None:
        if self.display.has_extension("XFIXES"):
            connection = cast("Any", self.display)  # extension methods are added at run time
            connection.xfixes_query_version()
            connection.xfixes_select_selection_input(self.root, self._manager, _OWNER_EVENTS)

    def _look_before_rest(self) -> None:
        """Let nothing lie in the queue while Qt waits."""
        if self.display.display.event_queue:
            self._later.start()

    def _drain(self) -> None:
        try:
            while self.display.pending_events():
                self._take(self.display.next_event())
        except error.ConnectionClosedError:
            self._notifier.setEnabled(False)
            self.lost.emit()

    def _take_composited(self) -> None:
        now = self._has_compositor()
        if now != self.composited:
            self.composited = now
            self.compositor_changed.emit(now)

    def _take(self, event: rq.Event) -> None:
        if event.type == X.ButtonRelease:
            # Not the press: its release would reach whatever is below.
            self.pressed.emit(int(event.window.id), Point(int(event.root_x), int(event.root_y)), int(event.detail))
            return
        if isinstance(event, xfixes.SelectionNotify):
            self._settling.stop()
            if self._has_compositor():
                self._settling.start()
            else:
                self._take_composited()
        elif (event.type == X.VisibilityNotify and event.state != X.VisibilityUnobscured) or event.type in {
            X.UnmapNotify,
            X.ConfigureNotify,
        }:
            self.disturbed.emit(int(event.window.id))


def settle_qt() -> None:
    """Return once the server has done all that Qt asked of it so far.

    Asking for the pointer is a round trip on Qt's connection and delivers no events. QGuiApplication.sync() is not
    used: it runs the event loop inside the caller.
    """
    QCursor.pos()


def rounded_rows(size: tuple[int, int], radius: int) -> list[tuple[int, int, int, int]]:
    """Cut a rectangle with round corners into rectangles: one a row at the corners, one for the middle."""
    width, height = size
    radius = min(radius, width // 2, height // 2)
    rows = [(0, radius, width, height - 2 * radius)]
    for row in range(radius):
        inset = radius - round(math.sqrt(radius**2 - (radius - row - 0.5) ** 2))
        rows += [(inset, row, width - 2 * inset, 1), (inset, height - 1 - row, width - 2 * inset, 1)]
    return rows


def _tell_error(problem: error.XError, _request: object) -> None:
    # A window that is not ours, or Qt's, may go at any moment; what was asked of it then fails, and that is all.
    if not isinstance(problem, error.BadWindow | error.BadDrawable):
        sys.stderr.write(f"ui: X error: {problem}\n")
