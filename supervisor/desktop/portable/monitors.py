"""Asks mss where the monitors are; the library is loaded when it is first needed."""

from __future__ import annotations

import importlib
import sys
import time
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Rect
from supervisor.desktop.portable.geometry import GeometryError, measured
from supervisor.desktop.portable.hand import HandError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.desktop.portable.geometry import Geometry

FRESH_S = 1.0
"""Monitors are looked for anew after this time: one may be plugged in."""
_SAMPLE_PX = 8
_PER_MONITOR = -4
"""DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2 of Windows."""


def count_in_pixels() -> None:
    """Have Windows count in real pixels, before any library says otherwise: the first to say so decides."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - of use on Windows alone

        ctypes.windll.user32.SetProcessDpiAwarenessContext(ctypes.c_void_p(_PER_MONITOR))


def open_pictures(load: Callable[[str], Any] = importlib.import_module) -> Any:
    """Open mss; the caller closes it.

    Args:
        load: Imports a module by name.

    Raises:
        HandError: it cannot be used.
    """
    try:
        mss: Any = load("mss")
        return _opened(mss)
    except Exception as e:  # of whatever it finds beneath it
        raise HandError(f"mss cannot be used: {e}: see its page on this system's requirements") from e


def _opened(mss: Any) -> Any:
    try:
        return mss.MSS()
    except mss.ScreenShotError:
        if not sys.platform.startswith("linux"):
            raise
        # Its newer ways need the default visual to be among those of the screen: TigerVNC's is not.
        return mss.MSS(backend="xlib")


def look(pictures: Any) -> Geometry:
    """Measure the monitors.

    Args:
        pictures: What `open_pictures` gave.

    Raises:
        GeometryError: there is none.
    """
    whole, *each = (_rect(monitor) for monitor in pictures.monitors)
    # What a picture has more than was asked for is the scale; of all monitors together it is one.
    part = Rect(whole.x, whole.y, min(_SAMPLE_PX, whole.width), min(_SAMPLE_PX, whole.height))
    if min(part.width, part.height) <= 0:
        raise GeometryError("no monitor is on: switch one on and start again")
    corner = each[0] if each else whole
    sample = Rect(corner.x, corner.y, part.width, part.height)
    taken = pictures.grab({"left": sample.x, "top": sample.y, "width": sample.width, "height": sample.height})
    return measured(whole, each, (sample, (taken.width, taken.height)))


def _rect(monitor: Mapping[str, Any]) -> Rect:
    return Rect(*(int(monitor[name]) for name in ("left", "top", "width", "height")))


class Monitors:
    """Knows the geometry, and looks again when it is old or doubted."""

    def __init__(
        self, pictures: Callable[[], Any] = open_pictures, clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin.

        Args:
            pictures: Opens mss.
            clock_s: Monotonic, s.
        """
        self._pictures = pictures
        self._clock_s = clock_s
        self._known: Geometry | None = None
        self._looked_s = 0.0

    def geometry(self) -> Geometry:
        """Give the geometry, not older than `FRESH_S`.

        Raises:
            GeometryError: there is no monitor.
            HandError: mss cannot be used.
        """
        now_s = self._clock_s()
        if self._known is None or now_s - self._looked_s > FRESH_S:
            # Opened anew: it remembers the monitors that it found.
            with self._pictures() as opened:
                self._known = look(opened)
            self._looked_s = now_s
        return self._known

    def doubt(self) -> None:
        """Look again the next time."""
        self._known = None
