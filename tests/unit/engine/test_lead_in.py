"""The motion that a press takes along: fewer writes, the same rows and events in the same order."""

from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.action import ActionKind, Point
from supervisor.core.assessment import Verdict
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.spoken import Spoken
from supervisor.wire.vocabulary import Click, Drag, Gesture, Outcome, Proposal, Scroll
from tests.support.playbook import DELETE, DOCS, Stage, move, press
from tests.support.simulators import DiskFullError, spelled

CLICK = Click(x=DELETE.x, y=DELETE.y)


@pytest.fixture
def stage() -> Stage:
    made = Stage(mirror_lead_ms=0)
    made.elements.none.add(DOCS)
    made.engine.parts.external_judge = None
    return made


def says(stage: Stage, gesture: Gesture = CLICK) -> list[Outcome]:
    told: list[Outcome] = []
    stage.agent().queue.calls.propose(
        Proposal(gesture=gesture), origin="json-rpc", on_held=lambda: None, on_end=told.append
    )
    stage.settle()
    return told


def happened(stage: Stage) -> list[str]:
    """Spell rows and writes in the order in which they came."""
    return [h.row["event"] if h.what == "row" else spelled(h.events) for h in stage.log]


def test_with_no_lead_a_click_leaves_in_one_write_behind_all_its_rows(stage: Stage) -> None:
    (told,) = says(stage)
    assert told.status.value == "done"
    assert happened(stage) == ["sending", "decided", "sending", "@50,50 @50,50 +b1 -b1", "outcome"]
    kinds = [row["action"].kind for row in stage.rows()]
    assert kinds == [ActionKind.MOVE, ActionKind.CLICK, ActionKind.CLICK, ActionKind.CLICK]


def test_so_does_the_first_turn_of_a_wheel(stage: Stage) -> None:
    says(stage, Scroll(x=DELETE.x, y=DELETE.y, dy=2))
    assert [line for line in happened(stage) if "@" in line] == ["@50,50 @50,50 +b5 -b5", "@50,50 +b5 -b5"]


def test_with_a_lead_the_pointer_goes_there_first() -> None:
    stage = Stage()
    stage.elements.none.add(DOCS)
    stage.engine.parts.external_judge = None
    says(stage)
    assert [line for line in happened(stage) if "@" in line] == ["@50,50", "@50,50 +b1 -b1"]


@pytest.mark.parametrize("verdict", [Verdict.ASK, Verdict.DENY])
def test_where_the_press_is_not_sent_at_once_the_motion_goes_by_itself(stage: Stage, verdict: Verdict) -> None:
    stage.rule(verdict, lambda action, _context: action.kind is ActionKind.CLICK)
    says(stage)
    assert happened(stage)[:3] == ["sending", "@50,50", "decided"]
    assert "+b1" not in stage.sent()


def test_while_the_element_is_looked_up_the_motion_is_on_its_way(stage: Stage) -> None:
    stage.elements.none.clear()
    says(stage)
    assert happened(stage) == ["sending", "@50,50", "decided", "sending", "@50,50 +b1 -b1", "outcome"]


def test_while_the_gate_is_closed_to_the_press_the_motion_is_not_kept(stage: Stage) -> None:
    queue = stage.agent().queue
    may_go, asked = stage.engine.may_go, []

    def closes(queue: Any) -> bool:
        asked.append(queue)
        return len(asked) != 2 and may_go(queue)

    stage.engine.may_go = closes  # type: ignore[method-assign]
    queue.calls.propose(Proposal(gesture=CLICK), origin="x", on_held=lambda: None, on_end=lambda _outcome: None)
    assert happened(stage) == ["sending", "@50,50"]


def test_attack_on_a_full_disk_neither_is_sent(stage: Stage) -> None:
    stage.journal.room = 0
    (told,) = says(stage)
    assert (told.status.value, told.rule) == ("denied", "record-failed")
    assert happened(stage) == []


@pytest.mark.parametrize("verdict", [Verdict.ALLOW, Verdict.ASK])
def test_attack_a_motion_whose_row_was_lost_is_not_sent_when_the_disk_has_room_again(
    stage: Stage, verdict: Verdict
) -> None:
    stage.rule(verdict, lambda action, _context: action.kind is ActionKind.CLICK)
    commit = stage.journal.commit
    failed: list[bool] = []

    def loses(*, durable: bool = False) -> None:
        if not failed:
            failed.append(True)
            stage.journal._open.clear()
            raise DiskFullError("the disk is full")
        commit(durable=durable)

    stage.journal.commit = loses  # type: ignore[method-assign]
    says(stage)
    assert failed
    assert "@" not in " ".join(happened(stage))


def test_attack_once_the_latch_is_set_neither_is_sent(stage: Stage) -> None:
    agent = stage.agent()
    told: list[Outcome] = []
    stage.outlet.latched = stage.latched = True
    stage.engine.may_go = lambda queue: queue is not None  # type: ignore[method-assign]
    agent.queue.calls.propose(Proposal(gesture=CLICK), origin="x", on_held=lambda: None, on_end=told.append)
    stage.settle()
    assert stage.sent() == ""
    assert [outcome.status.value for outcome in told] == ["stopped"]


def test_a_press_that_is_refused_before_it_is_judged_leaves_the_motion_to_no_other_call(stage: Stage) -> None:
    calls = stage.agent().queue.calls
    refused: list[InputEvent] = []
    side_doors = stage.engine.agents["agent"].side_doors

    def why_not(event: InputEvent) -> str:
        if event.kind is not EventKind.BUTTON_PRESS or refused:
            return ""
        refused.append(event)
        return "for the test"

    side_doors.why_not = why_not  # type: ignore[method-assign]
    told: list[Outcome] = []
    stage.pause()
    for at in (DELETE, Point(60, 60)):
        proposal = Proposal(gesture=Click(x=at.x, y=at.y))
        calls.propose(proposal, origin="x", on_held=lambda: None, on_end=told.append)
    stage.resume()
    stage.settle()
    assert [outcome.status.value for outcome in told] == ["denied", "done"]
    assert [line for line in happened(stage) if "@" in line] == ["@50,50", "@60,60 @60,60 +b1 -b1"]


def test_a_drag_under_way_is_moved_step_by_step(stage: Stage) -> None:
    says(stage, Drag(path=((50, 50), (90, 90))))
    written = [line for line in happened(stage) if "@" in line]
    assert written[0] == "@50,50 @50,50 +b1"
    assert len(written) > 4


def test_two_programs_of_an_agent_never_share_a_write(stage: Stage) -> None:
    agent = stage.agent()
    agent.does(move(50, 50), press())
    stage.settle()
    assert [line for line in happened(stage) if "@" in line] == ["@50,50", "@50,50 +b1"]
    assert Spoken("x").call == 0
