"""What is drawn for one mirror, and where: pictures and lines in physical pixels, nothing on a screen yet."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPolygon, QRegion

from supervisor.core.action import POINTER_KINDS, ActionKind, Point, Rect
from supervisor.ui import rings
from supervisor.ui.label import label
from supervisor.ui.placing import area_around, clipped, grown, is_large, place_label, united
from supervisor.ui.theme import RING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QRect

    from supervisor.ui.messages import Mirror
    from supervisor.ui.screens import Monitor
    from supervisor.ui.theme import Theme

_MARGIN = 12
_FRAME_LINE, _FRAME_ARM, _FRAME_GAP = 3.0, 26.0, 3.0
_PATH_LINE, _PATH_EDGE = 3.2, 3.2
_PATH_STEP = 40.0
"""A path is kept free in squares this far apart, units."""
_WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image at a place."""

    image: QImage
    """Premultiplied ARGB, physical px."""
    x: int
    """Left edge on the root window, px."""
    y: int
    """Top edge on the root window, px."""

    @property
    def rect(self) -> Rect:
        """Where it lies."""
        return Rect(self.x, self.y, self.image.width(), self.image.height())


@dataclass(frozen=True, slots=True)
class Lines:
    """Areas of one colour: long lines cost no pixels to send this way."""

    color: str
    """`#rrggbb`."""
    parts: tuple[tuple[int, int, int, int], ...]
    """x, y, width, height of each, relative to `place`."""
    place: Rect
    """Bounds on the root window."""


@dataclass(slots=True)
class Drawing:
    """All of one mirror, lowest first."""

    lines: list[Lines] = field(default_factory=list)
    """Frames and drag paths."""
    pictures: list[Picture] = field(default_factory=list)
    """Marks, and the label last."""
    occupied: list[Rect] = field(default_factory=list)
    """What other labels should keep clear of."""


def compose(mirror: Mirror, monitor: Monitor, theme: Theme, taken: Sequence[Rect]) -> Drawing:
    """Draw one mirror.

    Args:
        mirror: What to show.
        monitor: Where its target is.
        theme: Colours and measures.
        taken: Areas that its label should keep clear of.
    """
    drawing = Drawing()
    size = theme.unit * monitor.scale
    if mirror.point is not None and mirror.kind in POINTER_KINDS:
        _add_pointer_marks(drawing, mirror, mirror.point, size)
        target = area_around(mirror.point, round(rings.reach(mirror.kind) * size))
        if mirror.rect is not None and not is_large(mirror.rect, monitor.rect) and mirror.rect.contains(mirror.point):
            target = united(target, mirror.rect)
    elif mirror.rect is not None:
        target = clipped(mirror.rect, monitor.rect)
        _add_frame(drawing, mirror, target, monitor, size)
    else:
        target = Rect(monitor.free.x, monitor.free.y + monitor.free.height, monitor.free.width, 0)
    drawing.occupied.append(target)
    if not mirror.is_motion:
        _add_label(drawing, mirror, monitor, theme, target=target, taken=taken)
    return drawing


def _add_pointer_marks(drawing: Drawing, mirror: Mirror, point: Point, size: float) -> None:
    mark = rings.ring(mirror.kind, mirror.state, mirror.button, size)
    if mirror.kind is ActionKind.DRAG and mirror.end is not None:
        _add_path(drawing, mirror, point, mirror.end, size)
    drawing.pictures.append(_centred(mark, point))


def _add_path(drawing: Drawing, mirror: Mirror, start: Point, end: Point, size: float) -> None:
    dx, dy = end.x - start.x, end.y - start.y
    length = math.hypot(dx, dy)
    if length < 1:
        return
    # Rounded, so that the picture of a direction is found again in the cache.
    ux, uy = round(dx / length, 2), round(dy / length, 2)
    first, last = (rings.RADIUS + 2) * size, length - (rings.DROP_REACH - 12) * size
    if last > first:
        for color, width in ((_WHITE, _PATH_LINE + _PATH_EDGE), (RING[mirror.state.value], _PATH_LINE)):
            line = _line(start, (dx / length, dy / length), (first, last), width * size, color)
            if line is not None:
                drawing.lines.append(line)
    drawing.pictures.append(_centred(rings.drop_mark(mirror.state, ux, uy, size), end))
    drawing.occupied.append(area_around(end, round(rings.DROP_REACH * size)))
    for along in range(0, round(length), max(1, round(_PATH_STEP * size))):
        spot = Point(round(start.x + dx / length * along), round(start.y + dy / length * along))
        drawing.occupied.append(area_around(spot, round(_PATH_STEP * size / 2)))


def _line(
    start: Point, direction: tuple[float, float], span: tuple[float, float], width: float, color: str
) -> Lines | None:
    """Cut a thick line into rows; None when nothing is left of it."""
    ux, uy = direction
    half = width / 2
    corners = [
        QPoint(round(start.x + ux * along - uy * side), round(start.y + uy * along + ux * side))
        for along, side in ((span[0], -half), (span[1], -half), (span[1], half), (span[0], half))
    ]
    region = QRegion(QPolygon([*corners, corners[0]]))
    bounds = region.boundingRect()
    if bounds.isEmpty():
        return None
    parts = tuple(
        (r.x() - bounds.x(), r.y() - bounds.y(), r.width(), r.height()) for r in cast("Iterable[QRect]", region)
    )
    return Lines(color, parts, Rect(bounds.x(), bounds.y(), bounds.width(), bounds.height()))


def _add_frame(drawing: Drawing, mirror: Mirror, target: Rect, monitor: Monitor, size: float) -> None:
    """Put brackets at the corners of the element or window that the keys go to."""
    edge = max(1, round(size))
    line = max(2, round(_FRAME_LINE * size))
    outer = clipped(grown(target, round(_FRAME_GAP * size) + line + edge), monitor.rect)
    inner = clipped(grown(outer, -edge), monitor.rect)
    arm = round(min(_FRAME_ARM * size, target.width / 2.5 + 8, target.height / 2.5 + 8))
    drawing.lines.append(_brackets(outer, arm + 2 * edge, line + 2 * edge, _WHITE))
    drawing.lines.append(_brackets(inner, arm, line, RING[mirror.state.value]))


def _brackets(rect: Rect, arm: int, line: int, color: str) -> Lines:
    arm, right, bottom = max(arm, line), rect.width - line, rect.height - line
    far_x, far_y = rect.width - arm, rect.height - arm
    parts = (
        *((0, 0, arm, line), (0, 0, line, arm), (far_x, 0, arm, line), (right, 0, line, arm)),
        *((0, bottom, arm, line), (0, far_y, line, arm), (far_x, bottom, arm, line), (right, far_y, line, arm)),
    )
    return Lines(color, parts, rect)


def _add_label(
    drawing: Drawing, mirror: Mirror, monitor: Monitor, theme: Theme, *, target: Rect, taken: Sequence[Rect]
) -> None:
    room = grown(monitor.rect, -round(_MARGIN * monitor.scale))
    image = label(mirror, theme, monitor.scale, room.width / monitor.scale)
    place = place_label(
        (image.width(), image.height()),
        target,
        room,
        [*taken, *drawing.occupied[:-1]],
        gap=round(8 * theme.unit * monitor.scale),
    )
    drawing.pictures.append(Picture(image, place.x, place.y))
    drawing.occupied.append(place)


def _centred(image: QImage, point: Point) -> Picture:
    return Picture(image, point.x - image.width() // 2, point.y - image.height() // 2)
