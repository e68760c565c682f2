"""What makes a window of ours stay above menus and never take the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

NEVER_ACTIVE = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.X11BypassWindowManagerHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)
"""Window flags: tried in all combinations, only this one leaves an open menu open and the focus where it is."""


def stay_inactive(widget: QWidget, name: str, title: str) -> None:
    """Set what the flags leave open.

    Args:
        widget: A window made with `NEVER_ACTIVE`.
        name: Its object name.
        title: Its window title; nobody sees it, other programs can tell it by it.
    """
    widget.setObjectName(name)
    widget.setWindowTitle(title)
    widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
