"""A paragraph of plain text that wraps, ends after some lines and is readable to assistive programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from supervisor.ui.mirroring import runs_leftwards
from supervisor.ui.text import begins_leftwards, cleaned, elided_sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent


def laid_out(text: str, font: QFont, width: float) -> QTextLayout:
    """Break `text` into lines of at most `width` logical px, the direction of our own words leading."""
    leftwards = runs_leftwards() and begins_leftwards(text)
    side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


class WrappedText(QLabel):
    """Plain text, never markup: titles are written by strangers. Too long a text loses of its names first."""

    def __init__(self, text: str, font: QFont, color: QColor, *, room: tuple[int, int], parent: QWidget) -> None:
        """Lay the text out.

        Args:
            text: All of it.
            font: Its font.
            color: Its colour.
            room: Width in logical px, and the most lines.
            parent: Where it stands.
        """
        super().__init__(parent)
        self._color = color
        width, lines = room
        shown = elided_sentence(text, lambda part: laid_out(part, font, width).lineCount() <= lines)
        self._layout = laid_out(shown, font, width)
        self.setAccessibleName(cleaned(text))  # a voice needs no directions
        self.setFixedSize(width, max(1, round(self._layout.boundingRect().height() + 0.5)))

    @property
    def shown(self) -> str:
        """What is drawn, ellipsis included."""
        return self._layout.text()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(self._color)
        self._layout.draw(painter, QPointF(0, 0))
        painter.end()
