from __future__ import annotations

import pytest

from supervisor.core.action import POINTER_KINDS, Action, ActionKind, Point, Rect
from supervisor.core.assignment import UNASSIGNED


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        (Point(10, 20), True),
        (Point(14, 24), True),
        (Point(15, 20), False),
        (Point(10, 25), False),
        (Point(9, 20), False),
    ],
)
def test_right_and_bottom_edges_are_outside(point: Point, inside: bool) -> None:
    assert Rect(10, 20, 5, 5).contains(point) is inside


def test_an_empty_area_contains_nothing() -> None:
    assert not Rect(0, 0, 0, 0).contains(Point(0, 0))


def test_keys_and_text_land_at_the_focus() -> None:
    assert set(ActionKind) - POINTER_KINDS == {
        ActionKind.KEY,
        ActionKind.TYPE,
        ActionKind.TYPE_ENTER,
        ActionKind.WINDOW,
        ActionKind.TOOL,
    }


def test_an_action_claims_nothing_it_was_not_told() -> None:
    action = Action("1", "bot", ActionKind.KEY)
    assert (action.reason, action.point, action.text, action.origin) == (None, None, "", "x11")
    assert action.assignment == UNASSIGNED
