"""What was on the screen at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mss.tools

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen's pixels."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    rgb: bytes
    """Three bytes a pixel, row by row from the top."""

    @classmethod
    def of_bgrx(cls, width: int, height: int, pixels: bytes | bytearray) -> Picture:
        """Make one from four bytes a pixel: blue, green, red and one that means nothing."""
        rgb = bytearray(3 * width * height)
        rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        return cls(width, height, bytes(rgb))

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Give red, green and blue of a pixel."""
        at = 3 * (y * self.width + x)
        return self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]

    def part(self, x: int, y: int, width: int, height: int) -> Picture:
        """Cut out a rectangle; what lies outside the picture is left away."""
        left, top = max(0, x), max(0, y)
        right, bottom = min(self.width, x + width), min(self.height, y + height)
        rows = (
            self.rgb[3 * (row * self.width + left) : 3 * (row * self.width + right)] for row in range(top, bottom)
        )
        return Picture(max(0, right - left), max(0, bottom - top), b"".join(rows))

    def around(self, x: int, y: int, radius: int) -> Picture:
        """Cut out the square around a pixel."""
        return self.part(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1)

    def changed(self, before: Picture) -> int:
        """Count the pixels that differ from an earlier picture of the same size."""
        return sum(self.rgb[at : at + 3] != before.rgb[at : at + 3] for at in range(0, len(self.rgb), 3))

    def save(self, path: Path) -> None:
        """Write it as PNG."""
        path.write_bytes(mss.tools.to_png(self.rgb, (self.width, self.height)) or b"")
