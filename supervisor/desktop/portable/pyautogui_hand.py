"""The hand that pyautogui is, where pynput cannot be used: pointer, wheel, and the keys that it has a name for.

Its fail-safe (a pointer in a corner raises) and its pauses are off: the supervisor has a stop of its own, and an
error in the middle of a gesture would leave half of it.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Point
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.keys import PYAUTOGUI_NAMES
from supervisor.desktop.portable.strokes import Button, Key, Remap
from supervisor.desktop.portable.x11_keys import X11Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.desktop.portable.strokes import Stroke

_BUTTONS = {1: "left", 2: "middle", 3: "right"}
_WHEEL = {4: ("vscroll", 1), 5: ("vscroll", -1), 6: ("hscroll", -1), 7: ("hscroll", 1)}
_WHEEL_DELTA = 120
"""Windows counts a turn of the wheel as this many, and pyautogui passes on what it is given."""


class PyautoguiHand:
    """Implements `Hand`."""

    name = "pyautogui"

    def __init__(self, platform: str = sys.platform, load: Callable[[str], Any] = importlib.import_module) -> None:
        """Load it, which connects it to the display.

        Args:
            platform: As `sys.platform`.
            load: Imports a module by name.

        Raises:
            HandError: it cannot be loaded.
        """
        try:
            library: Any = load("pyautogui")
            beneath: Any = getattr(library, "platformModule", None)
        except (Exception, SystemExit) as e:  # where tkinter is missing, a part of it exits
            why = str(e).partition("\n")[0]
            raise HandError(f"pyautogui cannot be used: {why}: see its page on this system's requirements") from e
        library.FAILSAFE = False
        library.PAUSE = 0
        self._library = library
        self._known: dict[str, Any] = getattr(beneath, "keyboardMapping", {})
        self._x11 = getattr(beneath, "_display", None)
        self._x11_keys = X11Keys(self._x11) if self._x11 is not None else None
        self._platform = platform
        self._down: list[str] = []

    @property
    def clients(self) -> tuple[int, ...]:
        """Resource id bases of its connections to the X server."""
        return () if self._x11 is None else (int(self._x11.display.info.resource_id_base),)

    def check(self, strokes: Sequence[Stroke]) -> None:
        """Look whether all of it can be done.

        Raises:
            HandError: it cannot.
        """
        for stroke in strokes:
            if isinstance(stroke, Remap):
                raise HandError("pyautogui types no text that the keyboard has no keys for: install pynput")
            if isinstance(stroke, Button) and stroke.number not in _BUTTONS and stroke.number not in _WHEEL:
                raise HandError(f"pyautogui has no button {stroke.number}")
            if isinstance(stroke, Key):
                self._key_name(stroke)
        if self._x11_keys is not None:
            self._x11_keys.check(stroke for stroke in strokes if isinstance(stroke, Key))

    def move(self, point: Point) -> None:
        """Move the pointer; on macOS a drag is another event than a move."""
        if self._down and self._platform == "darwin":
            self._library.dragTo(point.x, point.y, button=self._down[0], mouseDownUp=False, _pause=False)
        else:
            self._library.moveTo(point.x, point.y, _pause=False)

    def position(self) -> Point:
        """Give where the pointer is."""
        at = self._library.position()
        return Point(int(at[0]), int(at[1]))

    def button(self, number: int, *, down: bool) -> None:
        """Press or release a button."""
        if number in _WHEEL:
            if down:
                name, turns = _WHEEL[number]
                size = _WHEEL_DELTA if self._platform == "win32" else 1
                getattr(self._library, name)(turns * size, _pause=False)
            return
        button = _BUTTONS[number]
        (self._library.mouseDown if down else self._library.mouseUp)(button=button, _pause=False)
        self._down = [*(other for other in self._down if other != button), *([button] if down else [])]

    def key(self, key: Key) -> None:
        """Press or release a key."""
        name = self._key_name(key)
        if self._x11_keys is not None:
            self._x11_keys.check([key])
        (self._library.keyDown if key.down else self._library.keyUp)(name, _pause=False)

    def remap(self, remap: Remap) -> None:
        """Refuse: `check` does so before.

        Raises:
            HandError: always.
        """
        raise HandError(f"pyautogui gives no key a meaning, nor key {remap.keycode}")

    def _key_name(self, key: Key) -> str:
        """Give pyautogui's name of a key.

        Raises:
            HandError: it has none, or would press another. Its own answer would be to do that, or nothing, without a
                word.
        """
        name = PYAUTOGUI_NAMES.get(key.keysym) or key.char
        code = self._known.get(name)
        # X11 says that there is none by 0, which on macOS is the key `a`.
        lacking = code is None or (code == 0 and self._x11 is not None)
        if lacking or self._library.isShiftCharacter(name):
            raise HandError(f"pyautogui has no key for keysym {key.keysym:#x}")
        if self._x11 is not None and code != key.keycode:
            # It found them all when it was loaded, each by what it meant then.
            raise HandError(f"pyautogui would press key {code} where key {key.keycode} is meant: install pynput")
        return name
