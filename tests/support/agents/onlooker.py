"""An agent that looks at the screen in every way there is; driven by lines on standard input.

Each line is a way and its arguments; the answer is a line of JSON: the path of the raw pixels (32
bits each, blue first), width, height and how long it took, or an error.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError
from Xlib.XK import string_to_keysym

if TYPE_CHECKING:
    from collections.abc import Callable

folder = Path(sys.argv[1])
connection = Display()
root = connection.screen().root
width, height = connection.screen().width_in_pixels, connection.screen().height_in_pixels


def pixels(reply: Any) -> bytes:
    return reply.data.encode("latin-1") if isinstance(reply.data, str) else bytes(reply.data)


def by_core() -> tuple[bytes, int, int]:
    reply = root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF)
    if reply.visual != connection.screen().root_visual:
        raise OSError(f"the image names visual {reply.visual}")
    return pixels(reply), width, height


def by_planes() -> tuple[bytes, int, int]:
    """XYPixmap: the planes one after the other, from the highest bit on."""
    data = pixels(root.get_image(0, 0, width, height, X.XYPixmap, 0xFFFFFFFF))
    depth, stride = connection.screen().root_depth, (width + 31) // 32 * 4
    words = [0] * (width * height)
    for plane in range(depth):
        start, bit = plane * stride * height, 1 << depth - 1 - plane
        for y in range(height):
            row = int.from_bytes(data[start + y * stride : start + (y + 1) * stride], "little")
            for x in range(width):
                if row >> x & 1:
                    words[y * width + x] |= bit
    return b"".join(word.to_bytes(4, "little") for word in words), width, height


def by_mss() -> tuple[bytes, int, int]:
    import mss  # noqa: PLC0415 - only this way needs it

    with mss.MSS(backend="xlib") as shooter:  # the other ones do not know the virtual server's visuals
        shot = shooter.grab(shooter.monitors[0])
        return bytes(shot.bgra), shot.width, shot.height


def by_program(*command: str) -> tuple[bytes, int, int]:
    from PIL import Image  # noqa: PLC0415 - only this way needs it

    file = folder / "shot.png"
    subprocess.run([*command, str(file)], check=True, timeout=30)
    with Image.open(file) as image:
        found = image.convert("RGBX").tobytes("raw", "BGRX")
        size = image.size
    file.unlink()
    return found, *size


def by_import() -> tuple[bytes, int, int]:
    return by_program("import", "-window", "root")


def by_pyautogui() -> tuple[bytes, int, int]:
    import pyautogui  # noqa: PLC0415 - only this way needs it

    image = pyautogui.screenshot()
    return image.convert("RGBX").tobytes("raw", "BGRX"), *image.size


def by_pillow() -> tuple[bytes, int, int]:
    from PIL import ImageGrab  # noqa: PLC0415 - only this way needs it

    image = ImageGrab.grab(xdisplay="")
    return image.convert("RGBX").tobytes("raw", "BGRX"), *image.size


def by_copy() -> tuple[bytes, int, int]:
    """As Qt's and GTK's screenshots do."""
    pixmap = root.create_pixmap(width, height, connection.screen().root_depth)
    gc = pixmap.create_gc(subwindow_mode=X.IncludeInferiors)
    pixmap.copy_area(int(gc.id), int(root.id), 0, 0, width, height, 0, 0)
    found = pixels(pixmap.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF))
    pixmap.free()
    return found, width, height


def by_plane_copies() -> tuple[bytes, int, int]:
    """Bit by bit, the way nobody looks for."""
    words = [0] * (width * height)
    pixmap = root.create_pixmap(width, height, 1)
    gc = pixmap.create_gc(subwindow_mode=X.IncludeInferiors, foreground=1, background=0)
    for bit in range(4, 24, 8):
        pixmap.copy_plane(int(gc.id), int(root.id), 0, 0, width, height, 0, 0, 1 << bit)
        data = pixels(pixmap.get_image(0, 0, width, height, X.XYPixmap, 1))
        stride = len(data) // height
        for y in range(height):
            row = int.from_bytes(data[y * stride : (y + 1) * stride], "little")
            for x in range(width):
                if row >> x & 1:
                    words[y * width + x] |= 1 << bit
    return b"".join(word.to_bytes(4, "little") for word in words), width, height


def by_window(name: str) -> tuple[bytes, int, int]:
    window = connection.create_resource_object("window", int(name))
    box = window.get_geometry()
    found = pixels(window.get_image(0, 0, box.width, box.height, X.ZPixmap, 0xFFFFFFFF))
    return found, box.width, box.height


def by_window_copy(name: str) -> tuple[bytes, int, int]:
    window = connection.create_resource_object("window", int(name))
    box = window.get_geometry()
    pixmap = window.create_pixmap(box.width, box.height, box.depth)
    pixmap.copy_area(
        int(window.create_gc(subwindow_mode=X.IncludeInferiors).id), int(name), 0, 0, box.width, box.height, 0, 0
    )
    found = pixels(pixmap.get_image(0, 0, box.width, box.height, X.ZPixmap, 0xFFFFFFFF))
    return found, box.width, box.height


WAYS: dict[str, Callable[..., tuple[bytes, int, int]]] = {
    "core": by_core,
    "planes": by_planes,
    "mss": by_mss,
    "import": by_import,
    "pyautogui": by_pyautogui,
    "pillow": by_pillow,
    "copy": by_copy,
    "plane copies": by_plane_copies,
    "window": by_window,
    "window copy": by_window_copy,
}


def own_window(x: str, y: str, wide: str, high: str) -> dict[str, Any]:
    """Put up a window that never paints anew: what was above it may stay in it."""
    made = root.create_window(
        int(x), int(y), int(wide), int(high), 0, X.CopyFromParent, override_redirect=True, background_pixmap=X.NONE
    )
    made.map()
    made.configure(stack_mode=X.Below)
    connection.sync()
    return {"window": made.id}


def press(key: str) -> dict[str, Any]:
    """Press a key from another process: it will be held."""
    code = connection.keysym_to_keycode(string_to_keysym(key))
    lines = ("from Xlib import display", "from Xlib.ext import xtest", "d = display.Display()")
    presses = (f"xtest.fake_input(d, {kind}, {code}); d.sync()" for kind in (X.KeyPress, X.KeyRelease))
    program = "\n".join((*lines, *presses))
    subprocess.Popen([sys.executable, "-c", program])
    return {}


def look(way: str, *arguments: str) -> dict[str, Any]:
    began = time.monotonic()
    data, wide, high = WAYS[way](*arguments)
    took_ms = (time.monotonic() - began) * 1000
    file = folder / "pixels"
    file.write_bytes(data)
    return {"pixels": str(file), "width": wide, "height": high, "took_ms": took_ms}


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {"look": look, "press": press, "own window": own_window}


def tell(answer: object) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


tell("ready")
for line in sys.stdin:
    command, *rest = json.loads(line)
    try:
        tell(COMMANDS[command](*rest))
    except (XError, OSError, subprocess.SubprocessError) as e:
        tell({"error": f"{type(e).__name__}: {e}"})
