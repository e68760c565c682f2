"""The label beside a mark: what will happen, in words, keys and typed text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QTextOption

from supervisor.core.action import ActionKind
from supervisor.ui import glyphs
from supervisor.ui.key_names import key_caps
from supervisor.ui.messages import MirrorState
from supervisor.ui.text import cleaned, elided, isolated
from supervisor.ui.theme import RING
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from supervisor.ui.messages import Mirror
    from supervisor.ui.theme import Theme

_MAX_WIDTH = 460.0
_PAD_X, _PAD_Y = 12.0, 8.0
_BAR = 4.0
_ROW_GAP = 6.0
_CAP_PAD, _CAP_GAP, _CAP_HEIGHT = 7.0, 4.0, 23.0


@dataclass(frozen=True, slots=True)
class _Chip:
    """One key cap, or the typed text."""

    text: str
    font: QFont
    width: float


class _Layout:
    """What goes into a label and how large it becomes, logical px."""

    def __init__(self, mirror: Mirror, theme: Theme, room: float) -> None:
        self.theme = theme
        unit = theme.unit
        self.most = max(80.0, min(_MAX_WIDTH * unit, room))
        self.words_font = theme.font(13, QFont.Weight.Medium)
        self.heading_font = theme.font(11, QFont.Weight.DemiBold)
        self.heading = _heading(mirror.state)
        glyph = glyphs.SIDE * unit + 8 * unit
        inner = self.most - 2 * _PAD_X * unit - _BAR * unit
        metrics = QFontMetricsF(self.words_font)
        self.words = elided(isolated(mirror.words), lambda text: metrics.horizontalAdvance(text) <= inner - glyph)
        self.chips = self._chips(mirror, inner)
        self.words_height = max(metrics.height(), glyphs.SIDE * unit)
        self.heading_height = QFontMetricsF(self.heading_font).height() + 2 * unit if self.heading else 0.0
        rows = [glyph + metrics.horizontalAdvance(self.words)]
        if self.heading:
            rows.append(QFontMetricsF(self.heading_font).horizontalAdvance(self.heading))
        if self.chips:
            rows.append(sum(chip.width for chip in self.chips) + _CAP_GAP * unit * (len(self.chips) - 1))
        self.width = min(self.most, max(rows) + 2 * _PAD_X * unit + _BAR * unit + 1)
        chips_height = (_CAP_HEIGHT + _ROW_GAP) * unit if self.chips else 0.0
        self.height = self.heading_height + self.words_height + chips_height + 2 * _PAD_Y * unit

    def _chips(self, mirror: Mirror, inner: float) -> list[_Chip]:
        unit = self.theme.unit
        caps = key_caps(mirror.keys)
        if mirror.kind is ActionKind.TYPE_ENTER and "Enter" not in caps:
            caps.append("Enter")
        cap_font, text_font = self.theme.font(12, QFont.Weight.Medium), self.theme.fixed_font(12.5)
        cap_metrics, text_metrics = QFontMetricsF(cap_font), QFontMetricsF(text_font)
        pad = 2 * _CAP_PAD * unit
        chips = [
            _Chip(cap, cap_font, max(_CAP_HEIGHT * unit, cap_metrics.horizontalAdvance(cap) + pad)) for cap in caps
        ]
        if mirror.text:
            taken = sum(chip.width + _CAP_GAP * unit for chip in chips)
            most = max(40 * unit, inner - taken - pad)
            text = elided(cleaned(mirror.text), lambda part: text_metrics.horizontalAdvance(part) <= most)
            chips.insert(0, _Chip(text, text_font, text_metrics.horizontalAdvance(text) + pad))
        return chips


def _heading(state: MirrorState) -> str:
    if state is MirrorState.HELD:
        return translate("ui", "Waiting for you")
    return translate("ui", "Refused") if state is MirrorState.REFUSED else ""


def label(mirror: Mirror, theme: Theme, scale: float, room: float) -> QImage:
    """Draw the label of a mirror.

    Args:
        mirror: What to tell.
        theme: Colours and measures.
        scale: Physical pixels to a logical one.
        room: Widest label that the monitor has room for, logical px.

    Returns:
        Premultiplied ARGB, physical px.
    """
    layout = _Layout(mirror, theme, room)
    width, height = round(layout.width * scale), round(layout.height * scale)
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    mark = QColor(RING[mirror.state.value])
    _paint_ground(painter, layout, mark)
    _paint_rows(painter, layout, mirror, mark)
    painter.end()
    return image


def _paint_ground(painter: QPainter, layout: _Layout, mark: QColor) -> None:
    unit, palette = layout.theme.unit, layout.theme.palette
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0.5, 0.5, layout.width - 1, layout.height - 1), 9 * unit, 9 * unit)
    painter.fillPath(shape, QColor(palette.ground))
    painter.setPen(QPen(QColor(palette.line), 1))
    painter.drawPath(shape)
    # Over the line, or the bar would look set in.
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(0, 0, layout.width, layout.height), 9.5 * unit, 9.5 * unit)
    painter.setClipPath(edge)
    painter.fillRect(QRectF(0, 0, (_BAR + 1) * unit, layout.height), mark)
    painter.setClipping(False)


def _paint_rows(painter: QPainter, layout: _Layout, mirror: Mirror, mark: QColor) -> None:
    unit, palette = layout.theme.unit, layout.theme.palette
    left, top = (_PAD_X + _BAR) * unit, _PAD_Y * unit
    # Our words lead, whatever script a title is in.
    option = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    if layout.heading:
        painter.setFont(layout.heading_font)
        painter.setPen(layout.theme.state_color(mirror.state))
        painter.drawText(QRectF(left, top, layout.width, layout.heading_height - 2 * unit), layout.heading, option)
        top += layout.heading_height
    painter.save()
    painter.translate(left, top + (layout.words_height - glyphs.SIDE * unit) / 2)
    painter.scale(unit, unit)
    glyphs.paint_glyph(painter, mirror.kind, QColor(palette.quiet), mark)
    painter.restore()
    painter.setFont(layout.words_font)
    painter.setPen(QColor(palette.text))
    after_glyph = left + (glyphs.SIDE + 8) * unit
    painter.drawText(QRectF(after_glyph, top, layout.width, layout.words_height), layout.words, option)
    top += layout.words_height + _ROW_GAP * unit
    option.setAlignment(Qt.AlignmentFlag.AlignCenter)
    for chip in layout.chips:
        box = QRectF(left + 0.5, top + 0.5, chip.width - 1, _CAP_HEIGHT * unit - 1)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(box, 5 * unit, 5 * unit)
        painter.setFont(chip.font)
        painter.setPen(QColor(palette.text))
        painter.drawText(box, chip.text, option)
        left += chip.width + _CAP_GAP * unit
