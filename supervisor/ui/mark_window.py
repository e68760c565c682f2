"""One small window of the overlay, made without Qt.

Qt shows a window some event-loop turns after it was asked to. Here the picture is a pixmap that becomes the
window's background *before* it is mapped: the server paints it itself, also when it is uncovered, and one round trip
proves it. Without a compositor the window has no transparency: it is cut to the drawn pixels (XShape), so nothing is
black.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from Xlib import X, Xatom
from Xlib.ext import shape

from supervisor.core.action import Rect
from supervisor.ui.x_display import MAX_IMAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from Xlib.xobject.drawable import Pixmap, Window

    from supervisor.ui.x_display import Snapshot, XDisplay

EMPTY = QColor(0x80, 0x80, 0x80)
"""What windows of ours leave behind for the moment until the program below has painted."""
_OPAQUE = 0xFFFFFFFF
_THRESHOLD = bytes(96) + bytes([255]) * 160


class MarkWindow:
    """A click-through window on top of everything that never takes focus.

    Attributes:
        composited: What the window was made for; when that changes, it is destroyed and another made.
        id: X id of the window.
        under: What it lies over, as it was when the mark came there; None while it is hidden or has lines.
    """

    def __init__(self, x11: XDisplay, process_id: int) -> None:
        self._x11 = x11
        argb = x11.argb_visual()
        self.composited = argb is not None
        self._depth = 32 if argb else x11.depth
        self.under: Snapshot | None = None
        self._shown = False
        self._faded = False
        self._window = self._create(argb)
        self.id = int(self._window.id)
        self._gc = self._window.create_gc(graphics_exposures=False)
        self._name(process_id)
        shape.rectangles(self._window, shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])

    def show_image(self, image: QImage, x: int, y: int, *, below: int = 0) -> None:
        """Show a picture (premultiplied ARGB, physical px) with its corner at `x`, `y`.

        Args:
            image: What to show.
            x: Left edge on the root window.
            y: Top edge on the root window.
            below: Id of a window of ours to stay under; 0 to be on top.
        """
        pixmap = self._window.create_pixmap(image.width(), image.height(), self._depth)
        self._upload(pixmap, image)
        if not self.composited:
            self._cut(image)
        self._window.change_attributes(background_pixmap=pixmap)
        pixmap.free()
        self._place(Rect(x, y, image.width(), image.height()), below)

    def show_solid(
        self, color: QColor, parts: Sequence[tuple[int, int, int, int]], place: Rect, below: int = 0
    ) -> None:
        """Show areas of one colour.

        Args:
            color: Opaque colour.
            parts: x, y, width, height of each area, relative to `place`.
            place: Bounds of all of it on the root window.
            below: As for `show_image`.
        """
        shape.rectangles(self._window, shape.SO.Set, shape.SK.Bounding, X.Unsorted, 0, 0, list(parts))
        self._window.change_attributes(background_pixel=_pixel(color, self._depth))
        self._place(place, below)

    def move(self, x: int, y: int) -> None:
        """Move what is shown."""
        self._window.configure(x=x, y=y)

    def raise_(self, below: int = 0) -> None:
        """Put it on top again, or right under the window `below`."""
        if below:
            self._window.configure(sibling=below, stack_mode=X.Below)
        else:
            self._window.configure(stack_mode=X.Above)

    def fade(self, opacity: float) -> None:
        """Let a compositor draw it with this opacity, 0 to 1; nothing happens without one."""
        if self.composited:
            atom = self._x11.display.get_atom("_NET_WM_WINDOW_OPACITY")
            self._window.change_property(atom, Xatom.CARDINAL, 32, [round(opacity * _OPAQUE)])
            self._faded = True

    def lie_over(self, under: Snapshot | None) -> None:
        """Keep a copy of what it covers from now on; the one before is given back."""
        if self.under is not None:
            self.under.free()
        self.under = under

    def hide(self) -> None:
        """Take it off the screen; it can be shown again."""
        # What was under it may keep its last picture until the program there paints: let that be an empty one.
        self._window.change_attributes(background_pixel=_pixel(EMPTY, self._depth))
        self._window.clear_area()
        self._window.unmap()
        self._shown = False
        self.lie_over(None)

    def destroy(self) -> None:
        """End the window."""
        self.lie_over(None)
        self._gc.free()
        self._window.destroy()

    def _create(self, argb: tuple[int, object] | None) -> Window:
        create = self._x11.root.create_window
        if argb is None:
            return create(0, 0, 1, 1, 0, X.CopyFromParent, X.InputOutput, X.CopyFromParent, override_redirect=True)
        visual, colormap = argb
        return create(
            *(0, 0, 1, 1, 0, 32, X.InputOutput, visual),
            override_redirect=True,
            colormap=colormap,
            border_pixel=0,
            background_pixel=0,
        )

    def _name(self, process_id: int) -> None:
        intern = self._x11.display.get_atom
        self._window.set_wm_name("agent-supervisor mark")
        self._window.set_wm_class("agent-supervisor", "agent-supervisor")
        self._window.change_property(intern("_NET_WM_PID"), Xatom.CARDINAL, 32, [process_id])
        # A drag picture: compositors give it neither shadow nor animation, so it is there at once.
        kind = intern("_NET_WM_WINDOW_TYPE_DND")
        self._window.change_property(intern("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, [kind])
        self._window.change_property(intern("_COMPTON_SHADOW"), Xatom.CARDINAL, 32, [0])

    def _upload(self, pixmap: Pixmap, image: QImage) -> None:
        wanted = self._x11.pixel_formats.get(self._depth, QImage.Format.Format_RGB32)
        # Without transparency half-covered edge pixels get their full colour: ARGB32 undoes the multiplication.
        plain = image if self.composited else image.convertToFormat(QImage.Format.Format_ARGB32)
        if not self.composited:
            plain.reinterpretAsFormat(QImage.Format.Format_RGB32)
        ready = plain.convertToFormat(wanted)
        stride, data = ready.bytesPerLine(), bytes(ready.constBits())
        rows = max(1, MAX_IMAGE_BYTES // stride)
        for top in range(0, ready.height(), rows):
            count = min(rows, ready.height() - top)
            strip = data[top * stride : (top + count) * stride]
            pixmap.put_image(int(self._gc.id), 0, top, ready.width(), count, X.ZPixmap, self._depth, 0, strip)

    def _cut(self, image: QImage) -> None:
        """Cut the window to what is drawn."""
        mask = opaque_part(image)
        bitmap = self._window.create_pixmap(image.width(), image.height(), 1)
        gc = bitmap.create_gc(foreground=1, background=0)
        stride, data = mask.bytesPerLine(), bytes(mask.constBits())
        rows = max(1, MAX_IMAGE_BYTES // stride)
        for top in range(0, mask.height(), rows):
            count = min(rows, mask.height() - top)
            strip = data[top * stride : (top + count) * stride]
            bitmap.put_image(int(gc.id), 0, top, mask.width(), count, X.XYPixmap, 1, 0, strip)
        shape.mask(self._window, shape.SO.Set, shape.SK.Bounding, 0, 0, int(bitmap.id))
        gc.free()
        bitmap.free()

    def _place(self, place: Rect, below: int) -> None:
        if self._faded:
            self.fade(1.0)
            self._faded = False
        self._window.configure(x=place.x, y=place.y, width=max(1, place.width), height=max(1, place.height))
        self.raise_(below)
        if self._shown:
            self._window.clear_area()
        else:
            self._window.map()
            self._shown = True


def opaque_part(image: QImage) -> QImage:
    """Give a bitmap, least significant bit first, with a 1 for each pixel that is about half opaque or more."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    levels = bytes(alpha.constBits()).translate(_THRESHOLD)
    size = (alpha.width(), alpha.height(), alpha.bytesPerLine())
    mask = QImage(levels, *size, QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_MonoLSB, Qt.ImageConversionFlag.ThresholdDither
    )
    if mask.color(1) != QColor(Qt.GlobalColor.white).rgba():
        mask.invertPixels()
    return mask


def _pixel(color: QColor, depth: int) -> int:
    if depth == 16:
        return (color.red() >> 3) << 11 | (color.green() >> 2) << 5 | color.blue() >> 3
    return int(color.rgba()) if depth == 32 else int(color.rgb()) & 0xFFFFFF
