"""Other rules hold while actions are on their way: what is denied now is not done, shown or asked any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Verdict
from tests.support.playbook import BESIDE, DELETE, SimulatedAgent, Stage

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context


def on_delete(_action: Action, context: Context) -> bool:
    return context.element is not None and context.element.name == "Delete"


def typed(action: Action, _context: Context) -> bool:
    return bool(action.text)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def change(stage: Stage, verdict: Verdict | None) -> None:
    """Let another rule decide, as after a change of the policy."""
    stage.judge.rule = lambda action, context: (
        verdict if on_delete(action, context) or typed(action, context) else None
    )
    stage.judge.changes += 1
    stage.engine.policy_changed()


def test_what_is_held_and_denied_now_ends(stage: Stage, agent: SimulatedAgent) -> None:
    change(stage, Verdict.ASK)
    agent.click(DELETE)
    stage.settle()
    assert len(stage.engine.holds.waiting) == 1
    change(stage, Verdict.DENY)
    stage.settle()
    assert stage.asked is None
    assert stage.outcomes()[0] == ("refused", "test-deny")
    assert "+b1" not in stage.sent()


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.ALLOW])
def test_what_is_held_and_not_denied_stays_the_persons_to_answer(
    stage: Stage, agent: SimulatedAgent, verdict: Verdict
) -> None:
    change(stage, Verdict.ASK)
    agent.click(DELETE)
    stage.settle()
    request = stage.asked
    change(stage, verdict)
    stage.settle()
    assert stage.asked == request
    stage.approve(request)
    stage.settle()
    assert "+b1" in stage.sent()


def test_what_was_approved_and_is_denied_before_it_is_sent_ends(stage: Stage, agent: SimulatedAgent) -> None:
    change(stage, Verdict.ASK)
    agent.click(DELETE)
    stage.settle()
    stage.person(down=True)
    stage.approve()
    stage.settle()
    change(stage, Verdict.DENY)
    stage.person(down=False)
    stage.settle()
    assert stage.outcomes()[0] == ("refused", "test-deny")
    assert "+b1" not in stage.sent()


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.DENY])
def test_what_is_shown_and_not_allowed_any_more_is_not_sent(
    stage: Stage, agent: SimulatedAgent, verdict: Verdict
) -> None:
    agent.click(DELETE)
    stage.advance(0.05)
    assert stage.ui.all("mirror")
    change(stage, verdict)
    stage.settle()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert (stage.asked is not None) == (verdict is Verdict.ASK)


def test_what_is_shown_and_still_allowed_is_sent_once(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.advance(0.05)
    change(stage, Verdict.ALLOW)
    stage.advance(1)
    assert stage.sent().count("+b1") == 1


def test_a_line_that_is_being_typed_is_judged_anew(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(1)
    agent.type("ab")
    stage.settle()
    assert "+b" in stage.sent()
    change(stage, Verdict.DENY)
    agent.type("c")
    stage.settle()
    assert "+c" not in stage.sent()
    assert stage.outcomes()[-1] == ("refused", "test-deny")


def test_no_answer_stands_that_was_given_under_other_rules(stage: Stage, agent: SimulatedAgent) -> None:
    change(stage, Verdict.ASK)
    stage.window(10, executable="thunar")
    agent.click(DELETE)
    stage.settle()
    stage.engine.holds.selected(str(stage.asked), "select:control".partition(":")[2])
    stage.engine.holds.choice_shown(str(stage.asked), "control", "quarter-hour")
    stage.approve()
    stage.advance(1)
    assert len(stage.engine.standing.listed()) == 1
    change(stage, Verdict.ASK)
    assert stage.engine.standing.listed() == []
    assert stage.rows("grant_ended")[0]["outcome"]["why"] == "revoked by a changed policy"


def test_a_confirmation_about_something_else_by_now_is_taken_back(stage: Stage) -> None:
    stage.engine.holds.confirm("policy 1", "Use it?", "x", lambda _yes, _approval: None)
    stage.engine.holds.confirm("resume", "Open?", "x", lambda _yes, _approval: None)
    stage.engine.holds.withdraw("policy 1")
    assert [getattr(w, "what", "") for w in stage.engine.holds.waiting] == ["resume"]
    stage.engine.holds.withdraw("policy 1")
