"""How the way of one action ends: deadlines, drops, a full disk, clients that leave or join, a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.lifecycle import State
from tests.support.keyboard import code
from tests.support.playbook import (
    BESIDE,
    DELETE,
    DOCS,
    TERMINAL,
    SimulatedAgent,
    Stage,
    chord,
    key_down,
    move,
    press,
    release,
)

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context


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


def test_a_client_that_a_stop_has_killed_was_stopped_also_when_its_end_is_heard_of_first(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.latched = True
    agent.client.leave()
    stage.settle()
    assert stage.outcomes()[0] == ("stopped", "stopped")
    assert stage.asked is None


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
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"


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
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
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
    assert stage.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
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
