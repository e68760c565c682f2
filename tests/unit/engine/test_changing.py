from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Verdict
from supervisor.core.context import Element
from supervisor.core.grants import RULE_ID
from supervisor.core.lifecycle import State
from tests.support.playbook import DELETE, DOCS, MENU, TERMINAL, SimulatedAgent, Stage, move, press

OPEN = Point(250, 250)


@pytest.fixture
def stage() -> Stage:
    made = Stage(yield_to_person_ms=0)
    made.rule(Verdict.DENY, lambda action, _: "forbidden" in action.text or action.keys == "ctrl+w")
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    made.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE_ENTER)
    made.rule(Verdict.ASK, lambda action, _: action.kind is ActionKind.TYPE and action.text.startswith("h"))
    made.rule(Verdict.ASK, lambda action, _: action.keys == "Delete")
    made.elements.places.append((Rect(240, 240, 60, 20), Element("Open", "push button")))
    return made


@pytest.fixture
def agent(stage: Stage) -> SimulatedAgent:
    return stage.agent()


def modify(stage: Stage, word: str = "modify") -> None:
    """The person presses the area that says so."""
    assert stage.asked is not None
    stage.engine.holds.write(stage.asked, word, approver="mouse", gesture="press")


def writes(stage: Stage, **what: object) -> None:
    """The ui says what they wrote, and closes its window."""
    stage.engine.holds.written({"t": "written", "id": stage.asked, **what})
    stage.settle()


def question(stage: Stage) -> dict[str, Any]:
    return dict(stage.ui.all("request")[-1])


def hold_click(stage: Stage, agent: SimulatedAgent) -> None:
    agent.click(DELETE)
    stage.settle()
    stage.sent()


def hold_line(stage: Stage, agent: SimulatedAgent) -> None:
    stage.desktop.focus = TERMINAL
    agent.type("rm a")
    stage.settle()
    agent.chord("Return")
    stage.settle()
    stage.sent()


# -- asked first, asked again


def test_to_write_is_no_answer_and_no_yes_is_heard_meanwhile(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    asked = stage.asked
    modify(stage)
    assert stage.asked not in (None, asked)
    assert stage.human_told[-1] == {"t": "pending", "request": stage.asked, "kind": "edit", "twice": False}
    assert question(stage)["edit"] == {"what": "point", "given": "", "note": ""}
    stage.settle()
    assert stage.sent() == ""
    assert stage.rows("answered")[-1]["outcome"] == {"request": asked, "answer": "modify"}


def test_what_was_written_is_asked_about_even_where_the_rules_allow_it(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    writes(stage, point=[OPEN.x, OPEN.y])
    assert stage.sent() == ""
    asked = question(stage)
    assert (asked["kind"], asked["rule"], asked["point"]) == ("action", "modified", [250, 250])
    assert "the agent wanted to click Delete" in str(asked["why"])
    stage.approve()
    stage.settle()
    assert stage.sent() == "@250,250 +b1 -b1"
    assert agent.client.refused == 0
    assert stage.outcomes()[-1] == ("done", "")


def test_the_record_has_what_was_proposed_and_what_was_done(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    writes(stage, point=[OPEN.x, OPEN.y])
    stage.approve()
    stage.settle()
    proposed, changed = stage.rows("decided")
    assert (proposed["action"].point, changed["action"].point) == (DELETE, OPEN)
    assert proposed["action"].id == changed["action"].id
    assert changed["outcome"] == {"modified": "point"}
    assert stage.rows("sending")[-1]["action"].point == OPEN
    (end,) = [row for row in stage.rows("outcome") if row["action"] is not None and row["action"].point == OPEN]
    assert end["outcome"] == {"action_id": proposed["action"].id, "result": "done", "modified": "point"}


def test_a_change_that_is_dangerous_is_asked_by_its_own_rule(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.point == OPEN)
    hold_click(stage, agent)
    modify(stage)
    writes(stage, point=[OPEN.x, OPEN.y])
    assert question(stage)["rule"] == "test-ask"
    stage.reject()
    stage.settle()
    assert stage.sent() == ""
    assert agent.client.refused


def test_a_change_gives_no_grant_and_none_covers_it(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.point == OPEN)
    stage.window(DOCS, executable="thunar")
    agent.click(OPEN)
    stage.settle()
    stage.engine.holds.selected(str(stage.asked), "control")
    stage.engine.holds.choice_shown(str(stage.asked), "control", "quarter-hour")
    stage.approve()
    stage.advance(1.0)
    agent.click(OPEN)
    stage.settle()
    assert stage.rows("decided")[-1]["decision"].rule_id == RULE_ID, "it covers what the agent does itself"
    hold_click(stage, agent)
    modify(stage)
    writes(stage, point=[OPEN.x, OPEN.y])
    assert question(stage)["choices"]["breadths"] == []
    stage.engine.holds.selected(str(stage.asked), "application")
    stage.engine.holds.choice_shown(str(stage.asked), "application", "quarter-hour")
    stage.approve()
    stage.settle()
    assert stage.sent() == "@250,250 +b1 -b1"
    assert len(stage.engine.standing.listed()) == 1


def test_what_the_rules_deny_can_be_written_anew(stage: Stage, agent: SimulatedAgent) -> None:
    hold_line(stage, agent)
    modify(stage)
    assert question(stage)["edit"] == {"what": "text", "given": "rm a", "note": ""}
    writes(stage, text="forbidden")
    again = question(stage)["edit"]
    assert again["given"] == "forbidden"
    assert "refuse" in again["note"]
    writes(stage, text="ls")
    assert question(stage)["kind"] == "action"
    assert stage.sent() == ""


def test_a_place_that_the_rules_deny_is_refused(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.DENY, lambda action, _: action.point == OPEN)
    hold_click(stage, agent)
    modify(stage)
    writes(stage, point=[OPEN.x, OPEN.y])
    assert stage.outcomes()[-1] == ("refused", "test-deny")
    assert stage.sent() == ""


@pytest.mark.parametrize("written", [{"text": "漢"}, {"text": ""}])
def test_what_cannot_be_typed_is_said_and_written_anew(
    stage: Stage, agent: SimulatedAgent, written: dict[str, str]
) -> None:
    hold_line(stage, agent)
    modify(stage)
    writes(stage, **written)
    edit = question(stage)["edit"]
    assert edit["note"]


@pytest.mark.parametrize("point", [[5000, 1], [-1, 5], [1], "there", [1.5, 2]])
def test_what_is_no_place_is_said(stage: Stage, agent: SimulatedAgent, point: object) -> None:
    hold_click(stage, agent)
    modify(stage)
    writes(stage, point=point)
    edit = question(stage)["edit"]
    assert edit["note"] == "that is no place on the screen"


def test_going_back_asks_the_same_again(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    first = question(stage)
    modify(stage)
    writes(stage, back=True)
    assert question(stage) == first | {"id": stage.asked}
    stage.approve()
    stage.settle()
    assert stage.sent() == "@50,50 +b1 @50,50 -b1"
    assert "modified" not in stage.rows("outcome")[-1]["outcome"]


def test_a_yes_while_they_write_has_no_effect_whoever_says_so(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    assert question(stage)["kind"] == "edit"


# -- text and keys


def test_a_line_is_mended_where_it_stands(stage: Stage, agent: SimulatedAgent) -> None:
    hold_line(stage, agent)
    modify(stage)
    writes(stage, text="rm b")
    stage.approve()
    stage.settle()
    assert stage.sent() == "+BackSpace -BackSpace +b -b +Return -Return"
    assert agent.client.refused == 0
    assert agent.queue.recogniser.seat.busy is False


def test_a_text_that_begins_is_replaced_with_all_that_comes_in_one_go(stage: Stage, agent: SimulatedAgent) -> None:
    agent.type("hello")
    stage.settle()
    modify(stage)
    assert question(stage)["edit"] == {"what": "text", "given": "h", "note": ""}
    writes(stage, text="ok")
    stage.approve()
    stage.settle()
    assert stage.sent() == "+o -o +k -k"
    assert agent.client.refused == 0
    assert not agent.client.waits


def test_other_keys_leave_nothing_of_the_agents_down(stage: Stage, agent: SimulatedAgent) -> None:
    agent.chord("Delete")
    stage.settle()
    modify(stage)
    assert question(stage)["edit"] == {"what": "keys", "given": "Delete", "note": ""}
    writes(stage, text="Ctrl+C")
    stage.approve()
    stage.settle()
    assert stage.sent() == "+Control_L +c -c -Control_L"
    assert not agent.queue.recogniser.seat.busy


def test_another_keyboard_than_the_keys_were_chosen_on_ends_it(stage: Stage, agent: SimulatedAgent) -> None:
    hold_line(stage, agent)
    modify(stage)
    writes(stage, text="ls")
    stage.desktop.group = 1
    stage.approve()
    stage.settle()
    assert stage.sent() == ""
    assert stage.outcomes()[-1] == ("refused", "scene-changed")


def test_another_window_in_focus_ends_it(stage: Stage, agent: SimulatedAgent) -> None:
    hold_line(stage, agent)
    modify(stage)
    stage.desktop.close(TERMINAL)
    stage.desktop.focus = DOCS
    writes(stage, text="ls")
    assert stage.sent() == ""
    assert stage.outcomes()[-1] == ("expired", "target-gone")


def test_secrets_and_menus_offer_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    stage.open_menu()
    stage.rule(Verdict.ASK, lambda _, context: context.window is not None and context.window.id == MENU)
    agent.does(move(50, 50), press())
    stage.settle()
    assert question(stage)["choices"]["change"] == ""
    before = stage.asked
    modify(stage)
    assert stage.asked not in (None, before), "it can still be answered"
    assert question(stage)["kind"] == "action"


def test_what_is_redacted_offers_nothing(stage: Stage, agent: SimulatedAgent) -> None:
    stage.judge.redacted = lambda text: text.replace("rm", "••")  # type: ignore[method-assign]  # for this test alone
    hold_line(stage, agent)
    assert question(stage)["choices"]["change"] == ""


# -- a reason of one's own


def test_a_typed_reason_is_a_no_with_that_reason(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage, "reject:other")
    assert question(stage)["edit"] == {"what": "reason", "given": "", "note": ""}
    writes(stage, text="  use the\ttrash\x1b[0m \n instead ")
    (end,) = [row for row in stage.rows("outcome") if row["approval"] is not None]
    assert end["outcome"]["result"] == "refused"
    assert end["approval"].note == "use the trash [0m instead"
    assert end["approval"].gesture == "press"
    assert end["decision"].reason.endswith("use the trash [0m instead")
    assert stage.sent() == ""


@pytest.mark.parametrize("written", [{"back": True}, {"text": "  "}, {"point": [1, 1]}])
def test_no_reason_asks_again(stage: Stage, agent: SimulatedAgent, written: dict[str, object]) -> None:
    hold_click(stage, agent)
    modify(stage, "reject:other")
    writes(stage, **written)
    assert question(stage)["kind"] == "action"


# -- who may, and when


def test_nobody_writes_who_was_not_let(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    before = len(stage.ui.all("request"))
    writes(stage, point=[OPEN.x, OPEN.y])
    stage.engine.holds.written({"t": "written", "id": "r99", "text": "x"})
    assert len(stage.ui.all("request")) == before
    modify(stage)
    stage.engine.holds.written({"t": "written", "id": "r1", "text": "x"})
    assert question(stage)["kind"] == "edit"


def test_an_old_question_cannot_be_written_about(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    stage.engine.holds.write("r99", "modify", approver="mouse", gesture="press")
    assert question(stage)["kind"] == "action"


def test_a_confirmation_is_not_written_about(stage: Stage) -> None:
    stage.engine.holds.confirm("quit", "Quit?", "", lambda _yes, _approval: None)
    before = stage.asked
    modify(stage)
    assert stage.asked == before


def test_all_agents_wait_while_the_person_writes(stage: Stage, agent: SimulatedAgent) -> None:
    other = stage.agent("other")
    hold_click(stage, agent)
    modify(stage)
    other.chord("a")
    stage.settle()
    assert stage.sent() == ""
    writes(stage, back=True)
    assert stage.sent() == "+a -a"


def test_a_stop_ends_the_writing(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    stage.stop()
    writes(stage, point=[OPEN.x, OPEN.y])
    assert agent.queue.way is None
    assert stage.sent() == ""
    assert stage.outcomes()[-1] == ("stopped", "stopped")


def test_a_stop_while_what_was_written_is_looked_at(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    stage.engine.holds.written({"t": "written", "id": stage.asked, "point": [OPEN.x, OPEN.y]})
    way = agent.queue.way
    assert way is not None
    assert way.state is State.PROPOSED
    stage.stop()
    stage.settle()
    assert stage.sent() == ""
    assert stage.outcomes()[-1] == ("stopped", "stopped")


def test_a_no_is_heard_while_the_person_writes(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    stage.reject()
    stage.settle()
    assert stage.outcomes()[-1][0] == "refused"
    assert not stage.engine.holds.writing


def test_a_ui_that_has_just_come_opens_it_again(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    stage.ui_dies()
    stage.ui_comes()
    assert question(stage)["kind"] == "edit"


def test_a_client_that_leaves_takes_it_along(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    modify(stage)
    agent.client.leave()
    stage.settle()
    assert stage.asked is None
    assert stage.sent() == ""


def test_a_full_disk_lets_nobody_write(stage: Stage, agent: SimulatedAgent) -> None:
    hold_click(stage, agent)
    stage.journal.room = 0
    modify(stage)
    assert stage.asked is None
    assert agent.queue.way is None


def test_it_can_be_changed_again_from_what_the_agent_proposed(stage: Stage, agent: SimulatedAgent) -> None:
    hold_line(stage, agent)
    modify(stage)
    writes(stage, text="rm c")
    modify(stage)
    assert question(stage)["edit"] == {"what": "text", "given": "rm c", "note": ""}
    writes(stage, text="rm b")
    stage.approve()
    stage.settle()
    assert stage.sent() == "+BackSpace -BackSpace +b -b +Return -Return"


def test_a_program_that_is_slow_to_take_its_keyboard_back_is_waited_for(stage: Stage, agent: SimulatedAgent) -> None:
    entry = Element("Name", "entry", text="a")
    stage.elements.focused[DOCS] = entry
    agent.chord("Delete")
    stage.settle()
    modify(stage)
    del stage.elements.focused[DOCS]
    stage.engine.holds.written({"t": "written", "id": stage.asked, "text": "ctrl+x"})
    stage.advance(0.1)
    assert stage.asked is None
    stage.elements.focused[DOCS] = entry
    stage.settle()
    assert question(stage)["kind"] == "action"


def test_what_is_written_about_is_asked_with_nothing_else(stage: Stage, agent: SimulatedAgent) -> None:
    stage.rule(Verdict.ASK, lambda action, _: action.point == OPEN)
    stage.window(DOCS, executable="thunar")
    hold_click(stage, agent)
    for number in range(5):
        stage.agent(f"other-{number}").click(DELETE)
    stage.settle()
    modify(stage)
    assert question(stage)["kind"] == "edit"
    writes(stage, point=[OPEN.x, OPEN.y])
    assert question(stage)["rule"] == "test-ask"
    assert question(stage)["point"] == [OPEN.x, OPEN.y]
    stage.approve()
    stage.settle()
    assert stage.sent().endswith(" @250,250 +b1 -b1")
    assert question(stage)["count"] == 5, "what is alike is asked about after it"
