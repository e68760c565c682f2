"""pyscreeze's screenshots, stood in for: the supervisor takes them, without its own windows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from supervisor.client.shims.connection import Connection

if TYPE_CHECKING:
    from types import ModuleType


class Pictures:
    """The functions of pyscreeze that look at the screen."""

    def __init__(self, connection: Connection) -> None:
        """Take where the pictures come from."""
        self._connection = connection

    def screenshot(
        self,
        imageFilename: str | None = None,  # noqa: N803 - as the original has it
        region: tuple[int, int, int, int] | None = None,
        allScreens: bool = False,  # noqa: N803
    ) -> Any:
        """Take a picture of the screen, or a part of it: left, top, width, height."""
        del allScreens  # it is the whole desktop in any case
        image = import_module("PIL.Image").open(io.BytesIO(self._connection.picture())).convert("RGB")
        if region is not None:
            if len(region) != 4 or not all(isinstance(number, int) for number in region):
                raise AssertionError("region argument must be a tuple of four ints")
            left, top, width, height = region
            image = image.crop((left, top, left + width, top + height))
        if imageFilename is not None:
            image.save(imageFilename)
        return image

    def pixel(self, x: int, y: int) -> tuple[int, ...]:
        """Give the colour of a pixel: red, green, blue."""
        if isinstance(x, Sequence):
            raise TypeError("pixel() takes x and y as two arguments")
        found: tuple[int, ...] = self.screenshot().getpixel((x, y))
        return found


def replace_in(module: ModuleType, connection: Connection | None = None) -> None:
    """Let pyscreeze look at the screen by way of the supervisor.

    Args:
        module: pyscreeze, just imported.
        connection: Where the pictures come from; None for the supervisor that the environment names.
    """
    pictures = Pictures(connection or Connection("pyautogui"))
    colour = getattr(module, "RGB", None)

    def pixel(x: int, y: int) -> Any:
        found = pictures.pixel(x, y)
        return found if colour is None else colour(*found)

    vars(module).update({"screenshot": pictures.screenshot, "pixel": pixel})
    for name in [name for name in vars(module) if name.startswith("_screenshot_")]:
        setattr(module, name, pictures.screenshot)
