from __future__ import annotations

import asyncio
import base64
import io
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PIL import Image
from Xlib import X
from Xlib.protocol.event import ConfigureNotify

from supervisor.app.mcp_eyes import LONGEST_PX, MOST_PIXELS, Eyes, fitted
from supervisor.intake.mcp_gate import GateError
from supervisor.wire.model_call import Size
from tests.support.connect import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop


class Gate:
    """Shows a screen whose right half is red."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        image = Image.new("RGB", (width, height), "blue")
        image.paste("red", (width // 2, 0, width, height))
        data = io.BytesIO()
        image.save(data, "PNG")
        self.png = data.getvalue()

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        assert (method, params, on_held) == ("screenshot", {}, None)
        width, height = self.size
        return {"format": "png", "width": width, "height": height, "data": base64.b64encode(self.png).decode()}


class Root:
    """A screen of some size, with the pointer at some place; stands for a display as well."""

    def __init__(self, width: int, height: int, at: tuple[int, int]) -> None:
        self.geometry = SimpleNamespace(width=width, height=height)
        self.at = SimpleNamespace(root_x=at[0], root_y=at[1])
        self.events: list[SimpleNamespace] = []

    def says(self, width: int, height: int, *, sent: bool) -> None:
        size = {"width": width, "height": height}
        self.events.append(SimpleNamespace(type=X.ConfigureNotify, send_event=sent, **size))

    def screen(self) -> SimpleNamespace:
        return SimpleNamespace(root=self)

    def change_attributes(self, *, event_mask: int) -> None:
        assert event_mask == X.StructureNotifyMask

    def pending_events(self) -> int:
        return len(self.events)

    def next_event(self) -> SimpleNamespace:
        return self.events.pop(0)

    def get_geometry(self) -> SimpleNamespace:
        return self.geometry

    def query_pointer(self) -> SimpleNamespace:
        return self.at


def eyes_of(gate: Gate, root: Root, screen: tuple[int, int]) -> Eyes:
    return Eyes(gate, cast("Display", root), screen)


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


def test_pictures_and_places_have_the_same_scale() -> None:
    eyes = eyes_of(Gate(2560, 1600), Root(2560, 1600, (256, 160)), (2560, 1600))
    whole = opened(asyncio.run(eyes.picture()))
    assert whole.size == (eyes.size.width, eyes.size.height)
    half = eyes.size.width // 2
    part = opened(asyncio.run(eyes.picture((half + 1, 0, half + 101, 100)))).convert("RGB")
    assert part.getcolors() == [(part.width * part.height, (255, 0, 0))]
    assert part.width > 150, "a part is seen sharper"
    assert asyncio.run(eyes.pointer()) == (256 * eyes.size.width // 2560, 160 * eyes.size.height // 1600)


def test_a_screen_that_changes_its_size_is_seen_as_it_is_now() -> None:
    root = Root(3840, 2160, (1000, 500))
    gate = Gate(3840, 2160)
    eyes = eyes_of(gate, root, (1920, 1080))
    for asked in (eyes.check(), eyes.pointer(), eyes.picture((0, 0, 10, 10))):
        with pytest.raises(GateError, match="another size by now: take a screenshot"):
            asyncio.run(asked)
    assert opened(asyncio.run(eyes.picture())).size == (eyes.size.width, eyes.size.height)
    assert eyes.size == fitted(3840, 2160)
    asyncio.run(eyes.check())
    assert asyncio.run(eyes.pointer()) == (1000 * eyes.size.width // 3840, 500 * eyes.size.height // 2160)
    assert opened(asyncio.run(eyes.picture((0, 0, 10, 10)))).width > 10


def test_attack_the_size_of_the_screen_is_what_the_server_says_and_no_other_program() -> None:
    root = Root(1920, 1080, (0, 0))
    eyes = eyes_of(Gate(1920, 1080), root, (1920, 1080))
    asyncio.run(eyes.check())
    root.geometry = SimpleNamespace(width=800, height=600)
    root.says(800, 600, sent=False)
    root.says(1920, 1080, sent=True)
    with pytest.raises(GateError, match="another size by now"):
        asyncio.run(eyes.check())


@pytest.mark.desktop
def test_the_pointer_of_a_real_screen_is_where_it_is(desktop: VirtualDesktop) -> None:
    with closing(connect(desktop)) as display:
        screen = display.screen()
        real = (screen.width_in_pixels, screen.height_in_pixels)
        eyes = Eyes(Gate(*real), display, real)
        screen.root.warp_pointer(256, 160)
        display.sync()
        asyncio.run(eyes.check())
        assert asyncio.run(eyes.pointer()) == eyes.size.from_screen(256, 160, Size(*real))


@pytest.mark.desktop
def test_a_real_screen_that_is_made_smaller_is_seen_before_the_next_gesture(
    desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(connect(desktop)) as display, closing(connect(desktop)) as other:
        screen = display.screen()
        eyes = Eyes(Gate(640, 480), display, (screen.width_in_pixels, screen.height_in_pixels))
        asyncio.run(eyes.check())
        with monkeypatch.context() as patched:
            patched.setattr(display.display, "send_request", lambda *_: pytest.fail("the server is asked once"))
            asyncio.run(eyes.check())
        desktop.run(["xrandr", "-s", "640x480"])
        try:
            before = {"width": screen.width_in_pixels, "height": screen.height_in_pixels}
            root = other.screen().root
            places = {"event": root, "window": root, "above_sibling": X.NONE, "x": 0, "y": 0, "border_width": 0}
            forged = ConfigureNotify(override=0, **places, **before)
            root.send_event(forged, event_mask=X.StructureNotifyMask)
            other.sync()
            with pytest.raises(GateError, match="another size by now"):
                asyncio.run(eyes.check())
            asyncio.run(eyes.picture())
            asyncio.run(eyes.check())
        finally:
            desktop.run(["xrandr", "-s", f"{screen.width_in_pixels}x{screen.height_in_pixels}"])


def test_a_screen_that_fits_is_passed_on_as_it_is() -> None:
    gate = Gate(800, 600)
    assert asyncio.run(eyes_of(gate, Root(800, 600, (0, 0)), (800, 600)).picture()) == gate.png
