"""Tells the service which parts of the screen show something of ours, so that agents do not read them there.

What comes is told before it is on the screen, what goes once it is off. The popup, which may speak of other
agents' doings, waits in addition until the service says that no agent's look at the screen is under way.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from supervisor.core.action import Rect
from supervisor.ui.placing import united
from supervisor.ui.timers import timer
from supervisor.ui.x_display import settle_qt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supervisor.ui.drawing import Drawing

_GRANT_MS = 150
"""The popup does not wait longer than this for the service: a person has to see it."""
_MOST_PARTS = 96
_BAND = 4
"""Marks are told by this many rows at a time."""
_DRAWN = re.compile(rb"[^\0]+")
_SHOWING = frozenset({QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize})


class Covers(QObject):
    """What of ours is on the screen.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(self, *, alone: bool = False, parent: QObject | None = None) -> None:
        """Begin with nothing on the screen.

        Args:
            alone: Nobody listens, so nothing waits.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._alone = alone
        self._asked: dict[str, Callable[[], None]] = {}
        self._late = timer(self, "covers-late", _GRANT_MS, self._grant_all, repeats=False)
        self._tips = timer(self, "covers-tips", 0, self._follow_tips, repeats=False)

    def cover(self, name: str, rects: Iterable[Rect], *, passing: bool = False) -> None:
        """Tell what is about to be on the screen.

        Args:
            name: What it is; the same name replaces what was told before.
            rects: Where, physical px.
            passing: It will go by itself in about a second.
        """
        self._tell(name, rects, passing=passing)

    def ask(self, name: str, rects: Iterable[Rect], show: Callable[[], None]) -> None:
        """Tell what is about to be on the screen, and call `show` when it may be."""
        if self._alone:
            show()
            return
        self._asked[name] = show
        self._tell(name, rects, ask=True)
        self._late.start()

    def granted(self, name: str) -> None:
        """The service says that what was asked may be shown."""
        show = self._asked.pop(name, None)
        if not self._asked:
            self._late.stop()
        if show is not None:
            show()

    def gone(self, name: str) -> None:
        """Tell that something is off the screen; its windows must be unmapped by now."""
        self._asked.pop(name, None)
        if not self._asked:
            self._late.stop()
        self.told.emit({"t": "uncover", "id": name})

    def follow(self, widget: QWidget, name: str) -> None:
        """Tell of a window of Qt's from now on, whenever it comes, moves or goes."""
        widget.setProperty("cover", name)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the windows that are followed."""
        name = watched.property("cover")
        if isinstance(watched, QWidget) and isinstance(name, str):
            kind = event.type()
            # Qt tells of the show before it maps the window, and of the hide after it has unmapped it.
            if kind in _SHOWING and (kind == QEvent.Type.Show or watched.isVisible()):
                self.cover(name, [_place(watched)])
            elif kind == QEvent.Type.Hide:
                settle_qt()
                self.gone(name)
            elif kind == QEvent.Type.ToolTip:
                self._tips.start()
        return False

    def places_of(self, widgets: Iterable[QWidget]) -> list[Rect]:
        """Give where windows of Qt's are, physical px."""
        return [_place(widget) for widget in widgets]

    def dispose(self) -> None:
        """End the timers."""
        self._late.stop()
        self._tips.stop()

    def _tell(self, name: str, rects: Iterable[Rect], **more: bool) -> None:
        message: dict[str, Any] = {"t": "cover", "id": name}
        message["rects"] = [[rect.x, rect.y, rect.width, rect.height] for rect in rects]
        self.told.emit(message | more)

    def _grant_all(self) -> None:
        for name in list(self._asked):
            self.granted(name)

    def _follow_tips(self) -> None:
        """Qt makes the window of a tool tip when it first needs it."""
        for widget in QApplication.topLevelWidgets():
            if widget.inherits("QTipLabel") and widget.property("cover") is None:
                self.follow(widget, "tip")
                if widget.isVisible():
                    self.cover("tip", [_place(widget)])


def drawn_parts(drawing: Drawing) -> list[Rect]:
    """Give where a drawing puts pixels: the eye of a ring, which shows the target, is none of it."""
    rects = [
        Rect(lines.place.x + part.x, lines.place.y + part.y, part.width, part.height)
        for lines in drawing.lines
        for part in _fewer([Rect(*part) for part in lines.parts])
    ]
    for picture in drawing.pictures:
        rects += _parts_of(picture.image, picture.x, picture.y)
    return rects


def _fewer(parts: list[Rect]) -> list[Rect]:
    """Put neighbours together until there are few enough: a slanted line is cut into rows."""
    while len(parts) > _MOST_PARTS:
        parts = [
            united(*pair) if len(pair) == 2 else pair[0]
            for pair in (parts[i : i + 2] for i in range(0, len(parts), 2))
        ]
    return parts


def _parts_of(image: QImage, x: int, y: int) -> list[Rect]:
    """Give the drawn part of a picture as areas, a few rows of it at a time."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    width, height, stride, data = alpha.width(), alpha.height(), alpha.bytesPerLine(), bytes(alpha.constBits())
    parts, open_runs = list[Rect](), list[Rect]()
    for top in range(0, height, _BAND):
        rows = range(top, min(top + _BAND, height))
        seen = 0
        for row in rows:
            seen |= int.from_bytes(data[row * stride : row * stride + width], "big")
        runs = [run.span() for run in _DRAWN.finditer(seen.to_bytes(width, "big"))]
        if [(one.x - x, one.x - x + one.width) for one in open_runs] == runs:
            open_runs = [Rect(one.x, one.y, one.width, one.height + len(rows)) for one in open_runs]
        else:
            parts += open_runs
            open_runs = [Rect(x + start, y + top, end - start, len(rows)) for start, end in runs]
    return parts + open_runs


def _place(widget: QWidget) -> Rect:
    """Give where a window is or will be, physical px."""
    screen = widget.screen()
    scale, corner, box = screen.devicePixelRatio(), screen.geometry().topLeft(), widget.geometry()
    offset = box.topLeft() - corner
    left, top = corner.x() + math.floor(offset.x() * scale), corner.y() + math.floor(offset.y() * scale)
    return Rect(left, top, math.ceil(box.width() * scale), math.ceil(box.height() * scale))
