"""The card that says that something was done without a question and can be gone through. It asks nothing.

It never takes the focus, is gone while a question is up or an agent works, and goes by itself; the menu says it on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from supervisor.ui.mirroring import inserted
from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive
from supervisor.ui.text import cleaned, elided, isolated
from supervisor.ui.translation import direction, translate
from supervisor.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from supervisor.ui.theme import Theme

_WIDTH, _PAD = 372, 16
_LONGEST_NAME = 40
_MOST_LINES = 3


def batch_words(agents: tuple[tuple[str, int], ...]) -> str:
    """Say who did how much.

    Args:
        agents: Names, and how many actions passed.
    """
    count = sum(actions for _, actions in agents)
    if len(agents) != 1:
        return translate("ui", "%n thing(s) were done without a question", "", count)
    name = elided(cleaned(agents[0][0]), lambda text: len(text) <= _LONGEST_NAME)
    words = translate("ui", "{agent} did %n thing(s) without a question", "", count)
    return words.format(agent=inserted(name))


def batch_advice() -> str:
    """Say what there is to do about it."""
    return translate("ui", "Go through it when it suits you: nothing waits for it.")


class BatchCard(QWidget):
    """The card.

    Signals:
        opened: The person wants the list.
        left: They do not want it now.
    """

    opened = Signal()
    left = Signal()

    def __init__(self, agents: tuple[tuple[str, int], ...], theme: Theme) -> None:
        """Build it.

        Args:
            agents: Names, and how many actions passed.
            theme: Colours and measures.
        """
        super().__init__(None, NEVER_ACTIVE)
        self._theme = theme
        stay_inactive(self, "batch-card", "agent-supervisor: batch")
        self.setLayoutDirection(direction())
        self.says = batch_words(agents)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(_PAD),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(self._paragraph(self.says, 14, theme.palette.text))
        column.addWidget(self._paragraph(batch_advice(), 12, theme.palette.quiet))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        for name, words, signal in (
            ("batch-later", translate("ui", "Later"), self.left),
            ("batch-open", translate("ui", "Go through"), self.opened),
        ):
            button = QPushButton(words, self)
            button.setObjectName(name)
            button.setStyleSheet(self._button_style())
            button.clicked.connect(signal)
            row.addWidget(button)
        column.addSpacing(theme.px(4))
        column.addLayout(row)
        self.setAccessibleName(self.says)
        self.setFixedSize(self.sizeHint())

    def announce(self) -> None:
        """Have a screen reader say it, after what it is saying."""
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, f"{cleaned(self.says)}. {batch_advice()}")
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.ground))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _button_style(self) -> str:
        palette, px = self._theme.palette, self._theme.px
        return (
            f"QPushButton {{ background: {palette.raised}; color: {palette.text}; border: 1px solid {palette.line};"
            f"border-radius: {px(6)}px; padding: {px(3)}px {px(12)}px; min-height: {px(22)}px;"
            f"font-size: {max(9, px(13))}px; font-weight: 600 }}"
            f"QPushButton:hover {{ border: 1px solid {palette.quiet} }}"
        )

    def _paragraph(self, text: str, points: float, color: str) -> WrappedText:
        font = self._theme.font(points, QFont.Weight.DemiBold if points > 13 else QFont.Weight.Normal)
        room = (self._theme.px(_WIDTH - 2 * _PAD), _MOST_LINES)
        return WrappedText(isolated(text), font, QColor(color), room=room, parent=self)
