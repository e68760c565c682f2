"""Takes a picture of all monitors by mss and writes it as PNG to standard output; a process of its own.

Where there is an X server it is given the agent's display: the picture goes through the proxy as any program's does,
so that the supervisor's own windows are not in it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import mss.tools

from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.monitors import count_in_pixels, open_pictures

if TYPE_CHECKING:
    from collections.abc import Callable

_QUICK = 1
"""Level of zlib: the screen is packed to a tenth in a tenth of the time that the best takes."""


def picture(pictures: Callable[[], Any] = open_pictures) -> bytes:
    """Give all monitors as one PNG; black where none is.

    Args:
        pictures: Opens mss.

    Raises:
        HandError: mss gives no picture.
    """
    with pictures() as opened:
        try:
            shot = opened.grab(opened.monitors[0])
        except Exception as e:  # it raises errors of whatever it finds beneath it
            raise HandError(f"mss gives no picture: {e}") from e
        return mss.tools.to_png(shot.rgb, shot.size, level=_QUICK) or b""


def main() -> int:
    """Write one picture."""
    count_in_pixels()
    try:
        made = picture()
    except HandError as e:
        sys.stderr.write(f"{e}\n")
        return 1
    sys.stdout.buffer.write(made)
    return 0
