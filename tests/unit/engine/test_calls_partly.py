"""What an agent is told of a call of which a part was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Verdict
from supervisor.wire.vocabulary import Click, Key, Outcome, Proposal, Status, Type
from tests.support.playbook import DELETE, Stage

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context
    from supervisor.wire.vocabulary import Gesture

LOOK = "a part of it was made: look at the screen before you go on"


class Talk:
    """An agent that says what it wants, and what it was told."""

    def __init__(self, stage: Stage) -> None:
        self.agent = stage.agent()
        self.outcomes: list[Outcome] = []

    def says(self, gesture: Gesture) -> None:
        self.agent.queue.calls.propose(
            Proposal(gesture=gesture), origin="json-rpc", on_held=lambda: None, on_end=self.outcomes.append
        )


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_text_of_which_a_word_was_typed_before_the_rest_was_refused(stage: Stage) -> None:
    talk = Talk(stage)

    def goes_on(action: Action, _context: Context) -> bool:
        return " " in action.text

    stage.rule(Verdict.DENY, goes_on)
    talk.says(Type(type="type", text="ab cd"))
    stage.advance(1)
    assert stage.sent() == "+a -a +b -b"
    (told,) = talk.outcomes
    assert (told.status, told.rule, told.partly, told.note) == (Status.DENIED, "test-deny", True, LOOK)


def test_text_that_follows_another_run_and_is_cut_off_is_made_in_part(stage: Stage) -> None:
    """Its letters belong to a run that was decided before, so none of them is an action of its own."""
    talk = Talk(stage)
    talk.says(Type(type="type", text="ab"))
    stage.advance(1)
    stage.rule(Verdict.DENY, lambda action, _context: " " in action.text)
    talk.says(Type(type="type", text="c d"))
    stage.advance(1)
    assert [(told.status, told.partly) for told in talk.outcomes] == [(Status.DONE, False), (Status.DENIED, True)]


def test_what_the_outlet_made_a_part_of_is_recorded_and_told_as_that(stage: Stage) -> None:
    talk = Talk(stage)
    stage.outlet.breaks, stage.outlet.partly = "the cable is out", True
    talk.says(Key(type="key", keys="Return"))
    stage.advance(1)
    assert stage.outcomes() == [("partly", "partly-made")]
    assert [row["outcome"]["rule"] for row in stage.rows("problem")] == ["partly-made"]
    (told,) = talk.outcomes
    assert (told.status, told.rule, told.partly, told.note) == (Status.DENIED, "partly-made", True, LOOK)
    assert "a part of the input was made" in told.reason


def test_what_the_outlet_made_nothing_of_is_not(stage: Stage) -> None:
    talk = Talk(stage)
    stage.outlet.breaks = "the pointer is elsewhere"
    talk.says(Key(type="key", keys="Return"))
    stage.advance(1)
    assert stage.outcomes() == [("refused", "outlet-failed")]
    assert [told.partly for told in talk.outcomes] == [False]


def test_a_pointer_that_moved_and_a_modifier_that_was_kept_back_make_no_part(stage: Stage) -> None:
    talk = Talk(stage)
    stage.rule(Verdict.DENY, lambda action, _context: action.kind != "move")
    talk.says(Click(type="click", x=DELETE.x, y=DELETE.y, held=("ctrl",)))
    stage.advance(2)
    talk.says(Key(type="key", keys="ctrl+shift+Delete"))
    stage.advance(2)
    assert [(told.status, told.partly) for told in talk.outcomes] == [(Status.DENIED, False)] * 2


def test_a_stop_is_told_as_one_whatever_was_made_before(stage: Stage) -> None:
    talk = Talk(stage)

    def asks(action: Action, _context: Context) -> bool:
        return " " in action.text

    stage.rule(Verdict.ASK, asks)
    talk.says(Type(type="type", text="ab cd"))
    stage.advance(1)
    stage.stop()
    (told,) = talk.outcomes
    assert (told.status, told.partly) == (Status.STOPPED, True)
    assert told.note == "a person stopped all agents: end here"
