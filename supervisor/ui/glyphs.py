"""Small line drawings that tell the kind of an action at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from supervisor.core.action import ActionKind

if TYPE_CHECKING:
    from collections.abc import Callable

SIDE = 18.0
"""Width and height of every glyph, units."""
_TYPING = frozenset({ActionKind.TYPE, ActionKind.TYPE_ENTER})
_ARROWED = frozenset({ActionKind.MOVE, ActionKind.DRAG})


def paint_glyph(painter: QPainter, kind: ActionKind, line: QColor, mark: QColor) -> None:
    """Paint the glyph of a kind of action, in units, with its corner at the painter's origin.

    Args:
        painter: Where to.
        kind: The gesture.
        line: Colour of the outline.
        mark: Colour of the part that matters.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _choose(kind)(painter, kind, mark)
    painter.restore()


def _choose(kind: ActionKind) -> Callable[[QPainter, ActionKind, QColor], None]:
    if kind in _TYPING:
        return _caret
    if kind is ActionKind.KEY:
        return _keyboard
    if kind is ActionKind.WINDOW:
        return _window
    if kind is ActionKind.TOOL:
        return _spanner
    if kind in _ARROWED:
        return _arrow
    return _mouse


def _mouse(painter: QPainter, kind: ActionKind, mark: QColor) -> None:
    body = QPainterPath()
    body.addRoundedRect(QRectF(3.2, 0.9, 11.6, 16.2), 5.8, 5.8)
    painter.save()
    painter.setClipPath(body)
    parts = {
        ActionKind.RIGHT_CLICK: QRectF(9, 0, 7, 8),
        ActionKind.MIDDLE_CLICK: QRectF(6.9, 0, 4.2, 8),
        ActionKind.SCROLL: QRectF(6.9, 0, 4.2, 8),
    }
    painter.fillRect(parts.get(kind, QRectF(2, 0, 7, 8)), mark)
    painter.restore()
    painter.drawPath(body)
    painter.drawLine(QPointF(3.4, 8), QPointF(14.6, 8))
    painter.drawLine(QPointF(9, 1), QPointF(9, 8))


def _keyboard(painter: QPainter, _kind: ActionKind, mark: QColor) -> None:
    painter.drawRoundedRect(QRectF(0.9, 3.6, 16.2, 11), 2.4, 2.4)
    for x in (4.2, 7.4, 10.6, 13.8):
        painter.drawPoint(QPointF(x, 7.2))
    painter.setPen(QPen(mark, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(6, 11.2), QPointF(12, 11.2))


def _caret(painter: QPainter, _kind: ActionKind, mark: QColor) -> None:
    painter.drawRoundedRect(QRectF(0.9, 3.6, 16.2, 11), 2.4, 2.4)
    painter.setPen(QPen(mark, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(5.4, 6.6), QPointF(5.4, 11.6))


def _window(painter: QPainter, _kind: ActionKind, mark: QColor) -> None:
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(0.9, 2.4, 16.2, 13.4), 2.4, 2.4)
    painter.save()
    painter.setClipPath(frame)
    painter.fillRect(QRectF(0, 2, 18, 4.4), mark)
    painter.restore()
    painter.drawPath(frame)


def _spanner(painter: QPainter, _kind: ActionKind, mark: QColor) -> None:
    """Draw an open-ended spanner, its jaw up to the right."""
    painter.translate(12.3, 5.7)
    painter.rotate(45)
    jaw = QPainterPath(QPointF(-1.8, -4.3))
    jaw.lineTo(-1.8, -0.6)
    jaw.lineTo(1.8, -0.6)
    jaw.lineTo(1.8, -4.3)
    jaw.cubicTo(5.4, -2.6, 5.6, 2.4, 1.9, 4.2)
    jaw.lineTo(1.9, 11.2)
    jaw.cubicTo(1.9, 13.6, -1.9, 13.6, -1.9, 11.2)
    jaw.lineTo(-1.9, 4.2)
    jaw.cubicTo(-5.6, 2.4, -5.4, -2.6, -1.8, -4.3)
    painter.save()
    painter.setClipPath(jaw)
    painter.fillRect(QRectF(-2, 4.8, 4, 9), mark)
    painter.restore()
    painter.drawPath(jaw)


def _arrow(painter: QPainter, kind: ActionKind, mark: QColor) -> None:
    if kind is ActionKind.DRAG:
        painter.drawEllipse(QPointF(4, 14), 2.2, 2.2)
    painter.setPen(QPen(mark, 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawLine(QPointF(6, 12), QPointF(14.6, 3.4))
    painter.drawPolyline([QPointF(8.6, 3), QPointF(15, 3), QPointF(15, 9.4)])
