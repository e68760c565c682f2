"""Takes a picture of a display and writes it as PNG to standard output; a process of its own.

It is given the agent's display: the picture goes through the proxy as any program's does, so that the supervisor's
own windows are not in it, and whatever holds for agents' screenshots holds here. Eight million bytes are read and
packed, for which the gate's loop has no time.
"""

from __future__ import annotations

import os
import sys

import mss.tools
from Xlib import X

from supervisor.desktop.display import DesktopError
from supervisor.desktop.x11 import X11

_QUICK = 1
"""Level of zlib: the screen is packed to a tenth in a tenth of the time that the best takes."""


def picture(x11: X11) -> bytes:
    """Give the whole screen as PNG.

    Raises:
        DesktopError: the server gives no picture, or one of a kind that is not known.
    """
    root = x11.display.screen().root
    box = root.get_geometry()
    width, height = int(box.width), int(box.height)
    reply = root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF)
    data = bytes(reply.data)
    if len(data) != 4 * width * height:
        raise DesktopError(f"the screen has {8 * len(data) // (width * height)} bits a pixel: 32 are understood")
    rgb = bytearray(3 * width * height)
    rgb[0::3], rgb[1::3], rgb[2::3] = data[2::4], data[1::4], data[0::4]
    return mss.tools.to_png(bytes(rgb), (width, height), level=_QUICK) or b""


def main() -> int:
    """Write one picture."""
    try:
        x11 = X11(environ=os.environ)
        made = picture(x11)
    except DesktopError as e:
        sys.stderr.write(f"{e}\n")
        return 1
    sys.stdout.buffer.write(made)
    return 0
