from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.core.assessment import Verdict
from supervisor.core.fatigue import REFLEX_MS, STREAK
from supervisor.engine.telling import LAST_ACTIONS, WORKING_S
from tests.support.playbook import BESIDE, DELETE, SimulatedAgent, Stage


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def states(stage: Stage) -> list[str]:
    return [m["state"] for m in stage.ui.all("state")]


def test_the_tray_hears_of_work_and_of_rest(stage: Stage, agent: SimulatedAgent) -> None:
    assert states(stage)[-1] == "idle"
    agent.click(BESIDE)
    stage.advance(0.5)
    assert states(stage)[-1] == "working"
    stage.advance(WORKING_S + 0.5)
    assert states(stage)[-1] == "idle"
    told = len(states(stage))
    stage.advance(100)
    assert len(states(stage)) == told, "nothing new is not told"


def test_while_an_action_is_shown_nobody_is_told_that_all_is_idle(stage: Stage, agent: SimulatedAgent) -> None:
    stage.advance(5)
    agent.click(BESIDE)
    stage.advance(0.05)
    assert stage.ui.all("mirror")
    assert "+b1" not in stage.sent()
    assert states(stage)[-1] == "working"


def test_who_approves_by_reflex_is_told_so_beside_the_state_until_they_read(
    stage: Stage, agent: SimulatedAgent
) -> None:
    for _ in range(STREAK):
        assert not stage.engine.status()["attention"]
        agent.click(DELETE)
        stage.settle()
        stage.approve()
        stage.settle()
    stage.advance(1)
    assert "take a moment" in stage.ui.all("state")[-1]["note"]
    agent.click(DELETE)
    stage.advance(REFLEX_MS / 1000 + 1)
    stage.approve()
    stage.advance(1)
    assert not stage.engine.status()["attention"]
    assert not stage.ui.all("state")[-1]["note"]


def test_answers_about_the_supervisor_itself_tell_nothing_of_how_they_read(stage: Stage) -> None:
    for number in range(STREAK):
        stage.engine.holds.confirm(f"what {number}", "Quit?", "", lambda _yes, _approval: None)
        stage.approve()
    assert not stage.engine.status()["attention"]


def test_a_no_to_what_was_not_before_them_is_no_sign_that_they_read(stage: Stage, agent: SimulatedAgent) -> None:
    other = stage.agent("other")
    for _ in range(STREAK):
        agent.click(DELETE)
        stage.settle()
        stage.approve()
        stage.settle()
    assert stage.engine.status()["attention"]
    agent.click(DELETE)
    stage.settle()
    other.click(DELETE)
    stage.settle()
    asked, behind = stage.engine.holds.waiting
    assert stage.asked == asked.request
    stage.reject(behind.request)
    assert stage.engine.status()["attention"]
    stage.reject(asked.request)
    assert not stage.engine.status()["attention"]


def test_waiting_for_the_person_goes_before_working_and_stopped_before_all(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    assert states(stage)[-1] == "waiting"
    stage.pause()
    assert states(stage)[-1] == "waiting"
    stage.reject()
    assert stage.engine.state() == "paused"
    stage.stop()
    assert states(stage)[-1] == "stopped"
    stage.rearm()
    assert stage.engine.state() == "paused"


def test_the_last_actions_are_told_in_words_with_what_became_of_them(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    agent.click(DELETE)
    stage.advance(1)
    stage.reject()
    stage.advance(1)
    assert list(stage.ui.all("state")[-1]["last"]) == [
        {"words": "click ?", "outcome": "done"},
        {"words": "click Delete", "outcome": "refused: a person rejected it"},
    ]


def test_only_so_many_actions_are_kept(stage: Stage, agent: SimulatedAgent) -> None:
    for _ in range(LAST_ACTIONS + 5):
        agent.chord("Return")
    stage.advance(10)
    assert len(stage.ui.all("state")[-1]["last"]) == LAST_ACTIONS


def test_news_are_told_while_work_goes_on_and_not_only_after_it(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("Return")
    stage.advance(0.5)
    agent.chord("Return")
    stage.advance(0.5)
    assert len(stage.ui.all("state")[-1]["last"]) == 2


def test_a_stream_of_motion_is_not_a_stream_of_news(stage: Stage, agent: SimulatedAgent) -> None:
    told = len(stage.ui.told)
    for x in range(500):
        agent.move(x, 500)
        stage.advance(0.001)
    assert len(stage.ui.all("state")) - told < 10


def test_a_new_ui_is_told_what_the_old_one_knew(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.advance(5)
    stage.ui_dies()
    stage.ui.told.clear()
    stage.ui_comes()
    (state,) = stage.ui.all("state")
    told = {"name": "agent", "contained": False, "containment": "not contained", "workflow": ""}
    assert state["agents"] == [told]
    assert len(state["last"]) == 1


def test_a_record_that_fails_is_told(stage: Stage, agent: SimulatedAgent) -> None:
    stage.journal.room = 0
    agent.click(BESIDE)
    stage.advance(1)
    assert stage.ui.all("state")[-1]["note"] == "the disk is full"


def test_the_status_names_agents_holds_figures_and_problems(stage: Stage, agent: SimulatedAgent) -> None:
    other = stage.agent("other", workflow="invoices")
    agent.click(BESIDE)
    stage.settle()
    agent.click(DELETE)
    stage.settle()
    stage.person(down=True)
    other.click(BESIDE)
    status = stage.engine.status()
    not_contained = {"contained": False, "containment": "not contained"}
    assert status == {
        "state": "waiting",
        "headless": False,
        "ui": True,
        "locked": False,
        "agents": [
            {"name": "agent", "workflow": None, "waiting": 0, "held": True} | not_contained,
            {"name": "other", "workflow": "invoices", "waiting": 1, "held": False} | not_contained,
        ],
        "grants": [],
        "stages": [],
        "levels": [
            {
                "part": "setting",
                "for": "all agents",
                "level": "approval-gates",
                "why": "your policy begins there",
            }
        ],
        "refused_patterns": 0,
        "review": 0,
        "requests": ["r1"],
        "half_approved": None,
        "yields": True,
        "counts": {"actions": 1, "done": 1},
        "judge": "judge: on, model simulated",
        "alarm": None,
        "rearm": None,
        "attention": None,
        "tests": {"missed": 0, "noticed": 0},
        "problem": None,
    }


@pytest.mark.parametrize(("verdict", "end"), [(None, "done"), (Verdict.DENY, "refused")])
def test_a_drag_is_one_gesture_which_ends_as_its_drop_does(
    stage: Stage, agent: SimulatedAgent, verdict: Verdict | None, end: str
) -> None:
    stage.judge.rule = lambda action, _: verdict if action.kind is ActionKind.DRAG else None
    agent.drag(Point(200, 200), Point(500, 500))
    stage.advance(1)
    counts = stage.engine.status()["counts"]
    assert {name: count for name, count in counts.items() if count} == {"actions": 1, end: 1}


def test_the_figures_count_gestures_by_what_became_of_them(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.DENY, lambda action, _: action.button == 3)
    agent.click(BESIDE)
    agent.click(BESIDE, button=3)
    stage.advance(1)
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    agent.queue.malformed(agent.client, "too short")
    counts = stage.engine.status()["counts"]
    assert counts == {"actions": 3, "done": 1, "refused": 3, "asked": 1}


def test_a_policy_that_waits_is_told(stage: Stage) -> None:
    stage.engine.telling.policy = "the changed policy waits"
    stage.engine.telling.policy_waits = True
    stage.engine.publish()
    told = stage.ui.all("state")[-1]
    assert (told["note"], told["policy_waits"]) == ("the changed policy waits", True)
    stage.engine.telling.alarm = "input came past the gate"
    stage.engine.publish()
    assert stage.ui.all("state")[-1]["note"] == "input came past the gate"


def test_how_many_wait_to_be_gone_through_is_told_when_it_changes() -> None:
    stage = Stage()
    stage.engine.telling.waits_to_be_gone_through(3)
    stage.settle()
    told = stage.ui.all("state")
    assert told[-1]["review"] == stage.engine.status()["review"] == 3
    stage.engine.telling.waits_to_be_gone_through(3)
    stage.settle()
    assert stage.ui.all("state") == told
