from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.seat import Seat

EVENTS = st.builds(
    InputEvent, st.sampled_from(EventKind), st.integers(1, 5), window=st.just(0), sent_to_window=st.booleans()
)


@given(st.lists(EVENTS, max_size=30))
def test_lifting_takes_everything_off_the_seat_and_presses_nothing(events: list[InputEvent]) -> None:
    seat = Seat()
    for event in events:
        seat.note(event)
    lifted = seat.lift()
    assert {e.kind for e in lifted} <= {EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE}
    for event in lifted:
        seat.note(event)
    assert not seat.busy
    assert seat.lift() == []


def test_buttons_are_let_go_before_the_keys_that_change_their_meaning() -> None:
    seat = Seat()
    for event in (InputEvent(EventKind.KEY_PRESS, 37), InputEvent(EventKind.BUTTON_PRESS, 1)):
        seat.note(event)
    assert [e.kind for e in seat.lift()] == [EventKind.BUTTON_RELEASE, EventKind.KEY_RELEASE]


def test_an_event_sent_to_one_window_never_touches_the_seat() -> None:
    seat = Seat()
    seat.note(InputEvent(EventKind.KEY_PRESS, 38, window=5, sent_to_window=True))
    assert not seat.busy


def test_motion_keeps_the_seat_free() -> None:
    seat = Seat()
    seat.note(InputEvent(EventKind.MOTION, x=1, y=2))
    assert not seat.busy
