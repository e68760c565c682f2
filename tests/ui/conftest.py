"""The ui as a process of its own on a virtual desktop, and eyes that look at the X server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import pytest
from Xlib import X

from tests.support.fake_service import FakeService
from tests.support.pixels import Pixels
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

GROUND = "#336699"


class StartUi(Protocol):
    """Starts a ui with more in its environment."""

    def __call__(self, **env: str) -> FakeService: ...


@pytest.fixture
def look(desktop: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(desktop) as pixels:
        # A window below all others: compositors have their own idea of what the bare root looks like.
        pixels.window(GROUND, (0, 0, 1280, 800)).configure(stack_mode=X.Below)
        pixels.root.warp_pointer(640, 790)
        pixels.connection.sync()
        yield pixels


@pytest.fixture
def start_ui(desktop: VirtualDesktop) -> Iterator[StartUi]:
    started: list[FakeService] = []

    def start(**env: str) -> FakeService:
        log = desktop.folder / "logs" / f"ui-{len(started)}.log"
        ui = FakeService({**desktop.env, **env}, log=log)
        started.append(ui)
        ui.begin(color_scheme="light")
        return ui

    yield start
    for ui in started:
        assert ui.close() == 0
        assert ui.errors() == ""


@pytest.fixture
def ui(start_ui: StartUi) -> FakeService:
    return start_ui()


@contextmanager
def composing(desktop: VirtualDesktop, look: Pixels) -> Iterator[None]:
    """Run a real compositor while inside; no shadows and no fading, so what is drawn is what is meant."""
    selection = look.connection.get_atom("_NET_WM_CM_S0")
    process = desktop.spawn(["picom", "--config", "/dev/null", "--backend", "xrender"])
    wait_for(lambda: look.connection.get_selection_owner(selection) != X.NONE, "the compositor")
    yield
    desktop.end(process)
    wait_for(lambda: look.connection.get_selection_owner(selection) == X.NONE, "the end of the compositor")


@pytest.fixture(params=["plain", "composited"])
def desktop_kind(request: pytest.FixtureRequest, desktop: VirtualDesktop, look: Pixels) -> Iterator[str]:
    """With and without a compositor."""
    if request.param == "plain":
        yield "plain"
        return
    with composing(desktop, look):
        # Its first frames are black here and there.
        spots = [(20, 20), (300, 300), (640, 400), (900, 200), (1200, 700)]
        wait_for(lambda: all(look.at(*spot).is_near(GROUND) for spot in spots), "the compositor's first frame")
        yield "composited"
