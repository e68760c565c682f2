from __future__ import annotations

import pytest

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import DRAGGED_FROM, SIZE, read_point
from supervisor.desktop.drag_origin import DragOrigin


class Rig:
    """A follower and what others see of it."""

    def __init__(self) -> None:
        self.memory = memoryview(bytearray(SIZE))
        self.origin = DragOrigin(self.memory)

    def move(self, x: int, y: int, *, sent_to_window: bool = False) -> None:
        self.origin.sending(InputEvent(EventKind.MOTION, x=x, y=y, sent_to_window=sent_to_window))

    def press(self, button: int = 1, *, sent_to_window: bool = False) -> None:
        self.origin.sending(InputEvent(EventKind.BUTTON_PRESS, button, sent_to_window=sent_to_window))

    def seen(self) -> tuple[int, int] | None:
        return read_point(self.memory, DRAGGED_FROM)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_a_drag_has_its_origin_from_the_first_step_away_until_it_is_let_go(rig: Rig) -> None:
    rig.move(100, 200)
    assert rig.seen() is None
    rig.press()
    assert rig.seen() is None
    rig.move(130, 200)
    assert rig.seen() == (100, 200)
    rig.move(300, 500)
    assert rig.seen() == (100, 200)
    rig.origin.released(1)
    assert rig.seen() is None


def test_a_click_is_no_drag_even_of_a_hand_that_shakes(rig: Rig) -> None:
    rig.move(100, 200)
    rig.press()
    rig.move(104, 197)
    assert rig.seen() is None


def test_a_press_before_any_motion_of_ours_has_no_origin(rig: Rig) -> None:
    rig.press()
    rig.move(300, 300)
    assert rig.seen() is None


def test_the_wheel_does_not_drag(rig: Rig) -> None:
    rig.move(100, 200)
    rig.press(5)
    rig.move(300, 300)
    assert rig.seen() is None


def test_a_second_button_leaves_the_origin_where_the_first_went_down(rig: Rig) -> None:
    rig.move(100, 200)
    rig.press(1)
    rig.move(150, 200)
    rig.press(3)
    rig.move(190, 200)
    rig.origin.released(1)
    assert rig.seen() == (100, 200)
    rig.origin.released(3)
    assert rig.seen() is None


def test_what_is_sent_to_a_window_is_not_on_the_seat(rig: Rig) -> None:
    rig.move(100, 200)
    rig.press(sent_to_window=True)
    rig.move(150, 200)
    assert rig.seen() is None
    rig.press()
    rig.move(900, 900, sent_to_window=True)
    assert rig.seen() is None


def test_a_new_follower_forgets_what_an_earlier_one_left(rig: Rig) -> None:
    rig.move(100, 200)
    rig.press()
    rig.move(150, 200)
    DragOrigin(rig.memory)
    assert rig.seen() is None
