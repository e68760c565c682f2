"""While the screen is locked: nothing is sent, nothing is asked, no answer counts, no time runs."""

from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.core.assessment import Verdict
from supervisor.core.context import Window
from tests.support.playbook import BESIDE, DELETE, DOCS, SimulatedAgent, Stage, press


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def asked(stage: Stage) -> str | None:
    return stage.asked


def test_what_is_allowed_waits_until_it_is_open(stage: Stage, agent: SimulatedAgent) -> None:
    stage.engine.lock("test")
    agent.click(BESIDE)
    stage.advance(100)
    assert stage.sent() == ""
    stage.engine.unlock()
    stage.settle()
    assert stage.sent().endswith("+b1 @500,500 -b1")


def test_what_was_about_to_be_sent_is_not(stage: Stage, agent: SimulatedAgent) -> None:
    stage.ui.draws = False
    agent.does(press())
    stage.advance(0.1)
    stage.engine.lock("test")
    stage.engine.parts.mirror.on_drawn(stage.ui.all("mirror")[-1]["id"])
    stage.advance(5)
    assert "+b1" not in stage.sent()
    stage.engine.unlock()
    stage.settle()
    assert "+b1" in stage.sent()


def test_a_screen_that_is_another_one_afterwards_expires_what_waited(stage: Stage, agent: SimulatedAgent) -> None:
    stage.engine.lock("test")
    agent.click(BESIDE)
    stage.advance(1)
    stage.desktop.focus = 0
    stage.engine.unlock()
    stage.settle()
    assert "+b1" not in stage.sent()


def test_a_question_goes_off_the_screen_and_is_asked_again(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    assert asked(stage) == "r1"
    stage.engine.lock("test")
    assert asked(stage) is None
    assert stage.ui.all("request_closed")[-1] == {"t": "request_closed", "id": "r1", "outcome": "changed"}
    stage.engine.unlock()
    assert asked(stage) == "r1"
    stage.approve()
    stage.settle()
    assert "+b1" in stage.sent()


@pytest.mark.parametrize("yes", [True, False])
def test_no_answer_counts(stage: Stage, agent: SimulatedAgent, yes: bool) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.engine.lock("test")
    (stage.approve if yes else stage.reject)("r1")
    stage.advance(5)
    assert "+b1" not in stage.sent()
    assert stage.outcomes() == []
    stage.engine.unlock()
    assert stage.asked not in ("r1", None), "`human` takes no second answer to a question"
    stage.approve()
    stage.settle()
    assert "+b1" in stage.sent()


def test_an_approval_whose_hands_were_waited_for_waits_on(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.desktop.modifiers = 4
    stage.person(down=True)
    stage.approve()
    stage.engine.lock("test")
    stage.desktop.modifiers = 0
    stage.person(down=False)
    stage.advance(10)
    assert "+b1" not in stage.sent()
    stage.engine.unlock()
    stage.advance(30)
    assert "+b1" in stage.sent()


def test_no_time_runs(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.deadline = 60.0
    agent.click(DELETE)
    stage.advance(50)
    stage.engine.lock("test")
    stage.advance(5000)
    stage.engine.unlock()
    stage.advance(5)
    assert stage.asked == "r1"
    stage.advance(10)
    assert stage.outcomes()[0] == ("refused", "deadline")


@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
def test_sleep_of_the_machine_uses_up_no_time_whether_it_is_told_or_not(
    stage: Stage, agent: SimulatedAgent, told: bool
) -> None:
    stage.judge.deadline = 60.0
    agent.click(DELETE)
    stage.advance(50)
    if told:
        stage.engine.lock("system: sleep")
    # The monotonic clock stands still in sleep; where it does not, the jump counts as one short step.
    stage.loop.jump(8 * 3600)
    if told:
        stage.engine.unlock()
    stage.advance(8)
    assert stage.asked == "r1"
    stage.advance(10)
    assert stage.outcomes()[0] == ("refused", "deadline")


def test_what_is_down_comes_up_and_a_held_drop_is_cancelled(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    stage.sent()
    stage.engine.lock("test")
    stage.settle()
    assert stage.sent() == "+Escape -Escape -b1"
    assert stage.outcomes()[-1] == ("expired", "locked")


def test_open_while_paused_is_still_paused(stage: Stage, agent: SimulatedAgent) -> None:
    stage.pause()
    stage.engine.lock("test")
    agent.click(BESIDE)
    stage.engine.unlock()
    stage.advance(5)
    assert stage.sent() == ""
    stage.resume()
    stage.settle()
    assert "+b1" in stage.sent()


def test_it_is_recorded_once_and_told(stage: Stage) -> None:
    stage.engine.unlock()
    for _ in range(3):
        stage.engine.lock("session: org.gnome.ScreenSaver")
    assert stage.engine.status()["locked"] is True
    stage.engine.unlock()
    assert [row["event"] for row in stage.rows()][-2:] == ["locked", "unlocked"]
    assert stage.rows("locked")[0]["outcome"] == {"how": "session: org.gnome.ScreenSaver"}


def test_a_stop_under_a_locked_screen_is_a_stop(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.engine.lock("test")
    stage.stop()
    stage.engine.unlock()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.outcomes()[-1] == ("stopped", "stopped")


def test_a_window_that_was_put_over_the_target_meanwhile_is_asked_about(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.engine.lock("test")
    stage.desktop.put(Window(99, "other", rect=stage.desktop.by_id(DOCS).rect))  # type: ignore[union-attr]  # it is there
    stage.engine.unlock()
    first = stage.asked
    stage.approve()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked != first or stage.asked is None
