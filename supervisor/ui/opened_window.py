"""What the windows that a person opens have in common: how they look, come up and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from supervisor.ui.translation import direction
from supervisor.ui.window_style import window_style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QLineEdit

    from supervisor.ui.theme import Theme

_MOST_OF_SCREEN = 0.9
"""A window does not open larger than this share of the screen."""
_WIDE = 900
"""A screen on which title, search and filters have room beside each other, units."""


class OpenedWindow(QMainWindow):
    """A window like any program's: it can be moved, takes the keyboard, and comes back when it is wanted again.

    Qt tells screen readers of a main window that it is one, of other widgets without a parent that they fill space.
    """

    def __init__(self, theme: Theme, name: str, title: str, size: QSize) -> None:
        """Begin with nothing in it; it has no style before `set_theme` is called.

        Args:
            theme: Colours and measures.
            name: Qt's name for it.
            title: In the person's language.
            size: That it opens with, units.
        """
        super().__init__()
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setLayoutDirection(direction())
        self._theme = theme
        self._size = size
        self._inside = QWidget(self)
        self.setCentralWidget(self._inside)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours and measures."""
        self._theme = theme
        self.setStyleSheet(window_style(theme))

    def appear(self) -> None:
        """Show it, in front."""
        if not self.isVisible():
            room = self.screen().availableGeometry().size()
            self.resize(self._opening_size().boundedTo(room * _MOST_OF_SCREEN))
        self.show()
        self.raise_()
        self.activateWindow()

    def dispose(self) -> None:
        """Take it away for good."""
        self.close()
        self.deleteLater()

    def _opening_size(self) -> QSize:
        """Give the size that it opens with, px."""
        return QSize(self._theme.px(self._size.width()), self._theme.px(self._size.height()))

    def _head(self, title: QLabel, search: QLineEdit, *parts: QWidget) -> QVBoxLayout:
        """Lay out what stands above a list: title, search and filters, in two lines on a narrow screen."""
        head, line, wide = QVBoxLayout(), QHBoxLayout(), 0
        line.addWidget(title, 1)
        line.addWidget(search)
        head.addLayout(line)
        if self.screen().availableGeometry().width() < self._theme.px(_WIDE):
            line, wide = QHBoxLayout(), 1
            head.addLayout(line)
        for part in parts:
            line.addWidget(part, 0 if isinstance(part, QPushButton) else wide)
        return head

    def _column(self, *, pad: int = 16, spacing: int = 10) -> QVBoxLayout:
        """Lay the window out as one column; both measures in units."""
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(*[self._theme.px(pad)] * 4)
        column.setSpacing(self._theme.px(spacing))
        return column
