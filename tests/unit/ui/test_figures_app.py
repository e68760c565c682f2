"""The process that shows the figures, as it is started: with a display and without."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from Xlib import X, error, protocol

from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from Xlib.display import Display
    from Xlib.xobject.drawable import Window

    from supervisor.demo.virtual_desktop import VirtualDesktop


def _titled(connection: Display, title: str) -> Window | None:
    window: Window
    for window in connection.screen().root.query_tree().children:
        with suppress(error.BadWindow):
            name = window.get_full_text_property(connection.get_atom("_NET_WM_NAME"))
            if name and str(name).startswith(title) and window.get_attributes().map_state == X.IsViewable:
                return window
    return None


def _close(connection: Display, window: Window) -> None:
    """Ask as a window manager does."""
    wanted = (32, [connection.get_atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0])
    window.send_event(
        protocol.event.ClientMessage(window=window, client_type=connection.get_atom("WM_PROTOCOLS"), data=wanted)
    )
    connection.sync()


_SHOW = """
from supervisor.core.autonomy_tally import Tally
from supervisor.ui.figures_app import show
raise SystemExit(show(Tally))
"""


def test_without_a_display_it_says_what_to_leave_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SHOW],
        env={**os.environ, "DISPLAY": ":4095"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    says = "cannot open display `:4095`: start an X11 session, or leave out --window"
    assert done.stderr.endswith(f"NoDisplayError: {says}\n")


def test_it_shows_one_window_and_ends_when_that_is_closed(screen: VirtualDesktop) -> None:
    connection = connect(screen)
    env = {**os.environ, "DISPLAY": screen.display, "XAUTHORITY": screen.env["XAUTHORITY"]}
    with subprocess.Popen([sys.executable, "-c", _SHOW], env=env, stderr=subprocess.PIPE, text=True) as shown:
        try:
            window = wait_for(lambda: _titled(connection, "Figures"), "the window", timeout_s=60)
            _close(connection, window)
            _, said = shown.communicate(timeout=60)
        finally:
            shown.kill()
    connection.close()
    assert (shown.returncode, said) == (0, "")
