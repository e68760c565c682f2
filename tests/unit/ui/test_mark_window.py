from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from Xlib import X

from supervisor.core.action import Point, Rect
from supervisor.ui.mark_window import MarkWindow, opaque_part
from tests.support.pixels import MARK, Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.x_display import XDisplay

RED, GREEN = "#ff0000", "#00ff00"


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        pixels.window("#336699", (0, 0, 1280, 800))
        yield pixels


@pytest.fixture
def mark(x11: XDisplay, look: Pixels) -> Iterator[MarkWindow]:  # noqa: ARG001 - what it lies over comes first
    window = MarkWindow(x11, 42)
    yield window
    window.destroy()
    x11.sync()


def frame(color: str, side: int = 40) -> QImage:
    """A square outline, clear inside."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    for x, y, width, height in ((0, 0, side, 4), (0, side - 4, side, 4), (0, 0, 4, side), (side - 4, 0, 4, side)):
        painter.fillRect(x, y, width, height, QColor(color))
    painter.end()
    return image


def test_after_one_round_trip_the_pixels_are_there(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    assert look.at(201, 101).is_near(RED)
    assert look.at(238, 138).is_near(RED)


def test_without_a_compositor_only_what_is_drawn_covers_anything(
    x11: XDisplay, look: Pixels, mark: MarkWindow
) -> None:
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    assert look.at(220, 120).is_near("#336699")
    assert look.count("#000000", (190, 90, 60, 60)) == 0


def test_clicks_go_through(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    assert not look.takes_input(mark.id)
    assert x11.top_at(Point(201, 101)) != mark.id


def test_it_tells_whose_it_is(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    (shown,) = look.shown(MARK)
    window = look.connection.create_resource_object("window", shown.id)
    assert window.get_wm_class() == ("agent-supervisor", "agent-supervisor")
    prop = window.get_full_property(look.connection.intern_atom("_NET_WM_PID"), X.AnyPropertyType)
    assert prop is not None
    assert list(prop.value) == [42]
    assert window.get_attributes().override_redirect


def test_it_changes_moves_hides_and_comes_back(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_image(frame(RED), 200, 100)
    mark.show_image(frame(GREEN, 60), 300, 100)
    x11.sync()
    assert look.at(301, 101).is_near(GREEN)
    assert look.at(357, 157).is_near(GREEN)
    mark.move(400, 100)
    x11.sync()
    assert look.at(401, 101).is_near(GREEN)
    mark.hide()
    x11.sync()
    assert look.shown(MARK) == []
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    assert look.at(201, 101).is_near(RED)


def test_it_paints_itself_when_uncovered(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    cover = look.window("#222222", (150, 50, 200, 200))
    assert look.at(201, 101).is_near("#222222")
    cover.destroy()
    look.connection.sync()
    assert look.at(201, 101).is_near(RED)


def test_it_is_on_top_or_below_a_window_of_ours(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    other = look.window("#222222", (150, 50, 200, 200))
    mark.show_image(frame(RED), 200, 100)
    x11.sync()
    assert look.at(201, 101).is_near(RED)
    mark.raise_(below=int(other.id))
    x11.sync()
    assert look.at(201, 101).is_near("#222222")
    mark.raise_()
    x11.sync()
    assert look.at(201, 101).is_near(RED)


def test_a_picture_larger_than_one_request_arrives_whole(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_image(frame(RED, 700), 50, 50)
    x11.sync()
    assert look.at(51, 51).is_near(RED)
    assert look.at(748, 748).is_near(RED)
    assert look.at(400, 400).is_near("#336699")


def test_lines_are_of_one_colour_and_cover_nothing_else(x11: XDisplay, look: Pixels, mark: MarkWindow) -> None:
    mark.show_solid(QColor(GREEN), [(0, 0, 100, 3), (0, 0, 3, 100)], Rect(500, 300, 100, 100))
    x11.sync()
    assert look.at(590, 301).is_near(GREEN)
    assert look.at(501, 390).is_near(GREEN)
    assert look.at(550, 350).is_near("#336699")
    assert not look.takes_input(mark.id)


def test_with_a_compositor_it_is_translucent(x11: XDisplay, look: Pixels, qtbot: QtBot) -> None:
    owner = look.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    with qtbot.waitSignal(x11.compositor_changed):
        owner.set_selection_owner(look.connection.intern_atom("_NET_WM_CM_S0"), X.CurrentTime)
        look.connection.flush()
    window = MarkWindow(x11, 42)
    window.show_image(frame(RED), 200, 100)
    window.fade(0.5)
    x11.sync()
    (shown,) = look.shown(MARK)
    assert (window.composited, shown.depth) == (True, 32)
    assert not look.takes_input(window.id)
    found = look.connection.create_resource_object("window", shown.id)
    opacity = found.get_full_property(look.connection.intern_atom("_NET_WM_WINDOW_OPACITY"), X.AnyPropertyType)
    assert opacity is not None
    assert opacity.value[0] == pytest.approx(0x7FFFFFFF, abs=2)
    window.destroy()
    owner.destroy()
    look.connection.sync()
    x11.sync()


def test_the_opaque_part_is_what_is_about_half_covered_or_more() -> None:
    image = QImage(33, 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setPixelColor(0, 0, QColor(255, 0, 0, 255))
    image.setPixelColor(9, 0, QColor(255, 0, 0, 140))
    image.setPixelColor(32, 1, QColor(0, 0, 0, 255))
    image.setPixelColor(5, 1, QColor(255, 255, 255, 40))
    mask = opaque_part(image)
    data = bytes(mask.constBits())
    stride = mask.bytesPerLine()
    assert data[:2] == bytes([0b1, 0b10])
    assert data[stride : stride + 4] == bytes(4)
    assert data[stride + 4] & 1  # the other bits are beyond the edge
