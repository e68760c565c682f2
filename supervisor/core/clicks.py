"""The buttons of one agent: which press is the second of a double click, which release is a drop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Point

MULTI_CLICK_MS = 500
MULTI_CLICK_PX = 5
LONG_PRESS_MS = 250
"""Toolkits take the release of a longer press, in a menu that it opened, for the choice of an item."""
DRAG_PX = 8
_MOST_CLICKS = 3


@dataclass(slots=True)
class Press:
    """A button that is down."""

    at: Point
    """Where it went down."""
    dragged: bool = False
    """The pointer has been away from there since: the release is a drop."""
    ms: int = 0
    """When it went down, monotonic."""
    menu: int = 0
    """X id of the menu it went down in; 0 for none."""


@dataclass(slots=True)
class Clicks:
    """Follows presses, motion and releases. Each button has its own press: a second one must not hide a drop."""

    down: dict[int, Press] = field(default_factory=dict)
    """Presses by button."""
    _menus: dict[int, int] = field(default_factory=dict)
    _last: tuple[int, Point, int, int] | None = None

    def press(self, button: int, at: Point, now_ms: int, *, menu: int = 0) -> int:
        """Take a press that is proposed.

        Args:
            button: Which.
            at: Where.
            now_ms: When, monotonic.
            menu: X id of the menu there; 0 for none.

        Returns:
            1 for a click, 2 for the second press of a double click, 3 for the third of a triple click.
        """
        count = 1
        self._menus[button] = menu
        if self._last is not None:
            last_button, last_at, last_ms, last_count = self._last
            near = not _far(last_at, at, MULTI_CLICK_PX)
            if last_button == button and near and now_ms - last_ms <= MULTI_CLICK_MS and last_count < _MOST_CLICKS:
                count = last_count + 1
        self._last = (button, at, now_ms, count)
        return count

    def sent(self, button: int, at: Point, now_ms: int) -> None:
        """Note that a press has reached the seat, perhaps after a hold: programs count double clicks from there."""
        if self._last is not None:
            self._last = (*self._last[:2], now_ms, self._last[3])
        self.down[button] = Press(at, ms=now_ms, menu=self._menus.get(button, 0))

    def moved(self, to: Point | None) -> None:
        """Follow the pointer; None when nobody knows where it went."""
        for press in self.down.values():
            if to is None or _far(press.at, to, DRAG_PX):
                press.dragged = True

    def chooses(self, button: int, menu: int, now_ms: int) -> bool:
        """Tell whether a release lands in a menu that was not there at the press, long enough after it."""
        press = self.down.get(button)
        return press is not None and menu not in (0, press.menu) and self.is_long(button, now_ms)

    def is_long(self, button: int, now_ms: int) -> bool:
        """Tell whether a button has been down for long enough to choose by its release."""
        press = self.down.get(button)
        return press is not None and now_ms - press.ms > LONG_PRESS_MS

    def released(self, button: int) -> None:
        """Note that a button has gone up; until then its drag is under way."""
        self.down.pop(button, None)

    def forget_count(self) -> None:
        """Begin to count anew: a press was refused."""
        self._last = None

    def lifted(self) -> None:
        """Forget what was down: the agent's own releases come too late to drop anything."""
        self.down.clear()


def _far(a: Point, b: Point, limit_px: int) -> bool:
    return max(abs(a.x - b.x), abs(a.y - b.y)) > limit_px
