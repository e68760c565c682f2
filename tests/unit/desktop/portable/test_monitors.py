from __future__ import annotations

import os
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import Point, Rect
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.desktop.portable.geometry import GeometryError
from supervisor.desktop.portable.hand import HandError
from supervisor.desktop.portable.monitors import FRESH_S, Monitors, look, open_pictures
from tests.support.portable_rig import PortableRig
from tests.support.waiting import wait_for
from tests.unit.desktop.portable.simulated_libraries import SimulatedMss

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop


def test_the_scale_is_what_a_picture_has_more_than_was_asked_for() -> None:
    sharp = look(SimulatedMss([(-1440, 0, 2880, 900), (0, 0, 1440, 900), (-1440, 0, 1440, 900)], scale=2))
    assert sharp.size == (5760, 1800)
    assert sharp.bounds == Rect(-1440, 0, 2880, 900)
    assert len(sharp.monitors) == 2


def test_a_desktop_without_a_monitor_is_said() -> None:
    with pytest.raises(GeometryError):
        look(SimulatedMss([(0, 0, 0, 0)]))


def test_monitors_are_looked_for_again_after_a_while_and_when_they_are_doubted() -> None:
    now_s = [10.0]
    pictures = SimulatedMss([(0, 0, 800, 600)])
    monitors = Monitors(pictures.open, lambda: now_s[0])
    assert monitors.geometry().size == monitors.geometry().size == (800, 600)
    assert pictures.opened == 1
    now_s[0] += FRESH_S + 0.1
    monitors.geometry()
    assert pictures.opened == 2
    monitors.doubt()
    monitors.geometry()
    assert pictures.opened == 3


def test_a_library_that_cannot_be_loaded_is_one_sentence() -> None:
    def load(_name: str) -> Any:
        raise ImportError("no module")

    with pytest.raises(HandError, match="mss cannot be used: no module"):
        open_pictures(load)


def test_an_error_on_a_system_without_a_second_way_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class ScreenShotError(Exception):
        pass

    def cannot() -> Any:
        raise ScreenShotError("drawable's visual not found")

    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(HandError, match="visual not found"):
        open_pictures(lambda _name: SimpleNamespace(MSS=cannot, ScreenShotError=ScreenShotError))


def test_monitors_of_a_real_screen_are_seen_and_so_is_the_gap_beside_the_smaller_one(
    bare: VirtualDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    screen = ["-screen", "0", "900x600x24", "-nolisten", "tcp", "-noreset"]
    server = bare.spawn(["Xvfb", "-displayfd", str(writer), *screen], pass_fds=(writer,))
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        name = f":{int(pipe.readline())}"
    env = {"DISPLAY": name}
    monkeypatch.setenv("DISPLAY", name)
    bare.run(["env", f"DISPLAY={name}", "xrandr", "--setmonitor", "small", "300/79x400/105+0+0", "screen"])
    bare.run(["env", f"DISPLAY={name}", "xrandr", "--setmonitor", "main", "600/158x600/158+300+0", "none"])
    with open_pictures() as pictures:
        seen = look(pictures)
    assert seen.size == (900, 600)
    assert set(seen.monitors) == {Rect(0, 0, 300, 400), Rect(300, 0, 600, 600)}
    assert not seen.shown(Point(100, 500))
    with PortableRig(bare, more=env) as rig:
        press, release = InputEvent(EventKind.BUTTON_PRESS, 1), InputEvent(EventKind.BUTTON_RELEASE, 1)

        def click(x: int, y: int) -> str:
            return rig.send(InputEvent(EventKind.MOTION, x=x, y=y), press, release)

        assert click(100, 399) == click(899, 599) == "done"
        assert click(100, 500) == "no monitor shows `100,500`, so nothing can be pressed there"
        bare.run(["env", f"DISPLAY={name}", "xrandr", "--delmonitor", "small"])
        bare.run(["env", f"DISPLAY={name}", "xrandr", "--delmonitor", "main"])
        wait_for(lambda: click(100, 500) == "done", "the monitors to be looked for again")
    bare.end(server)
