"""What is shown before it is sent: frame, lead, and a last look."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element, Window
from tests.support.playbook import (
    BESIDE,
    TERMINAL,
    SimulatedAgent,
    Stage,
    key_down,
    move,
    press,
)

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context

LEAD_S = 0.12


def on_delete(_action: Action, context: Context) -> bool:
    return context.element is not None and context.element.name == "Delete"


def shift_delete(action: Action, _context: Context) -> bool:
    return action.keys == "shift+Delete"


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, on_delete)
    made.rule(Verdict.ASK, shift_delete)
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


# -- allow: record, show, wait for the frame, wait the lead, send


def test_a_press_waits_for_the_drawn_frame_and_then_for_the_lead(stage: Stage, agent: SimulatedAgent) -> None:
    stage.ui.draws = False
    agent.click(BESIDE)
    stage.advance(5)
    assert stage.sent() == "@500,500"
    (mirror,) = [m for m in stage.ui.all("mirror") if m["ack"]]
    assert (mirror["kind"], mirror["x"], mirror["state"]) == ("click", 500, "coming")
    stage.engine.parts.mirror.on_drawn(mirror["id"])
    stage.advance(LEAD_S - 0.001)
    assert stage.sent() == ""
    stage.advance(0.002)
    assert stage.sent() == "@500,500 +b1 @500,500 -b1"
    assert stage.outcomes() == [("done", "")]


def test_with_no_lead_nothing_is_waited_for(agent: SimulatedAgent) -> None:
    stage = Stage(mirror_lead_ms=0)
    agent = stage.agent()
    agent.click(BESIDE)
    stage.advance(0.005)
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"
    assert [m["state"] for m in stage.ui.all("mirror")] == ["coming", "coming"]
    stage.settle()
    assert [m["state"] for m in stage.ui.all("mirror")] == ["coming", "coming", "sent"]


def test_with_no_lead_it_is_shown_when_it_is_recorded_and_before_it_is_sent() -> None:
    stage = Stage(mirror_lead_ms=0)
    agent, seen = stage.agent(), []
    take = stage.ui.take

    def shown(message: dict[str, Any]) -> bool:
        if message["t"] == "mirror":
            seen.append(([row["event"] for row in stage.rows()], stage.sent()))
        return take(message)

    stage.engine.parts.mirror.attach(shown)
    agent.does(key_down("Left"))
    stage.settle()
    assert seen[0] == (["decided", "sending"], "")


def test_with_no_lead_and_a_ui_that_takes_nothing_it_is_not_sent_before_one_comes() -> None:
    stage = Stage(mirror_lead_ms=0)
    agent = stage.agent()
    stage.ui.takes = False
    agent.does(key_down("Left"))
    stage.settle()
    assert stage.sent() == ""
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "+Left"
    assert stage.outcomes() == [("done", "")]


def test_a_click_that_is_drawn_twice_is_sent_once(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.settle()
    for mirror in stage.ui.all("mirror"):
        stage.engine.parts.mirror.on_drawn(mirror["id"])
    stage.settle()
    assert stage.sent().count("+b1") == 1


def test_a_target_that_changes_during_the_lead_is_judged_again(stage: Stage, agent: SimulatedAgent) -> None:
    agent.move(300, 50)
    agent.does(press())
    stage.advance(0.05)
    stage.elements.places.append((Rect(290, 40, 60, 20), Element("Delete", "push button")))
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked is not None
    assert len(stage.judge.judged) == 2


def test_attack_a_window_that_goes_away_during_the_last_look_uncovers_nothing_unjudged(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.desktop.put(Window(99, app="decoy", rect=Rect(0, 0, 100, 100)))
    looked = stage.elements.request

    def request(*given: Any, **more: Any) -> None:
        looked(*given, **more)
        if len(stage.elements.asked) == 2:
            stage.desktop.close(99)

    stage.elements.request = request  # type: ignore[method-assign]
    agent.does(move(50, 50), press())
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.engine.holds.waiting, "what is below is asked about"


def test_content_that_moves_on_by_itself_does_not_stop_an_allowed_action(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.focused[TERMINAL] = Element("Terminal", "terminal", text="10 %")
    stage.desktop.focus = TERMINAL
    agent.does(key_down("Return"))
    stage.advance(0.05)
    stage.elements.focused[TERMINAL] = Element("Terminal", "terminal", text="11 %")
    stage.settle()
    assert stage.sent() == "+Return"


def test_a_program_that_answers_now_and_then_is_no_reason_to_ask(stage: Stage, agent: SimulatedAgent) -> None:
    ask, quick_s = stage.elements.request, stage.engine.parts.settings.accessibility_budget_ms / 1000
    turns = itertools.count()
    stage.elements.places.append((Rect(190, 190, 40, 20), Element("Open", "push button")))

    def request(kind: Any, window: Any, point: Any, budget_s: float, done: Any, *, whom: bool = False) -> None:
        """Every other answer takes longer than the budget, and less than a patient one."""
        stage.elements.takes_s = 2 * quick_s if next(turns) % 2 else 0.0
        ask(kind, window, point, budget_s, done, whom=whom)

    stage.elements.request = request  # type: ignore[method-assign]
    agent.does(move(200, 200), press())
    stage.advance(2)
    assert stage.asked is None
    assert "+b1" in stage.sent()
    assert len(stage.rows("decided")) == 1
