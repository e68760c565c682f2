from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from Xlib import X

from supervisor.core.action import Point, Rect
from supervisor.ui.never_active import NEVER_ACTIVE, stay_inactive
from supervisor.ui.x_display import XDisplay, rounded_rows, settle_qt
from supervisor.ui.xsettings import ANIMATIONS
from tests.support.pixels import Pixels
from tests.support.settings_daemon import announcing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        yield pixels


def test_the_top_window_at_a_point_and_its_place_are_told(x11: XDisplay, look: Pixels) -> None:
    lower, upper = look.window("#112233", (100, 100, 200, 200)), look.window("#445566", (150, 150, 50, 50))
    assert x11.top_at(Point(110, 110)) == lower.id
    assert x11.top_at(Point(160, 160)) == upper.id
    assert x11.top_at(Point(900, 700)) == 0
    assert x11.place_of(int(upper.id)) == Rect(150, 150, 50, 50)
    assert x11.stack()[:2] == [upper.id, lower.id]
    assert x11.receives(int(upper.id), [Point(160, 160), Point(199, 199)])
    assert not x11.receives(int(upper.id), [Point(160, 160), Point(200, 199)])


def test_a_window_is_raised(x11: XDisplay, look: Pixels) -> None:
    lower = look.window("#112233", (100, 100, 200, 200))
    look.window("#445566", (150, 150, 50, 50))
    x11.raise_window(int(lower.id))
    x11.sync()
    assert x11.top_at(Point(160, 160)) == lower.id


def test_a_window_that_has_gone_is_no_place_and_no_harm(x11: XDisplay, capfd: pytest.CaptureFixture[str]) -> None:
    assert x11.place_of(0x7FFFFF) is None
    assert not x11.is_viewable(0x7FFFFF)
    x11.raise_window(0x7FFFFF)
    x11.sync()
    assert capfd.readouterr().err == ""


def test_other_errors_are_told(x11: XDisplay, look: Pixels, capfd: pytest.CaptureFixture[str]) -> None:
    window = look.window("#112233", (100, 100, 200, 200))
    x11.round_corners(int(window.id), (10, 10), 2)
    assert capfd.readouterr().err == ""
    x11.root.create_window(0, 0, 0, 0, 0, 24)  # a window has to have a size
    x11.sync()
    assert "X error" in capfd.readouterr().err


def test_a_watched_window_that_is_covered_or_unmapped_is_told_of(x11: XDisplay, look: Pixels, qtbot: QtBot) -> None:
    window = look.window("#112233", (100, 100, 200, 200))
    x11.watch(int(window.id))
    x11.sync()
    with qtbot.waitSignal(x11.disturbed) as covered:
        look.window("#445566", (150, 150, 50, 50))
    assert covered.args == [window.id]
    with qtbot.waitSignal(x11.disturbed):
        window.unmap()
        look.connection.flush()


def test_an_event_that_came_with_an_answer_is_not_left_lying(x11: XDisplay, look: Pixels, qtbot: QtBot) -> None:
    window = look.window("#112233", (100, 100, 200, 200))
    x11.watch(int(window.id))
    x11.sync()
    QCoreApplication.processEvents()  # what asked for a look at the queue so far has had it
    with qtbot.waitSignal(x11.disturbed) as covered:
        look.window("#445566", (150, 150, 50, 50))
        x11.pointer()
    assert covered.args == [window.id]


def test_a_copy_of_the_screen_is_as_it_was_when_it_was_taken(x11: XDisplay, look: Pixels) -> None:
    look.window("#aa3300", (100, 100, 200, 200))
    copy = x11.snapshot(Rect(90, 90, 40, 40))
    x11.sync()
    look.window("#00ff00", (80, 80, 300, 300))
    assert copy is not None
    image = copy.image()
    copy.free()
    assert image is not None
    assert (image.width(), image.height()) == (40, 40)
    assert image.pixelColor(20, 20).name() == "#aa3300"
    assert image.pixelColor(5, 5).name() not in {"#aa3300", "#00ff00"}


def test_a_copy_can_be_patched_with_another(x11: XDisplay, look: Pixels) -> None:
    earlier = x11.snapshot(Rect(110, 110, 20, 20))
    x11.sync()
    look.window("#aa3300", (100, 100, 200, 200))
    now = x11.snapshot(Rect(100, 100, 60, 60))
    assert earlier is not None
    assert now is not None
    now.patch(earlier)
    image = now.image()
    assert image is not None
    assert image.pixelColor(5, 5).name() == "#aa3300"
    assert image.pixelColor(15, 15).name() != "#aa3300"
    assert image.pixelColor(35, 35).name() == "#aa3300"
    far = x11.snapshot(Rect(600, 600, 10, 10))
    assert far is not None
    now.patch(far)
    for copy in (earlier, now, far):
        copy.free()


def test_a_copy_ends_at_the_edge_of_the_screen(x11: XDisplay) -> None:
    copy = x11.snapshot(Rect(-10, 790, 50, 50))
    assert copy is not None
    assert copy.rect == Rect(0, 790, 40, 10)
    assert copy.image() is not None
    copy.free()
    assert x11.snapshot(Rect(5000, 5000, 10, 10)) is None


def test_a_compositor_is_noticed_when_it_comes_and_when_it_goes(x11: XDisplay, look: Pixels, qtbot: QtBot) -> None:
    assert not x11.composited
    assert x11.argb_visual() is None
    owner = look.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    with qtbot.waitSignal(x11.compositor_changed) as came:
        owner.set_selection_owner(look.connection.intern_atom("_NET_WM_CM_S0"), X.CurrentTime)
        look.connection.flush()
    assert came.args == [True]
    assert x11.argb_visual() is not None
    with qtbot.waitSignal(x11.compositor_changed) as went:
        owner.destroy()
        look.connection.flush()
    assert went.args == [False]


def test_the_pointer_is_where_the_server_has_it(x11: XDisplay, look: Pixels) -> None:
    look.root.warp_pointer(321, 123)
    look.connection.sync()
    assert x11.pointer() == Point(321, 123)


def test_the_desktop_theme_is_asked_of_the_settings_daemon(x11: XDisplay, look: Pixels) -> None:
    assert x11.desktop_theme() == ""
    with announcing(look.connection, {"Net/ThemeName": "Dark"}):
        assert x11.desktop_theme() == "Dark"


@pytest.mark.parametrize(("announced", "still"), [({}, False), ({ANIMATIONS: 1}, False), ({ANIMATIONS: 0}, True)])
def test_the_desktop_says_that_nothing_shall_move(
    x11: XDisplay, look: Pixels, announced: dict[str, str | int | None], *, still: bool
) -> None:
    assert not x11.desktop_is_still()
    with announcing(look.connection, announced):
        assert x11.desktop_is_still() is still


def test_what_qt_was_asked_for_is_there_after_settling(x11: XDisplay, qtbot: QtBot) -> None:
    widget = QWidget(None, NEVER_ACTIVE)
    stay_inactive(widget, "sample", "sample")
    qtbot.addWidget(widget)
    window = int(widget.winId())
    settle_qt()
    assert x11.place_of(window) is not None


def test_round_corners_are_cut_row_by_row() -> None:
    rows = rounded_rows((100, 60), 10)
    assert (0, 10, 100, 40) in rows
    assert sum(height for _, _, _, height in rows) == 60
    first = next(row for row in rows if row[1] == 0)
    assert 5 <= first[0] <= 8
    assert first[2] == 100 - 2 * first[0]


def test_a_radius_larger_than_the_window_is_no_harm() -> None:
    assert all(width > 0 for _, _, width, _ in rounded_rows((10, 10), 50))


def test_the_end_of_the_server_is_told(x11: XDisplay, qtbot: QtBot) -> None:
    """The connection is cut, as when the server ends."""
    cut = socket.fromfd(x11.display.fileno(), socket.AF_UNIX, socket.SOCK_STREAM)
    with cut, qtbot.waitSignal(x11.lost):
        cut.shutdown(socket.SHUT_RDWR)
    with qtbot.waitSignal(x11.lost):
        x11.sync()
    with qtbot.waitSignal(x11.lost):
        x11.flush()


def test_a_window_that_is_hidden_meanwhile_gets_no_keyboard_and_that_is_all(
    x11: XDisplay, look: Pixels, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = look.window("#123456", (10, 10, 50, 50))
    hidden.unmap()
    look.connection.sync()
    x11.take_focus(int(hidden.id))
    assert x11.take_focus(int(hidden.id)) != int(hidden.id)
    assert capsys.readouterr().err == ""
