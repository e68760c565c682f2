"""The first-run welcome: approve, reject and stop are learnt by doing each once.

Its buttons begin and leave the practice, and nothing else; what is done in it is heard by `human`, as always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from supervisor.ui.opened_window import OpenedWindow
from supervisor.ui.service_words import in_our_language
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from supervisor.ui.theme import Theme

STEPS = ("approve", "reject", "stop", "rearm")
_WIDTH, _HEIGHT = 520, 400
_BULLET = 26


def _titles() -> dict[str, str]:
    return {
        "approve": translate("ui", "Approve"),
        "reject": translate("ui", "Reject"),
        "stop": translate("ui", "Stop everything"),
        "rearm": translate("ui", "Let agents work again"),
    }


def _texts() -> dict[str, str]:
    return {
        "approve": translate("ui", "A question has come up. Press {approve}, or click Approve with the mouse."),
        "reject": translate("ui", "Here is another one. Press {reject}, or click Reject."),
        "stop": translate("ui", "This ends all agents at once, at any time: press {stop}, or hold Escape."),
        "rearm": translate("ui", "After a stop nothing works until you say so: press {rearm}."),
    }


def _unnamed() -> dict[str, str]:
    """Say which chord is meant where its label is not known."""
    return {
        "approve": translate("ui", "the approve chord"),
        "reject": translate("ui", "the reject chord"),
        "stop": translate("ui", "the stop chord"),
        "rearm": translate("ui", "the chord"),
    }


def _intro() -> str:
    return translate(
        "ui",
        "Agents work on this desktop through the supervisor. What could do harm waits for you. "
        "It takes a minute to learn the keys: do each once.",
    )


def _done() -> str:
    return translate("ui", "That is all. These keys work wherever you are; you find this again in the menu.")


class Bullet(QLabel):
    """The number of a step; a mark once it is done."""

    def __init__(self, number: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = str(number)
        self._theme = theme
        self.state = "ahead"
        self.setFixedSize(theme.px(_BULLET), theme.px(_BULLET))

    def show_as(self, state: str, theme: Theme) -> None:
        """Take `ahead`, `now` or `done`."""
        self._theme = theme
        self.state = state
        self.setFixedSize(theme.px(_BULLET), theme.px(_BULLET))
        words = {"ahead": translate("ui", "to do"), "now": translate("ui", "now"), "done": translate("ui", "done")}
        self.setAccessibleName(words[state])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        palette = self._theme.palette
        ink = {"ahead": palette.quiet, "now": palette.coming, "done": palette.sent}[self.state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), self._theme.unit * (2 if self.state == "now" else 1.2)))
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.setFont(self._theme.font(13, QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "✓" if self.state == "done" else self._number)
        painter.end()


class WelcomeWindow(OpenedWindow):
    """The window.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(self, theme: Theme, labels: dict[str, str]) -> None:
        super().__init__(
            theme, "welcome-window", translate("ui", "Welcome – agent-supervisor"), QSize(_WIDTH, _HEIGHT)
        )
        self._labels = labels
        self._step = ""
        self._title = QLabel(translate("ui", "Four things to know"), self)
        self._title.setProperty("title", True)
        self._intro = QLabel(_intro(), self)
        self._note = QLabel(self)
        self._begin = QPushButton(translate("ui", "Begin"), self)
        self._begin.clicked.connect(lambda: self.told.emit({"t": "practice_begin"}))
        self._later = QPushButton(self)
        self._later.clicked.connect(self.close)
        self._bullets = {step: Bullet(number, theme, self) for number, step in enumerate(STEPS, 1)}
        self._names = {step: QLabel(_titles()[step], self) for step in STEPS}
        self._texts = {step: QLabel(self) for step in STEPS}
        for label in (self._intro, self._note, *self._texts.values()):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lay_out()
        self.set_theme(theme)

    def take(self, step: str, note: str) -> None:
        """Show how far it is."""
        self._step = step if step in (*STEPS, "done") else ""
        self._show(note)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        super().set_theme(theme)
        self._show(self._note.text())
        self.setMinimumWidth(theme.px(_WIDTH))

    def set_labels(self, labels: dict[str, str]) -> None:
        """Take what the chords are called."""
        self._labels = labels
        self._show(self._note.text())

    def appear(self) -> None:
        """Show it, in front."""
        if not self.isVisible():
            self._step = ""
            self._show("")
        super().appear()

    def dispose(self) -> None:
        """Take it away for good."""
        self.blockSignals(True)
        super().dispose()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close by Escape, but not while Escape is what is practised."""
        if event.key() == Qt.Key.Key_Escape and self._step not in ("stop", "rearm"):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Practise no further."""
        super().closeEvent(event)
        self.told.emit({"t": "practice_leave"})

    def _opening_size(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self.sizeHint().height())

    def _show(self, note: str) -> None:
        order = (*STEPS, "done")
        at = order.index(self._step) if self._step else -1
        chords = {name: self._labels.get(name) or _unnamed()[name] for name in STEPS}
        for number, step in enumerate(STEPS):
            state = "now" if number == at else "done" if number < at else "ahead"
            self._bullets[step].show_as(state, self._theme)
            name = self._names[step]
            weight = QFont.Weight.DemiBold if state == "now" else QFont.Weight.Normal
            palette = self._theme.palette
            color = palette.text if state == "now" or at < 0 else palette.quiet
            name.setStyleSheet(f"color: {color}; font-weight: {weight.value}")
            self._texts[step].setText(_texts()[step].format(**chords))
            self._texts[step].setVisible(state == "now")
        self._note.setText(_done() if self._step == "done" else in_our_language(note))
        self._note.setVisible(bool(self._note.text()))
        self._note.setStyleSheet(
            f"color: {self._theme.palette.sent if self._step == 'done' else self._theme.palette.held}"
        )
        self._begin.setVisible(at < 0)
        self.setMinimumHeight(self._theme.px(_HEIGHT))
        self._later.setText(_leaving(at, done=self._step == "done"))

    def _lay_out(self) -> None:
        column = self._column(pad=20, spacing=12)
        column.addWidget(self._title)
        column.addWidget(self._intro)
        for step in STEPS:
            row = QHBoxLayout()
            row.setSpacing(self._theme.px(12))
            self._bullets[step].setAccessibleDescription(_titles()[step])
            row.addWidget(self._bullets[step], 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(self._theme.px(2))
            words.addWidget(self._names[step])
            words.addWidget(self._texts[step])
            row.addLayout(words, 1)
            column.addLayout(row)
        column.addWidget(self._note)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._later)
        buttons.addWidget(self._begin)
        column.addLayout(buttons)


def _leaving(at: int, *, done: bool) -> str:
    """Say what closing the window means now."""
    if done:
        return translate("ui", "Close")
    return translate("ui", "Leave") if at >= 0 else translate("ui", "Not now")
