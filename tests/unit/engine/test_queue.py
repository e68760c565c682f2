"""The queue of one agent: order, waiting, expiry, and what is known of the text."""

from __future__ import annotations

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.lifecycle import State
from tests.support.keyboard import SPARE, code, keymap
from tests.support.playbook import (
    BESIDE,
    DELETE,
    DOCS,
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


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


# -- order


def test_events_are_performed_in_the_order_in_which_they_were_written(stage: Stage, agent: SimulatedAgent) -> None:
    agent.move(1, 1)
    agent.click(BESIDE)
    agent.chord("ctrl+s")
    agent.move(2, 2)
    stage.advance(1)
    assert stage.sent() == "@1,1 @500,500 @500,500 +b1 @500,500 -b1 +Control_L +s -s -Control_L @2,2"
    assert agent.client.finished == 9


def test_a_request_is_finished_only_when_the_server_has_performed_it(stage: Stage, agent: SimulatedAgent) -> None:
    stage.outlet.hangs = True
    agent.move(1, 1)
    stage.advance(1)
    assert agent.client.waits
    assert stage.sent() == "@1,1"


def test_while_one_is_held_the_agents_other_clients_wait_in_order_behind_it(
    stage: Stage, agent: SimulatedAgent
) -> None:
    second, third = agent.another_client(), agent.another_client()
    agent.click(DELETE)
    stage.settle()
    second.write(key_down("Left"))
    third.write(key_down("Tab"))
    stage.advance(1)
    assert stage.sent() == "@50,50"
    stage.approve()
    stage.advance(1)
    assert stage.sent() == "@50,50 +b1 +Left +Tab @50,50 -b1"


def test_an_events_own_delay_is_waited_for_and_holds_what_follows(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(InputEvent(EventKind.MOTION, x=1, y=1, delay_ms=700), move(2, 2))
    stage.advance(0.69)
    assert stage.sent() == ""
    stage.advance(0.02)
    assert stage.sent() == "@1,1 @2,2"


def test_nothing_is_judged_before_the_server_has_taken_what_came_before(stage: Stage, agent: SimulatedAgent) -> None:
    agent.client.taken = False
    agent.click(BESIDE)
    stage.advance(30)
    assert stage.judge.judged == []
    assert stage.sent() == ""
    assert stage.loop.calls < 10_000, "a server that is busy is not asked all the time"
    agent.client.taken = True
    stage.settle()
    assert "+b1" in stage.sent()


def test_broken_input_is_recorded_as_refused_and_its_client_goes_on(stage: Stage, agent: SimulatedAgent) -> None:
    agent.client._waiting = True
    agent.queue.malformed(agent.client, "too short")
    assert not agent.client.waits
    (row,) = stage.rows("outcome")
    assert (row["decision"].rule_id, row["outcome"]["result"]) == ("malformed", "refused")
    assert row["decision"].reason.endswith("too short")


# -- releases


def test_a_release_waits_for_nobody(stage: Stage, agent: SimulatedAgent) -> None:
    """Not for the person, not for another agent's hold."""
    agent.does(key_down("Left"))
    stage.settle()
    stage.person(down=True)
    agent.does(key_up("Left"), move(1, 1))
    stage.settle()
    assert stage.sent() == "+Left -Left"


def test_a_modifier_tapped_alone_waits_like_the_key_it_is(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Super_L"))
    stage.settle()
    stage.person(down=True)
    agent.does(key_up("Super_L"))
    stage.advance(5)
    assert stage.sent() == ""
    stage.person(down=False)
    stage.advance(1)
    assert stage.sent() == "+Super_L -Super_L"


# -- expiry


def test_a_reject_expires_what_was_queued_and_not_what_comes_later(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    agent.click(BESIDE)
    stage.settle()
    stage.reject()
    stage.settle()
    assert stage.sent() == "@50,50"
    assert [rule for _, rule in stage.outcomes()] == ["test-ask", "behind-reject", "behind-reject"]
    assert not agent.client.waits
    agent.click(BESIDE)
    stage.settle()
    assert stage.sent() == "@500,500 @500,500 +b1 @500,500 -b1"


def test_a_reject_expires_the_agents_other_clients_too(stage: Stage, agent: SimulatedAgent) -> None:
    other = agent.another_client()
    agent.click(DELETE)
    other.write(*chord("ctrl+s"))
    stage.settle()
    stage.reject()
    stage.settle()
    assert stage.sent() == "@50,50"
    assert not other.waits


def test_a_reject_leaves_other_agents_alone(stage: Stage, agent: SimulatedAgent) -> None:
    other = stage.agent("other")
    agent.click(DELETE)
    stage.settle()
    other.client.taken = False
    other.click(BESIDE)
    stage.reject()
    other.client.taken = True
    stage.settle()
    assert stage.sent() == "@50,50 @500,500 @500,500 +b1 @500,500 -b1"


@pytest.mark.parametrize(("held_s", "goes_on"), [(1.5, True), (2.5, False)])
def test_a_hold_longer_than_2_s_expires_the_queue_though_it_is_approved(
    stage: Stage, agent: SimulatedAgent, held_s: float, goes_on: bool
) -> None:
    agent.does(move(50, 50), press(), release(), *chord("ctrl+s"))
    stage.advance(held_s)
    stage.approve()
    stage.advance(1)
    sent = stage.sent()
    assert sent.startswith("@50,50 @50,50 +b1 @50,50 -b1"), "the release of what was approved is no queued action"
    assert ("+s" in sent) == goes_on
    assert (("refused", "behind-hold") in stage.outcomes()) != goes_on
    assert not agent.client.waits


def test_an_expired_modifier_goes_down_with_nothing_later(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(move(50, 50), press(), release(), key_down("Control_L"), key_up("Control_L"))
    stage.settle()
    stage.reject()
    stage.settle()
    agent.does(key_down("a"))
    stage.settle()
    assert stage.sent() == "@50,50 +a"


def test_a_modifier_kept_before_a_hold_and_tapped_behind_it_is_refused(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.keys == "Delete")
    other = agent.another_client()
    other.write(key_down("Super_L"))
    agent.does(InputEvent(EventKind.KEY_PRESS, code("Delete"), window=DOCS, sent_to_window=True, raw=b"x"))
    stage.settle()
    other.write(key_up("Super_L"))
    stage.reject()
    stage.settle()
    assert stage.sent() == ""
    assert stage.outcomes() == [("refused", "test-ask"), ("refused", "behind-reject")]
    agent.does(key_down("a"))
    stage.settle()
    assert stage.sent() == "+a", "the modifier is forgotten"


# -- the text, and who typed it


def test_a_run_of_text_is_looked_up_and_decided_once(stage: Stage, agent: SimulatedAgent) -> None:
    agent.type("hello")
    stage.advance(1)
    assert stage.sent() == "+h -h +e -e +l -l +l -l +o -o"
    assert [action.kind for action, _ in stage.judge.judged] == [ActionKind.TYPE]
    assert [m["text"] for m in stage.ui.all("mirror") if m["state"] == "coming"][-1] == "hello"


def test_an_approved_text_is_not_asked_about_again_at_each_letter(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE)
    agent.type("hello")
    stage.settle()
    stage.approve()
    stage.advance(1)
    assert stage.sent() == "+h -h +e -e +l -l +l -l +o -o"
    assert len(stage.rows("approval_requested")) == 1


def test_what_the_person_typed_while_a_letter_was_held_is_part_of_the_line(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE)
    stage.desktop.focus = TERMINAL
    agent.does(*chord("a"))
    stage.settle()
    stage.person(keys=True)
    stage.approve()
    stage.advance(1)
    agent.chord("Return")
    stage.settle()
    action, _ = stage.judge.judged[-1]
    assert (action.text, action.text_exact) == ("a", False)


def test_the_later_letters_of_a_password_are_masked_by_the_field_of_the_first(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.elements.focused[DOCS] = Element("Password", "password text")
    agent.type("abc")
    stage.advance(1)
    assert {m["text"] for m in stage.ui.all("mirror")} == {"•", "••", "•••"}
    rows = [row for row in stage.rows("sending") if row.get("action") is not None]
    assert all(row["context"].element.is_password for row in rows[1:])


# -- the keyboard


def remap() -> InputEvent:
    return InputEvent(EventKind.REMAP, SPARE, raw=b"change")


def test_a_change_of_the_keyboard_goes_out_in_order_with_the_keys_and_is_recorded(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(key_down("a"), key_up("a"), remap(), key_down("s"))
    stage.settle()
    kinds = [event[0] for row in stage.rows("sending") for event in row["outcome"]["sends"]]
    assert kinds == ["key_press", "key_release", "remap", "key_press"]


def test_attack_a_key_that_got_another_meaning_on_its_way_is_not_sent(stage: Stage, agent: SimulatedAgent) -> None:
    agent.does(key_down("Left"))
    stage.advance(0.05)
    stage.keymap = keymap().with_rows(code("Left"), ((0xFF0D,),))
    stage.settle()
    assert stage.sent() == ""
    assert stage.outcomes() == [("refused", "scene-changed")]


def test_a_borrowed_keycode_is_given_back_even_behind_a_refusal(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.DENY, lambda action, _: action.keys == "Return")
    agent.does(key_down("Return"), remap())
    stage.settle()
    assert [h.events[0].kind for h in stage.log if h.what == "send"] == [EventKind.REMAP]


def test_attack_what_one_agent_has_typed_another_hands_over(stage: Stage, agent: SimulatedAgent) -> None:
    agent.type("rm")
    stage.settle()
    stage.stop()
    stage.rearm()
    stage.agent("other").chord("Return")
    stage.settle()
    action, _ = stage.judge.judged[-1]
    assert (action.kind, action.text) == (ActionKind.TYPE_ENTER, "rm")


def test_attack_far_moves_by_offsets_do_not_add_up_beyond_the_screen(stage: Stage, agent: SimulatedAgent) -> None:
    far = InputEvent(EventKind.MOTION, x=32767, y=32767, relative=True)
    agent.does(far, far, press())
    stage.settle()
    assert stage.judge.judged[-1][0].point == Point(3999, 3999)


def test_attack_a_blank_after_letters_that_did_nothing_is_judged_of_its_own(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.rule(Verdict.DENY, lambda action, _: " " in action.text)
    agent.type("x ")
    stage.settle()
    assert stage.outcomes() == [("done", ""), ("refused", "test-deny")]


# -- the ui is gone


def test_relative_motion_that_could_not_be_shown_counts_once(stage: Stage, agent: SimulatedAgent) -> None:
    agent.move(100, 100)
    stage.settle()
    stage.ui.takes = False
    agent.does(InputEvent(EventKind.MOTION, x=5, y=0, relative=True))
    stage.settle()
    assert stage.sent() == "@100,100"
    stage.engine.ui_lost()
    stage.ui_comes()
    stage.settle()
    assert stage.sent() == "@105,100"


def test_the_end_of_an_agent_ends_what_it_has_under_way_and_takes_nothing_more(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.click(BESIDE)
    agent.click(DELETE)
    stage.advance(0.05)
    stage.engine.remove_agent(agent.queue)
    agent.does(press())
    stage.advance(5)
    assert stage.sent() == "@500,500"
    assert not agent.client.waits
    assert stage.outcomes() == [("expired", "client-gone")]


# -- what could not be made


def test_an_event_that_could_not_be_made_is_refused_and_leaves_the_seat_to_others(
    stage: Stage, agent: SimulatedAgent
) -> None:
    agent.does(move(500, 500), press())
    stage.advance(1)
    stage.outlet.breaks = "the pointer is elsewhere"
    agent.does(release())
    stage.advance(1)
    assert agent.client.endings[-1].decision.rule_id == "outlet-failed"
    agent.does(press())
    stage.outlet.partly = True
    stage.advance(1)
    ending = agent.client.endings[-1]
    assert (ending.state, ending.decision.rule_id) == (State.PARTLY, "partly-made")
    assert "the pointer is elsewhere" in [row.get("outcome", {}).get("why") for row in stage.rows("problem")]
    assert not agent.queue.recogniser.seat.busy
    stage.outlet.breaks = ""
    other = stage.agent("other")
    other.click(BESIDE)
    stage.advance(1)
    assert stage.sent().endswith("@500,500 +b1 @500,500 -b1")


# -- monitors


def test_a_click_between_monitors_is_judged_and_made_where_the_pointer_stops(
    stage: Stage, agent: SimulatedAgent
) -> None:
    stage.desktop.shown = (Rect(0, 0, 300, 51), Rect(300, 0, 700, 51))
    agent.does(move(DELETE.x, 800), press(), release())
    stage.advance(1)
    assert stage.asked is not None, "it would hit what is at the edge of the monitor"
    assert stage.sent() == "@50,50"
    stage.approve()
    stage.advance(1)
    assert stage.sent().startswith("@50,50 +b1")
