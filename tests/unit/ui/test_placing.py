from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Point, Rect
from supervisor.ui.placing import (
    area_around,
    clipped,
    grown,
    is_large,
    moved_inside,
    overlap,
    place_label,
    place_popup,
    united,
)

MONITOR = Rect(0, 0, 1280, 800)
POINTS = st.builds(Point, st.integers(0, 1279), st.integers(0, 799))


def inside(inner: Rect, outer: Rect) -> bool:
    return clipped(inner, outer) == inner


def test_areas() -> None:
    assert area_around(Point(10, 20), 5) == Rect(5, 15, 10, 10)
    assert grown(Rect(10, 10, 4, 4), 2) == Rect(8, 8, 8, 8)
    assert united(Rect(0, 0, 2, 2), Rect(8, 8, 2, 2)) == Rect(0, 0, 10, 10)
    assert overlap(Rect(0, 0, 4, 4), Rect(2, 2, 4, 4)) == 4
    assert overlap(Rect(0, 0, 4, 4), Rect(4, 0, 4, 4)) == 0
    assert clipped(Rect(-5, -5, 10, 10), MONITOR) == Rect(0, 0, 5, 5)
    assert moved_inside(Rect(1270, -5, 100, 50), MONITOR) == Rect(1180, 0, 100, 50)


def test_a_maximised_window_is_a_scene_and_a_button_is_not() -> None:
    assert is_large(Rect(0, 30, 1280, 770), MONITOR)
    assert not is_large(Rect(400, 300, 80, 30), MONITOR)


@given(POINTS)
def test_a_label_stays_on_its_monitor_and_off_its_target(point: Point) -> None:
    target = area_around(point, 26)
    place = place_label((300, 40), target, MONITOR)
    assert inside(place, MONITOR)
    assert overlap(place, target) == 0


@given(POINTS, POINTS)
def test_two_labels_do_not_cover_each_other(one: Point, other: Point) -> None:
    first_target, second_target = area_around(one, 26), area_around(other, 26)
    first = place_label((200, 40), first_target, MONITOR)
    second = place_label((200, 40), second_target, MONITOR, [first, first_target])
    assert overlap(second, first) == 0
    assert overlap(second, second_target) == 0


def test_a_label_of_a_maximised_window_is_inside_it() -> None:
    place = place_label((300, 60), MONITOR, MONITOR)
    assert inside(place, MONITOR)


def test_a_label_goes_beside_rather_than_onto_the_next_line_of_a_menu() -> None:
    item = Rect(400, 300, 200, 27)
    place = place_label((250, 30), item, MONITOR)
    assert place.x >= 600
    assert place.y < 327 < place.y + 60


@given(POINTS, POINTS)
def test_a_popup_covers_neither_target_nor_pointer(target: Point, pointer: Point) -> None:
    spot = area_around(target, 70)
    place = place_popup((420, 350), MONITOR, [], [spot], pointer)
    assert inside(place, MONITOR)
    assert overlap(place, spot) == 0
    assert overlap(place, area_around(pointer, 24)) == 0


def test_a_label_gets_past_what_is_in_the_way() -> None:
    target, popup = area_around(Point(900, 60), 26), Rect(804, 24, 452, 381)
    place = place_label((458, 51), target, MONITOR, [popup])
    assert overlap(place, popup) == 0
    assert inside(place, MONITOR)


@given(POINTS)
def test_a_popup_takes_the_furthest_of_the_free_places(target: Point) -> None:
    spot = area_around(target, 70)
    place = place_popup((420, 350), MONITOR, [], [spot], target)
    across = max(place.x - (spot.x + spot.width), spot.x - (place.x + place.width), 0)
    down = max(place.y - (spot.y + spot.height), spot.y - (place.y + place.height), 0)
    assert across + down > 100


def test_a_popup_leaves_the_monitor_when_the_target_fills_it() -> None:
    other = Rect(1280, 0, 1280, 800)
    place = place_popup((420, 350), MONITOR, [other], [MONITOR], Point(10, 10))
    assert inside(place, other)


def test_a_popup_stays_when_there_is_no_other_monitor() -> None:
    place = place_popup((420, 350), MONITOR, [], [MONITOR], Point(10, 10))
    assert inside(place, MONITOR)


@pytest.mark.parametrize("size", [(1400, 900), (420, 900)])
def test_a_popup_too_large_for_the_monitor_begins_on_it(size: tuple[int, int]) -> None:
    place = place_popup(size, MONITOR, [], [], Point(10, 10))
    assert place.x >= 0
    assert place.y >= 0
