"""The shared seat in scripts: what is lifted, what is made anew, what joins a hold and what expires behind it."""

from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Window
from supervisor.core.input_event import EventKind, InputEvent
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


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


# -- a multi-click that is made anew


def held_double_click(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.rule = lambda action, _: Verdict.ASK if action.kind is ActionKind.DOUBLE_CLICK else None
    agent.does(move(50, 50), press(), release(), press(), release())
    stage.advance(1)
    stage.sent()
    stage.approve()


def test_the_clicks_of_a_replay_come_one_after_the_other_and_the_seat_is_kept_between_them(
    stage: Stage, agent: SimulatedAgent
) -> None:
    """A window manager freezes the pointer at a press; the server loses one that comes before it lets go."""
    other = stage.agent("other")
    held_double_click(stage, agent)
    stage.advance(0.005)
    assert stage.sent() == "@50,50 +b1 -b1"
    other.move(500, 500)
    stage.advance(0.005)
    assert stage.sent() == ""
    stage.advance(0.01)
    assert stage.sent() == "@50,50 +b1 @50,50 -b1 @500,500"


def test_a_stop_between_the_clicks_of_a_replay_sends_no_more(stage: Stage, agent: SimulatedAgent) -> None:
    held_double_click(stage, agent)
    stage.advance(0.005)
    stage.stop()
    stage.advance(10)
    assert stage.sent() == "@50,50 +b1 -b1"
    assert ("stopped", "stopped") in stage.outcomes()


# -- the hands that answered


def test_a_hand_that_comes_down_during_the_second_look_is_waited_for(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.elements.slow = True
    stage.approve()
    stage.advance(0.01)
    stage.desktop.modifiers = 0x4
    stage.elements.slow = False
    stage.advance(1)
    assert stage.sent() == "@50,50"


# -- a held drop


def test_a_held_drop_keeps_only_its_button_down(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.does(key_down("Control_L"), move(200, 200), press(), move(500, 500), release(), key_up("Control_L"))
    stage.settle()
    assert stage.sent() == "@200,200 +Control_L @200,200 +b1 @500,500 -Control_L"
    assert (stage.outlet.seat.keys, stage.outlet.seat.buttons) == (set(), {1})
    stage.approve()
    stage.settle()
    assert stage.sent() == "+Control_L @500,500 -b1 -Control_L"


def test_a_refused_drop_lets_its_modifiers_go_before_escape(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.DENY, lambda action, _: action.kind is ActionKind.DRAG)
    agent.does(key_down("Control_L"), move(200, 200), press(), move(500, 500), release())
    stage.settle()
    assert stage.sent().endswith("-Control_L +Escape -Escape -b1")


def test_a_drop_that_is_asked_about_anew_has_no_more_time(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(350, 250))
    stage.advance(15)
    stage.window(DOCS, title="photos – Thunar")
    stage.approve()
    stage.advance(1)
    assert stage.asked is not None
    stage.advance(4.5)
    assert stage.outcomes()[-1] == ("refused", "drop-timeout")
    assert stage.sent().endswith("+Escape -Escape -b1")


def test_a_button_does_not_stay_down_for_as_long_as_the_person_holds_a_key(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    stage.person(down=True)
    stage.approve()
    stage.advance(19)
    assert stage.outlet.seat.buttons == {1}
    stage.advance(2)
    assert stage.outcomes()[-1] == ("expired", "drop-timeout")
    assert stage.sent().endswith("+Escape -Escape -b1")


def test_a_rejected_drag_is_cancelled_once_the_answering_hand_is_up(stage: Stage, agent: SimulatedAgent) -> None:
    """With Ctrl and Alt still down, Escape would be another key, and the release alone would be the drop."""
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    stage.person(down=True)
    stage.reject()
    stage.advance(0.5)
    assert "Escape" not in stage.sent()
    stage.person(down=False)
    stage.advance(0.1)
    assert stage.sent() == "+Escape -Escape -b1"
    assert not stage.outlet.seat.buttons


# -- identical proposals


def test_a_click_that_was_aimed_from_a_window_joins_like_any_other(stage: Stage, agent: SimulatedAgent) -> None:
    """Xdotool's motion counts from the root window."""
    agent.click(DELETE)
    stage.settle()
    stage.window(TERMINAL, rect=Rect(30, 30, 400, 800))
    again = agent.another_client()
    again.write(InputEvent(EventKind.MOTION, x=20, y=20, window=TERMINAL), press(), release())
    assert stage.engine.status()["counts"]["joined"] == 1
    stage.window(TERMINAL, rect=Rect(400, 0, 400, 800))
    stage.window(DOCS)
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
    assert not again.waits


def test_an_identical_proposal_joins_also_while_the_answering_hand_is_still_down(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.person(down=True)
    stage.approve()
    again = agent.another_client()
    again.write(move(50, 50), press(), release())
    stage.person(down=False)
    stage.advance(1)
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
    assert not again.waits


# -- releases


def test_a_release_passes_a_hold_which_has_lifted_what_was_down(stage: Stage, agent: SimulatedAgent) -> None:
    other = agent.another_client()
    other.write(key_down("Left"))
    agent.click(DELETE)
    stage.settle()
    assert stage.sent() == "+Left @50,50 -Left"
    other.write(key_up("Left"))
    assert not other.waits
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 @50,50 -b1"


@pytest.mark.parametrize("waiting", ["held", "kept", "queued"])
def test_the_release_of_what_is_not_down_yet_stays_in_order(
    stage: Stage, agent: SimulatedAgent, waiting: str
) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.keys == "ctrl+Delete")
    agent.does(key_down("Control_L"), key_down("Delete"))
    stage.settle()
    second, third = agent.another_client(), agent.another_client()
    if waiting == "queued":
        second.write(key_down("Left"))
    third.write(key_up({"held": "Delete", "kept": "Control_L", "queued": "Left"}[waiting]))
    assert third.waits
    stage.approve()
    stage.settle()
    released = {"held": "-Delete", "kept": "-Control_L", "queued": "-Left"}[waiting]
    sent = stage.sent()
    assert sent.startswith("+Control_L +Delete")
    assert sent.endswith(released)


# -- expiry


def test_the_rest_of_an_approved_text_does_not_expire(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE)
    agent.type("abc")
    agent.chord("ctrl+s")
    stage.advance(60)
    stage.approve()
    stage.advance(1)
    assert stage.sent() == "+a -a +b -b +c -c"
    assert [rule for _, rule in stage.outcomes()] == ["", "behind-hold"]


def test_an_approved_drag_is_made_whole_and_what_comes_behind_it_expires(stage: Stage, agent: SimulatedAgent) -> None:
    agent.drag(DELETE, BESIDE)
    agent.move(1, 1)
    agent.click(BESIDE)
    stage.advance(60)
    stage.approve()
    stage.advance(1)
    assert stage.sent() == "@50,50 @50,50 +b1 @500,500 @500,500 -b1"


def test_where_an_expired_motion_led_is_where_the_agent_thinks_it_is(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    agent.move(600, 600)
    stage.settle()
    stage.reject()
    stage.settle()
    agent.does(press(), release())
    stage.settle()
    assert stage.sent() == "@50,50 @600,600 +b1 @600,600 -b1"


def test_half_a_chord_that_expired_does_not_become_a_letter(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    agent.does(key_down("Control_L"))
    stage.settle()
    stage.reject()
    stage.settle()
    agent.does(key_down("w"), key_up("w"), key_up("Control_L"))
    stage.settle()
    assert stage.sent() == "@50,50 +Control_L +w -w -Control_L"


# -- the scene


def test_what_waited_for_the_person_expires_when_its_target_was_covered(stage: Stage, agent: SimulatedAgent) -> None:
    """Where it is aimed counts, not where its pointer still is."""
    agent.move(50, 200)
    stage.settle()
    stage.person()
    agent.click(BESIDE)
    stage.desktop.put(Window(99, "notes", rect=Rect(450, 450, 100, 100)))
    stage.advance(1)
    assert stage.sent() == "@50,200"
    assert ("refused", "scene-changed") in stage.outcomes()


def test_a_press_that_waited_for_the_person_in_its_lead_does_not_land_on_what_came_over_its_target(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(500, 500), press(), release(), key_down("a"), key_up("a"))
    stage.advance(0.05)
    stage.person()
    stage.desktop.put(Window(99, "notes", rect=Rect(450, 450, 100, 100)))
    stage.advance(1)
    assert stage.sent() == "@500,500"
    assert stage.outcomes() == [("expired", "scene-changed"), ("refused", "scene-changed")]


def test_the_status_says_that_agents_wait_for_the_person(stage: Stage) -> None:
    assert stage.engine.status()["yields"] is False
    stage.person()
    assert stage.engine.status()["yields"] is True
    stage.advance(1)
    assert stage.engine.status()["yields"] is False


@pytest.mark.parametrize("changes", [True, False])
@pytest.mark.parametrize("gate", ["paused", "without a ui"])
def test_what_waited_for_the_gate_expires_when_the_scene_changed_meanwhile(
    stage: Stage, agent: SimulatedAgent, gate: str, changes: bool
) -> None:
    agent.move(500, 500)
    stage.settle()
    stage.pause() if gate == "paused" else stage.ui_dies()
    agent.does(press(), release())
    stage.advance(600)
    if changes:
        stage.desktop.put(Window(99, "notes", rect=Rect(450, 450, 100, 100)))
    stage.resume() if gate == "paused" else stage.ui_comes()
    stage.advance(1)
    assert stage.sent() == ("@500,500" if changes else "@500,500 @500,500 +b1 @500,500 -b1")
    assert (("refused", "scene-changed") in stage.outcomes()) == changes
