"""What to know beside a question: what the agent says, how the like was answered, what the agent did so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supervisor.ui.mirroring import inserted
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import cleaned, isolated, sentence_case
from supervisor.ui.translation import translate
from supervisor.ui.wrapped_text import WrappedText

if TYPE_CHECKING:
    from supervisor.ui.messages import Request
    from supervisor.ui.theme import Theme

_SAID_LINES, _LIKE_LINES, _ADVICE_LINES = 3, 2, 2


def _suggested(request: Request) -> str:
    ground = sentence_case(in_our_language(cleaned(request.advice_ground)))
    suggested = {
        "approve": translate("ui", "Suggested: approve. {ground}."),
        "reject": translate("ui", "Suggested: reject. {ground}."),
    }.get(request.advice, "")
    return suggested.format(ground=inserted(ground)) if ground else ""


def said_before(request: Request) -> list[str]:
    """Give the sentences to know beside it, as they are read out too."""
    return [part for part in (cleaned(request.said), cleaned(request.like), _suggested(request)) if part]


class Before(QWidget):
    """Those sentences, and the agent's last actions while they are opened; not there where there is nothing."""

    def __init__(self, request: Request, theme: Theme, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        palette = theme.palette
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        quiet = QColor(palette.quiet)
        for words, most in ((request.said, _SAID_LINES), (request.like, _LIKE_LINES)):
            if words:
                shown = isolated(words)
                column.addWidget(WrappedText(shown, theme.font(13), quiet, room=(width, most), parent=self))
        advice = _suggested(request)
        if advice:
            ink = QColor(palette.approve if request.advice == "approve" else palette.reject)
            font = theme.font(13, QFont.Weight.DemiBold)
            column.addWidget(WrappedText(advice, font, ink, room=(width, _ADVICE_LINES), parent=self))
        for past in request.did if request.opened else ():
            words = sentence_case(isolated(f"{past.words}: {past.outcome}"))
            column.addWidget(WrappedText(words, theme.font(12), QColor(palette.text), room=(width, 1), parent=self))
        self.empty = not column.count()
        column.activate()
        self.setFixedSize(width, column.totalSizeHint().height())
