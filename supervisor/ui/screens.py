"""Physical and logical pixels; the only place where the two meet.

The rest of the supervisor, X and this room's messages count physical pixels from the root window's corner. Qt counts
logical ones: a screen keeps its physical corner, sizes are divided by its scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication

from supervisor.core.action import Point, Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QScreen


@dataclass(frozen=True, slots=True)
class Monitor:
    """One monitor."""

    rect: Rect
    """All of it, physical px."""
    free: Rect
    """Without panels and docks, physical px."""
    scale: float = 1.0
    """Physical pixels to a logical one."""

    def to_logical(self, point: Point) -> QPoint:
        """Give the place in Qt's pixels."""
        return QPoint(
            self.rect.x + round((point.x - self.rect.x) / self.scale),
            self.rect.y + round((point.y - self.rect.y) / self.scale),
        )

    def physical(self, logical: float) -> int:
        """Give a length in physical pixels."""
        return round(logical * self.scale)


def monitors() -> list[Monitor]:
    """List all monitors, the primary one first."""
    primary = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not primary)
    return [_monitor(screen) for screen in screens]


def monitor_at(point: Point, among: Sequence[Monitor]) -> Monitor:
    """Give the monitor where `point` is, else the nearest one.

    Args:
        point: Physical px.
        among: All monitors, at least one.
    """

    def distance(monitor: Monitor) -> int:
        rect = monitor.rect
        across = max(rect.x - point.x, 0, point.x - (rect.x + rect.width - 1))
        down = max(rect.y - point.y, 0, point.y - (rect.y + rect.height - 1))
        return across * across + down * down

    return min(among, key=distance)


def physical_rect(inner: QRect, window: Rect, scale: float) -> list[int]:
    """Give the place on the root window of an area inside one of our windows.

    Args:
        inner: Area in the window's logical pixels.
        window: Where the X server has the window, physical px.
        scale: Physical pixels to a logical one.

    Returns:
        x, y, width, height in physical px.
    """
    left, top = round(inner.x() * scale), round(inner.y() * scale)
    right, bottom = round((inner.x() + inner.width()) * scale), round((inner.y() + inner.height()) * scale)
    return [window.x + left, window.y + top, right - left, bottom - top]


def _monitor(screen: QScreen) -> Monitor:
    scale = screen.devicePixelRatio()
    whole, free = screen.geometry(), screen.availableGeometry()
    corner = whole.topLeft()

    def physical(area: QRect) -> Rect:
        return Rect(
            corner.x() + round((area.x() - corner.x()) * scale),
            corner.y() + round((area.y() - corner.y()) * scale),
            round(area.width() * scale),
            round(area.height() * scale),
        )

    return Monitor(physical(whole), physical(free), scale)
