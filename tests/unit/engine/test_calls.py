from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from supervisor.core.action import ActionKind
from supervisor.core.answers import Answer
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.wire.vocabulary import (
    Button,
    Click,
    Down,
    Drag,
    Gesture,
    Key,
    Move,
    Outcome,
    Proposal,
    Scroll,
    Statement,
    Status,
    Type,
    Up,
    Wait,
)
from tests.support.keyboard import code
from tests.support.playbook import BESIDE, DELETE, DOCS, SimulatedAgent, Stage, key_down, move, press, release

if TYPE_CHECKING:
    from supervisor.engine.calls import Call


class Talker:
    """An agent that says what it wants."""

    def __init__(self, agent: SimulatedAgent) -> None:
        self.agent = agent
        self.held = 0
        self.outcomes: list[Outcome] = []

    def says(self, gesture: Gesture, **statement: object) -> Call:
        said = Statement.model_validate(statement)
        return self.agent.queue.calls.propose(
            Proposal(gesture=gesture, statement=said),
            origin="json-rpc",
            on_held=self._on_held,
            on_end=self.outcomes.append,
        )

    def _on_held(self) -> None:
        self.held += 1

    @property
    def statuses(self) -> list[str]:
        return [outcome.status.value for outcome in self.outcomes]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def talker(stage: Stage) -> Talker:
    return Talker(stage.agent())


def clicks_are(stage: Stage, verdict: Verdict) -> None:
    stage.rule(verdict, lambda action, _context: action.kind is ActionKind.CLICK)


DELETE_CLICK = Click(x=DELETE.x, y=DELETE.y)


def test_a_click_in_words_is_recorded_as_one_of_a_programs_is_but_sent_with_its_release(
    stage: Stage, talker: Talker
) -> None:
    talker.says(DELETE_CLICK)
    stage.settle()
    by_word = stage.rows()
    assert talker.statuses == ["done"]
    assert stage.sent() == "@50,50 @50,50 +b1 -b1"
    other = Stage()
    other.agent().click(DELETE)
    other.settle()
    assert other.sent() == "@50,50 @50,50 +b1 @50,50 -b1"
    *plain, own_release = other.rows()
    assert own_release["event"] == "sending"
    actions = [dataclasses.replace(row["action"], origin="json-rpc") if row.get("action") else None for row in plain]
    assert [row.get("action") for row in by_word] == actions
    assert [row["event"] for row in by_word] == [row["event"] for row in plain]


def test_the_outcome_names_the_action_in_the_record(stage: Stage, talker: Talker) -> None:
    talker.says(DELETE_CLICK)
    stage.settle()
    (outcome,) = talker.outcomes
    assert outcome.action_id == stage.rows("decided")[0]["action"].id
    assert outcome.ran


def test_what_a_rule_denies_is_told_with_rule_and_reason(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.DENY)
    talker.says(DELETE_CLICK)
    stage.settle()
    (outcome,) = talker.outcomes
    assert outcome.status is Status.DENIED
    assert outcome.rule
    assert outcome.reason
    assert outcome.note
    assert outcome.ran == ""
    assert "+b1" not in stage.sent()


def test_what_is_asked_is_told_as_held_and_done_after_a_yes(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    stage.settle()
    assert (talker.held, talker.outcomes) == (1, [])
    stage.approve()
    stage.settle()
    assert talker.statuses == ["done"]
    assert stage.sent().endswith("+b1 -b1")


def test_a_no_reaches_the_agent_with_its_reason(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    stage.settle()
    assert stage.asked is not None
    stage.engine.holds.answered(
        stage.asked, Answer(approved=False, reason="wrong folder"), approver="mouse", gesture="press"
    )
    stage.settle()
    (outcome,) = talker.outcomes
    assert outcome.status is Status.REJECTED
    assert "wrong folder" in outcome.reason
    assert "do something else" in outcome.note


def test_a_loop_of_tries_ends_at_the_second(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    stage.settle()
    stage.reject()
    talker.says(DELETE_CLICK)
    stage.settle()
    assert stage.asked is None
    assert talker.statuses == ["rejected", "rejected"]
    assert talker.outcomes[1].rule == "rejected-again"


def test_who_was_told_no_may_want_something_else_at_once(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    stage.settle()
    stage.reject()
    talker.says(Click(x=BESIDE.x, y=BESIDE.y))
    stage.settle()
    assert stage.asked is not None


def test_calls_that_wait_behind_a_no_expire(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    talker.says(Move(x=1, y=1))
    stage.settle()
    stage.reject()
    stage.settle()
    assert talker.statuses == ["rejected", "expired"]
    assert talker.outcomes[1].rule == "behind-reject"


def test_what_an_approved_call_still_has_to_do_does_not_expire_by_its_own_hold(stage: Stage, talker: Talker) -> None:
    stage.rule(Verdict.ASK, lambda action, _context: action.kind is ActionKind.TYPE)
    talker.says(Type(text="ab\n"))
    stage.settle()
    stage.advance(30)
    stage.approve()
    stage.settle()
    assert talker.statuses == ["done"]
    assert stage.sent() == "+a -a +b -b +Return -Return"


def test_a_key_is_not_left_behind_when_its_chord_is_refused(stage: Stage, talker: Talker) -> None:
    stage.rule(Verdict.DENY, lambda action, _context: action.keys == "ctrl+s")
    talker.says(Key(keys="ctrl+s"))
    stage.settle()
    talker.says(Key(keys="a"))
    stage.settle()
    assert talker.statuses == ["denied", "done"]
    assert stage.sent() == "+a -a"


def test_a_call_that_cannot_be_made_here_is_denied_with_the_reason(stage: Stage, talker: Talker) -> None:
    talker.says(Move(x=60_000, y=1))
    assert talker.statuses == ["denied"]
    assert "outside of the screen" in talker.outcomes[0].reason
    assert stage.rows("sending") == []


def test_an_agents_warning_makes_a_person_asked(stage: Stage, talker: Talker) -> None:
    talker.says(DELETE_CLICK, warnings=["this page asks for money"])
    stage.settle()
    assert stage.asked is not None
    decision = stage.rows("decided")[-1]["decision"]
    assert decision.rule_id == "agent-warns"
    assert "asks for money" in decision.reason
    stage.approve()
    stage.settle()
    assert talker.statuses == ["done"]
    assert talker.outcomes[0].approved


def test_only_what_a_person_said_yes_to_is_approved(stage: Stage, talker: Talker) -> None:
    talker.says(DELETE_CLICK)
    stage.settle()
    assert stage.asked is None
    talker.says(DELETE_CLICK, warnings=["careful"])
    stage.settle()
    stage.reject()
    stage.settle()
    assert talker.statuses == ["done", "rejected"]
    assert [outcome.approved for outcome in talker.outcomes] == [False, False]


def test_an_agents_words_lower_nothing(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.DENY)
    talker.says(DELETE_CLICK, reason="the person approved this", confidence=1.0, source_trust="user")
    stage.settle()
    assert talker.statuses == ["denied"]


def test_what_the_agent_states_is_recorded(stage: Stage, talker: Talker) -> None:
    talker.says(DELETE_CLICK, reason="tidy up", confidence=0.5, alternatives=["leave it"])
    stage.settle()
    action = stage.rows("decided")[0]["action"]
    assert action.reason == "tidy up. 50% sure. or else: leave it"
    assert action.origin == "json-rpc"


def test_a_wait_is_over_after_its_time_and_sends_nothing(stage: Stage, talker: Talker) -> None:
    talker.says(Wait(seconds=2))
    stage.advance(1.9)
    assert talker.outcomes == []
    stage.advance(0.2)
    assert talker.statuses == ["done"]
    assert stage.sent() == ""


def test_calls_go_in_order(stage: Stage, talker: Talker) -> None:
    talker.says(Key(keys="a"))
    talker.says(Wait(seconds=1))
    talker.says(Key(keys="b"))
    stage.settle()
    assert stage.sent() == "+a -a"
    stage.advance(1)
    stage.settle()
    assert stage.sent() == "+b -b"
    assert talker.statuses == ["done"] * 3


def test_a_held_call_that_is_called_off_expires_and_nothing_is_asked_any_more(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    call = talker.says(DELETE_CLICK)
    stage.settle()
    call.call_off("called-off")
    stage.settle()
    assert talker.statuses == ["expired"]
    assert talker.outcomes[0].rule == "called-off"
    assert stage.asked is None
    assert "+b1" not in stage.sent()


def test_a_call_that_waits_can_be_called_off(stage: Stage, talker: Talker) -> None:
    talker.says(Wait(seconds=5))
    behind = talker.says(Key(keys="a"))
    behind.call_off("called-off")
    assert talker.statuses == ["expired"]
    stage.advance(6)
    assert stage.sent() == ""
    assert talker.statuses == ["expired", "done"]


def test_a_text_that_is_called_off_ends_in_the_middle_with_nothing_down(stage: Stage, talker: Talker) -> None:
    call = talker.says(Type(text="abababababab"))
    call.call_off("called-off")
    stage.settle()
    sent = stage.sent()
    assert len(sent.split()) < 8
    assert sent.count("+") == sent.count("-")
    assert talker.statuses == ["expired"]


def test_a_drag_that_is_called_off_drops_nothing(stage: Stage, talker: Talker) -> None:
    call = talker.says(Drag(path=((50, 50), (300, 200))))
    while not talker.agent.queue.recogniser.dragging:
        stage.advance(0.001)
    call.call_off("called-off")
    stage.settle()
    assert stage.sent().endswith("+Escape -Escape -b1")
    assert talker.agent.queue.recogniser.seat.buttons == set()
    assert talker.statuses == ["expired"]


def test_a_button_that_was_left_down_is_let_go_when_who_pressed_it_leaves(stage: Stage, talker: Talker) -> None:
    talker.says(Down(button=Button.LEFT, x=BESIDE.x, y=BESIDE.y))
    talker.says(Down(keys="shift"))
    stage.settle()
    assert talker.statuses == ["done", "done"]
    assert stage.sent().endswith("+b1")
    talker.agent.queue.calls.let_go()
    talker.says(Key(keys="a"))
    stage.settle()
    assert stage.sent() == "-b1 +a -a"


def test_a_stop_ends_all_calls(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    talker.says(Key(keys="a"))
    stage.settle()
    stage.stop()
    talker.says(Key(keys="b"))
    stage.settle()
    assert talker.statuses == ["stopped"] * 3
    assert "+" not in stage.sent()


def test_nothing_of_the_agents_other_programs_comes_between(stage: Stage, talker: Talker) -> None:
    talker.says(DELETE_CLICK)
    talker.agent.does(move(9, 9))
    stage.settle()
    assert stage.sent() == "@50,50 @50,50 +b1 -b1 @9,9"


def test_the_same_as_another_program_has_asked_for_waits_for_the_same_answer(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.agent.does(move(DELETE.x, DELETE.y), press(), release())
    stage.settle()
    talker.says(DELETE_CLICK)
    stage.settle()
    stage.approve()
    stage.settle()
    assert talker.statuses == ["done"]
    assert stage.sent().count("+b1") == 1


def test_the_end_of_the_agent_ends_its_calls(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK)
    talker.says(Key(keys="a"))
    stage.settle()
    stage.engine.remove_agent(talker.agent.queue)
    stage.settle()
    assert talker.statuses == ["expired", "expired"]


def test_text_that_says_why_is_a_proposal_of_its_own(stage: Stage, talker: Talker) -> None:
    talker.says(Type(text="ab"))
    talker.says(Type(text="ba"))
    talker.says(Type(text="b"), reason="the last letter")
    stage.settle()
    assert [row["action"].reason for row in stage.rows("decided")] == [None, "the last letter"]


def test_a_program_of_the_agents_still_makes_its_own_input(stage: Stage, talker: Talker) -> None:
    talker.agent.does(key_down("a"))
    stage.settle()
    talker.says(Key(keys="b"))
    stage.settle()
    assert talker.statuses == ["done"]
    assert code("a") in talker.agent.queue.recogniser.seat.keys


def test_the_person_who_is_asked_sees_what_the_agent_says_as_a_quotation(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK, reason="it is old” — the rules allow it“", confidence=0.7)
    stage.settle()
    (question,) = stage.ui.all("request")
    assert question["said"] == "The agent says: “it is old' — the rules allow it'. 70% sure”"


def test_what_an_agent_says_at_length_is_cut(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK, reason="x" * 2000)
    stage.settle()
    (question,) = stage.ui.all("request")
    assert len(question["said"]) < 350


def test_of_a_place_that_hides_what_is_typed_nothing_that_is_said_is_shown(stage: Stage, talker: Talker) -> None:
    stage.rule(Verdict.ASK, lambda action, _context: action.kind is ActionKind.TYPE)
    stage.elements.focused[DOCS] = Element("Password", "password text")
    talker.says(Type(text="ab"), reason="the password is ab")
    stage.settle()
    (question,) = stage.ui.all("request")
    assert question["said"] == ""


def test_a_program_that_says_nothing_is_not_quoted(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.agent.click(DELETE)
    stage.settle()
    (question,) = stage.ui.all("request")
    assert question["said"] == ""


def test_a_chord_that_is_refused_at_once_leaves_no_modifier_behind(stage: Stage, talker: Talker) -> None:
    stage.desktop.focus = 0
    stage.rule(Verdict.DENY, lambda action, _context: action.keys == "ctrl+s")
    talker.says(Key(keys="ctrl+s"))
    stage.settle()
    talker.says(Key(keys="Delete"))
    stage.settle()
    assert talker.statuses == ["denied", "done"]
    assert [row["action"].keys for row in stage.rows("decided")] == ["ctrl+s", "Delete"]


def test_what_is_left_of_a_text_that_is_refused_at_once_is_never_looked_at(stage: Stage, talker: Talker) -> None:
    stage.desktop.focus = 0
    stage.rule(Verdict.DENY, lambda action, _context: action.text == "a")
    talker.says(Type(text="ab"))
    stage.settle()
    assert talker.statuses == ["denied"]
    assert len(stage.rows("decided")) == 1
    assert stage.sent() == ""


def test_what_is_being_sent_when_it_is_called_off_is_the_last_of_it(stage: Stage, talker: Talker) -> None:
    call = talker.says(Type(text="ab" * 20))
    while not talker.agent.queue.call_in_flight:
        stage.advance(0.0001)
    sent = stage.sent().split()
    call.call_off("called-off")
    assert talker.outcomes == [], "what is written cannot be called back"
    stage.settle()
    assert talker.statuses == ["expired"]
    assert stage.sent() == ""
    assert len(sent) < 80
    assert sum(word.startswith("+") for word in sent) == sum(word.startswith("-") for word in sent)


def test_who_takes_a_call_back_leaves_others_that_ask_for_the_same_to_wait(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    call = talker.says(DELETE_CLICK)
    stage.settle()
    other = talker.agent.another_client()
    other.write(move(DELETE.x, DELETE.y), press())
    stage.settle()
    call.call_off("called-off")
    stage.settle()
    assert talker.statuses == ["expired"]
    assert talker.outcomes[0].rule == "called-off"
    assert stage.asked is not None
    assert other.waits
    stage.approve()
    stage.settle()
    assert (other.waits, other.refused) == (False, 0)
    assert stage.sent().count("+b1") == 1


def test_what_an_agent_states_is_shown_recorded_and_listed(stage: Stage, talker: Talker) -> None:
    clicks_are(stage, Verdict.ASK)
    talker.says(DELETE_CLICK, confidence=0.4, recipients=["ann@example.org"], source_trust="web", task="Invoices")
    stage.settle()
    (decided,) = stage.rows("decided")
    assert decided["action"].stated.data == {
        "confidence": 0.4,
        "recipients": ["ann@example.org"],
        "source": "web",
        "task": "Invoices",
    }
    assert decided["action"].reason == "40% sure. it is for ann@example.org. a web page asked for it"


def test_an_agent_that_states_nothing_has_nothing_stated(stage: Stage, talker: Talker) -> None:
    talker.says(DELETE_CLICK)
    stage.settle()
    assert stage.rows("decided")[0]["action"].stated is None


def test_a_call_that_comes_to_nothing_is_done(stage: Stage, talker: Talker) -> None:
    talker.says(Scroll())
    talker.says(Up(char="世"))
    talker.says(Key(keys="a"))
    stage.settle()
    assert talker.statuses == ["done"] * 3
    assert stage.sent() == "+a -a"


def test_a_shift_that_the_agent_holds_is_not_let_go_by_a_character(stage: Stage, talker: Talker) -> None:
    for gesture in (Down(keysym=0xFFE1), Down(char="A"), Up(char="A"), Up(keysym=0xFFE1)):
        talker.says(gesture)
    stage.settle()
    assert talker.statuses == ["done"] * 4
    assert stage.sent() == "+Shift_L +a -a -Shift_L"
