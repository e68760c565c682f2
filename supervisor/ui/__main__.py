"""Starts the ui process: `python -m supervisor.ui --fd N --human-fd M`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import TYPE_CHECKING

from supervisor.ui.application import NO_DISPLAY, NoDisplayError, start_application
from supervisor.ui.bridge import Bridge
from supervisor.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    try:
        application, x11 = start_application()
    except NoDisplayError as e:
        sys.stderr.write(f"ui: {e}, or use --headless\n")
        return NO_DISPLAY
    if os.environ.get("WAYLAND_DISPLAY"):
        sys.stderr.write("ui: Wayland session: marks and popup show over X11 programs only\n")
    application.setQuitOnLastWindowClosed(False)
    shell = Shell(Bridge(options.fd, "service"), Bridge(options.human_fd, "human"), x11)
    shell.finished.connect(application.quit)
    shell.start()
    status = application.exec()
    shell.close()
    x11.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
