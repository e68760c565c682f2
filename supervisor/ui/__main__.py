"""Starts the ui process: `python -m supervisor.ui --fd N --human-fd M`."""

from __future__ import annotations

import argparse
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
from supervisor.ui.bridge import Bridge
from supervisor.ui.lasting_singletons import keep_singletons_alive
from supervisor.ui.shell import Shell
from supervisor.ui.translation import install
from supervisor.ui.x_display import XDisplay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

NO_DISPLAY = 3
"""Exit status: there is no X11 display to show anything on."""
_LEVELS = {QtMsgType.QtDebugMsg: "debug", QtMsgType.QtInfoMsg: "info", QtMsgType.QtWarningMsg: "warning"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the service says goodbye or goes.

    Args:
        arguments: Command line without the program's name; None for the process's own.

    Returns:
        Exit status: 0 at the end of the service, 3 without an X11 display.
    """
    parser = argparse.ArgumentParser(prog="supervisor.ui")
    parser.add_argument("--fd", type=int, required=True, help="inherited channel to the service")
    parser.add_argument("--human-fd", type=int, required=True, help="inherited channel to the human process")
    options = parser.parse_args(arguments)
    # The terminal's Ctrl+C goes to the whole group; the service decides when the ui ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not os.environ.get("DISPLAY"):
        session = "Wayland without X11" if os.environ.get("WAYLAND_DISPLAY") else "no display"
        sys.stderr.write(f"ui: {session}: start an X11 session, or use --headless\n")
        return NO_DISPLAY
    prepare_environment()
    qInstallMessageHandler(_tell)
    # A desktop without a settings portal is no fault; colours then come from elsewhere.
    QLoggingCategory.setFilterRules("qt.qpa.theme.gnome.warning=false")
    keep_singletons_alive()
    try:
        connection = display.Display()  # tried before Qt tries: Qt ends the process when it finds none
    except (error.DisplayError, OSError) as e:
        sys.stderr.write(f"ui: cannot open display `{os.environ['DISPLAY']}`: {e}\n")
        return NO_DISPLAY
    application = QApplication(["agent-supervisor"])
    application.setApplicationName("agent-supervisor")
    application.setDesktopFileName("agent-supervisor")
    application.setQuitOnLastWindowClosed(False)
    install(application, QLocale())
    x11 = XDisplay(connection)
    shell = Shell(Bridge(options.fd, "service"), Bridge(options.human_fd, "human"), x11)
    shell.finished.connect(application.quit)
    traces.install()
    sys.excepthook = partial(_end_on, application)
    shell.start()
    status = application.exec()
    shell.close()
    x11.close()
    return status


def prepare_environment() -> None:
    """Choose what Qt loads into this process."""
    if os.environ.get("WAYLAND_DISPLAY"):
        sys.stderr.write("ui: Wayland session: marks and popup show over X11 programs only\n")
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    # Reads colours and fonts without GTK: the GTK theme would load modules that other programs name.
    os.environ["QT_QPA_PLATFORMTHEME"] = "gnome"
    # Fonts and rules of the home, which agents can write, would decide what a question looks like.
    os.environ["FONTCONFIG_FILE"] = str(resource("fonts/fonts.conf"))
    os.environ.pop("FONTCONFIG_SYSROOT", None)
    # We are started and ended by the service, never by a session manager.
    os.environ.pop("SESSION_MANAGER", None)


def _end_on(
    application: QApplication, kind: type[BaseException], problem: BaseException, _trace: TracebackType | None
) -> None:
    """End on what nobody handled: the service holds all actions and starts another ui."""
    if issubclass(kind, error.ConnectionClosedError):
        sys.stderr.write("ui: the display has gone\n")
        application.exit(NO_DISPLAY)
    else:
        sys.stderr.write(f"{traces.quiet_trace(problem)}\n")
        application.exit(1)


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    sys.stderr.write(f"ui: Qt {_LEVELS.get(kind, 'error')}: {message} ({context.category})\n")


if __name__ == "__main__":
    sys.exit(main())
