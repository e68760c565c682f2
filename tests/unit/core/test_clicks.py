from __future__ import annotations

from supervisor.core.action import Point
from supervisor.core.clicks import DRAG_PX, MULTI_CLICK_MS, MULTI_CLICK_PX, Clicks

HERE = Point(100, 100)


def click(clicks: Clicks, button: int = 1, at: Point = HERE, ms: int = 0) -> int:
    """Propose a press and send it at once."""
    count = clicks.press(button, at, ms)
    clicks.sent(button, at, ms)
    return count


def away(px: int) -> Point:
    return Point(HERE.x + px, HERE.y)


def test_presses_in_place_and_time_count_to_three_and_begin_anew() -> None:
    clicks = Clicks()
    assert [click(clicks, ms=100 * i) for i in range(5)] == [1, 2, 3, 1, 2]


def test_too_late_too_far_or_another_button_is_a_single_click() -> None:
    for button, at, ms in [(1, HERE, MULTI_CLICK_MS + 1), (1, away(MULTI_CLICK_PX + 1), 0), (3, HERE, 0)]:
        clicks = Clicks()
        clicks.press(1, HERE, 0)
        assert clicks.press(button, at, ms) == 1
    clicks = Clicks()
    clicks.press(1, HERE, 0)
    assert clicks.press(1, away(MULTI_CLICK_PX), MULTI_CLICK_MS) == 2


def test_a_click_that_was_held_counts_from_when_it_was_sent() -> None:
    clicks = Clicks()
    clicks.press(1, HERE, 0)
    clicks.sent(1, HERE, 60_000)
    assert clicks.press(1, HERE, 60_100) == 2


def test_after_a_refused_press_the_next_is_a_single_click() -> None:
    clicks = Clicks()
    clicks.press(1, HERE, 0)
    clicks.forget_count()
    assert clicks.press(1, HERE, 20) == 1
    assert clicks.down == {}


def test_a_release_away_from_the_press_is_a_drop() -> None:
    clicks = Clicks()
    click(clicks)
    clicks.moved(away(DRAG_PX))
    trembled = clicks.down[1].dragged
    clicks.moved(away(DRAG_PX + 1))
    clicks.moved(HERE)
    assert (trembled, clicks.down[1].dragged) == (False, True)
    clicks.released(1)
    clicks.released(1)
    assert clicks.down == {}


def test_another_button_pressed_at_the_goal_does_not_hide_the_drop() -> None:
    clicks = Clicks()
    click(clicks)
    clicks.moved(away(300))
    click(clicks, 3, away(300), 10)
    assert {button: press.dragged for button, press in clicks.down.items()} == {1: True, 3: False}


def test_a_pointer_that_went_nobody_knows_where_makes_a_drop() -> None:
    clicks = Clicks()
    click(clicks)
    clicks.moved(None)
    assert clicks.down[1].dragged


def test_what_was_lifted_is_no_longer_down() -> None:
    clicks = Clicks()
    click(clicks)
    clicks.lifted()
    assert clicks.down == {}
