from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.answers import REASONS, Answer
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from tests.support.playbook import DOCS, SimulatedAgent, Stage, key_down, move, press

if TYPE_CHECKING:
    from supervisor.core.record_fields import Approval


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    made.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE_ENTER)
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


class Confirmed:
    """Takes the answers to confirmations."""

    def __init__(self) -> None:
        self.answers: list[tuple[bool, Approval]] = []

    def __call__(self, yes: bool, approval: Approval) -> None:
        self.answers.append((yes, approval))


def test_the_question_has_all_that_a_person_needs(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    (question,) = stage.ui.all("request")
    assert question == {
        "t": "request",
        "id": "r1",
        "kind": "action",
        "sentence": "reversible: click Delete",
        "why": "the test says ask",
        "rule": "test-ask",
        "agent": "agent",
        "workflow": "",
        "point": [50, 50],
        "rect": None,
        "deadline_s": None,
        "masked": False,
        "choices": {
            "breadths": [],
            "spans": [],
            "breadth": "once",
            "span": "quarter-hour",
            "says": "this one action",
            "reasons": [[name, words[0]] for name, words in REASONS.items()],
            "change": "point",
        },
    }
    assert stage.human_told[-1] == {"t": "pending", "request": "r1", "kind": "action"}


def test_question_and_judgement_know_for_what_an_agent_was_started() -> None:
    stage = Stage()
    stage.rule(Verdict.DENY, lambda action, _: action.assignment.workflow == "reports")
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.CLICK)
    clerk, reporter = stage.agent("clerk", workflow="invoices"), stage.agent("reporter", workflow="reports")
    reporter.does(move(50, 50), press())
    clerk.does(move(50, 50), press())
    stage.settle()
    (question,) = stage.ui.all("request")
    assert (question["agent"], question["workflow"]) == ("clerk", "invoices")


def test_a_question_about_keys_names_the_place_they_go_to_and_masks_a_password(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.elements.focused[DOCS] = Element("Password", "password text")
    agent.type("x")
    agent.does(key_down("Return"))
    stage.advance(1)
    (question,) = stage.ui.all("request")
    assert (question["point"], question["rect"], question["masked"]) == (None, [0, 0, 400, 300], True)


def test_a_field_that_does_not_say_in_time_what_it_is_is_not_pictured(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.slow = True
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE_ENTER)
    agent.type("x")
    agent.does(key_down("Return"))
    stage.advance(3)
    (question,) = stage.ui.all("request")
    assert question["masked"] is True


def test_the_person_hears_of_one_question_at_a_time_and_of_the_end(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.reject()
    closed = stage.ui.all("request_closed")
    assert [(m["id"], m["outcome"]) for m in closed] == [("r1", "rejected")]
    assert stage.human_told[-1]["request"] is None


def test_the_latency_is_that_of_the_question_and_not_of_the_one_before_it(
    stage: Stage, agent: SimulatedAgent
) -> None:
    second = stage.agent("second")
    agent.does(move(50, 50), press())
    stage.settle()
    second.does(move(50, 50), press())
    stage.advance(10)
    stage.reject()
    stage.advance(3)
    stage.reject()
    latencies = [row["approval"].latency_ms for row in stage.rows("answered")]
    assert 10_000 <= latencies[0] <= 10_200
    assert 3_000 <= latencies[1] <= 3_010


def test_an_answer_to_another_question_than_the_one_that_is_asked_has_no_effect(
    stage: Stage, agent: SimulatedAgent
) -> None:
    second = stage.agent("second")
    agent.does(move(50, 50), press())
    stage.settle()
    second.does(move(50, 50), press())
    stage.settle()
    for request in ("r2", "r0", ""):
        stage.engine.holds.answered(request, Answer(approved=True), approver="keyboard", gesture="chord")
    stage.settle()
    assert "+b1" not in stage.sent()
    assert [w.request for w in stage.engine.holds.waiting] == ["r1", "r2"]


def test_a_confirmation_goes_before_a_queue_of_holds_which_steps_back(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    confirmed = Confirmed()
    stage.engine.holds.confirm("resume", "Open the gate?", "a person paused", confirmed)
    assert stage.human_told[-1] == {"t": "pending", "request": "r2", "kind": "confirm"}
    assert [(m["id"], m["outcome"]) for m in stage.ui.all("request_closed")] == [("r1", "changed")]
    stage.approve()
    assert [yes for yes, _ in confirmed.answers] == [True]
    assert confirmed.answers[0][1].approver == "keyboard"
    assert stage.engine.holds.last_answered == "r2"
    assert stage.asked == "r1"
    assert [m["id"] for m in stage.ui.all("request")] == ["r1", "r2", "r1"]


def test_asking_twice_for_the_same_confirmation_asks_once(stage: Stage) -> None:
    confirmed = Confirmed()
    for what in ("resume", "resume", "quit"):
        stage.engine.holds.confirm(what, "?", "", confirmed)
    assert len(stage.engine.holds.waiting) == 2
    stage.reject()
    stage.reject()
    assert [yes for yes, _ in confirmed.answers] == [False, False]


def test_a_confirmation_falls_with_the_state_it_was_about(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    confirmed = Confirmed()
    stage.engine.holds.confirm("rearm", "?", "", confirmed)
    stage.engine.holds.drop_questions()
    assert [w.request for w in stage.engine.holds.waiting] == ["r1"], "holds stay"
    stage.stop()
    assert stage.asked is None
    assert confirmed.answers == []


def test_targets_are_watched_only_while_something_waits(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.advance(5)
    stage.reject()
    stage.advance(5)
    calls = stage.loop.calls
    stage.advance(60)
    assert stage.loop.calls == calls


def test_several_taken_back_at_once_ask_nothing_in_between(stage: Stage) -> None:
    for what in ("resume", "rearm", "quit"):
        stage.engine.holds.confirm(what, "?", "", Confirmed())
    told = len(stage.ui.all("request"))
    with stage.engine.holds.all_at_once():
        stage.engine.holds.drop_questions()
    assert len(stage.ui.all("request")) == told
    assert stage.asked is None


def held_by(stage: Stage, *names: str) -> list[str]:
    """Let agents wait for the same thing, and give their requests in order."""
    for name in names:
        stage.agent(name).does(move(50, 50), press())
        stage.settle()
    return [w.request for w in stage.engine.holds.waiting]


def test_what_the_person_prefers_is_asked_first_and_then_the_next_of_it(stage: Stage) -> None:
    assert held_by(stage, "a", "b", "c") == ["r1", "r2", "r3"]
    stage.engine.holds.prefer(["r3", "r2", "gone"])
    assert stage.asked == "r3"
    assert stage.human_told[-1] == {"t": "pending", "request": "r3", "kind": "action"}
    assert [(m["id"], m["outcome"]) for m in stage.ui.all("request_closed")] == [("r1", "changed")]
    stage.reject()
    assert stage.asked == "r2"
    stage.reject()
    assert stage.asked == "r1"


def test_an_answer_to_what_was_asked_before_has_no_effect_on_what_is_preferred_now(stage: Stage) -> None:
    held_by(stage, "a", "b")
    stage.engine.holds.prefer(["r2"])
    stage.approve("r1")
    stage.settle()
    assert "+b1" not in stage.sent()
    assert [w.request for w in stage.engine.holds.waiting] == ["r2", "r1"]


def test_preferring_what_is_asked_already_asks_nothing_anew(stage: Stage) -> None:
    held_by(stage, "a", "b", "c")
    told = len(stage.human_told)
    stage.engine.holds.prefer(["r1", "r3"])
    assert len(stage.human_told) == told
    assert [w.request for w in stage.engine.holds.waiting] == ["r1", "r3", "r2"]


def test_no_preference_comes_before_a_confirmation(stage: Stage) -> None:
    held_by(stage, "a", "b")
    stage.engine.holds.confirm("resume", "Open the gate?", "a person paused", Confirmed())
    stage.engine.holds.prefer(["r2", "r1"])
    assert stage.asked == "r3"
    stage.reject()
    assert stage.asked == "r2"
