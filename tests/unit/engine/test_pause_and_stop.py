"""Pause and stop: the gate closes, nothing stays down, nothing goes out."""

from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.core.fallbacks import FALLBACK_IDS
from tests.support.playbook import (
    BESIDE,
    DELETE,
    SimulatedAgent,
    Stage,
    chord,
    key_down,
    key_up,
    move,
    press,
    release,
)

DOCS_ALL = Rect(0, 0, 400, 300)


def asking_stage(**given: object) -> Stage:
    made = Stage(**given)  # type: ignore[arg-type]
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def stage() -> Stage:
    return asking_stage()


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


@pytest.fixture
def other(stage: Stage) -> SimulatedAgent:
    return stage.agent("other")


# -- pause


def test_pause_closes_the_gate_and_resume_opens_it(stage: Stage, agent: SimulatedAgent) -> None:
    stage.pause()
    agent.click(BESIDE)
    stage.advance(60)
    assert stage.sent() == ""
    stage.resume()
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"
    assert [row["event"] for row in stage.rows() if row["event"] in ("paused", "resumed")] == ["paused", "resumed"]


def test_pause_takes_everything_off_the_seat_and_a_late_release_is_dropped(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(key_down("Control_L"), key_down("c"))
    stage.settle()
    stage.pause()
    assert stage.sent() == "+Control_L +c -c -Control_L"
    agent.does(key_up("c"), key_up("Control_L"))
    stage.resume()
    stage.settle()
    assert stage.sent() == ""
    assert not stage.outlet.seat.busy


def test_pause_lifts_the_seat_also_with_an_action_on_its_way(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Left"))
    stage.settle()
    agent.another_client().write(press(), release())
    stage.advance(0.05)
    stage.pause()
    stage.advance(1)
    assert stage.sent() == "+Left -Left"
    stage.resume()
    stage.settle()
    assert stage.sent() == "@0,0 +b1 @0,0 -b1"


def test_pause_cancels_a_held_drop(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), BESIDE)
    stage.settle()
    stage.sent()
    stage.pause()
    assert stage.sent() == "+Escape -Escape -b1"
    assert stage.outcomes()[-1] == ("expired", "paused")
    stage.resume()
    stage.settle()
    assert stage.sent() == ""


def test_a_pause_between_two_clicks_that_are_made_anew_stops_the_second(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DOUBLE_CLICK)
    agent.does(move(500, 500), press(), release(), press(), release())
    stage.advance(1)
    stage.sent()
    stage.approve()
    stage.advance(0.005)
    assert stage.sent() == "@500,500 +b1 -b1"
    stage.pause()
    stage.advance(5)
    assert stage.sent() == ""
    assert stage.outcomes()[-1] == ("partly", "partly-made"), "the first of them was made"
    assert not agent.client.waits


def test_a_lead_that_ends_during_a_pause_is_looked_at_again_after_it(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 200), press())
    stage.advance(0.05)
    stage.pause()
    stage.advance(10)
    stage.elements.places.append((DOCS_ALL, Element("Delete", "push button")))
    stage.resume()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked is not None


def test_an_answer_during_a_pause_is_carried_out_after_it(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.pause()
    stage.approve()
    calls = stage.loop.calls
    stage.advance(600)
    assert stage.loop.calls - calls < 20, "a pause is not polled"
    assert stage.sent() == "@50,50"
    stage.resume()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 @50,50 -b1"


def test_pausing_or_resuming_twice_is_recorded_once(stage: Stage) -> None:
    for _ in range(2):
        stage.pause()
    for _ in range(2):
        stage.resume()
    assert len(stage.rows("paused")) == len(stage.rows("resumed")) == 1


# -- stop


def test_after_a_stop_nothing_is_sent_and_nobody_waits(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    stage.sent()
    told = len(stage.ui.all("request"))
    stage.stop()
    agent.click(BESIDE)
    other.does(release(), *chord("a"))
    stage.person()
    stage.advance(600)
    assert stage.sent() == ""
    assert not agent.client.waits
    assert not other.client.waits
    assert stage.asked is None
    assert len(stage.ui.all("request")) == told, "a stop asks nothing more"
    assert stage.engine.state() == "stopped"
    assert stage.rows()[-1]["event"] == "stopped"


def test_a_stop_with_two_holds_denies_both_without_asking_the_second(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.click(DELETE)
    stage.settle()
    stage.stop()
    assert len(stage.ui.all("request")) == 1
    assert [result for result, _ in stage.outcomes()] == ["stopped", "stopped"]


def test_after_rearming_nothing_of_before_comes_back(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Control_L"), key_down("c"))
    stage.settle()
    agent.another_client().write(move(500, 500), press())
    stage.stop()
    stage.sent()
    stage.rearm()
    stage.advance(5)
    assert stage.sent() == ""
    agent.does(key_up("c"), key_up("Control_L"), key_down("x"))
    stage.settle()
    assert stage.sent() == "+x"


def test_an_answer_after_the_stop_changes_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    request = stage.asked
    stage.stop()
    stage.approve(request)
    stage.rearm()
    stage.approve(request)
    stage.advance(5)
    assert stage.sent() == "@50,50"


def test_the_latch_is_heeded_before_word_of_the_stop_arrives(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(0.05)
    stage.latched = stage.outlet.latched = True
    stage.advance(5)
    assert stage.sent() == "@500,500"
    stage.engine.stop({"how": "escape"})
    assert stage.outcomes() == [("stopped", "stopped")]


def test_a_full_disk_keeps_no_key_down_but_presses_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    stage.sent()
    stage.journal.room = 0
    stage.engine.remove_agent(agent.queue)
    assert stage.sent() == "-b1"


# -- every fallback refuses


def test_every_fallback_that_the_engine_uses_ends_in_no_send() -> None:
    """Each is brought about above; here: none of their outcomes stands beside a send of its action."""
    stage = asking_stage()
    stage.judge.deadline = 5.0
    agent = stage.agent()
    agent.click(DELETE)
    stage.advance(6)
    agent.click(DELETE)
    stage.settle()
    agent.client.leave()
    stage.settle()
    stage.stop()
    refused = [row for row in stage.rows("outcome") if row["outcome"]["result"] != "done"]
    assert {row["decision"].rule_id for row in refused} == {"deadline", "client-gone"}
    assert {row["decision"].rule_id for row in refused} <= FALLBACK_IDS
    sent = {row["outcome"]["action_id"] for row in stage.rows("sending")}
    assert not sent & {row["outcome"]["action_id"] for row in refused}


# -- input that came past the gate

BYPASS = {"what": "fake_input", "why": "agent", "pid": 77, "executable": "/usr/bin/sly", "agent": "agent"}


def test_input_past_the_gate_is_recorded_and_shown_until_a_person_rearms(stage: Stage) -> None:
    stage.engine.bypassed(BYPASS)
    stage.stop()
    (row,) = [row for row in stage.rows() if row["event"] == "bypassed"]
    assert (row["agent"], row["outcome"]) == ("agent", BYPASS)
    words = "Input came past the gate (agent agent: sly, process 77); all agents were stopped"
    assert stage.engine.status()["alarm"] == words
    assert stage.ui.all("state")[-1]["note"] == words
    stage.engine.rearm("chord", None)
    assert stage.engine.status()["alarm"] is None
    assert stage.ui.all("state")[-1]["note"] == ""


def test_who_cannot_be_named_is_not_given_a_name(stage: Stage) -> None:
    stage.engine.bypassed(BYPASS | {"why": "unknown", "agent": "", "pid": 0, "executable": ""})
    assert "(unknown: a program that has gone, process 0)" in stage.engine.status()["alarm"]
    assert [row["agent"] for row in stage.rows() if row["event"] == "bypassed"] == [None]


def test_a_rearm_that_came_too_soon_is_said_to_the_person_until_one_is_taken() -> None:
    stage = Stage()
    stage.engine.rearm_refused()
    stage.stop()

    def note() -> str:
        return str(stage.ui.all("state")[-1]["note"])

    assert note() == ""
    stage.engine.stop_done()
    assert note() == ""
    stage.engine.rearm_refused()
    assert note() == "Not re-armed: the stop is still being carried out"
    stage.engine.stop_done()
    assert note() == "The stop is carried out now: re-arm again to let agents work"
    stage.rearm()
    assert note() == ""
    assert [row["outcome"]["result"] for row in stage.rows("outcome")] == ["rearm_refused"]
