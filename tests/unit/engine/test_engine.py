"""Several agents, the person and the ui: who may use the seat, and when."""

from __future__ import annotations

import pytest

from supervisor.core.action import Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.engine.engine import LONGEST_KEY_S
from tests.support.playbook import (
    BESIDE,
    DELETE,
    DOCS,
    TERMINAL,
    SimulatedAgent,
    Stage,
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


# -- agents and the shared seat


def test_a_taken_name_gets_a_number(stage: Stage) -> None:
    assert [stage.agent("a").queue.name for _ in range(3)] == ["a", "a-2", "a-3"]


def test_while_one_agent_is_held_the_others_go_on(stage: Stage, agent: SimulatedAgent, other: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    other.click(BESIDE)
    stage.settle()
    assert stage.sent() == "@50,50 @500,500 @500,500 +b1 @500,500 -b1"


def test_two_clicks_at_the_same_time_do_not_press_into_each_other(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(press(), release())
    other.does(move(600, 600), press(), release())
    stage.advance(1)
    assert stage.sent() == "@0,0 +b1 @0,0 -b1 @600,600 @600,600 +b1 @600,600 -b1"


def test_attack_a_key_that_is_kept_down_does_not_repeat_into_another_window(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.engine.longest_key_s = LONGEST_KEY_S
    agent.does(key_down("Return"))
    stage.advance(0.5)
    assert stage.sent() == "+Return -Return"
    assert stage.rows("sending")[-1]["outcome"]["by"] == "supervisor"
    agent.does(key_up("Return"))
    stage.settle()
    assert stage.sent() == "", "its own release comes too late"


def test_a_modifier_may_stay_down(stage: Stage, agent: SimulatedAgent) -> None:
    stage.engine.longest_key_s = LONGEST_KEY_S
    agent.does(key_down("Control_L"), key_down("Left"), key_up("Left"))
    stage.advance(0.5)
    assert stage.sent() == "+Control_L +Left -Left"


def test_another_agent_waits_until_a_drag_is_dropped(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    other.chord("Return")
    stage.advance(5)
    assert stage.sent() == "@200,200 @200,200 +b1 @500,500"
    agent.does(release())
    stage.advance(1)
    assert stage.sent() == "@500,500 -b1 +Return -Return"


def test_an_agent_that_waited_for_the_seat_goes_on_when_the_other_is_held(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(key_down("Left"))
    stage.settle()
    other.click(BESIDE)
    stage.settle()
    assert stage.sent() == "+Left"
    agent.does(move(50, 50), press())
    stage.advance(1)
    assert stage.sent() == "@50,50 -Left @500,500 @500,500 +b1 @500,500 -b1"


def test_an_agent_held_with_a_menu_open_keeps_the_seat(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    stage.open_menu()
    agent.click(DELETE)
    stage.settle()
    other.click(BESIDE)
    stage.advance(30)
    assert stage.sent() == "@50,50"
    stage.approve()
    stage.advance(1)
    assert stage.sent() == "@50,50 +b1 @50,50 -b1 @500,500 @500,500 +b1 @500,500 -b1"


def test_an_approved_action_waits_for_the_other_agents_gesture(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.does(move(200, 200), press())
    stage.settle()
    stage.sent()
    stage.approve()
    stage.advance(1)
    assert stage.sent() == ""
    other.does(release())
    stage.advance(1)
    assert stage.sent() == "@200,200 -b1 @50,50 +b1 @50,50 -b1"


def test_when_an_agent_ends_in_the_middle_of_a_gesture_it_is_undone_and_the_next_goes_on(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    other.chord("Return")
    stage.engine.remove_agent(agent.queue)
    stage.engine.remove_agent(agent.queue)
    stage.advance(1)
    assert stage.sent().endswith("+Escape -Escape -b1 +Return -Return")
    assert "agent" not in stage.engine.agents


def test_holds_of_two_agents_are_asked_one_after_the_other(
    stage: Stage, agent: SimulatedAgent, other: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    other.click(DELETE)
    stage.settle()
    assert len(stage.ui.all("request")) == 1
    first = stage.asked
    stage.reject()
    stage.settle()
    assert stage.asked not in (None, first)
    assert len(stage.ui.all("request")) == 2
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 @50,50 +b1 @50,50 -b1"


# -- the person at the machine


def test_while_the_person_uses_the_machine_agents_wait(stage: Stage, agent: SimulatedAgent) -> None:
    stage.person()
    agent.click(BESIDE)
    stage.advance(0.3)
    stage.person()
    stage.advance(0.3)
    assert stage.sent() == ""
    stage.advance(0.4)
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"


def test_a_person_who_begins_during_the_lead_is_not_clicked_into(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(500, 500), press(), release())
    stage.advance(0.05)
    stage.person(down=True, keys=False)
    stage.advance(3)
    assert stage.sent() == "@500,500"
    stage.person(down=False, keys=False)
    stage.advance(1)
    assert stage.sent() == "@500,500 +b1 @500,500 -b1"


def test_agents_do_not_wait_when_that_is_switched_off() -> None:
    stage = Stage(yield_to_person_ms=0)
    stage.person(down=True)
    stage.agent().click(BESIDE)
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"


def test_in_the_middle_of_its_gesture_an_agent_goes_on(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(200, 200), press())
    stage.settle()
    stage.person(keys=False)
    agent.does(move(500, 500), release())
    stage.advance(0.2)
    assert stage.sent().endswith("@500,500 @500,500 -b1")


@pytest.mark.parametrize("change", ["focus", "window under the pointer"])
def test_what_waited_for_the_person_expires_when_the_scene_under_it_changed(
    stage: Stage, agent: SimulatedAgent, change: str
) -> None:
    agent.move(50, 200)
    stage.settle()
    stage.person()
    agent.chord("ctrl+s")
    if change == "focus":
        stage.desktop.focus = TERMINAL
    else:
        stage.desktop.close(DOCS)
    stage.advance(1)
    assert stage.sent() == "@50,200"
    assert ("refused", "scene-changed") in stage.outcomes()
    agent.chord("ctrl+s")
    stage.advance(1)
    assert "+s" in stage.sent()


def test_what_waited_for_the_person_goes_on_when_the_scene_is_the_same(stage: Stage, agent: SimulatedAgent) -> None:
    stage.person()
    agent.chord("ctrl+s")
    stage.advance(1)
    assert stage.sent() == "+Control_L +s -s -Control_L"


def test_a_scene_of_an_earlier_wait_is_not_compared_with(stage: Stage, agent: SimulatedAgent) -> None:
    stage.person()
    agent.chord("Left")
    stage.advance(1)
    stage.desktop.focus = TERMINAL
    agent.chord("Left")
    stage.advance(1)
    assert stage.sent() == "+Left -Left +Left -Left"


# -- the ui


def test_without_a_ui_everything_waits_and_is_shown_and_sent_when_it_comes(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.ui_dies()
    agent.click(BESIDE)
    stage.advance(600)
    assert stage.sent() == ""
    assert [row["outcome"]["rule"] for row in stage.rows("problem")] == ["ui-absent"]
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"
    assert [m["kind"] for m in stage.ui.all("mirror")][:2] == ["move", "click"]


def test_a_ui_that_dies_before_it_drew_gets_the_action_shown_again(stage: Stage, agent: SimulatedAgent) -> None:
    stage.ui.draws = False
    agent.does(press())
    stage.advance(0.05)
    stage.ui_dies()
    stage.advance(5)
    assert stage.sent() == ""
    stage.ui.draws = True
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@0,0 +b1"
    assert len({m["id"] for m in stage.ui.all("mirror")}) == 2


def test_a_ui_that_dies_in_the_lead_after_it_drew_gets_the_action_shown_again(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(press())
    stage.advance(0.1)
    assert [m["id"] for m in stage.ui.all("mirror")] == [1]
    stage.ui_dies()
    stage.advance(5)
    assert stage.sent() == ""
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@0,0 +b1"
    assert len({m["id"] for m in stage.ui.all("mirror")}) == 2


def test_what_was_approved_waits_for_the_ui_too(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.person(down=True)
    stage.approve()
    stage.ui_dies()
    stage.person(down=False)
    stage.advance(5)
    assert stage.sent() == "@50,50"
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 @50,50 -b1"


def test_what_waited_for_the_ui_is_judged_anew_when_the_target_is_another_one(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.ui.draws = False
    agent.does(move(50, 200), press())
    stage.advance(0.05)
    stage.ui_dies()
    stage.elements.places.append((DOCS_ALL, Element("Delete", "push button")))
    stage.ui_comes()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked is not None


def test_a_ui_that_takes_no_more_messages_is_absent(stage: Stage, agent: SimulatedAgent) -> None:
    stage.ui.takes = False
    agent.click(BESIDE)
    stage.advance(5)
    assert stage.sent() == ""


def test_when_the_ui_dies_no_button_stays_down(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(200, 200), press(), move(500, 500))
    stage.settle()
    stage.ui_dies()
    agent.does(release())
    stage.advance(5)
    assert stage.sent().endswith("+Escape -Escape -b1")


def test_a_held_question_cannot_be_answered_unseen_and_is_shown_to_the_next_ui(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    request = stage.asked
    stage.ui_dies()
    assert stage.asked is None
    stage.ui_comes()
    assert stage.asked == request
    assert [m["id"] for m in stage.ui.all("request")] == [request, request]
    assert [m["state"] for m in stage.ui.all("mirror")][-1] == "held"
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"


# -- headless


def test_headless_shows_nothing_sends_what_is_allowed_and_refuses_what_must_be_asked() -> None:
    stage = asking_stage(headless=True)
    agent = stage.agent()
    agent.click(BESIDE)
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"
    agent.click(DELETE)
    stage.settle()
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[-1] == ("refused", "no-approver")
    assert stage.ui.told == []
    assert stage.asked is None
