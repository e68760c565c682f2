from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Point, Rect
from supervisor.desktop.portable.geometry import Geometry, GeometryError, measured

LEFT_OF_MAIN = measured(
    Rect(-1280, -200, 1280 + 1920, 1280),
    [Rect(0, 0, 1920, 1080), Rect(-1280, -200, 1280, 1024)],
    (Rect(0, 0, 8, 8), (8, 8)),
)
"""As Windows tells of a smaller monitor left of the main one, and higher up."""
SHARP = measured(Rect(0, 0, 1440, 900), [Rect(0, 0, 1440, 900)], (Rect(0, 0, 8, 8), (16, 16)))
"""As macOS tells of a screen with two pixels a point."""


def test_pixels_count_from_the_corner_of_all_monitors_and_input_from_that_of_the_main_one() -> None:
    assert LEFT_OF_MAIN.size == (3200, 1280)
    assert LEFT_OF_MAIN.for_input(Point(0, 0)) == Point(-1280, -200)
    assert LEFT_OF_MAIN.for_input(Point(1280, 200)) == Point(0, 0)
    assert LEFT_OF_MAIN.in_picture(Point(1919, 1079)) == Point(3199, 1279)


def test_input_in_points_arrives_at_the_pixel_of_a_sharp_screen() -> None:
    assert SHARP.size == (2880, 1800)
    assert SHARP.for_input(Point(2879, 1799)) == Point(1439, 899)
    assert SHARP.for_input(Point(101, 100)) == Point(50, 50)
    assert SHARP.in_picture(Point(50, 50)) == Point(100, 100)


def test_a_sharp_monitor_left_of_the_main_one_has_both() -> None:
    both = measured(
        Rect(-1440, 0, 2880, 900), [Rect(0, 0, 1440, 900), Rect(-1440, 0, 1440, 900)], (Rect(0, 0, 8, 8), (16, 16))
    )
    assert both.for_input(Point(0, 0)) == Point(-1440, 0)
    assert both.for_input(Point(2881, 3)) == Point(0, 1)


def test_a_fraction_of_a_scale_stays_on_the_screen() -> None:
    odd = measured(Rect(0, 0, 1280, 720), [], (Rect(0, 0, 8, 8), (12, 12)))
    assert odd.size == (1920, 1080)
    assert odd.for_input(Point(1919, 1079)) == Point(1279, 719)


def test_places_that_no_monitor_shows_are_known_and_so_is_the_nearest_that_one_does() -> None:
    gap = Point(-100, 900)
    assert not LEFT_OF_MAIN.shown(gap)
    assert LEFT_OF_MAIN.nearest(gap) == Point(-100, 823)
    assert LEFT_OF_MAIN.nearest(Point(-10, 1000)) == Point(0, 1000)
    assert LEFT_OF_MAIN.nearest(Point(5000, 500)) == Point(1919, 500)


@given(st.integers(0, 3199), st.integers(0, 1279))
def test_what_a_monitor_shows_is_nearest_to_itself(x: int, y: int) -> None:
    point = LEFT_OF_MAIN.for_input(Point(x, y))
    assert LEFT_OF_MAIN.shown(point) == (LEFT_OF_MAIN.nearest(point) == point)
    assert LEFT_OF_MAIN.shown(LEFT_OF_MAIN.nearest(point))


@given(
    st.integers(-4000, 4000), st.integers(-4000, 4000), st.integers(1, 3), st.integers(0, 2999), st.integers(0, 1999)
)
def test_there_and_back_is_the_same_place(left: int, top: int, scale: int, x: int, y: int) -> None:
    bounds = Rect(left, top, 3000, 2000)
    geometry = Geometry(bounds, (bounds,), 3000 * scale, 2000 * scale)
    place = Point(left + x, top + y)
    assert geometry.for_input(geometry.in_picture(place)) == place


@pytest.mark.parametrize(
    ("bounds", "asked", "picture"),
    [
        (Rect(0, 0, 0, 0), Rect(0, 0, 8, 8), (8, 8)),
        (Rect(0, 0, 9, 9), Rect(0, 0, 0, 8), (8, 8)),
        (Rect(0, 0, 9, 9), Rect(0, 0, 8, 8), (0, 8)),
    ],
)
def test_without_a_monitor_there_is_nothing_to_measure(bounds: Rect, asked: Rect, picture: tuple[int, int]) -> None:
    with pytest.raises(GeometryError, match="no monitor is on"):
        measured(bounds, [], (asked, picture))
