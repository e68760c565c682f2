"""What each process of ours with windows begins with: the display, what Qt loads, and who hears what goes wrong."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QLoggingCategory, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from Xlib import display, error

from supervisor import traces
from supervisor.resources import resource
from supervisor.ui.lasting_singletons import keep_singletons_alive
from supervisor.ui.theme import current_theme
from supervisor.ui.translation import install
from supervisor.ui.window_style import dress_application
from supervisor.ui.x_display import XDisplay

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

    from supervisor.ui.opened_window import OpenedWindow
    from supervisor.ui.theme import Theme

NO_DISPLAY = 3
"""Exit status: there is no X11 display to show anything on."""
_LEVELS = {QtMsgType.QtDebugMsg: "debug", QtMsgType.QtInfoMsg: "info", QtMsgType.QtWarningMsg: "warning"}


class NoDisplayError(Exception):
    """There is no X11 display to show anything on."""


def start_application() -> tuple[QApplication, XDisplay]:
    """Connect to the display and make Qt's application, of which nothing but our own files decides how it looks.

    What nobody handles ends its loop from here on: with `NO_DISPLAY` where the display has gone, else with 1.

    Returns:
        The application, and a connection beside Qt's own; whoever asks for it closes it.

    Raises:
        NoDisplayError: there is no X11 display.
    """
    name = os.environ.get("DISPLAY")
    if not name:
        session = "Wayland without X11" if os.environ.get("WAYLAND_DISPLAY") else "no display"
        raise NoDisplayError(f"{session}: start an X11 session")
    _prepare_environment()
    qInstallMessageHandler(_tell)
    # A desktop without a settings portal or a bus is no fault; colours then come from elsewhere.
    QLoggingCategory.setFilterRules("qt.qpa.theme.gnome.warning=false\nqt.qpa.theme.dbus.warning=false")
    keep_singletons_alive()
    try:
        connection = display.Display()  # tried before Qt tries: Qt ends the process when it finds none
    except (error.DisplayError, OSError) as e:
        raise NoDisplayError(f"cannot open display `{name}`: start an X11 session") from e
    application = QApplication(["agent-supervisor"])
    application.setApplicationName("agent-supervisor")
    application.setDesktopFileName("agent-supervisor")
    install(application, QLocale())
    traces.install()
    sys.excepthook = partial(_end_on, application)
    return application, XDisplay(connection)


def show_alone(make: Callable[[Theme], OpenedWindow], scheme: str = "system") -> int:
    """Be a process of one window, which a person starts, reads and closes; the terminal's Ctrl+C closes it, too.

    Args:
        make: Builds the window.
        scheme: `light`, `dark` or `system`.

    Returns:
        Exit status.

    Raises:
        NoDisplayError: there is no X11 display.
    """
    application, x11 = start_application()
    desktop_theme = x11.desktop_theme()
    x11.close()
    # Python's own handler would wait until Qt gives it a turn, which is when something happens in the window.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    theme = current_theme(scheme, desktop_theme=desktop_theme)
    dress_application(theme)
    window = make(theme)
    window.appear()
    return application.exec()


def _prepare_environment() -> None:
    """Choose what Qt loads into this process."""
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    # Reads colours and fonts without GTK: the GTK theme would load modules that other programs name.
    os.environ["QT_QPA_PLATFORMTHEME"] = "gnome"
    # Fonts and rules of the home, which agents can write, would decide what a question looks like.
    os.environ["FONTCONFIG_FILE"] = str(resource("fonts/fonts.conf"))
    os.environ.pop("FONTCONFIG_SYSROOT", None)
    # We are started and ended by the service or by a person, never by a session manager.
    os.environ.pop("SESSION_MANAGER", None)


def _end_on(
    application: QApplication, kind: type[BaseException], problem: BaseException, _trace: TracebackType | None
) -> None:
    """End on what nobody handled: what watches over this process sees it, and what it showed is gone."""
    if issubclass(kind, error.ConnectionClosedError):
        sys.stderr.write("ui: the display has gone\n")
        application.exit(NO_DISPLAY)
    else:
        sys.stderr.write(f"{traces.quiet_trace(problem)}\n")
        application.exit(1)


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    sys.stderr.write(f"ui: Qt {_LEVELS.get(kind, 'error')}: {message} ({context.category})\n")
