"""The process that shows the figures: the person starts it, reads, and closes the window.

It is no part of what guards the screen, and takes nothing from it: a plotting library has no place there.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QLoggingCategory
from PySide6.QtWidgets import QApplication
from Xlib import display, error

from supervisor.ui.figures_window import FiguresWindow
from supervisor.ui.lasting_singletons import keep_singletons_alive
from supervisor.ui.theme import current_theme
from supervisor.ui.translation import install
from supervisor.ui.x_display import XDisplay

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.autonomy_tally import Tally


class NoDisplayError(Exception):
    """No window can be shown here."""


def show(read: Callable[[], Tally | str], scheme: str = "system", *, clock: Callable[[], int] = time.time_ns) -> int:
    """Show the window until it is closed.

    Args:
        read: Gives the figures of the record, or why there are none as a sentence.
        scheme: `light`, `dark` or `system`.
        clock: Gives the time, ns since 1970.

    Returns:
        Exit status.

    Raises:
        NoDisplayError: there is no X11 display to show anything on.
    """
    name = os.environ.get("DISPLAY", "")
    try:
        connection = display.Display()  # tried before Qt tries: Qt ends the process when it finds none
    except (error.DisplayError, OSError) as e:
        raise NoDisplayError(f"cannot open display `{name}` to show a window: leave out --window") from e
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    QLoggingCategory.setFilterRules("qt.qpa.theme.gnome.warning=false")
    keep_singletons_alive()
    application = QApplication(["agent-supervisor"])
    application.setApplicationName("agent-supervisor")
    application.setDesktopFileName("agent-supervisor")
    install(application, QLocale())
    x11 = XDisplay(connection)
    desktop_theme = x11.desktop_theme()
    x11.close()
    window = FiguresWindow(current_theme(scheme, desktop_theme=desktop_theme), read, clock)
    window.appear()
    return application.exec()
