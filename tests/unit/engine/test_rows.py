"""The rows of one action, in the order in which a reader meets them."""

from __future__ import annotations

import pytest

from supervisor.core.assessment import Verdict
from tests.support.playbook import DELETE, Stage


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.rule(Verdict.ASK, lambda _, context: context.element is not None and context.element.name == "Delete")
    return made


@pytest.mark.parametrize("approve", [True, False])
def test_an_asked_action_has_its_rows_in_order_and_each_that_counts_is_on_the_disk(
    stage: Stage, approve: bool
) -> None:
    stage.agent().click(DELETE)
    stage.settle()
    (stage.approve if approve else stage.reject)()
    stage.settle()
    rows = [row for row in stage.rows() if row.get("action") is not None and row["action"].kind != "move"]
    events = [row["event"] for row in rows]
    sent = ["sending"] if approve else []
    assert events[:5] == ["decided", "approval_requested", "answered", *sent, "outcome"][: len(events[:5])]
    assert {"approval_requested", "answered", *sent, "outcome"} <= set(stage.journal.durable)
    answered = rows[2]
    assert answered["outcome"] == {"request": "r1", "answer": "approve" if approve else "reject", "known": True}
    assert answered["approval"].approver == "keyboard"
    end = next(row for row in rows if row["event"] == "outcome")
    assert end["outcome"]["result"] == ("done" if approve else "refused")
    assert (end["decision"] is None) == approve


def test_what_is_allowed_waits_for_no_disk(stage: Stage) -> None:
    stage.agent().chord("a")
    stage.settle()
    assert [row["event"] for row in stage.rows()][:3] == ["decided", "sending", "outcome"]
    assert not {"decided", "sending", "outcome"} & set(stage.journal.durable)


@pytest.mark.parametrize("room", range(5))
def test_a_disk_that_fills_up_at_any_row_lets_nothing_dangerous_through(stage: Stage, room: int) -> None:
    agent = stage.agent()
    agent.click(DELETE)
    stage.journal.room = room
    stage.settle()
    if stage.asked is not None:
        stage.approve()
    stage.settle()
    sent = stage.sent()
    rows = [row["event"] for row in stage.rows() if row.get("action") is not None and row["action"].kind != "move"]
    assert "+b1" not in sent or "sending" in rows
