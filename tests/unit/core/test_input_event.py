from __future__ import annotations

import dataclasses

import pytest

from supervisor.core.input_event import EventKind, InputEvent, lets_go


def test_an_event_is_for_the_seat_unless_it_says_otherwise() -> None:
    event = InputEvent(EventKind.KEY_PRESS, 38)
    assert not event.sent_to_window
    assert (event.window, event.raw, event.delay_ms) == (0, b"", 0)


def test_what_was_judged_cannot_be_changed_afterwards() -> None:
    event = InputEvent(EventKind.MOTION, x=1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.x = 2  # type: ignore[misc]


def test_the_words_are_those_of_the_record() -> None:
    assert {kind.value for kind in EventKind} == {
        "key_press",
        "key_release",
        "button_press",
        "button_release",
        "motion",
        "remap",
        "window",
        "tool",
    }


def test_only_the_release_of_the_same_thing_without_a_wait_lets_go() -> None:
    down, up = InputEvent(EventKind.KEY_PRESS, 38), InputEvent(EventKind.KEY_RELEASE, 38)
    assert lets_go(down, up)
    others = (
        dataclasses.replace(up, detail=39),
        dataclasses.replace(up, delay_ms=10),
        InputEvent(EventKind.BUTTON_RELEASE, 38),
    )
    assert not any(lets_go(down, other) for other in (*others, down))
    assert not lets_go(up, down)
    assert lets_go(InputEvent(EventKind.BUTTON_PRESS, 1), InputEvent(EventKind.BUTTON_RELEASE, 1))
