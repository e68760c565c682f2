"""The hand that pynput is: pointer, wheel and every key, with text of any script.

On X11 keys go by keycode through XTEST on pynput's connection, as from a keyboard: by keysym it would take the first
key that has it, see `x11_keys`. pynput's own way for characters sends them to one window as an event that many
programs ignore, so what is off the layout gets a spare key first, as on our X11 outlet. On Windows and macOS a
character is sent as such, whatever the layout.
"""

from __future__ import annotations

import importlib
import sys
import time
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Point
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.keys import PYNPUT_NAMES, utf16_units
from supervisor.desktop.portable.strokes import Button, Key, Remap, Stroke
from supervisor.desktop.portable.x11_keys import X11Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BUTTONS = {1: ("left",), 2: ("middle",), 3: ("right",), 8: ("x1", "button8"), 9: ("x2", "button9")}
"""What pynput calls them, by platform."""
_WHEEL = {4: (0, 1), 5: (0, -1), 6: (-1, 0), 7: (1, 0)}
_MULTI_CLICK_S = 0.5
_LARGEST_BMP = 0xFFFF


class PynputHand:
    """Implements `Hand`."""

    name = "pynput"

    def __init__(self, platform: str = sys.platform, load: Callable[[str], Any] = importlib.import_module) -> None:
        """Load it, which connects it to the display.

        Args:
            platform: As `sys.platform`.
            load: Imports a module by name.

        Raises:
            HandError: it cannot be loaded.
        """
        try:
            self._keyboard: Any = load("pynput.keyboard")
            self._mouse: Any = load("pynput.mouse")
            self._keys: Any = self._keyboard.Controller()
            self._pointer: Any = self._mouse.Controller()
        except Exception as e:  # of whatever it finds beneath it
            why = str(e).partition("\n")[0]
            raise HandError(f"pynput cannot be used: {why}: see its page on this system's requirements") from e
        self._platform = platform
        display = getattr(self._keys, "_display", None)
        """Its connection; it has no public name."""
        self._x11 = X11Keys(display) if display is not None else None
        self._last_press = (0, Point(-1, -1), 0.0)

    @property
    def clients(self) -> tuple[int, ...]:
        """Resource id bases of its connections to the X server."""
        displays = (getattr(part, "_display", None) for part in (self._keys, self._pointer))
        return tuple(int(d.display.info.resource_id_base) for d in displays if d is not None)

    def check(self, strokes: Sequence[Stroke]) -> None:
        """Look whether all of it can be done.

        Raises:
            HandError: it cannot.
        """
        for stroke in strokes:
            if isinstance(stroke, Button):
                self._button(stroke.number)
            elif isinstance(stroke, Key) and self._x11 is None:
                self._codes(stroke)
        if self._x11 is not None:
            self._x11.check(stroke for stroke in strokes if isinstance(stroke, Key))

    # -- the pointer

    def move(self, point: Point) -> None:
        """Move the pointer."""
        self._pointer.position = (point.x, point.y)

    def position(self) -> Point:
        """Give where the pointer is."""
        x, y = self._pointer.position
        return Point(round(x), round(y))

    def button(self, number: int, *, down: bool) -> None:
        """Press or release a button."""
        button = self._button(number)
        if button is None:
            if down:
                self._pointer.scroll(*_WHEEL[number])
            return
        if down:
            self._count(number)
            self._pointer.press(button)
        else:
            self._pointer.release(button)

    def _button(self, number: int) -> Any:
        """Give pynput's button; None for the wheel.

        Raises:
            HandError: there is no such button.
        """
        if number in _WHEEL:
            return None
        for name in _BUTTONS.get(number, ()):
            found = getattr(self._mouse.Button, name, None)
            if found is not None:
                return found
        raise HandError(f"pynput has no button {number} here")

    def _count(self, number: int) -> None:
        """Say on macOS which click of a multi-click it is: programs there do not count themselves."""
        if self._platform != "darwin":
            return
        button, place, at = self._last_press
        here, now = self.position(), time.monotonic()
        if (button, place) != (number, here) or now - at > _MULTI_CLICK_S:
            # Entered anew, it counts from one.
            self._pointer.__enter__()
        self._last_press = (number, here, now)

    # -- keys

    def key(self, key: Key) -> None:
        """Press or release a key."""
        if self._x11 is not None:
            self._x11.check([key])
            self._x11.send(key)
            return
        for code in self._codes(key):
            (self._keys.press if key.down else self._keys.release)(code)

    def _codes(self, key: Key) -> list[Any]:
        """Give what pynput is told to press.

        Raises:
            HandError: there is no such key.
        """
        code = self._keyboard.KeyCode
        named = getattr(self._keyboard.Key, PYNPUT_NAMES.get(key.keysym, ""), None)
        if named is not None:
            return [named]
        if not key.char:
            raise HandError(f"pynput has no key for keysym {key.keysym:#x} on this system")
        if self._platform == "win32":
            return [code.from_char(unit) for unit in utf16_units(key.char)]
        if ord(key.char) > _LARGEST_BMP:
            # It tells the system that this were one unit of text, which has two.
            raise HandError(f"pynput cannot type `{key.char}` on this system: paste it instead")
        return [code.from_char(key.char)]

    def remap(self, remap: Remap) -> None:
        """Give a key of X11 a meaning; elsewhere characters need no key."""
        if self._x11 is not None:
            self._x11.remap(remap.keycode, remap.keysyms)
