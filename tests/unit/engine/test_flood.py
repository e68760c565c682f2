"""An agent that wants dangerous things without end: one question, one no, and a record that stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Verdict
from supervisor.engine.flood import TOLD_IN_FULL, WINDOW_S
from supervisor.engine.queue import PAUSE_S, TURN_NS
from tests.support.playbook import BESIDE, DELETE, SimulatedAgent, Stage, key_down, press, release

if TYPE_CHECKING:
    from supervisor.core.ports import PointerFacts


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def asked(stage: Stage) -> int:
    return len([row for row in stage.rows() if row["event"] == "approval_requested"])


def flood(stage: Stage, agent: SimulatedAgent, times: int, gap_s: float = 0.001) -> None:
    for _ in range(times):
        agent.does(press(), release())
        stage.advance(gap_s)


def test_one_no_is_for_all_that_comes_without_a_pause(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    flood(stage, agent, 3000)
    stage.settle()
    assert (asked(stage), stage.engine.holds.waiting) == (1, [])
    assert "+b1" not in stage.sent()


def test_after_a_pause_the_person_is_asked_again(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    flood(stage, agent, 5, gap_s=PAUSE_S * 0.9)
    assert asked(stage) == 1
    stage.advance(PAUSE_S + 0.1)
    agent.click(BESIDE)
    agent.click(DELETE)
    stage.settle()
    assert asked(stage) == 2


def test_what_needs_no_question_goes_on_after_a_no(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    stage.sent()
    agent.click(BESIDE)
    stage.settle()
    assert "+b1" in stage.sent()


def test_a_no_to_one_agent_is_none_to_another(stage: Stage, agent: SimulatedAgent) -> None:
    other = stage.agent("other")
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    other.click(DELETE)
    stage.settle()
    assert asked(stage) == 2


def test_the_record_of_a_flood_stays_small_and_counts_it(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    before = len(stage.rows())
    flood(stage, agent, 900)
    stage.advance(2 * WINDOW_S)
    rows = stage.rows()[before:]
    refused = [row for row in rows if row["decision"] is not None and row["decision"].rule_id == "after-reject"]
    counted = [row["outcome"]["count"] for row in refused if "count" in row.get("outcome", {})]
    in_full = {row["action"].id for row in refused if row.get("action")}
    assert sum(counted) + len(in_full) == 900
    assert len(in_full) <= 2 * TOLD_IN_FULL
    assert len(refused) <= 4 * TOLD_IN_FULL + 2


def test_what_is_counted_is_not_lost_with_the_window(stage: Stage) -> None:
    flood_of = stage.engine.flood
    told = [flood_of.tells("agent", "malformed") for _ in range(TOLD_IN_FULL + 5)]
    assert told == [True] * TOLD_IN_FULL + [False] * 5
    flood_of.end()
    assert [row["outcome"] for row in stage.rows()][-1] == {"action_id": None, "result": "refused", "count": 5}
    assert flood_of.tells("agent", "malformed") is False
    assert flood_of.tells("other", "malformed")
    assert flood_of.tells("agent", "behind-hold")


def test_the_popup_is_told_how_much_a_no_would_end(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    for _ in range(3):
        agent.another_client().write(press())
    stage.advance(1)
    assert stage.ui.all("state")[-1]["waiting"] == 4


def test_a_flood_that_is_refused_lets_the_loop_turn(
    stage: Stage, agent: SimulatedAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service has a heartbeat to keep and others to serve."""
    stage.pause()
    for _ in range(60):
        agent.another_client().write(key_down("a"))
    agent.queue.expire("behind-hold", [])
    pointer = stage.desktop.pointer

    def slow() -> PointerFacts:
        stage.loop._now_ns += 1_000_000
        return pointer()

    monkeypatch.setattr(stage.desktop, "pointer", slow)
    stage.resume()
    assert 60 - len(agent.queue.queue) <= TURN_NS // 1_000_000 + 2
    stage.advance(1)
    assert not agent.queue.queue
