"""Whether what is ours may move, for people whom movement disturbs.

What moves is the end of a mark, which fades, and the blinking caret of a field. What tells something stays: the
seconds that are left are numbers, and a mark is at its target from the first frame on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from supervisor.ui.x_display import XDisplay


def is_still(wanted: str, x11: XDisplay) -> bool:
    """Tell whether nothing shall move now.

    Args:
        wanted: `on`, `off`, or `auto` to follow the desktop.
        x11: Where the desktop announces it, unless Qt knows.
    """
    if wanted != "auto":
        return wanted == "on"
    hints = QGuiApplication.styleHints()  # kept: what it gives goes with it
    return hints.accessibility().motionPreference() is Qt.MotionPreference.ReducedMotion or x11.desktop_is_still()


class Caret:
    """The blinking of carets, as the desktop has it or not at all."""

    def __init__(self) -> None:
        """Remember how the desktop has it."""
        self._desktops_ms = QApplication.cursorFlashTime()

    def rest(self, *, still: bool) -> None:
        """Let it stand still, or blink as the desktop has it."""
        QApplication.setCursorFlashTime(0 if still else self._desktops_ms)
