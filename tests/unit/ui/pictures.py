"""Looks at images pixel by pixel, so that a test can say what a person would see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 24


def near(one: QColor, other: QColor) -> bool:
    """Tell whether two colours look alike; the alpha counts too."""
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)  # type: ignore[call-overload]  # stub: tuple of int
    return all(abs(a - b) <= _NEAR for a, b in pairs)


def pixels(image: QImage) -> Iterator[QColor]:
    """Give all pixels."""
    for y in range(image.height()):
        for x in range(image.width()):
            yield image.pixelColor(x, y)


def count(image: QImage, color: str | QColor) -> int:
    """Count the pixels of about this colour."""
    wanted = QColor(color)
    return sum(near(pixel, wanted) for pixel in pixels(image))
