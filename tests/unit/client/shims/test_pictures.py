from __future__ import annotations

import io
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from supervisor.client.shims.pictures import Pictures, replace_in

if TYPE_CHECKING:
    from pathlib import Path


class Screen:
    """A screen of 4x3 px that is red but for one pixel."""

    def picture(self) -> bytes:
        image = Image.new("RGBA", (4, 3), (255, 0, 0, 255))
        image.putpixel((2, 1), (1, 2, 3, 255))
        made = io.BytesIO()
        image.save(made, "PNG")
        return made.getvalue()


@pytest.fixture
def pictures() -> Pictures:
    return Pictures(Screen())  # type: ignore[arg-type]


def test_the_whole_screen_or_a_part_of_it(pictures: Pictures, tmp_path: Path) -> None:
    assert (pictures.screenshot().size, pictures.screenshot().mode) == ((4, 3), "RGB")
    file = tmp_path / "part.png"
    part = pictures.screenshot(str(file), region=(2, 1, 2, 2))
    assert part.size == (2, 2)
    assert part.getpixel((0, 0)) == (1, 2, 3)
    with Image.open(file) as saved:
        assert saved.size == (2, 2)


def test_a_part_is_four_numbers(pictures: Pictures) -> None:
    with pytest.raises(AssertionError, match="four ints"):
        pictures.screenshot(region=(1, 2, 3.5, 4))  # type: ignore[arg-type]


def test_a_pixel_is_three_colours(pictures: Pictures) -> None:
    assert pictures.pixel(2, 1) == (1, 2, 3)
    with pytest.raises(TypeError):
        pictures.pixel((2, 1), 0)  # type: ignore[arg-type]


def test_no_way_past_it_is_left_in_the_original() -> None:
    module = ModuleType("pyscreeze")
    vars(module).update({"screenshot": None, "_screenshot_linux": None, "pixel": None, "center": "as it was"})
    replace_in(module, Screen())  # type: ignore[arg-type]
    assert module.pixel(2, 1) == (1, 2, 3)
    assert module._screenshot_linux().size == module.screenshot().size == (4, 3)
    assert module.center == "as it was"
