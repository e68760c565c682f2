"""How the cells of the list of held actions are painted: a coloured mark beside the risk, what is asked in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from supervisor.core.assessment import Tier
from supervisor.ui.held_model import ASKED_ROLE, TIER_ROLE, Column
from supervisor.ui.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, elided_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from supervisor.ui.theme import Palette, Theme

ROW = 32
"""Height of a row, units; above the 24 px that a target needs."""
_MARK = 4.5


def tier_color(tier: Tier, palette: Palette) -> str:
    """Give the colour of a risk; its word stands beside it."""
    colors = {Tier.IRREVERSIBLE: palette.refused, Tier.HIGH_RISK: palette.held, Tier.REVERSIBLE: palette.coming}
    return colors.get(tier, palette.quiet)


class HeldCells(QStyledItemDelegate):
    """Paints them."""

    def __init__(self, theme: Callable[[], Theme], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """Give room for the mark as well."""
        hint = super().sizeHint(option, index)
        more = self._theme().px(30 if index.column() == Column.RISK else 16)
        return QSize(hint.width() + more, self._theme().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        theme, palette = self._theme(), self._theme().palette
        box, right_to_left = QRectF(option.rect), option.direction is Qt.LayoutDirection.RightToLeft
        chosen = bool(option.state & option.state.State_Selected)
        asked = bool(index.data(ASKED_ROLE))
        painter.save()
        painter.fillRect(box, QColor(palette.raised if chosen else palette.ground))
        if asked and index.column() == Column.RISK:
            edge = box.right() - theme.px(3) if right_to_left else box.left()
            painter.fillRect(QRectF(edge, box.top(), theme.px(3), box.height()), QColor(palette.coming))
        pad = theme.px(10)
        room = box.adjusted(pad, 0, -pad, 0)
        ink = QColor(palette.text if index.column() == Column.WHAT or asked else palette.quiet)
        if index.column() == Column.RISK:
            ink = QColor(tier_color(Tier(index.data(TIER_ROLE)), palette))
            radius = _MARK * theme.unit
            middle = room.right() - radius if right_to_left else room.left() + radius
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(middle, room.center().y()), radius, radius)
            shift = 4 * radius
            room.adjust(0 if right_to_left else shift, 0, -shift if right_to_left else 0, 0)
        painter.setPen(ink)
        painter.setFont(theme.font(13, QFont.Weight.DemiBold if asked else QFont.Weight.Normal))
        metrics = painter.fontMetrics()
        words = elided_sentence(str(index.data()), lambda text: metrics.horizontalAdvance(text) <= room.width())
        # Our words keep their own direction in a window that runs the other way.
        words = f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, words)
        painter.restore()
