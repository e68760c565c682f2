from __future__ import annotations

import asyncio
import base64
import io
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from supervisor.app.mcp_eyes import LONGEST_PX, MOST_PIXELS, Eyes, fitted
from supervisor.wire.model_call import Size
from tests.support.connect import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.demo.virtual_desktop import VirtualDesktop


class Gate:
    """Shows a screen whose right half is red."""

    def __init__(self, width: int, height: int) -> None:
        image = Image.new("RGB", (width, height), "blue")
        image.paste("red", (width // 2, 0, width, height))
        data = io.BytesIO()
        image.save(data, "PNG")
        self.png = data.getvalue()

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        assert (method, params, on_held) == ("screenshot", {}, None)
        return {"format": "png", "data": base64.b64encode(self.png).decode()}


@pytest.mark.parametrize(("width", "height"), [(3840, 2160), (2560, 1440), (1920, 1080), (1080, 1920), (7680, 1080)])
def test_a_large_screen_is_shown_as_large_as_models_take_it(width: int, height: int) -> None:
    size = fitted(width, height)
    assert max(size.width, size.height) <= LONGEST_PX
    assert size.width * size.height <= MOST_PIXELS * 1.01
    assert size.width / size.height == pytest.approx(width / height, rel=0.02)


def test_a_small_screen_is_shown_as_it_is() -> None:
    assert fitted(1024, 768) == Size(1024, 768)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.desktop
def test_pictures_and_places_have_the_same_scale(desktop: VirtualDesktop) -> None:
    with closing(connect(desktop)) as display:
        gate = Gate(2560, 1600)
        eyes = Eyes(gate, display, (2560, 1600))
        whole = opened(asyncio.run(eyes.picture()))
        assert whole.size == (eyes.size.width, eyes.size.height)
        half = eyes.size.width // 2
        part = opened(asyncio.run(eyes.picture((half + 1, 0, half + 101, 100)))).convert("RGB")
        assert part.getcolors() == [(part.width * part.height, (255, 0, 0))]
        assert part.width > 150, "a part is seen sharper"
        display.screen().root.warp_pointer(256, 160)
        display.sync()
        assert asyncio.run(eyes.pointer()) == (256 * eyes.size.width // 2560, 160 * eyes.size.height // 1600)


@pytest.mark.desktop
def test_a_screen_that_fits_is_passed_on_as_it_is(desktop: VirtualDesktop) -> None:
    with closing(connect(desktop)) as display:
        gate = Gate(800, 600)
        assert asyncio.run(Eyes(gate, display, (800, 600)).picture()) == gate.png
