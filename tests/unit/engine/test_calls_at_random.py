"""Calls of any kind in any order, taken back, answered and left at any moment: nothing stays down, nobody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Verdict
from supervisor.wire.vocabulary import (
    Button,
    Click,
    Down,
    Drag,
    Gesture,
    Key,
    Move,
    Outcome,
    Proposal,
    Scroll,
    Statement,
    Type,
    Up,
    Wait,
)
from tests.support.playbook import DELETE, Stage

if TYPE_CHECKING:
    from supervisor.engine.calls import Call

LEFT_DOWN = Down(button=Button.LEFT, x=300, y=200)
GESTURES: tuple[Gesture, ...] = (
    Move(x=300, y=200),
    Click(x=DELETE.x, y=DELETE.y),
    Click(x=DELETE.x, y=DELETE.y, count=3, held=("ctrl",)),
    Click(button=Button.RIGHT),
    Drag(path=((50, 50), (300, 200))),
    Scroll(x=50, y=50, dy=2),
    Key(keys="ctrl+s"),
    Key(keys="shift"),
    Type(text="ab a\n"),
    Type(text="é世"),
    LEFT_DOWN,
    Down(keys="shift"),
    Up(button=Button.LEFT),
    Up(keys="shift"),
    Wait(seconds=0.05),
)
DENIED = Click(button=Button.RIGHT)
OTHER_WORDS = ("approve", "reject", "off", "pause", "resume", "stop", "rearm", "warn")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("says"), st.integers(0, len(GESTURES) - 1)),
        st.tuples(st.just("advance"), st.sampled_from([0, 1, 5, 20, 130, 700, 3000])),
        st.tuples(st.sampled_from(OTHER_WORDS), st.integers(0, 5)),
    ),
    max_size=25,
)


class Play:
    def __init__(self) -> None:
        self.stage = Stage()
        self.stage.rule(Verdict.DENY, lambda action, _context: action.kind is ActionKind.RIGHT_CLICK)
        asked = (ActionKind.DRAG, ActionKind.TYPE_ENTER)
        self.stage.rule(Verdict.ASK, lambda action, _context: action.kind in asked or action.point == DELETE)
        self.agent = self.stage.agent()
        self.calls: list[Call] = []
        self.said: list[Gesture] = []
        self.ends: list[list[Outcome]] = []

    def says(self, gesture: Gesture, *, warns: bool = False) -> None:
        ends: list[Outcome] = []
        self.ends.append(ends)
        self.said.append(gesture)
        statement = Statement(warnings=("look",) if warns else ())
        call = self.agent.queue.calls.propose(
            Proposal(gesture=gesture, statement=statement),
            origin="json-rpc",
            on_held=lambda: None,
            on_end=ends.append,
        )
        self.calls.append(call)

    def does(self, word: str, number: int) -> None:
        stage = self.stage
        if word == "says":
            self.says(GESTURES[number])
        elif word == "warn":
            self.says(GESTURES[number], warns=True)
        elif word == "advance":
            stage.advance(number / 1000)
        elif word in ("approve", "reject") and stage.asked is not None:
            (stage.approve if word == "approve" else stage.reject)()
        elif word == "off" and self.calls:
            self.calls[-1 - number % len(self.calls)].call_off("called-off")
        elif word == "pause" and not stage.engine.stopped:
            stage.pause()
        elif word == "resume":
            stage.resume()
        elif word == "stop":
            stage.stop()
        elif word == "rearm" and stage.engine.stopped:
            stage.rearm()

    def leaves(self) -> None:
        """The connection ends, as it can at any time; what holds everything up is over soon after."""
        for call in self.calls:
            call.call_off("client-gone")
        self.agent.queue.calls.let_go()
        if self.stage.engine.stopped:
            self.stage.rearm()
        self.stage.resume()
        self.stage.advance(30)


@settings(max_examples=150, deadline=None)
@example([("says", GESTURES.index(LEFT_DOWN)), ("advance", 700)])
@example([("says", GESTURES.index(LEFT_DOWN)), ("advance", 5)])
@given(STEPS)
def test_whatever_is_said_and_whenever_it_is_left_nothing_stays(steps: list[tuple[str, int]]) -> None:
    play = Play()
    for word, number in steps:
        play.does(word, number)
    play.leaves()
    queue = play.agent.queue
    assert [len(ends) for ends in play.ends] == [1] * len(play.ends), "each call ends, and once"
    assert (queue.recogniser.seat.keys, queue.recogniser.seat.buttons) == (set(), set())
    assert play.stage.asked is None
    assert queue.way is None
    assert not queue.queue
    assert (queue.calls.current, len(queue.calls.waiting)) == (None, 0)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_what_is_denied_is_never_sent_and_what_is_told_is_true(steps: list[tuple[str, int]]) -> None:
    play = Play()
    for word, number in steps:
        play.does(word, number)
    play.leaves()
    assert "+b3" not in play.stage.sent()
    results = {row["outcome"]["action_id"]: row["outcome"]["result"] for row in play.stage.rows("outcome")}
    for gesture, (outcome,) in zip(play.said, play.ends, strict=True):
        assert not (gesture == DENIED and outcome.ran_through)
        if outcome.action_id:
            assert (results[outcome.action_id] == "done") == outcome.ran_through
