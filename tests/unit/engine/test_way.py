"""The way of one action, as scripts: what the agent does, what the person does, what reaches the seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Window
from tests.support.keyboard import code
from tests.support.playbook import (
    BESIDE,
    DELETE,
    MENU,
    TERMINAL,
    SimulatedAgent,
    Stage,
    chord,
    key_down,
    key_up,
    move,
    press,
    release,
)

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context

LEAD_S = 0.12
OURS = 70
"""A window of the supervisor itself."""
EACH = 2
"""One press and one key."""


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


def test_what_is_allowed_is_recorded_before_it_is_sent_and_its_end_after(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(*chord("ctrl+s"))
    stage.settle()
    story = [h.row["event"] if h.what == "row" else "send" for h in stage.log]
    assert story == ["decided", "sending", "send", "outcome", *["sending", "send"] * 2]
    (row, *_) = stage.rows("sending")
    assert row["outcome"] == {
        "action_id": "agent-000001",
        "sends": [["key_press", code("Control_L"), 0, 0, 0], ["key_press", code("s"), 0, 0, 0]],
    }


def test_a_target_that_changes_all_the_time_is_asked_about_in_the_end(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(press())
    for number in range(8):
        stage.desktop.put(Window(100 + number, rect=Rect(0, 0, 10, 10)))
        stage.advance(0.1)
    assert "+b1" not in stage.sent()
    assert stage.engine.holds.waiting
    assert stage.rows("decided")[-1]["decision"].rule_id == "target-changed"


def test_a_slow_element_is_an_unknown_and_costs_no_more_than_the_budget(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.slow = True
    agent.does(press())
    stage.advance(0.0301)
    (_action, context) = stage.judge.judged[0]
    assert context.element is None
    assert context.unknown == {"element-timeout"}


def test_no_window_is_an_unknown_too(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(Point(3000, 3000))
    stage.settle()
    assert stage.judge.judged[0][1].unknown == {"window"}


def test_a_judge_that_fails_leads_to_no_send(stage: Stage, agent: SimulatedAgent) -> None:
    def broken(_action: Action, _context: Context) -> Verdict:
        raise ZeroDivisionError

    stage.judge.rule = broken
    agent.click(BESIDE)
    stage.settle()
    assert stage.sent() == "@500,500"
    assert stage.outcomes() == [("refused", "engine-error")]


# -- deny


def test_a_denied_press_is_refused_its_release_dropped_and_the_client_goes_on(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.rule(Verdict.DENY, lambda action, _: action.kind is ActionKind.RIGHT_CLICK)
    agent.click(BESIDE, button=3)
    stage.settle()
    assert stage.sent() == "@500,500"
    assert stage.outcomes() == [("refused", "test-deny")]
    assert "outcome" in stage.journal.durable
    assert agent.client.finished == 3


# -- ask: hold, lift, answer, look again, hands up, send


def test_a_dangerous_press_is_held_until_the_person_approves(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.advance(60)
    assert stage.sent() == "@50,50"
    assert agent.client.waits
    (question,) = stage.ui.all("request")
    assert (question["kind"], question["point"], question["rule"]) == ("action", [50, 50], "test-ask")
    assert question["deadline_s"] is None
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 @50,50 -b1"
    assert stage.outcomes()[0] == ("done", "")
    assert stage.asked is None


def test_a_busy_program_gets_more_time_before_a_person_is_asked_about_it(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.takes_s = 0.2
    stage.rule(Verdict.ASK, lambda _action, context: context.element is None)
    agent.click(DELETE)
    stage.advance(0.4)
    assert stage.asked is not None
    assert not stage.rows("decided")[-1]["context"].unknown
    stage.approve()
    stage.advance(0.4)
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
    assert len(stage.rows("approval_requested")) == 1


def test_a_program_that_hangs_is_asked_about_with_what_is_known(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.slow = True
    stage.rule(Verdict.ASK, lambda _action, context: "element-timeout" in context.unknown)
    agent.click(DELETE)
    stage.advance(1)
    assert stage.asked is not None
    assert stage.sent() == "@50,50"


def test_the_order_of_the_record_of_an_approved_action(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.approve()
    stage.settle()
    story = [h.row["event"] if h.what == "row" else "send" for h in stage.log]
    assert story[2:] == ["decided", "approval_requested", "answered", "sending", "send", "outcome"]
    # The yes, with what is sent for it, is on the disk before; the row of the sending need not be waited for again.
    assert stage.journal.durable == ["approval_requested", "answered", "outcome"]
    (answered,) = stage.rows("answered")
    assert answered["outcome"]["sends"] == stage.rows("sending")[-1]["outcome"]["sends"] != []
    assert (answered["approval"].gesture, answered["outcome"]["answer"]) == ("chord", "approve")
    assert stage.rows("outcome")[0]["approval"] == answered["approval"]


def test_a_rejected_press_is_never_sent(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    stage.settle()
    assert stage.sent() == "@50,50"
    (row,) = stage.rows("outcome")[:1]
    assert (row["outcome"]["result"], row["decision"].reason) == ("refused", "a person rejected it")


def test_while_it_is_held_no_key_of_the_agent_is_down(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Shift_L"), key_down("Left"), key_up("Left"))
    stage.settle()
    assert stage.sent() == "+Shift_L +Left -Left"
    agent.does(key_down("Delete"))
    stage.settle()
    assert stage.sent() == "-Shift_L"
    assert not stage.outlet.seat.busy
    stage.approve()
    stage.settle()
    assert stage.sent() == "+Shift_L +Delete"
    agent.does(key_up("Delete"), key_up("Shift_L"))
    stage.settle()
    assert stage.sent() == "-Delete -Shift_L"


def test_a_button_of_another_client_is_lifted_without_escape_when_nothing_is_dragged(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(500, 500), press())
    stage.settle()
    stage.sent()
    agent.another_client().write(*chord("shift+Delete"))
    stage.settle()
    assert stage.sent() == "-b1"
    agent.does(release())
    stage.reject()
    stage.settle()
    assert stage.sent() == ""


def test_a_menu_that_the_person_closes_while_held_expires_the_action(stage: Stage, agent: SimulatedAgent) -> None:
    stage.open_menu()
    agent.click(DELETE)
    stage.settle()
    assert stage.asked is not None
    stage.close_menu()
    stage.settle()
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[0] == ("expired", "target-gone")
    assert stage.asked is None


def test_a_menu_takes_the_keys_whatever_has_the_focus(stage: Stage, agent: SimulatedAgent) -> None:
    stage.open_menu()
    agent.chord("Return")
    stage.settle()
    (_action, context) = stage.judge.judged[0]
    assert context.window is not None
    assert context.window.id == MENU


def test_approving_a_double_click_replays_the_whole_of_it(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.rule = lambda action, _: Verdict.ASK if action.kind is ActionKind.DOUBLE_CLICK else None
    agent.does(move(50, 50), press(), release(), press(), release())
    stage.settle()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
    stage.advance(10)
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 -b1 @50,50 +b1 @50,50 -b1"


def test_what_is_typed_into_a_field_that_is_too_busy_to_say_what_it_is_is_hidden(stage: Stage) -> None:
    stage.elements.slow = True
    agent = stage.agent()
    agent.type("hunter")
    stage.advance(2)
    agent.chord("Return")
    stage.advance(2)
    assert {row["context"].veiled for row in stage.rows("decided") if row["action"].text} == {True}
    assert not any("hunter"[:2] in str(message.get("text")) for message in stage.ui.all("mirror"))


def test_a_busy_terminal_shows_what_is_typed_all_the_same(stage: Stage) -> None:
    stage.elements.slow = True
    stage.desktop.focus = TERMINAL
    stage.agent().type("ls")
    stage.advance(2)
    assert {row["context"].veiled for row in stage.rows("decided")} == {False}


# -- windows of the supervisor itself


def test_an_agent_neither_presses_nor_types_in_a_window_of_the_supervisor(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.desktop.ours = {TERMINAL}
    stage.desktop.focus = TERMINAL
    agent.does(move(BESIDE.x, BESIDE.y), press(), release())
    stage.settle()
    agent.does(key_down("Return"), key_up("Return"))
    stage.settle()
    assert stage.sent() == "@500,500"
    assert {outcome for outcome in stage.outcomes() if outcome[0] == "refused"} == {("refused", "own-window")}
    assert len([row for row in stage.rows("decided") if row["decision"].rule_id == "own-window"]) == EACH


def test_what_was_approved_is_refused_where_a_window_of_the_supervisor_has_come_and_stays(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.desktop.put(Window(OURS, "Waiting for you", "agent-supervisor", rect=Rect(0, 0, 400, 300)))
    stage.desktop.ours = {OURS}
    stage.approve()
    stage.advance(5)
    assert "+b1" not in stage.sent()
    assert stage.outcomes()[-1] == ("refused", "own-window")
