"""A batch, presented by itself: when, to whom, and never over a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.autonomy import Level
from supervisor.engine.levels import Wanted
from supervisor.engine.presenting import LOOK_S
from tests.support.levels_at_work import BATCH, POLICY, choose, stage_with, trash

if TYPE_CHECKING:
    from tests.support.playbook import SimulatedAgent, Stage

PAUSE_S = 60.0


def at_work(policy: str = POLICY) -> tuple[Stage, SimulatedAgent]:
    stage = stage_with(policy)
    choose(stage, BATCH)
    return stage, stage.agent()


def told(stage: Stage) -> list[tuple[Any, Any]]:
    return [(message["agents"], message["card"]) for message in stage.ui.all("batch")]


def presented(stage: Stage) -> list[tuple[str, int, str]]:
    rows = stage.rows("batch_presented")
    return [(row["agent"], row["outcome"]["actions"], row["outcome"]["ground"]) for row in rows]


def show(stage: Stage) -> None:
    """The ui shows what it was told."""
    stage.engine.telling.presenting.shown()


def test_it_is_presented_once_the_agent_has_paused() -> None:
    stage, agent = at_work()
    for _ in range(3):
        assert trash(stage, agent) == ("allow", "level-batch-review")
    stage.advance(PAUSE_S - 5)
    assert told(stage) == []
    stage.advance(5 + LOOK_S)
    assert told(stage) == [([["agent", 3]], True)]
    assert presented(stage) == [], "only what is on the screen is presented"
    show(stage)
    assert presented(stage) == [("agent", 3, "paused")]
    stage.advance(10 * PAUSE_S)
    assert len(told(stage)) == 1


def test_it_is_presented_when_the_agent_has_ended() -> None:
    stage, agent = at_work()
    agent.chord("Delete")
    stage.advance(0.4)
    stage.engine.remove_agent(agent.queue)
    stage.advance(3 * LOOK_S)
    assert told(stage) == [([["agent", 1]], True)], "when it is not taken to be at work any more"
    show(stage)
    assert presented(stage) == [("agent", 1, "ended")]


def test_much_of_it_is_presented_while_the_agent_works_and_lies_in_nobodys_way() -> None:
    stage, agent = at_work(POLICY.replace("[[rule]]", "[autonomy.batch]\nactions = 4\n[[rule]]", 1))
    for _ in range(3):
        trash(stage, agent)
    assert told(stage) == []
    agent.chord("Delete")
    stage.advance(LOOK_S + 0.4)
    assert told(stage) == [([["agent", 4]], False)], "no card over what it may be about to press"
    trash(stage, agent)
    show(stage)
    assert presented(stage) == [("agent", 4, "many")]
    stage.advance(PAUSE_S + LOOK_S)
    assert told(stage)[1:] == [([["agent", 1]], True)], "what came meanwhile is another batch"


def test_who_has_ended_is_told_of_also_while_another_works_on() -> None:
    stage, agent = at_work()
    other = stage.agent("other")
    trash(stage, agent)
    stage.engine.remove_agent(agent.queue)
    for _ in range(50):
        other.move(5, 5)
        stage.advance(1)
    assert told(stage) == []
    for _ in range(15):
        other.move(5, 5)
        stage.advance(1)
    assert told(stage) == [([["agent", 1]], False)]


def test_several_agents_are_one_news() -> None:
    stage, agent = at_work()
    other = stage.agent("other")
    for one in (agent, other, other):
        one.chord("Delete")
        stage.advance(0.4)
    for one in (agent, other):
        stage.engine.remove_agent(one.queue)
    stage.advance(3 * LOOK_S)
    assert told(stage) == [([["agent", 1], ["other", 2]], True)]


def test_never_over_a_question() -> None:
    stage, agent = at_work()
    trash(stage, agent)
    stage.engine.levels.want(Wanted(Level.EXCEPTION_ONLY), "tray")
    stage.advance(3 * PAUSE_S)
    assert stage.asked is not None
    assert told(stage) == []
    stage.reject()
    stage.advance(LOOK_S)
    assert told(stage) == [([["agent", 1]], True)]


def test_nobody_is_told_behind_a_locked_screen() -> None:
    stage, agent = at_work()
    trash(stage, agent)
    stage.engine.lock("test")
    stage.advance(3 * PAUSE_S)
    assert told(stage) == []
    stage.engine.unlock()
    stage.advance(LOOK_S)
    assert len(told(stage)) == 1


def test_what_a_ui_was_told_and_did_not_show_the_next_one_is_told() -> None:
    stage, agent = at_work()
    trash(stage, agent)
    stage.ui_dies()
    stage.advance(PAUSE_S + LOOK_S)
    assert told(stage) == []
    stage.ui_comes()
    stage.advance(LOOK_S)
    assert len(told(stage)) == 1
    stage.ui_dies()
    stage.ui_comes()
    stage.advance(LOOK_S)
    assert told(stage) == [([["agent", 1]], True)] * 2
    show(stage)
    stage.advance(PAUSE_S)
    assert presented(stage) == [("agent", 1, "paused")]


@pytest.mark.parametrize("level", [Level.EXCEPTION_ONLY, Level.FULL_AUTONOMY])
def test_at_other_levels_nothing_is_presented(level: Level) -> None:
    stage = stage_with()
    choose(stage, Wanted(level))
    assert trash(stage, stage.agent())[0] == "allow"
    stage.advance(3 * PAUSE_S)
    assert told(stage) == []


def test_that_there_is_something_is_marked_until_the_list_is_opened() -> None:
    stage, agent = at_work()
    trash(stage, agent)
    stage.advance(PAUSE_S + LOOK_S)
    show(stage)
    stage.settle()
    assert stage.ui.all("state")[-1]["batch"] is True
    stage.engine.telling.presenting.opened()
    stage.settle()
    assert stage.ui.all("state")[-1]["batch"] is False


def test_a_word_of_the_ui_out_of_turn_records_nothing() -> None:
    stage, agent = at_work()
    show(stage)
    trash(stage, agent)
    show(stage)
    assert presented(stage) == []
    assert not stage.engine.telling.presenting.open
