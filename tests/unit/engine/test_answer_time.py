"""How long a held action waits for its answer, and what follows: refused, asked first, asked last, never sent."""

from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.core.assessment import Verdict
from supervisor.core.time_limit import Fallback
from tests.support.playbook import BESIDE, DELETE, SimulatedAgent, Stage


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.CLICK)
    made.judge.deadline = 60.0
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def left(stage: Stage) -> tuple[float, bool]:
    """Give what the ui was told last of the time."""
    last = stage.ui.all("time")[-1]
    return last["left_s"], last["runs"]


@pytest.mark.parametrize("fallback", Fallback)
def test_no_fallback_sends_anything(stage: Stage, agent: SimulatedAgent, fallback: Fallback) -> None:
    stage.judge.fallback = fallback
    agent.click(BESIDE)
    stage.advance(500)
    assert stage.sent() == "@500,500"
    assert bool(stage.outcomes()) is (fallback is Fallback.REJECT)


def test_what_is_escalated_is_asked_before_the_others_and_waits_for_ever(stage: Stage) -> None:
    first, second = stage.agent("first"), stage.agent("second")
    stage.judge.deadline = None
    first.click(BESIDE)
    stage.settle()
    stage.judge.deadline, stage.judge.fallback = 60.0, Fallback.ESCALATE
    second.click(DELETE)
    stage.advance(50)
    assert stage.asked == "r1"
    stage.advance(15)
    assert stage.asked == "r2"
    question = stage.ui.all("request")[-1]
    assert (question["id"], question["urgent"], question["deadline_s"]) == ("r2", True, None)
    assert stage.rows("approval_requested")[-1]["outcome"] == {"request": "r2", "late": "escalate"}
    stage.advance(5000)
    assert stage.asked == "r2"
    stage.approve()
    stage.settle()
    assert "+b1 @50,50 -b1" in stage.sent()
    assert stage.asked == "r1"


def test_what_is_queued_is_asked_after_the_others(stage: Stage) -> None:
    stage.judge.fallback = Fallback.QUEUE
    first, second = stage.agent("first"), stage.agent("second")
    first.click(BESIDE)
    stage.advance(30)
    second.click(DELETE)
    stage.advance(20)
    assert stage.asked == "r1"
    stage.advance(15)
    assert stage.asked == "r2"
    stage.reject()
    stage.settle()
    assert stage.asked == "r1"
    stage.advance(5000)
    assert stage.asked == "r1"


def test_one_that_is_queued_alone_stays_where_it_is_without_a_limit(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.fallback = Fallback.QUEUE
    agent.click(BESIDE)
    stage.advance(100)
    question = stage.ui.all("request")[-1]
    assert (question["id"], question["urgent"], question["deadline_s"]) == ("r1", False, None)
    assert stage.asked == "r1"


def test_a_confirmation_stays_before_what_is_escalated(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.fallback = Fallback.ESCALATE
    agent.click(BESIDE)
    stage.settle()
    stage.engine.holds.confirm("quit", "Quit?", "", lambda _yes, _approval: None)
    asked = stage.asked
    stage.advance(100)
    assert stage.asked == asked


def test_the_ui_is_told_the_seconds_and_that_they_stand_still(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(10.1)
    assert left(stage) == (50, True)
    stage.engine.attends(there=True)
    stage.advance(300)
    assert left(stage) == (50, False)
    assert stage.asked is not None
    stage.engine.attends(there=False)
    stage.advance(49)
    assert stage.asked is not None
    stage.advance(2)
    assert stage.outcomes()[0] == ("refused", "deadline")


def test_a_key_of_the_persons_keeps_the_time_for_a_while(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(10.1)
    stage.person(keys=True)
    stage.advance(19)
    assert left(stage) == (50, False)
    stage.person(keys=False)
    stage.advance(11)
    assert left(stage)[1] is True, "who only moves the pointer elsewhere does not answer"


def test_more_time_is_for_the_question_that_is_asked(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(50.5)
    stage.engine.holds.more_time("r7")
    assert left(stage) == (10, True)
    stage.engine.holds.more_time("r1")
    assert left(stage) == (70, True)
    stage.advance(65)
    assert stage.asked == "r1"


def test_nobody_can_answer_what_nobody_sees(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.settle()
    stage.ui_dies()
    stage.advance(500)
    stage.ui_comes()
    assert stage.asked == "r1"


def test_while_the_agents_are_paused_no_time_runs(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.settle()
    stage.pause()
    stage.advance(500)
    assert stage.asked == "r1"
    stage.resume()
    stage.advance(61)
    assert stage.asked is None


def test_a_late_answer_has_no_effect_is_recorded_and_said(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(62)
    assert stage.ui.all("request_closed")[-1]["outcome"] == "late"
    stage.engine.holds.too_late.answered("", "approve", approver="keyboard", gesture="chord")
    stage.settle()
    assert stage.sent() == "@500,500"
    (told,) = stage.ui.all("too_late")
    assert (told["id"], "no effect" in told["says"]) == ("r1", True)
    (row,) = stage.rows("approval_closed")
    assert (row["outcome"]["answer"], row["approval"].approver) == ("approve", "keyboard")
    stage.engine.holds.too_late.answered("", "approve", approver="keyboard", gesture="chord")
    assert len(stage.ui.all("too_late")) == 1


def test_an_answer_under_way_when_the_time_ends_is_late_too(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.settle()
    request = stage.asked
    stage.advance(62)
    stage.approve(request)
    assert [m["id"] for m in stage.ui.all("too_late")] == [request]
    assert stage.sent() == "@500,500"


def test_a_chord_long_after_or_after_an_answer_is_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(92)
    stage.engine.holds.too_late.answered("", "approve", approver="keyboard", gesture="chord")
    agent.click(DELETE)
    stage.advance(2)
    stage.reject()
    stage.engine.holds.too_late.answered("", "approve", approver="keyboard", gesture="chord")
    assert stage.ui.all("too_late") == []


def test_a_held_drop_is_no_matter_of_patience() -> None:
    stage = Stage()
    agent = stage.agent()
    stage.judge.deadline = 60.0
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    stage.judge.fallback = Fallback.ESCALATE
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    stage.engine.attends(there=True)
    assert stage.ui.all("request")[0]["extends"] is False
    stage.engine.holds.more_time("r1")
    stage.advance(20.5)
    assert stage.outcomes()[-1] == ("refused", "drop-timeout")


def test_who_writes_is_not_late(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.settle()
    stage.engine.holds.write("r1", "reject:other", approver="mouse", gesture="press")
    stage.advance(500)
    assert stage.outcomes() == []
    stage.engine.holds.written({"t": "written", "id": "r2", "text": None})
    stage.settle()
    assert stage.asked == "r3", "they wrote nothing: it is asked again, and the time runs"
    stage.advance(62)
    assert stage.outcomes() == [("refused", "deadline")]
