"""The external judge beside the way of an action, as scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.context import Element
from supervisor.core.opinion import Opinion
from tests.support.playbook import BESIDE, DELETE, Stage

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context
    from tests.support.playbook import SimulatedAgent


def clicks(action: Action, context: Context) -> str:
    name = context.element.name if context.element is not None else "?"
    return f"click {name}" if action.kind is ActionKind.CLICK else ""


def staged(**settings: Any) -> tuple[Stage, SimulatedAgent]:
    stage = Stage(**settings)
    stage.judge.asks = clicks
    return stage, stage.agent()


def test_nothing_is_shown_or_sent_before_the_judge_has_spoken() -> None:
    stage, agent = staged()
    agent.click(DELETE)
    stage.settle()
    assert stage.external_judge.asked == ["click Delete"]
    assert "+b1" not in stage.sent()
    assert [m for m in stage.ui.all("mirror") if m["kind"] == "click"] == []
    assert [row for row in stage.rows("decided") if row["action"].kind is ActionKind.CLICK] == []
    stage.external_judge.answer(Tier.READ)
    stage.settle()
    assert "+b1" in stage.sent()


def test_a_raised_tier_is_asked_and_the_answer_is_the_persons() -> None:
    stage, agent = staged()
    agent.click(DELETE)
    stage.settle()
    stage.external_judge.answer(Tier.HIGH_RISK, "it frobs")
    stage.settle()
    assert "+b1" not in stage.sent()
    (request,) = stage.ui.all("request")
    assert (request["rule"], request["why"]) == ("external-judge", "it frobs")
    stage.approve()
    stage.settle()
    assert "+b1" in stage.sent()
    assert stage.external_judge.asked == ["click Delete"]


def test_no_answer_is_asked() -> None:
    stage, agent = staged()
    agent.click(DELETE)
    stage.settle()
    stage.external_judge.answer(None, "it took longer than 1500 ms")
    stage.settle()
    (request,) = stage.ui.all("request")
    assert request["why"] == "the external judge did not answer: it took longer than 1500 ms"
    stage.reject()
    stage.settle()
    assert "+b1" not in stage.sent()


def test_without_a_person_no_answer_is_a_refusal() -> None:
    stage, agent = staged(headless=True)
    agent.click(DELETE)
    stage.settle()
    stage.external_judge.answer(None, "it is gone")
    stage.settle()
    assert stage.outcomes()[-1] == ("refused", "no-approver")
    assert "+b1" not in stage.sent()


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.DENY])
def test_what_the_rules_do_not_allow_is_not_asked(verdict: Verdict) -> None:
    stage, agent = staged()
    stage.rule(verdict, lambda action, _context: action.kind is ActionKind.CLICK)
    agent.click(DELETE)
    stage.settle()
    assert stage.external_judge.asked == []


def test_a_stop_while_it_is_asked_ends_the_question_at_once_and_nothing_comes_of_a_late_answer() -> None:
    stage, agent = staged()
    agent.click(DELETE)
    stage.settle()
    (request,) = stage.external_judge.requests
    stage.stop()
    assert request.over
    assert stage.outcomes()[-1] == ("stopped", "stopped")
    request.done(Opinion(Tier.READ, "late"))
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.outcomes()[-1] == ("stopped", "stopped")


def test_the_end_of_the_agent_ends_the_question() -> None:
    stage, agent = staged()
    agent.click(DELETE)
    stage.settle()
    agent.queue.end()
    assert not stage.external_judge.waits


def test_another_agent_that_only_types_is_not_kept_from_the_loop() -> None:
    stage, agent = staged()
    agent.click(DELETE)
    stage.settle()
    other = stage.agent("other")
    stage.external_judge.answer(Tier.READ)
    other.type("a")
    stage.advance(5)
    assert "+a" in stage.sent()


def test_what_lies_there_when_the_judge_has_spoken_is_judged_anew() -> None:
    stage, agent = staged(mirror_lead_ms=0)
    agent.click(DELETE)
    stage.settle()
    stage.elements.places.append((Rect(40, 40, 60, 20), Element("Erase", "push button")))
    stage.external_judge.answer(Tier.READ)
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.external_judge.asked == ["click Delete", "click Erase"]
    stage.external_judge.answer(Tier.IRREVERSIBLE, "it erases")
    stage.settle()
    assert stage.ui.all("request")[-1]["why"] == "it erases"


def test_a_target_that_keeps_changing_under_the_judge_is_asked_about() -> None:
    stage, agent = staged(mirror_lead_ms=0)
    agent.click(DELETE)
    for number in range(8):
        stage.settle()
        if not stage.external_judge.waits:
            break
        stage.elements.places.append((Rect(40, 40, 60, 20), Element(f"Other {number}", "push button")))
        stage.external_judge.answer(Tier.READ)
    assert stage.ui.all("request")[-1]["rule"] == "target-changed"
    assert "+b1" not in stage.sent()


def test_a_busy_program_gets_more_time_before_the_judge_is_asked() -> None:
    stage, agent = staged()
    stage.elements.takes_s = 0.1
    agent.click(DELETE)
    stage.advance(1)
    assert stage.external_judge.asked == ["click Delete"]


def test_a_program_that_never_answers_is_judged_by_what_is_known() -> None:
    stage, agent = staged()
    stage.elements.slow = True
    agent.click(DELETE)
    stage.advance(2)
    assert stage.external_judge.asked == ["click ?"]


def test_a_failure_of_ours_in_asking_refuses() -> None:
    stage, agent = staged()

    def breaks(action: Action, _context: Context) -> str:
        if action.kind is ActionKind.CLICK:
            raise ValueError("broken")
        return ""

    stage.judge.asks = breaks
    agent.click(BESIDE)
    stage.settle()
    assert stage.outcomes()[-1] == ("refused", "engine-error")


def test_a_failure_of_ours_in_weighing_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, agent = staged()

    def breaks(*_arguments: object) -> None:
        raise ValueError("broken")

    agent.click(Point(60, 50))
    stage.settle()
    monkeypatch.setattr(stage.judge, "weighed", breaks)
    stage.external_judge.answer(Tier.READ)
    stage.settle()
    assert stage.outcomes()[-1] == ("refused", "engine-error")
    assert "+b1" not in stage.sent()


def test_tray_and_status_tell_of_the_judge() -> None:
    stage, _ = staged()
    stage.engine.publish()
    stage.settle()
    assert stage.ui.all("state")[-1]["judge"] == "judge: on, model simulated"
    assert stage.engine.status()["judge"] == "judge: on, model simulated"
    stage.engine.parts.external_judge = None
    assert stage.engine.status()["judge"] is None
