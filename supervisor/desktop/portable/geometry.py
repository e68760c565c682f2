"""Where the monitors are, in the pixels of a picture and in the numbers that input counts in. Pure.

One coordinate type is used everywhere: physical pixels from the top left corner of the whole desktop. Systems count
otherwise. With a monitor left of or above the main one, Windows and macOS have negative numbers; macOS counts in
points, of which a sharp screen has fewer than pixels. Between monitors of different heights there are places that no
monitor shows; the pointer cannot go there, and a click meant for there would land elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.action import Point, Rect, nearest_shown

if TYPE_CHECKING:
    from collections.abc import Iterable


class GeometryError(Exception):
    """The monitors cannot be what the system says they are; the machine is at fault."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """The monitors of a desktop."""

    bounds: Rect
    """All monitors together, in the numbers that input counts in; x and y may be negative."""
    monitors: tuple[Rect, ...]
    """Each of them, likewise."""
    width: int
    """Of a picture of all of it, px."""
    height: int
    """Likewise."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole desktop, px."""
        return self.width, self.height

    def for_input(self, point: Point) -> Point:
        """Give where input has to be sent for it to arrive at a pixel.

        Args:
            point: px from the top left corner of the whole desktop.
        """
        return Point(
            self.bounds.x + point.x * self.bounds.width // self.width,
            self.bounds.y + point.y * self.bounds.height // self.height,
        )

    def in_picture(self, point: Point) -> Point:
        """Give the pixel of a place that input counts in; the upper left one where it has several."""
        return Point(
            -(-(point.x - self.bounds.x) * self.width // self.bounds.width),
            -(-(point.y - self.bounds.y) * self.height // self.bounds.height),
        )

    def shown(self, point: Point) -> bool:
        """Tell whether a monitor shows a place that input counts in."""
        return any(monitor.contains(point) for monitor in self.monitors)

    def nearest(self, point: Point) -> Point:
        """Give the shown place nearest to one, in the numbers of input: there the pointer would stop."""
        return nearest_shown(point, self.monitors)


def measured(bounds: Rect, monitors: Iterable[Rect], sample: tuple[Rect, tuple[int, int]]) -> Geometry:
    """Make it of what a library for pictures tells.

    Args:
        bounds: All monitors together, in the numbers that input counts in.
        monitors: Each of them; none where they are not known.
        sample: A part of it, and width and height of the picture that came of asking for that part, px.

    Raises:
        GeometryError: these are no monitors.
    """
    asked, (width, height) = sample
    if min(bounds.width, bounds.height, asked.width, asked.height, width, height) <= 0:
        raise GeometryError("no monitor is on: switch one on and start again")
    each = tuple(monitor for monitor in monitors if monitor.width > 0 and monitor.height > 0)
    return Geometry(
        bounds, each or (bounds,), bounds.width * width // asked.width, bounds.height * height // asked.height
    )
