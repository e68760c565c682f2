from __future__ import annotations

import pytest

from supervisor.core.action import Point
from supervisor.core.gesture import Recogniser
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.step import Surroundings
from supervisor.engine.askers import Askers
from tests.support.keyboard import keymap
from tests.support.playbook import DOCS, Client, Stage, key_down, key_up, move, press, release


class Asked:
    """A held press at 50, 50 with Ctrl kept back."""

    def __init__(self, event: InputEvent | None = None, *, drop: bool = False) -> None:
        self.stage = Stage()
        self.queue = self.stage.agent().queue
        self.first = Client(self.queue)
        self.askers = Askers(self.first, event or press(), drop=drop)
        self.recogniser = Recogniser(keymap())
        around = Surroundings(now_ms=0, pointer=Point(0, 0))
        for earlier in (move(50, 50), key_down("Control_L")):
            self.recogniser.feed(earlier, around)

    def client(self) -> Client:
        other = Client(self.queue)
        other._waiting = True
        return other

    def there(self, event: InputEvent) -> bool:
        other = self.client()
        answered = self.askers.leads_there(other, event, self.recogniser, self.stage.desktop)
        assert other.waits != answered
        return answered


@pytest.mark.parametrize(
    "event",
    [move(50, 50), InputEvent(EventKind.MOTION, x=50, y=50, window=DOCS), key_down("Control_L")],
    ids=["motion", "motion in a window", "modifier"],
)
def test_what_is_there_already_is_answered_at_once(event: InputEvent) -> None:
    assert Asked().there(event)


@pytest.mark.parametrize(
    "event",
    [
        move(51, 50),
        InputEvent(EventKind.MOTION, relative=True),
        InputEvent(EventKind.MOTION, x=50, y=50, raw=b"warp"),
        InputEvent(EventKind.MOTION, x=50, y=50, window=999),
        InputEvent(EventKind.MOTION, x=50, y=50, window=DOCS, sent_to_window=True, raw=b"x"),
        key_down("Shift_L"),
        key_up("Control_L"),
        press(),
    ],
)
def test_what_would_change_something_is_not(event: InputEvent) -> None:
    assert not Asked().there(event)


def test_before_the_agent_has_a_pointer_no_motion_is_there() -> None:
    asked = Asked()
    asked.recogniser.pointer = None
    assert not asked.there(InputEvent(EventKind.MOTION, x=50, y=50, window=999))
    assert not asked.there(move(50, 50))


def test_only_the_same_press_joins_and_of_a_drop_only_the_same_release() -> None:
    asked, dropped = Asked(), Asked(release(), drop=True)
    assert asked.askers.joins(asked.client(), press())
    assert not asked.askers.joins(asked.client(), press(3))
    assert not Asked(release()).askers.joins(asked.client(), release())
    assert dropped.askers.joins(dropped.client(), release())
    assert len(asked.askers.sources) == len(dropped.askers.sources) == 2


def test_one_that_leaves_is_let_go_while_another_stays() -> None:
    asked = Asked()
    other = asked.client()
    asked.askers.joins(other, press())
    other.gone = True
    assert not asked.askers.gone
    assert asked.askers.leaves(other)
    assert not other.waits
    assert not asked.askers.leaves(asked.first)
    asked.first.gone = True
    assert asked.askers.gone
