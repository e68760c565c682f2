"""The rows of one action, in the order in which a reader meets them."""

from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Verdict
from supervisor.engine import rows
from tests.support.playbook import DELETE, DOCS, Stage, press


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
    assert {"approval_requested", "answered", "outcome"} <= set(stage.journal.durable)
    answered = rows[2]
    said = {"request": "r1", "answer": "approve" if approve else "reject", "known": True}
    announced = rows[3]["outcome"] if approve else {}
    assert answered["outcome"] == said | announced
    assert answered["approval"].approver == "keyboard"
    end = next(row for row in rows if row["event"] == "outcome")
    assert end["outcome"]["result"] == ("done" if approve else "refused")
    assert (end["decision"] is None) == approve


def test_what_is_sent_for_a_yes_is_on_the_disk_before_the_first_of_it(stage: Stage) -> None:
    """The row of the yes is, or else the row of the sending is waited for."""
    stage.agent().click(DELETE)
    stage.settle()
    durable_at_send: list[list[str]] = []
    send = stage.outlet.send

    def sending(*args: Any, **more: Any) -> bool:
        durable_at_send.append(list(stage.journal.durable))
        return send(*args, **more)

    stage.outlet.send = sending  # type: ignore[method-assign] # a spy
    stage.approve()
    stage.settle()
    assert durable_at_send[0] == ["approval_requested", "answered"]


@pytest.mark.parametrize("announced", ["nothing", "other", "same"])
def test_what_was_not_announced_so_is_on_the_disk_before_it_is_sent(stage: Stage, announced: str) -> None:
    agent = stage.agent()
    agent.click(DELETE)
    stage.settle()
    way = agent.queue.way
    assert way is not None
    stage.journal.durable.clear()
    events = (press(),)
    said = {"nothing": None, "other": (press(3),), "same": events}[announced]
    assert rows.sending(way, events, said)
    assert stage.journal.durable == ([] if announced == "same" else ["sending"])


def test_a_yes_that_became_void_announces_nothing_any_more(stage: Stage) -> None:
    """What is asked anew, or allowed by then, is another matter than what the row of the first yes was about."""
    agent = stage.agent()
    agent.click(DELETE)
    stage.settle()
    way = agent.queue.way
    assert way is not None
    stage.person(down=True)
    stage.approve()
    assert way.announced
    stage.window(DOCS, title="photos – Thunar")
    stage.person(down=False)
    stage.settle()
    assert stage.asked is not None
    assert way.announced is None


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
