from __future__ import annotations

import pytest

from supervisor.app.answering import take_answer
from supervisor.core.answers import REASONS
from supervisor.core.assessment import Tier, Verdict
from tests.support.playbook import DELETE, Stage


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None)
    made.agent().click(DELETE)
    made.settle()
    made.sent()
    return made


def says(stage: Stage, verdict: str, request: str = "r1", gesture: str = "chord") -> None:
    message = {"t": "answer", "request": request, "verdict": verdict, "device": "keyboard", "gesture": gesture}
    take_answer(stage.engine.holds, message)
    stage.settle()


def test_a_yes_sends_it(stage: Stage) -> None:
    says(stage, "approve")
    assert "+b1" in stage.sent()


def test_a_no_may_have_a_reason(stage: Stage) -> None:
    says(stage, "reject:too-risky")
    assert stage.rows("answered")[0]["approval"].note == REASONS["too-risky"][1]
    assert stage.sent() == ""


@pytest.mark.parametrize("verdict", ["Approve", "", "None", "yes", "approve "])
def test_what_is_not_exactly_yes_is_no(stage: Stage, verdict: str) -> None:
    says(stage, verdict)
    assert stage.outcomes() == [("refused", "test-ask")]


@pytest.mark.parametrize("verdict", ["approve", "reject", "first", "modify", "select:control"])
def test_what_is_about_another_question_has_no_effect(stage: Stage, verdict: str) -> None:
    says(stage, verdict, request="r2")
    assert (stage.asked, stage.sent(), stage.rows("answered")) == ("r1", "", [])


def test_a_press_on_the_way_to_other_answers_answers_nothing(stage: Stage) -> None:
    says(stage, "select:turn")
    assert (stage.asked, stage.sent(), stage.rows("answered")) == ("r1", "", [])
    assert stage.ui.all("turned") == [{"t": "turned", "id": "r1"}]
    assert stage.ui.all("choice") == []


def test_a_first_yes_is_one_and_a_choice_or_a_wish_to_write_is_none() -> None:
    stage = Stage()
    stage.judge.tier = lambda _action, _context: Tier.IRREVERSIBLE
    stage.rule(Verdict.ASK, lambda _, context: context.element is not None)
    stage.agent().click(DELETE)
    stage.settle()
    says(stage, "first", gesture="press")
    assert stage.engine.status()["half_approved"] == "r1"
    says(stage, "select:control")
    assert stage.engine.status()["half_approved"] is None
    says(stage, "modify")
    assert stage.ui.all("request")[-1]["kind"] == "edit"


def test_to_look_at_what_the_agent_did_is_no_answer() -> None:
    stage = Stage()
    stage.rule(Verdict.ASK, lambda _, context: context.element is not None)
    agent = stage.agent()
    agent.chord("ctrl+a")
    agent.click(DELETE)
    stage.settle()
    says(stage, "select:did", gesture="press")
    assert stage.ui.all("did") == [{"t": "did", "id": "r1", "opened": True}]
    assert (stage.asked, stage.rows("answered")) == ("r1", [])
