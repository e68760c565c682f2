"""What stands where a popup stood: that its time was over and it was rejected, or that it was a test of attention.

It takes the popup's place on purpose: who was about to press there presses on this, and not on what lies below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import isolated, sentence_case
from supervisor.ui.translation import translate
from supervisor.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from supervisor.ui.theme import Theme

STANDS_MS = 10_000
_PAD = 16


def ended() -> str:
    """Say what became of the question."""
    return translate("ui", "Nobody answered in time: it was rejected")


def attention_words(outcome: str) -> str:
    """Say what a test of attention was, once it is over; empty for what was none.

    Args:
        outcome: `missed` or `noticed`.
    """
    if outcome == "missed":
        return translate(
            "ui",
            "This was a test of attention: nobody wanted to do this, and nothing was done. You said yes to it: take a"
            " moment to read the next ones",
        )
    if outcome == "noticed":
        return translate("ui", "This was a test of attention, and you noticed: thank you. Nobody wanted to do this")
    return ""


class LateNotice(QWidget):
    """The notice for one request.

    Attributes:
        request: Id of the request.
        says: What stands in it.
    """

    def __init__(self, request: str, sentence: str, theme: Theme, corner: QPoint, size: QSize) -> None:
        """Build it.

        Args:
            request: Id of the request.
            sentence: What was asked.
            theme: Colours and measures.
            corner: Where the popup stood, logical px.
            size: How large it was.
        """
        super().__init__(None, NEVER_ACTIVE)
        self.request = request
        self.says = ended()
        self._theme = theme
        stay_inactive(self, "late-notice", "agent-supervisor: too late")
        self.setFixedSize(size)
        self.move(corner)
        self._inner = size.width() - 2 * theme.px(_PAD)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.px(_PAD),) * 4)
        self._title = self._paragraph(self.says, 15, theme.palette.text)
        self._column.addWidget(self._title)
        self._column.addWidget(self._paragraph(sentence, 13, theme.palette.quiet))
        self._column.addStretch(1)
        self.setAccessibleName(self.says)

    def tell(self, says: str) -> None:
        """Say something else, e.g. that an answer came too late."""
        self.says = sentence_case(in_our_language(says))
        title = self._paragraph(self.says, 15, self._theme.palette.text)
        self._column.replaceWidget(self._title, title)
        self._title.hide()
        self._title.deleteLater()
        self._title = title
        title.show()
        self.setAccessibleName(self.says)
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, self.says)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.line), 1))
        painter.setBrush(QColor(self._theme.palette.ground))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paragraph(self, text: str, points: float, color: str) -> WrappedText:
        font = self._theme.font(points, QFont.Weight.DemiBold if points > 13 else QFont.Weight.Normal)
        shown = sentence_case(isolated(text))
        return WrappedText(shown, font, QColor(color), room=(self._inner, 4), parent=self)
