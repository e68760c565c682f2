"""X connections to a virtual desktop from the test process, which has no display of its own."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from Xlib.display import Display

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

_LOCK = threading.Lock()


def connect(desktop: VirtualDesktop) -> Display:
    """Open a connection; python-xlib takes the cookie file from the environment only, so that is lent to it."""
    with _LOCK:
        before = os.environ.get("XAUTHORITY")
        os.environ["XAUTHORITY"] = desktop.env["XAUTHORITY"]
        try:
            return Display(desktop.display)
        finally:
            if before is None:
                del os.environ["XAUTHORITY"]
            else:
                os.environ["XAUTHORITY"] = before
