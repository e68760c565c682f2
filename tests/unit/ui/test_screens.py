from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from supervisor.core.action import Point, Rect
from supervisor.ui.screens import Monitor, monitor_at, monitors, physical_rect

LEFT = Monitor(Rect(0, 0, 1920, 1080), Rect(0, 0, 1920, 1050))
RIGHT = Monitor(Rect(1920, 0, 2560, 1440), Rect(1920, 0, 2560, 1440), 2.0)


def test_logical_places_count_from_the_corner_of_their_monitor() -> None:
    assert LEFT.to_logical(Point(100, 50)) == QPoint(100, 50)
    assert RIGHT.to_logical(Point(1920, 0)) == QPoint(1920, 0)
    assert RIGHT.to_logical(Point(2120, 400)) == QPoint(2020, 200)
    assert RIGHT.physical(12.5) == 25


def test_a_point_belongs_to_its_monitor_or_the_nearest() -> None:
    both = [LEFT, RIGHT]
    assert monitor_at(Point(1919, 10), both) is LEFT
    assert monitor_at(Point(1920, 10), both) is RIGHT
    assert monitor_at(Point(500, 1300), both) is LEFT
    assert monitor_at(Point(9000, 10), both) is RIGHT


def test_an_area_in_a_window_becomes_one_on_the_root() -> None:
    window = Rect(2000, 100, 800, 600)
    assert physical_rect(QRect(10, 20, 100, 50), window, 2.0) == [2020, 140, 200, 100]
    assert physical_rect(QRect(10, 20, 100, 50), window, 1.0) == [2010, 120, 100, 50]


def test_neighbours_still_touch_at_odd_scales() -> None:
    window = Rect(0, 0, 500, 500)
    left = physical_rect(QRect(1, 0, 33, 10), window, 1.25)
    right = physical_rect(QRect(34, 0, 33, 10), window, 1.25)
    assert left[0] + left[2] == right[0]


def test_the_screen_is_found_as_it_is() -> None:
    (only,) = monitors()
    assert only.rect == Rect(0, 0, 1280, 800)
    assert only.scale == 1.0
