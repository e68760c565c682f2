"""Answers that stand, in an engine whose surroundings are simulated."""

from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.answers import Answer
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.core.grants import QUARTER_HOUR_NS, Breadth
from tests.support.playbook import BESIDE, DELETE, DOCS, SimulatedAgent, Stage, press, release


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.CLICK)
    made.window(DOCS, executable="thunar")
    made.engine.parts.boot_ns = made.loop.now_ns
    made.engine.parts.until_midnight_ns = lambda: 3 * 3600 * 10**9
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def ask(stage: Stage, agent: SimulatedAgent) -> str:
    stage.advance(1)
    # Something else than before: the same again after a no is refused at once.
    agent.chord(f"ctrl+{'abcdefghij'[len(stage.rows('answered'))]}")
    stage.settle()
    agent.click(DELETE)
    stage.settle()
    assert stage.asked is not None
    return stage.asked


def choose(stage: Stage, *words: str) -> dict[str, Any]:
    """Press areas of the popup, and let the ui show each choice."""
    request = stage.asked
    assert request is not None
    for word in words:
        stage.engine.holds.selected(request, word)
        choices = stage.ui.all("choice")[-1]["choices"]
        stage.engine.holds.choice_shown(request, choices["breadth"], choices["span"])
    return dict(stage.ui.all("choice")[-1]["choices"])


def grant(stage: Stage, agent: SimulatedAgent, *words: str) -> None:
    ask(stage, agent)
    choose(stage, *words)
    stage.approve()
    stage.settle()


def asked_again(stage: Stage, agent: SimulatedAgent) -> bool:
    stage.advance(1)
    agent.click(DELETE)
    stage.settle()
    return stage.asked is not None


def test_a_plain_yes_is_for_one_action(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    stage.approve()
    stage.settle()
    assert asked_again(stage, agent)


def test_the_popup_offers_what_can_be_told_apart_and_says_what_is_chosen(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    offered = stage.ui.all("request")[-1]["choices"]
    assert offered["breadths"] == ["once", Breadth.CONTROL, Breadth.APPLICATION, Breadth.KIND]
    assert (offered["breadth"], offered["says"]) == ("once", "this one action")
    shown = choose(stage, "control", "today")
    assert (shown["breadth"], shown["span"], shown["says"]) == ("control", "today", "“Delete” in Thunar, today")


def test_a_yes_that_stands_is_recorded_named_and_applied(stage: Stage, agent: SimulatedAgent) -> None:
    grant(stage, agent, "control")
    (granted,) = stage.rows("granted")
    assert granted["outcome"]["words"] == "“Delete” in Thunar, for 15 minutes"
    assert granted["approval"].approver == "keyboard"
    assert "+b1" in stage.sent()
    assert not asked_again(stage, agent)
    assert "+b1" in stage.sent()
    decision = stage.rows("decided")[-1]["decision"]
    assert (decision.verdict, decision.rule_id) == (Verdict.ALLOW, "grant")
    assert granted["outcome"]["grant"] in decision.reason
    assert stage.engine.status()["grants"][0]["uses"] == 1


def test_a_choice_that_the_popup_does_not_show_yet_does_not_count(stage: Stage, agent: SimulatedAgent) -> None:
    request = ask(stage, agent)
    choose(stage, "control")
    stage.engine.holds.selected(request, "kind")
    stage.approve()
    stage.settle()
    assert stage.rows("granted") == []


def test_a_choice_for_another_request_changes_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    stage.engine.holds.selected("r99", "kind")
    stage.engine.holds.choice_shown("r99", "kind", "today")
    assert stage.ui.all("choice") == []


def test_a_no_takes_no_notice_of_the_choice(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    choose(stage, "kind")
    stage.reject()
    stage.settle()
    assert stage.rows("granted") == []


def test_the_reason_of_a_no_is_recorded_and_told(stage: Stage, agent: SimulatedAgent) -> None:
    request = ask(stage, agent)
    stage.engine.holds.answered(request, Answer.parse("reject:too-risky"), approver="mouse", gesture="press")
    stage.settle()
    outcome = stage.rows("outcome")[-1]
    assert outcome["decision"].reason == "a person rejected it: it is too risky: find a safer way"
    assert outcome["approval"].note == "it is too risky: find a safer way"


@pytest.mark.parametrize("how", ["time", "agent", "command", "stop"])
def test_it_ends(stage: Stage, agent: SimulatedAgent, how: str) -> None:
    grant(stage, agent, "control")
    if how == "time":
        stage.advance(QUARTER_HOUR_NS / 1e9 + 2)
    elif how == "agent":
        stage.engine.remove_agent(agent.queue)
        agent = stage.agent()
    elif how == "command":
        assert stage.engine.standing.revoke(None, "command") == 1
    else:
        stage.stop()
    (ended,) = stage.rows("grant_ended")
    assert ended["outcome"]["grant"] == stage.rows("granted")[0]["outcome"]["grant"]
    assert stage.engine.status()["grants"] == []
    if how != "stop":
        assert asked_again(stage, agent)


def test_what_is_half_seen_is_asked_though_a_grant_stands(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.places.append((Rect(190, 190, 60, 20), Element("Empty", "push button")))
    grant(stage, agent, "kind")
    agent.click(Point(200, 200))
    stage.advance(1)
    assert stage.asked is None
    stage.elements.slow = True
    agent.click(DELETE)
    stage.advance(3)
    assert stage.asked is not None


def test_a_grant_that_cannot_be_recorded_does_not_stand(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    choose(stage, "control")
    stage.journal.room = 1
    stage.approve()
    stage.settle()
    assert stage.engine.status()["grants"] == []


def test_a_drop_is_for_itself_alone() -> None:
    stage = Stage()
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    stage.window(DOCS, executable="thunar")
    stage.agent().drag(DELETE, BESIDE)
    stage.advance(1)
    (question,) = stage.ui.all("request")
    assert question["choices"]["breadths"] == []


def test_secret_text_is_granted_to_nobody(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.focused[DOCS] = Element("Password", "password text")
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE_ENTER)
    agent.type("x")
    agent.chord("Return")
    stage.advance(1)
    assert stage.ui.all("request")[-1]["choices"]["breadths"] == []


def test_after_the_third_no_the_agent_is_refused_without_a_question(stage: Stage, agent: SimulatedAgent) -> None:
    for _ in range(3):
        ask(stage, agent)
        stage.reject()
        stage.settle()
    assert not asked_again(stage, agent)
    last = stage.rows("outcome")[-1]
    assert (last["outcome"]["result"], last["decision"].rule_id) == ("refused", "rejected-thrice")
    assert stage.engine.status()["refused_patterns"] == 1
    stage.engine.remove_agent(agent.queue)
    assert asked_again(stage, stage.agent())


def test_a_yes_in_between_keeps_it_a_question(stage: Stage, agent: SimulatedAgent) -> None:
    for approve in (False, False, True, False, False):
        ask(stage, agent)
        (stage.approve if approve else stage.reject)()
        stage.settle()
    assert ask(stage, agent)


def test_the_person_can_have_it_asked_again(stage: Stage, agent: SimulatedAgent) -> None:
    for _ in range(3):
        ask(stage, agent)
        stage.reject()
        stage.settle()
    assert stage.engine.standing.refused_patterns() == 1
    stage.engine.standing.ask_again()
    assert stage.engine.standing.refused_patterns() == 0
    assert asked_again(stage, agent)


def test_the_same_again_after_a_no_is_refused_with_a_stronger_note(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    stage.reject()
    stage.settle()
    for _ in range(20):
        stage.advance(2)
        agent.click(DELETE)
        stage.settle()
        assert stage.asked is None
    refused = [row["decision"] for row in stage.rows("outcome") if row["outcome"]["result"] == "refused"]
    assert [decision.rule_id for decision in refused] == ["test-ask", *["rejected-again"] * 20]
    assert "do something else" in refused[1].reason
    assert stage.engine.status()["refused_patterns"] == 1
    stage.engine.standing.ask_again()
    assert asked_again(stage, agent)


def test_a_loop_that_does_not_wait_fills_no_record(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    stage.reject()
    stage.advance(2)
    before = len(stage.rows())
    for _ in range(200):
        agent.does(press(), release())
        stage.advance(0.01)
    assert len(stage.rows("approval_requested")) == 1
    assert len(stage.rows()) - before < 120


def test_who_did_something_else_first_is_asked_about_anew(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    stage.reject()
    stage.settle()
    agent.chord("ctrl+z")
    assert asked_again(stage, agent)


def test_another_agent_is_asked_about_of_its_own(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    stage.reject()
    stage.settle()
    assert asked_again(stage, stage.agent("other"))


def test_an_answer_that_became_void_stands_for_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    ask(stage, agent)
    choose(stage, "kind")
    stage.window(DOCS, title="photos – Thunar")
    first = stage.asked
    stage.approve()
    stage.settle()
    assert stage.asked not in (None, first), "the target is another one: asked anew"
    assert stage.rows("granted") == []
    stage.approve()
    stage.settle()
    assert stage.rows("granted") == [], "nor does the choice outlive the question it was made for"
    assert "+b1" in stage.sent()
