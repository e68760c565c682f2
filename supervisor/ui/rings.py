"""The marks at the target of a pointer action: each kind of gesture has a shape of its own.

A mark never hides the pixel it points at: it surrounds it. It is drawn coloured between white and dark lines, so
it shows on any ground. Left, right and middle button are a thick arc on that side; a double click has two rings, a
triple three; waiting is dashed, sent has a dot, refused a cross, so no state is told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from supervisor.core.action import ActionKind
from supervisor.ui.messages import MirrorState
from supervisor.ui.theme import RING

if TYPE_CHECKING:
    from collections.abc import Callable

RADIUS = 18.0
"""Of the ring of a click, units."""
_STEP = 7.5
_MOVE_RADIUS = 8.0
_DROP_RADIUS = 11.0
_LINE = 3.2
_ARC = 6.4
_ROOM = 8.0
_LEFT, _RIGHT, _MIDDLE = 180, 0, 90  # degrees, counter-clockwise from three o'clock
_SIDES = {ActionKind.RIGHT_CLICK: _RIGHT, ActionKind.MIDDLE_CLICK: _MIDDLE}
_RINGS = {ActionKind.DOUBLE_CLICK: 2, ActionKind.TRIPLE_CLICK: 3}
_DIRECTIONS = {4: (0, -1), 5: (0, 1), 6: (-1, 0), 7: (1, 0)}
_ARCED = frozenset(
    {
        ActionKind.CLICK,
        ActionKind.DOUBLE_CLICK,
        ActionKind.TRIPLE_CLICK,
        ActionKind.RIGHT_CLICK,
        ActionKind.MIDDLE_CLICK,
    }
)


def reach(kind: ActionKind) -> float:
    """Give how far a mark reaches from its point, units; what lies within must stay free of labels."""
    if kind is ActionKind.MOVE:
        return _MOVE_RADIUS + _ROOM
    if kind is ActionKind.SCROLL:
        return RADIUS + 3 * _STEP + _ROOM
    return RADIUS + (_RINGS.get(kind, 1) - 1) * _STEP + _ROOM


@lru_cache(maxsize=256)
def ring(kind: ActionKind, state: MirrorState, button: int, size: float) -> QImage:
    """Draw the mark of a pointer action; its centre is the target.

    Args:
        kind: The gesture.
        state: How far it has come.
        button: X11 button, the direction of a scroll; 0 when not known.
        size: Physical pixels to a unit.

    Returns:
        A square picture, physical px, with the target at its middle.
    """

    def paint(painter: QPainter) -> None:
        color = QColor(RING[state.value])
        radius = _MOVE_RADIUS if kind is ActionKind.MOVE else RADIUS
        for turn in range(_RINGS.get(kind, 1)):
            path = QPainterPath()
            path.addEllipse(QPointF(0, 0), radius + turn * _STEP, radius + turn * _STEP)
            _stroke(painter, path, color, _LINE, dashed=state is MirrorState.HELD)
        if kind in _ARCED:
            _stroke(painter, _arc(_SIDES.get(kind, _LEFT)), color, _ARC)
        if kind is ActionKind.SCROLL:
            for direction in [_DIRECTIONS[button]] if button in _DIRECTIONS else [(0, -1), (0, 1)]:
                _stroke(painter, _chevrons(direction), color, _LINE)
        _paint_state(painter, state, color, radius)

    return _square(reach(kind), size, paint)


@lru_cache(maxsize=256)
def drop_mark(state: MirrorState, dx: float, dy: float, size: float) -> QImage:
    """Draw the end of a drag: a small ring and the head of the arrow that leads to it.

    Args:
        state: How far the action has come.
        dx: Direction of the drag, of length 1, rightwards.
        dy: Likewise, downwards.
        size: Physical pixels to a unit.
    """

    def paint(painter: QPainter) -> None:
        color = QColor(RING[state.value])
        circle = QPainterPath()
        circle.addEllipse(QPointF(0, 0), _DROP_RADIUS, _DROP_RADIUS)
        _stroke(painter, circle, color, _LINE, dashed=state is MirrorState.HELD)
        tip = QPointF(-dx * (_DROP_RADIUS + 3), -dy * (_DROP_RADIUS + 3))
        back = QPointF(tip.x() - dx * 12, tip.y() - dy * 12)
        head = QPainterPath(tip)
        head.lineTo(back.x() - dy * 8, back.y() + dx * 8)
        head.lineTo(back.x() + dy * 8, back.y() - dx * 8)
        head.closeSubpath()
        _stroke(painter, head, color, 1.5)
        painter.fillPath(head, color)
        _paint_state(painter, state, color, _DROP_RADIUS)

    return _square(DROP_REACH, size, paint)


DROP_REACH = _DROP_RADIUS + 3 + 12 + _ROOM
"""How far the mark of a drop reaches, units."""


def _square(half: float, size: float, paint: Callable[[QPainter], None]) -> QImage:
    # An odd side, so that the target is the one pixel in the middle.
    side = 2 * round(half * size) + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(size, size)
    paint(painter)
    painter.end()
    return image


def _stroke(painter: QPainter, path: QPainterPath, color: QColor, width: float, *, dashed: bool = False) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, extra in ((QColor(12, 18, 28, 200), 5.0), (QColor(255, 255, 255), 3.0)):
        painter.setPen(QPen(line, width + extra, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    if dashed:
        # A multiple of four, each in the middle of its place: right, left, top and bottom are always coloured.
        period = path.length() / width / (4 * max(2, round(path.length() / width / 12)))
        pen.setDashPattern([period * 0.66, period * 0.34])
        pen.setDashOffset(period * 0.33)
    painter.setPen(pen)
    painter.drawPath(path)


def _arc(side: int) -> QPainterPath:
    path = QPainterPath()
    box = QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS)
    path.arcMoveTo(box, side - 42)
    path.arcTo(box, side - 42, 84)
    return path


def _chevrons(direction: tuple[int, int]) -> QPainterPath:
    dx, dy = direction
    path = QPainterPath()
    for step in (1.4, 2.6):
        tip = RADIUS + step * _STEP
        path.moveTo(dx * (tip - 6) - dy * 8, dy * (tip - 6) + dx * 8)
        path.lineTo(dx * tip, dy * tip)
        path.lineTo(dx * (tip - 6) + dy * 8, dy * (tip - 6) - dx * 8)
    return path


def _paint_state(painter: QPainter, state: MirrorState, color: QColor, radius: float) -> None:
    if state is MirrorState.SENT:
        dot = QPainterPath()
        dot.addEllipse(QPointF(0, 0), radius / 5, radius / 5)
        _stroke(painter, dot, color, 1)
        painter.fillPath(dot, color)
    elif state is MirrorState.REFUSED:
        arm = radius * 0.62
        cross = QPainterPath(QPointF(-arm, -arm))
        cross.lineTo(arm, arm)
        cross.moveTo(-arm, arm)
        cross.lineTo(arm, -arm)
        _stroke(painter, cross, color, _LINE + 0.8)
