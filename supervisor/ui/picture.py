"""The picture of a target that the popup shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from supervisor.core.action import Point, Rect
from supervisor.ui.placing import clipped, grown, moved_inside

if TYPE_CHECKING:
    from supervisor.ui.screens import Monitor

WIDTH, HEIGHT = 420, 150
"""Room for the picture in the popup, logical px at unit 1."""
TALL = 210
"""Height for the picture of a whole window, which has to be made small."""
_CONTEXT = 24


def region(point: Point | None, rect: Rect | None, monitor: Monitor, unit: float) -> Rect | None:
    """Choose what part of the screen tells a person what is meant.

    Args:
        point: Where the pointer part lands; None for keys.
        rect: Element or window concerned; None when unknown.
        monitor: Where the target is.
        unit: The theme's unit, logical px.

    Returns:
        The area, physical px, on the monitor; None when there is no target.
    """
    size = unit * monitor.scale
    if point is not None:
        wanted = Rect(
            point.x - round(WIDTH * size / 2),
            point.y - round(HEIGHT * size / 2),
            round(WIDTH * size),
            round(HEIGHT * size),
        )
        return clipped(moved_inside(wanted, monitor.rect), monitor.rect)
    if rect is None:
        return None
    whole = clipped(grown(rect, round(_CONTEXT * size)), monitor.rect)
    return whole if whole.width and whole.height else None


def marked(image: QImage, origin: Point, point: Point | None, rect: Rect | None, room: QSize) -> QImage:
    """Fit a copied part of the screen into its room and mark the target in it.

    Args:
        image: The copy, physical px.
        origin: Where its corner is on the root window.
        point: The target; None for keys.
        rect: The element concerned; None when unknown.
        room: Largest size of the result, physical px.

    Returns:
        An opaque image no larger than `room`.
    """
    fit = min(1.0, room.width() / image.width(), room.height() / image.height())
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    if fit < 1:
        small = small.scaled(
            max(1, round(image.width() * fit)),
            max(1, round(image.height() * fit)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    painter = QPainter(small)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if rect is not None:
        _outline(
            painter, QRectF((rect.x - origin.x) * fit, (rect.y - origin.y) * fit, rect.width * fit, rect.height * fit)
        )
    if point is not None:
        at = QPointF((point.x - origin.x) * fit, (point.y - origin.y) * fit)
        # Grows less than the picture, which shows other programs at their own size.
        _ring(painter, at, max(1.0, math.sqrt(room.width() / WIDTH)))
    painter.end()
    return small


def _outline(painter: QPainter, rect: QRectF) -> None:
    path = QPainterPath()
    path.addRoundedRect(rect, 3, 3)
    for color, width in ((QColor(255, 255, 255, 220), 4.5), (QColor("#f59e0b"), 2.0)):
        painter.setPen(QPen(color, width))
        painter.drawPath(path)


def _ring(painter: QPainter, at: QPointF, size: float) -> None:
    for color, width in ((QColor(8, 12, 20, 110), 7.6), (QColor(255, 255, 255, 245), 6.2), (QColor("#f59e0b"), 3.0)):
        painter.setPen(QPen(color, width * size))
        painter.drawEllipse(at, 15 * size, 15 * size)
