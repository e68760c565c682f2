"""The way of one action, as scripts: what the agent does, what the person does, what reaches the seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element, Window
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.lifecycle import State
from tests.support.keyboard import code
from tests.support.playbook import (
    BESIDE,
    DELETE,
    DOCS,
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
    assert stage.sent() == "@500,500 +b1 -b1"
    assert stage.outcomes() == [("done", "")]


def test_with_no_lead_nothing_is_waited_for(agent: SimulatedAgent) -> None:
    stage = Stage(mirror_lead_ms=0)
    agent = stage.agent()
    agent.click(BESIDE)
    stage.advance(0.005)
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"
    assert [m["state"] for m in stage.ui.all("mirror")] == ["coming", "coming", "sent"]


def test_a_click_that_is_drawn_twice_is_sent_once(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    stage.settle()
    for mirror in stage.ui.all("mirror"):
        stage.engine.parts.mirror.on_drawn(mirror["id"])
    stage.settle()
    assert stage.sent().count("+b1") == 1


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


def test_a_target_that_changes_during_the_lead_is_judged_again(stage: Stage, agent: SimulatedAgent) -> None:
    agent.move(300, 50)
    agent.does(press())
    stage.advance(0.05)
    stage.elements.places.append((Rect(290, 40, 60, 20), Element("Delete", "push button")))
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.asked is not None
    assert len(stage.judge.judged) == 2


def test_a_target_that_changes_all_the_time_is_asked_about_in_the_end(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(press())
    for number in range(8):
        stage.desktop.put(Window(100 + number, rect=Rect(0, 0, 10, 10)))
        stage.advance(0.15)
    assert "+b1" not in stage.sent()
    assert stage.engine.holds.waiting
    assert stage.rows("decided")[-1]["decision"].rule_id == "target-changed"


def test_content_that_moves_on_by_itself_does_not_stop_an_allowed_action(stage: Stage, agent: SimulatedAgent) -> None:
    stage.elements.focused[TERMINAL] = Element("Terminal", "terminal", text="10 %")
    stage.desktop.focus = TERMINAL
    agent.does(key_down("Return"))
    stage.advance(0.05)
    stage.elements.focused[TERMINAL] = Element("Terminal", "terminal", text="11 %")
    stage.settle()
    assert stage.sent() == "+Return"


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
    assert stage.sent() == "@50,50 +b1 -b1"
    assert stage.outcomes()[0] == ("done", "")
    assert stage.asked is None


def test_the_order_of_the_record_of_an_approved_action(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press())
    stage.settle()
    stage.approve()
    stage.settle()
    story = [h.row["event"] if h.what == "row" else "send" for h in stage.log]
    assert story[2:] == ["decided", "approval_requested", "answered", "sending", "send", "outcome"]
    assert stage.journal.durable == ["approval_requested", "answered", "sending", "outcome"]
    (answered,) = stage.rows("answered")
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


def test_after_approval_the_persons_keys_and_buttons_are_waited_out(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.person(down=True)
    stage.desktop.modifiers = 0x4 | 0x8
    stage.approve()
    stage.advance(1)
    stage.person(down=False)
    stage.advance(1)
    assert stage.sent() == "@50,50", "the server still says Ctrl and Alt"
    stage.desktop.modifiers = 0x2 | 0x10
    stage.settle()
    assert stage.sent() == "@50,50 +b1 -b1", "Caps Lock and Num Lock are no hands"


def test_the_focus_is_put_back_where_an_approved_key_was_aimed(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("shift+Delete")
    stage.settle()
    stage.desktop.focus = TERMINAL
    stage.approve()
    stage.settle()
    assert stage.desktop.focus_put == [DOCS]
    assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"


@pytest.mark.parametrize("change", ["title", "element", "text", "focus-stays-away"])
def test_a_target_that_changed_while_held_makes_the_answer_void_and_is_asked_anew(
    stage: Stage, agent: SimulatedAgent, change: str
) -> None:
    stage.elements.focused[DOCS] = Element("report.txt", "table cell", text="report.txt")
    agent.chord("shift+Delete")
    stage.settle()
    first = stage.asked
    if change == "title":
        stage.window(DOCS, title="photos – Thunar")
    elif change == "element":
        stage.elements.focused[DOCS] = Element("taxes.pdf", "table cell", text="report.txt")
    elif change == "text":
        stage.elements.focused[DOCS] = Element("report.txt", "table cell", text="taxes.pdf")
    else:
        stage.desktop.stubborn = True
        stage.desktop.focus = TERMINAL
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    assert stage.asked not in (None, first)
    stage.approve(first)
    stage.settle()
    assert stage.sent() == "", "the void answer stays void"
    stage.approve()
    stage.settle()
    assert "+Delete" in stage.sent()


def test_a_changed_target_is_asked_about_even_where_a_rule_would_allow_it(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.elements.places.append((Rect(40, 40, 60, 20), Element("Open", "push button")))
    stage.approve()
    stage.settle()
    assert "+b1" not in stage.sent()
    assert stage.rows("decided")[-1]["decision"].rule_id == "target-changed"
    assert stage.asked is not None


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


def test_a_target_that_went_between_approval_and_the_second_look_expires(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.desktop.close(DOCS)
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[0] == ("expired", "target-gone")


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
    assert stage.sent() == "@50,50 @50,50 +b1 -b1"
    stage.advance(10)
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 -b1 +b1 -b1"


# -- deadlines


def test_a_deadline_never_allows(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.deadline = 30.0
    agent.click(DELETE)
    stage.advance(29)
    assert stage.asked is not None
    assert stage.ui.all("request")[0]["deadline_s"] == 30.0
    stage.advance(2)
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[0] == ("refused", "deadline")
    assert stage.asked is None


def test_an_answer_after_the_deadline_changes_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.deadline = 30.0
    agent.click(DELETE)
    stage.settle()
    request = stage.asked
    stage.advance(31)
    stage.approve(request)
    stage.settle()
    assert stage.sent() == "@50,50"


def test_a_second_question_has_its_own_deadline(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.deadline = 30.0
    agent.click(DELETE)
    stage.advance(20)
    stage.window(DOCS, title="photos – Thunar")
    stage.approve()
    stage.advance(20)
    assert stage.asked is not None, "the first deadline is over with its question"
    stage.advance(15)
    assert stage.outcomes()[0] == ("refused", "deadline")


# -- drags


def test_a_drop_is_asked_about_with_the_button_down_and_sent_when_approved(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    assert stage.sent() == "@200,200 @200,200 +b1 @500,500"
    assert stage.outlet.seat.buttons == {1}
    stage.approve()
    stage.settle()
    assert stage.sent() == "@500,500 -b1"
    assert stage.ui.all("request")[0]["deadline_s"] == 20.0


@pytest.mark.parametrize("end", ["reject", "too long"])
def test_a_drop_that_is_not_approved_is_cancelled_by_escape_and_release(
    stage: Stage, agent: SimulatedAgent, end: str
) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    stage.sent()
    if end == "reject":
        stage.reject()
    stage.advance(20.5)
    assert stage.sent() == "+Escape -Escape -b1"
    assert stage.outcomes()[-1] == ("refused", "test-ask" if end == "reject" else "drop-timeout")


def test_a_denied_drop_is_cancelled_too(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.DENY, lambda action, _: action.kind is ActionKind.DRAG)
    agent.drag(Point(200, 200), Point(500, 500))
    stage.settle()
    assert stage.sent().endswith("+Escape -Escape -b1")


def test_an_approved_drop_with_a_modifier_does_not_wait_for_its_own_modifier(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.DRAG)
    agent.does(key_down("Control_L"), move(200, 200), press(), move(500, 500), release())
    stage.settle()
    stage.desktop.modifiers, stage.desktop.buttons = 0x4, 1
    stage.approve()
    stage.settle()
    assert stage.sent().endswith("@500,500 -b1")


# -- a SendEvent


def test_an_event_sent_to_a_window_is_judged_there_and_takes_no_focus(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda _, context: context.window is not None and context.window.id == TERMINAL)
    agent.does(InputEvent(EventKind.KEY_PRESS, code("Return"), window=TERMINAL, sent_to_window=True, raw=b"x"))
    stage.settle()
    stage.approve()
    stage.settle()
    assert stage.sent() == "w20:+Return"
    assert stage.desktop.focus_put == []


@pytest.mark.parametrize(("name", "lands"), [(0, TERMINAL), (1, DOCS)])
def test_attack_a_send_event_to_the_pointers_window_is_judged_there_and_not_at_the_focus(
    stage: Stage, agent: SimulatedAgent, name: int, lands: int
) -> None:
    stage.desktop.at = BESIDE
    agent.does(InputEvent(EventKind.KEY_PRESS, code("Delete"), window=name, sent_to_window=True, raw=b"x"))
    stage.settle()
    (_action, context) = stage.judge.judged[0]
    assert context.window is not None
    assert context.window.id == lands


# -- the record


@pytest.mark.parametrize("room", [0, 1, 2, 3])
def test_a_row_that_cannot_be_written_refuses_what_it_is_about(
    stage: Stage, agent: SimulatedAgent, room: int
) -> None:
    """The disk has room for so many rows: none for the decision, the question, the answer, the send."""
    agent.does(move(50, 50))
    stage.settle()
    stage.sent()
    stage.journal.room = room
    agent.does(press())
    stage.settle()
    if room > 1:
        stage.approve()
        stage.settle()
    assert [row["event"] for row in stage.rows()][1:] == ["decided", "approval_requested", "answered"][:room]
    assert stage.sent() == ""
    assert not agent.client.waits
    assert stage.asked is None
    assert set(stage.failures) == {"the disk is full"}


def test_with_room_for_all_rows_it_is_sent(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50))
    stage.settle()
    stage.journal.room = 4
    agent.does(press())
    stage.settle()
    stage.approve()
    stage.settle()
    assert stage.sent().endswith("+b1")


def test_with_a_full_disk_nothing_is_allowed(stage: Stage, agent: SimulatedAgent) -> None:
    stage.journal.room = 0
    agent.click(BESIDE)
    agent.chord("a")
    stage.settle()
    assert stage.sent() == ""
    assert stage.engine.status()["problem"] == "the disk is full"


# -- clients that leave


def test_a_client_that_leaves_while_held_cancels_its_action(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    agent.client.leave()
    stage.settle()
    assert stage.sent() == "@50,50"
    assert stage.outcomes()[0] == ("expired", "client-gone")
    assert stage.asked is None
    assert not agent.client.waits


def test_a_client_that_has_left_before_the_question_is_not_asked_about(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    agent.client.leave()
    stage.settle()
    assert stage.ui.all("request") == []
    assert stage.outcomes()[0] == ("expired", "client-gone")


def test_an_allowed_click_of_a_client_that_exits_at_once_is_still_sent(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(BESIDE)
    agent.client.leave()
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 -b1"


# -- identical proposals


def test_an_identical_click_joins_the_hold_and_is_performed_once(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    again = agent.another_client()
    again.write(move(50, 50), press(), release())
    stage.settle()
    assert len(stage.ui.all("request")) == 1
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 -b1"
    assert not again.waits


def test_an_identical_chord_joins_the_hold_with_its_modifiers(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("shift+Delete")
    stage.settle()
    again = agent.another_client()
    again.write(*chord("shift+Delete"))
    stage.approve()
    stage.settle()
    assert stage.sent() == "+Shift_L +Delete -Delete -Shift_L"
    assert not again.waits
    assert len(stage.rows("approval_requested")) == 1


def test_when_one_of_two_leaves_the_other_keeps_the_hold(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    again = agent.another_client()
    again.write(move(50, 50), press(), release())
    agent.client.leave()
    assert stage.asked is not None
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 -b1"
    assert not agent.client.waits
    assert not again.waits


def test_a_different_proposal_does_not_join(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    other = agent.another_client()
    other.write(press(3), release(3))
    stage.settle()
    assert len(stage.rows("approval_requested")) == 1
    for _ in range(2):
        stage.approve()
        stage.settle()
    assert "+b3" in stage.sent()
    assert len(stage.rows("approval_requested")) == 2


# -- the end


@pytest.mark.parametrize("state", [State.PROPOSED, State.SHOWN, State.HELD, State.APPROVED, State.SENDING])
def test_stop_ends_an_action_in_every_state_and_nothing_is_sent_afterwards(
    stage: Stage, agent: SimulatedAgent, state: State
) -> None:
    asked = state in (State.HELD, State.APPROVED)
    stage.elements.slow = state is State.PROPOSED
    stage.outlet.hangs = state is State.SENDING
    agent.does(move(50, 50), press()) if asked else agent.does(key_down("Return"))
    stage.advance({State.PROPOSED: 0.01, State.SHOWN: 0.05}.get(state, 1.0))
    if state is State.APPROVED:
        stage.person(down=True)
        stage.approve()
        stage.advance(0.1)
    way = agent.queue.way
    assert way is not None
    assert way.state is state
    stage.sent()
    stage.stop()
    stage.advance(100)
    assert way.state is State.STOPPED
    assert stage.sent() == ""
    assert ("stopped", "stopped") in stage.outcomes()
    assert stage.asked is None
    assert not agent.client.waits


def test_a_held_password_is_masked_everywhere_it_is_shown(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.secret = {"Password"}
    stage.elements.focused[DOCS] = Element("Password", "text")
    agent.type("hunter2")
    stage.settle()
    agent.does(key_down("Return"))
    stage.settle()
    shown = [m for m in stage.ui.all("mirror") if m["kind"] in ("type", "type+enter")]
    assert len(shown) >= 3
    assert all(set(m["text"]) <= {"•"} and set(m["keys"]) <= {"•"} for m in shown)
    contexts = [row["context"] for row in stage.rows() if row.get("context") and row["context"].element]
    assert contexts
    assert all(context.element.is_password for context in contexts)
