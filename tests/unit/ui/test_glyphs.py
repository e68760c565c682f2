from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from supervisor.core.action import ActionKind
from supervisor.ui.glyphs import SIDE, paint_glyph
from tests.unit.ui.pictures import count


def drawn(kind: ActionKind) -> QImage:
    side = round(SIDE * 2)
    image = QImage(side + 8, side + 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(4, 4)
    painter.scale(2, 2)
    paint_glyph(painter, kind, QColor("black"), QColor("red"))
    painter.end()
    return image


def test_every_kind_has_a_glyph_that_stays_in_its_square() -> None:
    for kind in ActionKind:
        image = drawn(kind)
        assert count(image, "red") > 5, kind
        edges = [image.copy(0, 0, image.width(), 2), image.copy(0, 0, 2, image.height())]
        assert all(count(edge, "white") == edge.width() * edge.height() for edge in edges), kind


def test_buttons_and_devices_are_told_apart() -> None:
    kinds = [ActionKind.CLICK, ActionKind.RIGHT_CLICK, ActionKind.MIDDLE_CLICK, ActionKind.KEY, ActionKind.TYPE]
    kinds += [ActionKind.DRAG, ActionKind.WINDOW, ActionKind.TOOL]
    for one, other in itertools.combinations(kinds, 2):
        assert drawn(one) != drawn(other)
