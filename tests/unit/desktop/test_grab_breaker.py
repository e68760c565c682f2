from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X

from supervisor.desktop.grab_breaker import end_grab
from supervisor.desktop.x11 import X11
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display
    from Xlib.xobject.drawable import Window

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.fixture
def ours(desktop: VirtualDesktop) -> Iterator[X11]:
    x11 = X11(desktop.display, desktop.env)
    yield x11
    x11.close()


@pytest.fixture
def program(desktop: VirtualDesktop) -> Iterator[Display]:
    display = connect(desktop)
    yield display
    display.close()


@pytest.mark.parametrize("what", ["pointer", "keyboard"])
def test_a_grab_is_ended_and_its_window_stays(
    ours: X11, program: Display, desktop: VirtualDesktop, what: str
) -> None:
    window = program.screen().root.create_window(
        0, 0, 9, 9, 0, X.CopyFromParent, override_redirect=True, event_mask=X.StructureNotifyMask
    )
    window.map()
    program.sync()
    assert not end_grab(ours, what, window.id), "nobody grabs it"
    modes = (X.GrabModeAsync, X.GrabModeAsync)

    def grab(one: Window) -> int:
        if what == "keyboard":
            return int(one.grab_keyboard(True, *modes, X.CurrentTime))
        return int(one.grab_pointer(True, 0, *modes, X.NONE, X.NONE, X.CurrentTime))

    wait_for(lambda: grab(window) == X.GrabSuccess, "the grab of whoever asked to be let go")
    other = connect(desktop)
    assert grab(other.screen().root) == X.AlreadyGrabbed
    assert end_grab(ours, what, window.id)
    wait_for(lambda: grab(other.screen().root) == X.GrabSuccess, "the grab to end")
    other.close()
    assert window.get_attributes().map_state == X.IsViewable
    seen = []
    while program.pending_events():
        seen.append(program.next_event().type)
    assert X.UnmapNotify in seen, "its program notices"


def test_a_window_that_has_gone_is_not_put_anywhere(ours: X11, program: Display) -> None:
    window = program.screen().root.create_window(0, 0, 9, 9, 0, X.CopyFromParent, override_redirect=True)
    program.sync()
    modes = (X.GrabModeAsync, X.GrabModeAsync)
    assert program.screen().root.grab_keyboard(True, *modes, X.CurrentTime) == X.GrabSuccess
    assert not end_grab(ours, "keyboard", window.id)
    assert not end_grab(ours, "keyboard", 0x1FF_0000)
    assert window.get_attributes().map_state == X.IsUnmapped
