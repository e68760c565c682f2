from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X, Xatom, display
from Xlib.ext import shape

from supervisor.core.action import Point, Rect
from supervisor.desktop import x11
from supervisor.desktop.windows import Windows
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.fixture
def windows(bare: VirtualDesktop) -> Iterator[Windows]:
    looking = Windows(environ=bare.env)
    yield looking
    looking.close()


def show(other: Display, x: int, y: int, width: int = 100, height: int = 80, **kw: Any) -> Any:
    """Map a window of another client."""
    window = other.screen().root.create_window(x, y, width, height, 0, X.CopyFromParent, **kw)
    window.map()
    other.sync()
    return window


def test_the_bare_root_is_a_known_window(windows: Windows) -> None:
    found = windows.window_at(Point(400, 300))
    assert found is not None
    assert (found.id, found.rect) == (0, Rect(0, 0, 800, 600))


def test_facts_of_a_window_without_a_window_manager(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    owner = show(other, 500, 500)
    window.set_wm_name("plain")
    window.change_property(
        other.intern_atom("_NET_WM_NAME"), other.intern_atom("UTF8_STRING"), 8, "wörtlich".encode()
    )
    window.set_wm_class("inst", "Class")
    window.set_wm_transient_for(owner)
    other.sync()
    found = windows.window_at(Point(50, 50))
    assert found is not None
    assert (found.id, found.title, found.instance, found.app) == (window.id, "wörtlich", "inst", "Class")
    assert (found.rect, found.transient_for, found.override_redirect) == (Rect(10, 20, 100, 80), owner.id, False)


def test_a_change_is_seen_by_the_next_question(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    window.set_wm_name("before")
    other.sync()
    assert windows.window_at(Point(50, 50)).title == "before"  # type: ignore[union-attr]
    window.set_wm_name("after")
    window.configure(x=30)
    other.sync()
    found = windows.window_at(Point(50, 50))
    assert found is not None
    assert (found.title, found.rect) == ("after", Rect(30, 20, 100, 80))


def test_a_window_that_opened_a_moment_ago_is_on_top(windows: Windows, other: Display) -> None:
    below = show(other, 10, 20)
    assert windows.window_at(Point(50, 50)).id == below.id  # type: ignore[union-attr]
    menu = show(other, 40, 40, override_redirect=1)
    found = windows.window_at(Point(50, 50))
    assert found is not None
    assert (found.id, found.override_redirect) == (menu.id, True)
    menu.unmap()
    other.sync()
    assert windows.window_at(Point(50, 50)).id == below.id  # type: ignore[union-attr]


def test_raising_and_destroying_are_followed(windows: Windows, other: Display) -> None:
    first, second = show(other, 10, 20), show(other, 10, 20)
    assert windows.window_at(Point(50, 50)).id == second.id  # type: ignore[union-attr]
    first.configure(stack_mode=X.Above)
    other.sync()
    assert windows.window_at(Point(50, 50)).id == first.id  # type: ignore[union-attr]
    first.destroy()
    other.sync()
    assert windows.exists(first.id) is False
    assert windows.exists(second.id) is True
    assert windows.window_at(Point(50, 50)).id == second.id  # type: ignore[union-attr]


def test_a_window_that_takes_no_input_is_looked_through(windows: Windows, other: Display) -> None:
    below = show(other, 10, 20)
    overlay = show(other, 0, 0, 800, 600, override_redirect=1)
    overlay.shape_rectangles(shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])
    other.sync()
    assert windows.window_at(Point(50, 50)).id == below.id  # type: ignore[union-attr]


def test_ignored_windows_are_looked_through(windows: Windows, other: Display) -> None:
    below = show(other, 10, 20)
    hollow = show(other, 0, 0, 300, 300, override_redirect=1)
    hollow.shape_rectangles(shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])
    popup = show(other, 0, 0, 300, 300, override_redirect=1)
    assert windows.window_at(Point(50, 50)).id == popup.id  # type: ignore[union-attr]
    windows.ignored.add(popup.id)
    assert windows.window_at(Point(50, 50)).id == below.id  # type: ignore[union-attr]
    assert windows.window_at(Point(250, 250)).id == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("overlay", [True, False])
def test_what_we_lay_over_the_screen_is_looked_through_and_our_ordinary_windows_are_not(
    windows: Windows, other: Display, overlay: bool
) -> None:
    ours = show(other, 10, 20, override_redirect=int(overlay))
    ours.change_property(other.intern_atom("_NET_WM_PID"), Xatom.CARDINAL, 32, [os.getpid()])
    other.sync()
    found = windows.window_at(Point(50, 50))
    assert found is not None
    assert found.pid == os.getpid()
    windows.own_pids.add(os.getpid())
    assert windows.window_at(Point(50, 50)).id == (0 if overlay else ours.id)  # type: ignore[union-attr]


def test_the_client_inside_a_frame_is_what_counts(windows: Windows, other: Display) -> None:
    frame = show(other, 10, 20, 120, 100, override_redirect=1)
    client = other.screen().root.create_window(0, 0, 100, 80, 0, X.CopyFromParent)
    client.set_wm_name("inside")
    client.map()
    other.sync()
    assert windows.window_at(Point(12, 22)) is not None
    client.reparent(frame, 10, 15)
    client.change_property(other.intern_atom("WM_STATE"), other.intern_atom("WM_STATE"), 32, [1, 0])
    other.sync()
    found = windows.window_at(Point(12, 22))
    assert found is not None
    assert (found.id, found.title, found.rect) == (client.id, "inside", Rect(20, 35, 100, 80))
    frame.configure(x=0, y=0)
    other.sync()
    assert windows.window_at(Point(2, 2)).rect == Rect(10, 15, 100, 80)  # type: ignore[union-attr]


def test_focus_of_a_child_is_the_focus_of_its_window(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    child = window.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    child.map()
    child.set_input_focus(X.RevertToParent, X.CurrentTime)
    other.sync()
    assert windows.focused().id == window.id  # type: ignore[union-attr]
    elsewhere = show(other, 300, 300)
    elsewhere.set_input_focus(X.RevertToParent, X.CurrentTime)
    other.sync()
    assert windows.focused().id == elsewhere.id  # type: ignore[union-attr]
    assert windows.put_focus(window.id)
    assert windows.focused().id == window.id  # type: ignore[union-attr]
    assert other.get_input_focus().focus.id == child.id


def test_focus_that_follows_the_pointer_and_focus_of_nobody(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    other.screen().root.warp_pointer(50, 50)
    other.set_input_focus(X.PointerRoot, X.RevertToNone, X.CurrentTime)
    other.sync()
    assert windows.pointer().point == Point(50, 50)
    assert windows.focused().id == window.id  # type: ignore[union-attr]
    other.set_input_focus(X.NONE, X.RevertToNone, X.CurrentTime)
    other.sync()
    assert windows.focused() is None


def test_one_glance_tells_what_pointer_focus_and_place_tell(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    elsewhere = show(other, 300, 300)
    elsewhere.set_input_focus(X.RevertToParent, X.CurrentTime)
    other.screen().root.warp_pointer(70, 80)
    other.sync()
    called: list[int] = []
    pointer, under = windows.glance(Point(50, 50), lambda: called.append(1))
    assert called == [1]
    assert under is not None
    assert (pointer.point, under.id) == (Point(70, 80), window.id)
    assert under == windows.window_at(Point(50, 50))
    pointer, focused = windows.glance(None, lambda: called.append(2))
    assert called == [1, 2]
    assert (pointer, focused) == (windows.pointer(), windows.focused())
    assert focused is not None
    assert focused.id == elsewhere.id
    other.set_input_focus(X.NONE, X.RevertToNone, X.CurrentTime)
    other.sync()
    assert windows.glance(None)[1] is None


def test_focus_is_not_put_into_what_cannot_be_seen(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    window.unmap()
    other.sync()
    assert not windows.put_focus(window.id)
    assert not windows.put_focus(0x123)


def test_the_pointer_tells_what_is_held(windows: Windows, other: display.Display) -> None:
    from Xlib.ext import xtest  # noqa: PLC0415 adds methods to the display

    shift = other.keysym_to_keycode(0xFFE1)
    xtest.fake_input(other, X.KeyPress, shift)
    xtest.fake_input(other, X.ButtonPress, 3)
    other.sync()
    try:
        state = windows.pointer()
        assert (state.modifiers, state.buttons, state.group) == (X.ShiftMask, 0b100, 0)
    finally:
        xtest.fake_input(other, X.ButtonRelease, 3)
        xtest.fake_input(other, X.KeyRelease, shift)
        other.sync()
    assert windows.pointer().buttons == 0


def test_drain_takes_all_and_leaves_nothing_to_wait_for(windows: Windows, other: Display) -> None:
    import select  # noqa: PLC0415 only here

    show(other, 10, 20)
    windows.drain()
    assert windows.screen_size() == (800, 600)
    assert select.select([windows], [], [], 0)[0] == []


def test_a_hostile_title_is_bounded(windows: Windows, other: Display) -> None:
    window = show(other, 10, 20)
    window.change_property(
        other.intern_atom("_NET_WM_NAME"), other.intern_atom("UTF8_STRING"), 8, b"\xff\xfe" * 50_000
    )
    window.change_property(Xatom.WM_CLASS, Xatom.STRING, 8, b"x" * 50_000)
    other.sync()
    found = windows.window_at(Point(50, 50))
    assert found is not None
    assert 0 < len(found.title) <= 512
    assert len(found.instance) <= 256


def test_a_window_of_which_the_server_says_nothing_in_time_may_be_there(
    windows: Windows, other: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11, "REPLY_BUDGET_S", 0.05)
    window = show(other, 10, 20)
    other.grab_server()
    other.sync()
    try:
        assert windows.exists(window.id) is None
    finally:
        other.ungrab_server()
        other.sync()
    assert wait_for(lambda: windows.exists(window.id), "the server to answer again") is True
