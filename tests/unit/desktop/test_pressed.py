from __future__ import annotations

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import BUTTONS_DOWN, DRAGGED_FROM, KEYS_DOWN, SIZE, bits, read_point
from supervisor.desktop.pressed import Pressed

PRESS, RELEASE = InputEvent(EventKind.KEY_PRESS, 38), InputEvent(EventKind.KEY_RELEASE, 38)
DRAG = (
    InputEvent(EventKind.MOTION, x=10, y=10),
    InputEvent(EventKind.BUTTON_PRESS, 1),
    InputEvent(EventKind.MOTION, x=90, y=10),
)


def test_what_will_be_down_is_known_before_it_is_sent_and_until_its_release_is_done() -> None:
    memory = memoryview(bytearray(SIZE))
    pressed = Pressed(memory)
    pressed.sending([PRESS])
    assert bits(memory, KEYS_DOWN) == (38,)
    pressed.executed([PRESS], [])
    pressed.sending([RELEASE])
    assert bits(memory, KEYS_DOWN) == (38,)
    pressed.executed([RELEASE], [])
    assert bits(memory, KEYS_DOWN) == ()


def test_a_press_that_was_sent_since_may_be_down_by_now() -> None:
    memory = memoryview(bytearray(SIZE))
    pressed = Pressed(memory)
    pressed.sending([PRESS, RELEASE])
    pressed.sending([PRESS])
    pressed.executed([PRESS, RELEASE], [[PRESS]])
    assert bits(memory, KEYS_DOWN) == (38,)


def test_everything_let_go_leaves_nothing_behind_and_no_drag() -> None:
    memory = memoryview(bytearray(SIZE))
    pressed = Pressed(memory)
    pressed.sending([PRESS, *DRAG])
    assert read_point(memory, DRAGGED_FROM) == (10, 10)
    pressed.all_up()
    assert (bits(memory, KEYS_DOWN), bits(memory, BUTTONS_DOWN)) == ((), ())
    assert read_point(memory, DRAGGED_FROM) is None
    pressed.sending([InputEvent(EventKind.MOTION, x=200, y=200)])
    assert read_point(memory, DRAGGED_FROM) is None
