"""Stands in for the module by which pynput's mouse speaks to the operating system (`pynput.mouse._xorg` and kin)."""

from __future__ import annotations

import enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from supervisor.client.shims.connection import Connection
from supervisor.client.shims.listening import listener_class

if TYPE_CHECKING:
    from types import ModuleType

_NAMED = {"left": "left", "middle": "middle", "right": "right", "button8": "back", "button9": "forward"}
_NAMED |= {"x1": "back", "x2": "forward"}
_WHEEL = {"scroll_up": (0, 1), "scroll_down": (0, -1), "scroll_left": (-1, 0), "scroll_right": (1, 0)}
"""Right and up, as pynput counts."""
_BUTTONS = [("unknown", None), ("left", 1), ("middle", 2), ("right", 3)]
_BUTTONS += [("scroll_up", 4), ("scroll_down", 5), ("scroll_left", 6), ("scroll_right", 7)]
_FURTHEST = 0x7FFF


class Mouse:
    """What `pynput.mouse.Controller` does here; the original's class is a base beside it."""

    connection: Connection
    listeners: Any

    def _position_get(self) -> tuple[int, int]:
        at = self.connection.pointer()
        return at.x, at.y

    def _position_set(self, pos: tuple[float, float]) -> None:
        x, y = self.connection.on_screen(*_within(*pos))
        self.connection.does(type="move", x=x, y=y)
        self.listeners.tell("on_move", x, y)

    def _scroll(self, dx: float, dy: float) -> None:
        right, up = _within(dx, dy)
        self.connection.turns(right, -up)
        for name, (across, along) in _WHEEL.items():
            turns = right * across + up * along
            for _ in range(turns):
                self._told("on_scroll", *_WHEEL[name])

    def _press(self, button: Any) -> None:
        if button.name in _WHEEL:
            self._scroll(*_WHEEL[button.name])
            return
        self.connection.does(type="down", button=_button(button))
        self._told("on_click", button, True)

    def _release(self, button: Any) -> None:
        if button.name not in _WHEEL:
            self.connection.does(type="up", button=_button(button))
            self._told("on_click", button, False)

    def _told(self, callback: str, *what: Any) -> None:
        if self.listeners._heard:  # noqa: SLF001 - asking where the pointer is costs a call
            self.listeners.tell(callback, *self._position_get(), *what)


def _button(button: Any) -> str:
    found = _NAMED.get(button.name)
    if found is None:
        raise ValueError(f"`{button}` is no button that can be pressed under supervision: {', '.join(_NAMED)}")
    return found


def _within(*numbers: float) -> tuple[int, ...]:
    """Check as the original does.

    Raises:
        ValueError: one is out of the bounds that a short number has.
    """
    if not all(-_FURTHEST - 1 <= number <= _FURTHEST for number in numbers):
        raise ValueError(numbers)
    return tuple(int(number) for number in numbers)


def fill(module: ModuleType, connection: Connection | None = None) -> None:
    """Make a module the one that `pynput.mouse` looks for.

    Args:
        module: A new one; `pynput.mouse` itself is being imported.
        connection: Where its calls go; None for the supervisor that the environment names.
    """
    base = import_module("pynput.mouse._base")
    more = [(f"button{number}", number) for number in range(8, 31)]
    button = enum.Enum("Button", [*_BUTTONS, *more, ("x1", 8), ("x2", 9)], module=module.__name__)  # type: ignore[misc]
    listener = listener_class(base.Listener, "Listener", module.__name__)
    own = {"connection": connection or Connection("pynput"), "listeners": listener, "__module__": module.__name__}
    controller = type("Controller", (Mouse, base.Controller), own)
    vars(module).update({"Button": button, "Controller": controller, "Listener": listener})
