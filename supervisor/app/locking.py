"""While the screen is locked nobody sees what agents do, and nobody may answer: the gate is closed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from supervisor.core.action import Point
from supervisor.desktop.screen_lock import is_locker

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.context import Window
    from supervisor.core.ports import Loop
    from supervisor.engine.engine import Engine

LOOK_S = 0.5
"""How often the topmost window is looked at: some lockers are on no bus."""


class Buses(Protocol):
    """See `desktop.screen_lock.ScreenLock`."""

    on_change: Callable[[str], None]

    def start(self, loop: Loop) -> None:
        """Begin to listen."""

    def close(self) -> None:
        """Listen no longer."""


class Screen(Protocol):
    """What is asked of the display."""

    def window_at(self, point: Point) -> Window | None:
        """Give the window that a press at `point` would reach."""

    def screen_size(self) -> tuple[int, int]:
        """Give width and height, px."""


class Locking:
    """Joins what says that the screen is locked, and tells the engine."""

    def __init__(self, engine: Engine, screen: Screen, buses: Buses) -> None:
        self._engine = engine
        self._screen = screen
        self._buses = buses
        self._loop = engine.parts.loop
        self._by_bus = ""
        self._by_window = ""

    def start(self, loop: Loop) -> None:
        """Begin to look and to listen."""
        self._buses.on_change = self._said
        self._buses.start(loop)
        self._look()

    def close(self) -> None:
        """Listen no longer."""
        self._buses.close()

    def _said(self, why: str) -> None:
        self._by_bus = why
        self._tell()

    def _look(self) -> None:
        width, height = self._screen.screen_size()
        window = self._screen.window_at(Point(width // 2, height // 2))
        locked = window is not None and is_locker(window, (width, height))
        self._by_window = f"window: {window.executable}" if window is not None and locked else ""
        self._tell()
        self._loop.after(LOOK_S, self._look)

    def _tell(self) -> None:
        why = self._by_bus or self._by_window
        if why:
            self._engine.lock(why)
        else:
            self._engine.unlock()
