"""Two monitors of different heights: where the server lets the pointer be, and that we know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

from supervisor.core.action import Point, Rect, nearest_shown
from supervisor.desktop import x11 as x11_module
from supervisor.desktop.crtcs import Crtcs
from supervisor.desktop.windows import Windows
from supervisor.desktop.x11 import X11
from tests.support.monitors import Monitors
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

HIGH, LOW = (0, 0, 800, 800), (800, 0, 600, 400)
BOTH = (Rect(*HIGH), Rect(*LOW))
pytestmark = pytest.mark.desktop


def _display(server: Monitors) -> Display:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XAUTHORITY", server.env["XAUTHORITY"])
        return Display(server.env["DISPLAY"])


@pytest.fixture
def two(bare: VirtualDesktop, tmp_path: Path) -> Monitors:
    return Monitors(bare, tmp_path, (1400, 800))


def test_what_the_monitors_show_is_followed_and_the_pointer_stays_where_we_put_it(two: Monitors) -> None:
    windows, display = Windows(environ=two.env), _display(two)
    assert windows.monitors() == (), "one monitor shows everything"
    two.set(HIGH, LOW)
    assert wait_for(lambda: windows.monitors() or None, "the change") == BOTH

    def lands(point: Point) -> Point:
        xtest.fake_input(display, X.MotionNotify, x=point.x, y=point.y)
        at = display.screen().root.query_pointer()
        return Point(at.root_x, at.root_y)

    lands(Point(1200, 200))
    assert lands(Point(1200, 700)) == Point(1200, 399), "the server moves it into what a monitor shows"
    for aimed in (Point(1200, 700), Point(810, 799), Point(1399, 400)):
        place = nearest_shown(aimed, windows.monitors())
        assert lands(place) == place
    two.set((0, 0, 1400, 800))
    wait_for(lambda: windows.monitors() == (), "the change back")
    windows.close()
    display.close()


def test_while_nobody_answers_what_was_known_counts(two: Monitors, monkeypatch: pytest.MonkeyPatch) -> None:
    two.set(HIGH, LOW)
    x11, other = X11(environ=two.env), _display(two)
    crtcs = Crtcs(x11)
    assert crtcs.areas((1400, 800)) == BOTH
    other.grab_server()
    other.sync()
    monkeypatch.setattr(x11_module, "REPLY_BUDGET_S", 0.05)
    crtcs._stale = True
    assert crtcs.areas((1400, 800)) == BOTH
    assert crtcs._stale, "it is asked again"
    other.ungrab_server()
    other.sync()
    monkeypatch.setattr(x11_module, "REPLY_BUDGET_S", 15)
    assert crtcs.areas((800, 800)) == ()
    x11.close()
    other.close()
