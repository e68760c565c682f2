from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QImage

from supervisor.core.action import POINTER_KINDS, ActionKind
from supervisor.ui.messages import MirrorState
from supervisor.ui.rings import RADIUS, drop_mark, reach, ring
from supervisor.ui.theme import RING
from tests.unit.ui.pictures import count, near

CLICKS = [
    ActionKind.CLICK,
    ActionKind.RIGHT_CLICK,
    ActionKind.MIDDLE_CLICK,
    ActionKind.DOUBLE_CLICK,
    ActionKind.TRIPLE_CLICK,
    ActionKind.SCROLL,
    ActionKind.MOVE,
]


def middle(image: QImage) -> int:
    return image.width() // 2


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
def test_the_ring_is_where_it_says(size: float) -> None:
    mark = ring(ActionKind.CLICK, MirrorState.COMING, 1, size)
    assert mark.width() == mark.height()
    assert mark.width() % 2 == 1
    at = mark.pixelColor(middle(mark) + round(RADIUS * size), middle(mark))
    assert at.name() == RING["coming"]


@pytest.mark.parametrize("state", MirrorState)
def test_the_rim_is_coloured_on_all_four_sides(state: MirrorState) -> None:
    mark = ring(ActionKind.CLICK, state, 1, 1.0)
    half, rim = middle(mark), round(RADIUS)
    for dx, dy in ((rim, 0), (-rim, 0), (0, rim), (0, -rim)):
        assert near(mark.pixelColor(half + dx, half + dy), QColor(RING[state.value]))


@pytest.mark.parametrize("kind", sorted(POINTER_KINDS))
def test_what_is_pointed_at_stays_visible(kind: ActionKind) -> None:
    mark = ring(kind, MirrorState.COMING, 0, 1.0)
    assert mark.pixelColor(middle(mark), middle(mark)).alpha() == 0
    assert mark.pixelColor(0, 0).alpha() == 0


def test_each_kind_has_a_shape_of_its_own() -> None:
    for one, other in itertools.combinations(CLICKS, 2):
        assert ring(one, MirrorState.COMING, 0, 1.0) != ring(other, MirrorState.COMING, 0, 1.0)


def test_each_button_is_a_thick_arc_on_its_side() -> None:
    inner = round(RADIUS) - 2
    for kind, dx, dy in (
        (ActionKind.CLICK, -inner, 0),
        (ActionKind.RIGHT_CLICK, inner, 0),
        (ActionKind.MIDDLE_CLICK, 0, -inner),
    ):
        mark = ring(kind, MirrorState.COMING, 0, 1.0)
        thick = mark.pixelColor(middle(mark) + dx, middle(mark) + dy)
        thin = mark.pixelColor(middle(mark) - dx, middle(mark) - dy)
        assert thick.name() == RING["coming"], kind
        assert thin.name() != RING["coming"], kind


def test_no_state_is_told_by_colour_alone() -> None:
    shapes = [coloured(ring(ActionKind.CLICK, state, 1, 1.0), RING[state.value]) for state in MirrorState]
    for one, other in itertools.combinations(shapes, 2):
        assert len(one ^ other) > 20


def coloured(mark: QImage, color: str) -> set[tuple[int, int]]:
    side = range(mark.width())
    return {(x, y) for x in side for y in side if near(mark.pixelColor(x, y), QColor(color))}


@pytest.mark.parametrize(("button", "dx", "dy"), [(4, 0, -1), (5, 0, 1), (6, -1, 0), (7, 1, 0)])
def test_a_scroll_points_where_it_goes(button: int, dx: int, dy: int) -> None:
    mark = ring(ActionKind.SCROLL, MirrorState.COMING, button, 1.0)
    far = round(RADIUS) + 12
    half = middle(mark)
    ahead = mark.copy(half + dx * far - 8, half + dy * far - 8, 16, 16)
    behind = mark.copy(half - dx * far - 8, half - dy * far - 8, 16, 16)
    assert count(ahead, RING["coming"]) > 5
    assert count(behind, RING["coming"]) == 0


def test_a_drop_has_its_arrow_on_the_side_it_comes_from() -> None:
    mark = drop_mark(MirrorState.COMING, 1.0, 0.0, 1.0)
    half = middle(mark)
    assert count(mark.copy(0, half - 6, half - 14, 12), RING["coming"]) > 20
    assert count(mark.copy(half + 15, half - 6, half - 15, 12), RING["coming"]) == 0


def test_more_clicks_reach_further() -> None:
    assert reach(ActionKind.MOVE) < reach(ActionKind.CLICK) < reach(ActionKind.DOUBLE_CLICK)
    assert reach(ActionKind.DOUBLE_CLICK) < reach(ActionKind.TRIPLE_CLICK)
