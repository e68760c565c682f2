"""A hand that notes what it does, with a pointer that need not go where it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import Point
from supervisor.desktop.portable.hand import HandError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.desktop.portable.strokes import Key, Remap, Stroke


class SimulatedHand:
    name = "simulated"
    clients = ()

    def __init__(self) -> None:
        self.did: list[str] = []
        self.at = Point(0, 0)
        self.lands: Callable[[Point], Point] = lambda point: point
        self.cannot = ""
        self.breaks_at = ""
        self.before: Callable[[], None] = lambda: None

    def _do(self, what: str) -> None:
        self.before()
        if what == self.breaks_at:
            raise OSError("the cable is out")
        self.did.append(what)

    def check(self, strokes: Sequence[Stroke]) -> None:
        if self.cannot:
            raise HandError(f"{self.cannot}: {len(strokes)}")

    def move(self, point: Point) -> None:
        self._do(f"@{point.x},{point.y}")
        self.at = self.lands(point)

    def position(self) -> Point:
        return self.at

    def button(self, number: int, *, down: bool) -> None:
        self._do(f"{'+' if down else '-'}b{number}")

    def key(self, key: Key) -> None:
        self._do(f"{'+' if key.down else '-'}{key.char}")

    def remap(self, remap: Remap) -> None:
        self._do(f"remap {remap.keycode}")
