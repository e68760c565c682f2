from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.answers import MODIFY, OTHER, REASONS, Answer
from supervisor.core.assessment import Tier, Verdict
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
        "extends": False,
        "urgent": False,
        "masked": False,
        "choices": {
            "breadths": [],
            "spans": [],
            "breadth": "once",
            "span": "quarter-hour",
            "says": "this one action",
            "reasons": [*([name, words[0]] for name, words in REASONS.items()), ["other", "Other…"]],
            "change": "point",
        },
        "did": [],
        "like": "",
        "advice": {"answer": "", "ground": ""},
        "opened": False,
        "twice": False,
        "first": "",
        "said": "",
    }
    assert stage.human_told[-1] == {"t": "pending", "request": "r1", "kind": "action", "twice": False}


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
    assert [w.request for w in stage.engine.holds.waiting] == ["r1", "r3"]


def test_a_confirmation_goes_before_a_queue_of_holds_which_steps_back(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    confirmed = Confirmed()
    stage.engine.holds.confirm("resume", "Open the gate?", "a person paused", confirmed)
    assert stage.human_told[-1] == {"t": "pending", "request": "r2", "kind": "confirm", "twice": False}
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
    assert stage.human_told[-1] == {"t": "pending", "request": "r3", "kind": "action", "twice": False}
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
    assert [w.request for w in stage.engine.holds.waiting] == ["r2", "r3"], "and it can be answered later"


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


# What takes two gestures.


@pytest.fixture
def final(stage: Stage, agent: SimulatedAgent) -> Stage:
    """Give a stage on which something that cannot be undone is asked about."""
    stage.judge.tier = lambda _action, _context: Tier.IRREVERSIBLE
    agent.does(move(50, 50), press())
    stage.settle()
    stage.sent()
    return stage


def test_what_cannot_be_undone_is_asked_for_two_gestures(final: Stage) -> None:
    assert final.ui.all("request")[-1]["twice"] is True
    assert final.human_told[-1] == {"t": "pending", "request": "r1", "kind": "action", "twice": True}


def test_one_yes_does_nothing_whatever_human_says(final: Stage) -> None:
    final.approve()
    final.settle()
    assert (final.asked, final.sent()) == ("r2", ""), "asked anew: `human` would not hear another answer"
    final.half_approve("chord")
    final.approve()
    final.settle()
    assert (final.asked, final.sent()) == ("r3", ""), "the same gesture again"


def test_two_gestures_send_it_and_both_are_recorded(final: Stage) -> None:
    final.half_approve("press")
    assert final.engine.status()["half_approved"] == "r1"
    assert final.ui.all("second") == [{"t": "second", "id": "r1", "first": "press"}]
    final.advance(2)
    final.approve()
    final.settle()
    assert "+b1" in final.sent()
    (half,), (whole,) = final.rows("half_approved"), final.rows("answered")
    assert (half["approval"].approver, half["approval"].gesture, half["outcome"]) == (
        "mouse",
        "press",
        {"request": "r1"},
    )
    assert (whole["approval"].approver, whole["approval"].gesture) == ("mouse, then keyboard", "press, then chord")
    assert whole["approval"].latency_ms >= 2000
    assert final.engine.status()["half_approved"] is None


@pytest.mark.parametrize("half", [False, True])
def test_one_no_is_enough_at_every_moment(final: Stage, *, half: bool) -> None:
    if half:
        final.half_approve()
    final.reject()
    final.settle()
    assert final.outcomes() == [("refused", "test-ask")]
    assert final.sent() == ""


def test_a_stop_between_the_two_is_a_stop(final: Stage) -> None:
    final.half_approve()
    final.stop()
    final.approve("r1")
    final.settle()
    assert (final.outcomes(), final.sent()) == ([("stopped", "stopped")], "")


def test_a_first_yes_does_not_outlive_the_popup_that_shows_it(final: Stage) -> None:
    final.half_approve()
    final.ui_dies()
    final.ui_comes()
    assert final.ui.all("request")[-1]["first"] == ""
    final.approve("r1")
    final.settle()
    assert (final.sent(), final.asked) == ("", "r2")
    final.half_approve()
    final.approve()
    final.settle()
    assert "+b1" in final.sent()


def test_a_first_yes_does_not_outlive_a_more_urgent_question(final: Stage) -> None:
    final.half_approve()
    final.engine.holds.confirm("resume", "Open?", "a test", Confirmed())
    final.approve()
    assert final.asked == "r1"
    assert final.ui.all("request")[-1]["first"] == ""
    final.approve()
    final.settle()
    assert final.sent() == ""


def test_a_first_yes_to_another_question_or_to_what_takes_one_counts_nothing(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.half_approve()
    stage.engine.holds.first_yes("r0", approver="mouse", gesture="press")
    assert stage.engine.status()["half_approved"] is None
    assert stage.rows("half_approved") == []
    stage.approve()
    stage.settle()
    assert "+b1" in stage.sent()


def test_what_the_rules_call_final_while_it_is_held_takes_two_from_then_on(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.judge.tier = lambda _action, _context: Tier.IRREVERSIBLE
    stage.engine.policy_changed()
    assert stage.ui.all("request")[-1]["twice"] is True
    assert stage.human_told[-1] == {"t": "pending", "request": "r1", "kind": "action", "twice": True}
    stage.sent()
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    stage.half_approve()
    stage.engine.policy_changed()
    stage.approve()
    stage.settle()
    assert "+b1" in stage.sent()


def test_what_the_rules_call_final_after_the_yes_is_asked_anew(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.person(down=True)
    stage.approve()
    stage.judge.tier = lambda _action, _context: Tier.IRREVERSIBLE
    stage.engine.policy_changed()
    stage.person(down=False)
    stage.settle()
    assert "+b1" not in stage.sent()
    assert (stage.asked, stage.human_told[-1]["twice"]) == ("r2", True)


def test_a_first_yes_does_not_outlive_a_question_that_is_asked_again(final: Stage) -> None:
    final.half_approve()
    final.engine.holds.write("r1", OTHER, approver="mouse", gesture="press")
    assert final.engine.status()["half_approved"] is None
    assert final.human_told[-1]["request"] == "r2"
    final.engine.holds.written({"id": "r2"})
    assert final.ui.all("request")[-1]["first"] == ""
    final.approve()
    final.settle()
    assert final.sent() == ""
    final.half_approve()
    final.approve()
    final.settle()
    assert "+b1" in final.sent()


def test_said_again_a_first_yes_is_shown_again(final: Stage) -> None:
    final.half_approve("press")
    final.half_approve("chord")
    assert [m["first"] for m in final.ui.all("second")] == ["press", "chord"]
    final.engine.holds.answered("r1", Answer(approved=True), approver="mouse", gesture="second press")
    final.settle()
    assert "+b1" in final.sent()
    assert final.rows("answered")[0]["approval"].gesture == "chord, then second press"


@pytest.mark.parametrize("word", ["approve", "modify"])
def test_what_was_answered_just_when_something_else_was_asked_is_asked_as_a_new_question(
    stage: Stage, agent: SimulatedAgent, word: str
) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    holds = stage.engine.holds
    holds.confirm("resume", "Open?", "a test", Confirmed())
    if word == "approve":
        stage.approve("r1")
    else:
        holds.write("r1", MODIFY, approver="mouse", gesture="press")
    holds.withdraw("resume")
    assert stage.asked == "r3"
    assert stage.ui.all("request")[-1]["id"] == "r3"
    stage.approve()
    stage.settle()
    assert "+b1" in stage.sent()


def test_a_no_counts_although_something_else_is_asked_by_now(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.engine.holds.confirm("resume", "Open?", "a test", Confirmed())
    stage.reject("r1")
    stage.settle()
    assert stage.outcomes() == [("refused", "test-ask")]
    assert stage.asked == "r2"


def test_turning_to_other_answers_answers_nothing_and_takes_a_first_yes_back(final: Stage) -> None:
    asked = str(final.asked)
    final.engine.holds.first_yes(asked, approver="keyboard", gesture="press")
    assert final.engine.status()["half_approved"] == asked
    final.engine.holds.turned("r99")
    assert final.ui.all("turned") == []
    final.engine.holds.turned(asked)
    assert final.ui.all("turned") == [{"t": "turned", "id": asked}]
    assert final.engine.status()["half_approved"] is None
    assert final.asked == asked
