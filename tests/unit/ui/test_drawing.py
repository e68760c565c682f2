from __future__ import annotations

from dataclasses import replace

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.ui.drawing import compose
from supervisor.ui.messages import Mirror, MirrorState
from supervisor.ui.placing import clipped, overlap
from supervisor.ui.screens import Monitor
from supervisor.ui.theme import RING, Theme

MONITOR = Monitor(Rect(0, 0, 1280, 800), Rect(0, 30, 1280, 770))
RIGHT = Monitor(Rect(1280, 0, 1280, 800), Rect(1280, 0, 1280, 800), 2.0)
CLICK = Mirror(1, ActionKind.CLICK, MirrorState.COMING, point=Point(640, 400), words="click “Delete”")
KEYS = Mirror(2, ActionKind.KEY, MirrorState.COMING, rect=Rect(200, 200, 300, 40), words="press", keys="ctrl+a")


def test_a_click_is_a_ring_around_its_point_and_a_label(theme: Theme) -> None:
    drawing = compose(CLICK, MONITOR, theme, [])
    ring, label = drawing.pictures
    assert (ring.x + ring.image.width() // 2, ring.y + ring.image.height() // 2) == (640, 400)
    assert overlap(ring.rect, label.rect) == 0
    assert not drawing.lines


@pytest.mark.parametrize("monitor", [MONITOR, RIGHT], ids=["first", "second at 200 %"])
@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_the_label_stays_on_the_monitor_of_the_target(
    theme: Theme, monitor: Monitor, corner: tuple[int, int]
) -> None:
    bounds = monitor.rect
    point = Point(bounds.x + corner[0] * (bounds.width - 1), bounds.y + corner[1] * (bounds.height - 1))
    label = compose(replace(CLICK, point=point), monitor, theme, []).pictures[-1].rect
    assert clipped(label, bounds) == label


def test_everything_is_twice_as_large_at_200_percent(theme: Theme) -> None:
    small = compose(CLICK, MONITOR, theme, []).pictures
    large = compose(replace(CLICK, point=Point(1900, 400)), RIGHT, theme, []).pictures
    for one, two in zip(small, large, strict=True):
        assert two.image.width() == pytest.approx(2 * one.image.width(), abs=2)


def test_the_label_leaves_the_element_visible(theme: Theme) -> None:
    item = Rect(560, 390, 200, 27)
    label = compose(replace(CLICK, rect=item), MONITOR, theme, []).pictures[-1].rect
    assert overlap(label, item) == 0


def test_the_label_keeps_off_what_is_taken(theme: Theme) -> None:
    first = compose(CLICK, MONITOR, theme, []).pictures[-1].rect
    second = compose(CLICK, MONITOR, theme, [first]).pictures[-1].rect
    assert overlap(first, second) == 0


def test_motion_has_a_mark_and_no_words(theme: Theme) -> None:
    drawing = compose(replace(CLICK, kind=ActionKind.MOVE), MONITOR, theme, [])
    assert len(drawing.pictures) == 1


def test_a_drag_has_a_path_from_start_to_drop(theme: Theme) -> None:
    drawing = compose(replace(CLICK, kind=ActionKind.DRAG, end=Point(900, 600)), MONITOR, theme, [])
    edge, line = drawing.lines
    assert line.color == RING["coming"]
    assert (edge.color, overlap(edge.place, line.place)) == ("#ffffff", line.place.width * line.place.height)
    assert 640 < line.place.x < 680
    assert 860 < line.place.x + line.place.width < 900
    assert len(drawing.pictures) == 3


@pytest.mark.parametrize("end", [Point(640, 400), Point(641, 400), Point(640, 460)])
def test_a_short_drag_is_no_harm(theme: Theme, end: Point) -> None:
    compose(replace(CLICK, kind=ActionKind.DRAG, end=end), MONITOR, theme, [])


def test_keys_are_framed_where_they_go(theme: Theme) -> None:
    drawing = compose(KEYS, MONITOR, theme, [])
    edge, line = drawing.lines
    target = Rect(200, 200, 300, 40)
    assert clipped(target, edge.place) == target
    areas = [Rect(edge.place.x + x, edge.place.y + y, width, height) for x, y, width, height in edge.parts]
    assert all(overlap(area, target) == 0 for area in areas)
    assert len(line.parts) == 8


def test_a_frame_of_a_window_that_fills_the_monitor_stays_on_it(theme: Theme) -> None:
    drawing = compose(replace(KEYS, rect=Rect(-5, -5, 1400, 900)), MONITOR, theme, [])
    assert all(clipped(line.place, MONITOR.rect) == line.place for line in drawing.lines)


def test_keys_that_go_nowhere_known_have_a_label_all_the_same(theme: Theme) -> None:
    drawing = compose(replace(KEYS, rect=None), MONITOR, theme, [])
    (label,) = drawing.pictures
    assert clipped(label.rect, MONITOR.rect) == label.rect
