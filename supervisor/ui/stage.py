"""What the windows that no window manager handles are put up on: marks, the popup, what is written instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.ui.x_display import settle_qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supervisor.core.action import Rect
    from supervisor.ui.covers import Covers
    from supervisor.ui.theme import Theme
    from supervisor.ui.x_display import XDisplay

_WIPED = 0xFF808080


@dataclass(frozen=True, slots=True)
class Stage:
    """The screen, and what is to be known to put something of ours on it."""

    x11: XDisplay
    """The display."""
    theme: Callable[[], Theme]
    """Gives the colours and measures in use."""
    covers: Covers
    """Tells the service what is on the screen."""
    spare: Callable[[], list[Rect]]
    """Gives areas that are not to be covered if it can be helped."""
    still: Callable[[], bool] = lambda: False
    """Tells whether nothing shall move; asked when something would."""

    def take_off(self, window: QWidget, name: str) -> None:
        """Take a window off the screen for good, so that no picture of it is left, and tell that it is gone.

        Args:
            window: The window.
            name: What its cover is called.
        """
        if window.isVisible():
            self.x11.wipe(int(window.winId()), _WIPED)
        window.close()
        window.deleteLater()
        settle_qt()
        self.covers.gone(name)
