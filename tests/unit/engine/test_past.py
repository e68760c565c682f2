from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.answers import Answer
from supervisor.core.assessment import Verdict
from supervisor.engine.past import MAX_DID
from tests.support.playbook import DELETE, DOCS, SimulatedAgent, Stage


@pytest.fixture
def stage() -> Stage:
    made = Stage(yield_to_person_ms=0)
    made.window(DOCS, executable="thunar")
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def asks(stage: Stage, agent: SimulatedAgent) -> dict[str, Any]:
    agent.click(DELETE)
    stage.settle()
    return dict(stage.ui.all("request")[-1])


def test_at_first_there_is_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    asked = asks(stage, agent)
    assert (asked["did"], asked["like"], asked["advice"]) == ([], "", {"answer": "", "ground": ""})
    assert asked["opened"] is False


def test_the_agents_own_last_actions_are_told_and_no_motion(stage: Stage, agent: SimulatedAgent) -> None:
    other = stage.agent("other")
    other.chord("b")
    for key in "acdefgh":
        agent.chord(f"ctrl+{key}")
        stage.settle()
    agent.move(5, 5)
    did = asks(stage, agent)["did"]
    assert len(did) == MAX_DID
    assert all(past["outcome"] == "done" for past in did)
    assert not any("move" in past["words"] for past in did)


def test_an_agent_of_the_same_name_begins_anew(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("ctrl+a")
    stage.settle()
    stage.engine.remove_agent(agent.queue)
    assert asks(stage, stage.agent())["did"] == []


def test_how_the_like_was_answered_and_what_that_suggests(stage: Stage, agent: SimulatedAgent) -> None:
    asks(stage, agent)
    stage.approve()
    stage.advance(1.5)
    asks(stage, agent)
    stage.approve()
    stage.advance(1.5)
    asked = asks(stage, agent)
    assert "approved 2" in asked["like"]
    assert asked["advice"]["answer"] == "approve"
    stage.reject()
    stage.advance(1.5)
    agent.click(DELETE, button=3)
    stage.settle()
    other = stage.ui.all("request")[-1]
    assert "approved 2 and rejected 1" in other["like"]
    assert other["advice"]["answer"] == "", "what was answered both ways suggests nothing"


def test_what_the_agent_did_is_opened_and_shut_by_the_persons_press_alone(
    stage: Stage, agent: SimulatedAgent
) -> None:
    asks(stage, agent)
    stage.engine.holds.open_did(str(stage.asked))
    assert stage.ui.all("did") == [], "there is nothing to be opened"
    stage.reject()
    stage.advance(1.5)
    agent.chord("ctrl+a")
    stage.settle()
    asked = asks(stage, agent)
    stage.engine.holds.open_did("r99")
    for opened in (True, False):
        stage.engine.holds.open_did(asked["id"])
        assert stage.ui.all("did")[-1] == {"t": "did", "id": asked["id"], "opened": opened}
    assert stage.asked == asked["id"]


def test_answers_from_before_the_start_come_before_those_since(stage: Stage, agent: SimulatedAgent) -> None:
    asks(stage, agent)
    way = stage.engine.agents["agent"].way
    assert way is not None
    earlier = [(way.subject, Answer(approved=False, reason="it is too risky")), (way.subject, Answer(approved=True))]
    stage.approve()
    stage.advance(1.5)
    stage.engine.past.recall(earlier)
    asked = asks(stage, agent)
    assert (
        asked["like"]
        == "Of questions like this in the same program you approved 2 and rejected 1; the last no: it is too risky."
    )
