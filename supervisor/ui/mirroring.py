"""For languages that run from the right: where things lie that are painted by hand, and words of others in a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication

from supervisor.ui.text import FIRST_STRONG_ISOLATE, POP_ISOLATE


def runs_leftwards() -> bool:
    """Tell whether the ui runs from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def mirrored(area: QRectF, width: float) -> QRectF:
    """Give where an area lies that is told from the left, in something of this width; logical px."""
    return QRectF(width - area.right(), area.top(), area.width(), area.height()) if runs_leftwards() else area


def inserted(words: str) -> str:
    """Give words of the service, of a program or an agent as they can stand in a line that runs the other way."""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if words and runs_leftwards() else words
