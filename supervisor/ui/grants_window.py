"""The window that lists the answers that stand, each of which is taken back with one gesture.

Taking back makes the supervisor stricter: anybody may press it, and nothing has to be confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.text import isolated, sentence_case
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from supervisor.ui.messages import Standing
    from supervisor.ui.theme import Theme

_SIZE = QSize(620, 380)


class GrantsWindow(OpenedWindow):
    """The window.

    Signals:
        wanted: The person takes something back; carries the word of the `want` message.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "grants-window", translate("ui", "Standing approvals – agent-supervisor"), _SIZE)
        self._grants: tuple[Standing, ...] = ()
        self._title = QLabel(self)
        self._title.setProperty("title", True)
        self._all = QPushButton(translate("ui", "Take all back"), self)
        self._all.clicked.connect(lambda: self.wanted.emit("revoke:"))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        note = QLabel(self)
        note.setText(
            translate("ui", "What is taken back is asked about again. An approval also ends when it is not used.")
        )
        note.setWordWrap(True)
        for name in ("quiet", "small"):
            note.setProperty(name, True)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._all)
        column = self._column()
        column.addLayout(top)
        column.addWidget(self._area, 1)
        column.addWidget(note)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        self.set_theme(theme)
        self._fill()

    def display(self, grants: tuple[Standing, ...]) -> None:
        """Show what stands."""
        if grants != self._grants:
            self._grants = grants
            self._fill()

    def _fill(self) -> None:
        count = len(self._grants)
        words = translate("ui", "%n answer(s) stand for more than one action", "", count)
        self._title.setText(words if count else translate("ui", "No answer stands for more than one action"))
        self._all.setEnabled(count > 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(6))
        for grant in self._grants:
            column.addLayout(self._row(grant))
        column.addStretch(1)
        self._area.setWidget(inside)

    def _row(self, grant: Standing) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QLabel(sentence_case(isolated(grant.words)))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        back = QPushButton(translate("ui", "Take back"))
        back.setObjectName(f"revoke-{grant.id}")
        back.setAccessibleDescription(grant.words)
        back.clicked.connect(lambda _checked=False, what=f"revoke:{grant.id}": self.wanted.emit(what))
        row.addWidget(words, 1)
        row.addWidget(back)
        return row
