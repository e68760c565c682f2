"""The window in which a person writes what shall be done instead, or why not.

It is the one window of a question that takes the keyboard, and only after a person asked for it by hand. What is
written here answers nothing: it comes back as a question of its own, with the popup that any question has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from supervisor.core.changes import MAX_TEXT
from supervisor.ui.never_active import NEVER_ACTIVE
from supervisor.ui.text import cleaned, isolated, sentence_case
from supervisor.ui.translation import translate
from supervisor.ui.window_style import window_style

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QMouseEvent

    from supervisor.ui.theme import Theme

WIDTH = 452
"""Of the window, units."""
_MAX_REASON = 200
_FLAGS = NEVER_ACTIVE & ~Qt.WindowType.WindowDoesNotAcceptFocus
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _titles() -> dict[str, str]:
    return {
        "text": translate("ui", "Type this instead"),
        "keys": translate("ui", "Press this instead"),
        "point": translate("ui", "Click where it shall click instead"),
        "reason": translate("ui", "Reject, because"),
    }


def _hints() -> dict[str, str]:
    return {
        "text": translate("ui", "Enter: you are shown it before anything is done. Escape: back."),
        "keys": translate("ui", "For example Ctrl+S. Enter: you are shown it before anything is done. Escape: back."),
        "point": translate("ui", "You are shown it before anything is done. Right button: back."),
        "reason": translate("ui", "The agent is told. Enter: reject. Escape: back."),
    }


class EditWindow(QWidget):
    """One thing to write; of a place, only what is to be known.

    Attributes:
        field: Where it is written; None for a place.

    Signals:
        written: This was written.
        left: The person wants to go back.
        clicked: A press somewhere in the window.
    """

    written = Signal(str)
    left = Signal()
    clicked = Signal()

    def __init__(self, what: str, given: str, *, about: str, note: str, theme: Theme, width: int) -> None:
        """Lay it out.

        Args:
            what: `text`, `keys`, `point` or `reason`.
            given: What there is to be written over.
            about: What the agent wants, in a sentence.
            note: Why it could not be taken as it was written before; empty for nothing.
            theme: Colours and measures.
            width: Most logical px that it may have.
        """
        super().__init__(None, _FLAGS)
        self.setObjectName("edit-window")
        self.setWindowTitle("agent-supervisor: change")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        border = f"#edit-window {{ border: 1px solid {theme.palette.line} }}"
        self.setStyleSheet(window_style(theme) + border)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(16)] * 4)
        column.setSpacing(theme.px(10))
        title = _titles()[what]
        self._add(title, title=True)
        self._add(sentence_case(isolated(about)), quiet=True)
        self.field: QLineEdit | None = None
        self._at_release: dict[int, Callable[[], None]] = {}
        if what != "point":
            self.field = QLineEdit(given, self)
            self.field.setFont(theme.fixed_font())
            self.field.setMaxLength(_MAX_REASON if what == "reason" else MAX_TEXT)
            self.field.setAccessibleName(title)
            self.field.installEventFilter(self)
            self.field.selectAll()
            column.addWidget(self.field)
            self.setFocusProxy(self.field)
        if note:
            warning = self._add(sentence_case(isolated(note)))
            warning.setStyleSheet(f"color: {theme.palette.refused}")
        if what == "text" and len(given) == 1:
            runs = translate("ui", "It takes the place of all that the agent types in one go.")
            self._add(runs, small=True, quiet=True)
        self._add(_hints()[what], small=True, quiet=True)
        self.setAccessibleName(". ".join(cleaned(part) for part in (title, about, note) if part))
        self.setFixedWidth(min(theme.px(WIDTH), width))
        column.activate()
        self.setFixedHeight(column.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back on Escape, which the field leaves alone."""
        if event.key() == Qt.Key.Key_Escape:
            self._at_release[Qt.Key.Key_Escape] = self.left.emit
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what Enter or Escape stands for once it is up: held, it would repeat in the program that comes next."""
        do = None if event.isAutoRepeat() else self._at_release.pop(event.key(), None)
        if do is not None:
            do()
        else:
            super().keyReleaseEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See Enter before the field does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._at_release[event.key()] = self._hand_over
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of it: no window manager brings the keyboard back here."""
        self.clicked.emit()
        super().mousePressEvent(event)

    def _add(self, words: str, **looks: bool) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        for name, value in looks.items():
            label.setProperty(name, "true" if value else "false")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)
        return label

    def _hand_over(self) -> None:
        if self.field is not None:
            self.written.emit(self.field.text())
