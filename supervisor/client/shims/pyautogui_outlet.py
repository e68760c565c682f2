"""Stands in for the module by which pyautogui speaks to the operating system (`pyautogui._pyautogui_x11` and kin).

All that an agent calls is pyautogui's own; it comes here with places and keys alone. What was not done is raised as
an exception of pyautogui's and of ours at once: a stop by a person is its fail-safe.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from supervisor.client.errors import NotDone, Stopped
from supervisor.client.shims.connection import Connection, NoSuchKeyError
from supervisor.client.shims.keysyms import PYAUTOGUI, PYAUTOGUI_ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_log = logging.getLogger(__name__)
_WHEEL = {4: (0, -1), 5: (0, 1), 6: (-1, 0), 7: (1, 0)}
"""The buttons that are the wheel on X11, as right and down."""
_NOTCH = 120
"""What Windows counts for one click of the wheel."""
_SWAPPED = ["dconf", "read", "/org/gnome/desktop/peripherals/mouse/left-handed"]


class KeyboardMapping(dict[str, "int | None"]):
    """The keys that there are: named ones, and each character that can be printed, in any script."""

    def __init__(self, names: list[str], platform: str = sys.platform) -> None:
        """Take pyautogui's names; those that it has no key for on this system are None.

        Args:
            names: `pyautogui.KEY_NAMES`.
            platform: As `sys.platform`.
        """
        known = PYAUTOGUI if platform.startswith("linux") else PYAUTOGUI | PYAUTOGUI_ELSEWHERE
        super().__init__({name: known.get(name) for name in names if len(name) > 1} | known)

    def __missing__(self, key: object) -> int:
        if isinstance(key, str) and len(key) == 1 and key.isprintable():
            return ord(key)
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None or super().__contains__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """Give what stands for a key; None for one that there is not."""
        try:
            return self[key]
        except KeyError:
            return default


class Outlet:
    """The functions of the module."""

    def __init__(self, connection: Connection, mapping: KeyboardMapping, platform: str = sys.platform) -> None:
        """Take what they go to.

        Args:
            connection: Where to.
            mapping: The keys that there are.
            platform: As `sys.platform`.
        """
        self._connection = connection
        self._mapping = mapping
        self._platform = platform
        self._swapped: bool | None = None

    def position(self) -> tuple[int, int]:
        """Say where the pointer is, whoever moved it."""
        at = self._connection.pointer()
        return at.x, at.y

    def size(self) -> tuple[int, int]:
        """Say how large the screen is."""
        screen = self._connection.pointer()
        return screen.width, screen.height

    def move_to(self, x: float, y: float) -> None:
        """Move the pointer; beyond the edge it stays at it."""
        self._does(type="move", **self._at(x, y))

    def drag_to(self, x: float, y: float, button: str | None = None) -> None:
        """Move the pointer while a button is down."""
        del button  # it is down already
        self.move_to(x, y)

    def mouse_down(self, x: float | None, y: float | None, button: str | int) -> None:
        """Press a button."""
        if button in _WHEEL:
            self.click(x, y, button)
        else:
            self._does(type="down", button=button, **self._at(x, y))

    def mouse_up(self, x: float | None, y: float | None, button: str | int) -> None:
        """Let a button go."""
        if button not in _WHEEL:
            self._does(type="up", button=button, **self._at(x, y))

    def click(self, x: float | None, y: float | None, button: str | int) -> None:
        """Click."""
        if isinstance(button, int) and button in _WHEEL:
            self._turns(*_WHEEL[button], x, y)
        else:
            self._does(type="click", button=button, **self._at(x, y))

    def multi_click(self, x: float, y: float, button: str, num: int, interval: float = 0.0) -> None:
        """Click several times, as on macOS."""
        del interval  # the original does without it too
        for _ in range(num):
            self.click(x, y, {"primary": "left", "secondary": "right"}.get(button, button))

    def vscroll(self, clicks: float, x: float | None = None, y: float | None = None) -> None:
        """Turn the wheel; up is positive."""
        self._turns(0, -self._notches(clicks), x, y)

    def hscroll(self, clicks: float, x: float | None = None, y: float | None = None) -> None:
        """Turn the other wheel; right is positive."""
        self._turns(self._notches(clicks), 0, x, y)

    def key_down(self, key: str) -> None:
        """Press a key and leave it down; nothing for one that there is not."""
        self._key("down", key)

    def key_up(self, key: str) -> None:
        """Let a key go."""
        self._key("up", key)

    def mouse_is_swapped(self) -> bool:
        """Tell whether the mouse is set up for the left hand; asked for once, as the original does."""
        if self._swapped is None:
            self._swapped = _is_swapped()
        return self._swapped

    def _key(self, way: str, key: str) -> None:
        keysym = self._mapping.get(key)
        if keysym is None:
            return
        named = len(key) > 1 or not key.isprintable() or key == " "
        try:
            self._does(type=way, keysym=keysym if named else None, char=None if named else key)
        except NoSuchKeyError as e:
            if not named:
                raise import_module("pyautogui").PyAutoGUIException(str(e)) from e
            # The original presses no key either, and its display's complaint is printed.
            _log.warning("`%s` was not pressed: %s", key, e)

    def _at(self, x: float | None, y: float | None) -> dict[str, int]:
        if x is None or y is None:
            return {}
        at = self._raising(lambda: self._connection.on_screen(x, y))
        return dict(zip("xy", at, strict=True))

    def _notches(self, clicks: float) -> int:
        whole = int(clicks)
        if self._platform != "win32" or not whole:
            return whole
        return round(whole / _NOTCH) or (1 if whole > 0 else -1)

    def _turns(self, dx: int, dy: int, x: float | None, y: float | None) -> None:
        at = self._at(x, y)
        self._raising(lambda: self._connection.turns(dx, dy, **at))

    def _does(self, **gesture: Any) -> None:
        self._raising(lambda: self._connection.does(**gesture))

    @staticmethod
    def _raising(do: Callable[[], Any]) -> Any:
        try:
            return do()
        except NotDone as e:
            raise _in_both(e) from e


def _in_both(error: NotDone) -> Exception:
    """Make it an exception of pyautogui's too."""
    original = import_module("pyautogui")
    base = original.FailSafeException if isinstance(error, Stopped) else original.PyAutoGUIException
    made: Exception = type(base.__name__, (base, type(error)), {"__module__": base.__module__})(error.outcome)
    return made


def _is_swapped() -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - of Windows alone

        return bool(ctypes.windll.user32.GetSystemMetrics(23))
    if sys.platform == "darwin":
        return False
    try:
        done = subprocess.run(_SWAPPED, stdout=subprocess.PIPE, check=False)
    except FileNotFoundError:
        return False
    return done.stdout == b"true\n"


def fill(module: ModuleType, connection: Connection | None = None) -> None:
    """Make a module the one that pyautogui looks for.

    Args:
        module: A new one; pyautogui itself is being imported.
        connection: Where its calls go; None for the supervisor that the environment names.
    """
    mapping = KeyboardMapping(import_module("pyautogui").KEY_NAMES)
    outlet = Outlet(connection or Connection("pyautogui"), mapping)
    found = {
        "keyboardMapping": mapping,
        "_position": outlet.position,
        "_size": outlet.size,
        "_moveTo": outlet.move_to,
        "_dragTo": outlet.drag_to,
        "_mouseDown": outlet.mouse_down,
        "_mouseUp": outlet.mouse_up,
        "_click": outlet.click,
        "_multiClick": outlet.multi_click,
        "_scroll": outlet.vscroll,
        "_vscroll": outlet.vscroll,
        "_hscroll": outlet.hscroll,
        "_keyDown": outlet.key_down,
        "_keyUp": outlet.key_up,
        "_mouse_is_swapped": outlet.mouse_is_swapped,
    }
    vars(module).update(found)
