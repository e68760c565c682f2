"""Answers that come after the time for them was over."""

from __future__ import annotations

import pytest

from supervisor.engine.too_late import MEANT_S, SAYS, TooLate
from tests.support.playbook import Stage


def late(stage: Stage) -> TooLate:
    found = TooLate(stage.engine.parts)
    found.ended("r1")
    return found


@pytest.mark.parametrize("request_id", ["", "r1"])
def test_what_was_meant_for_it_is_said_and_recorded_once(request_id: str) -> None:
    stage = Stage()
    found = late(stage)
    stage.advance(2)
    for _ in range(2):
        found.answered(request_id, "approve", approver="keyboard", gesture="chord")
    assert stage.ui.all("too_late") == [{"t": "too_late", "id": "r1", "says": SAYS}]
    (row,) = stage.rows("approval_closed")
    assert row["outcome"] == {"request": "r1", "answer": "approve", "why": SAYS}
    assert row["approval"].latency_ms == 2000


def test_what_was_meant_for_something_else_or_comes_long_after_is_not() -> None:
    stage = Stage()
    TooLate(stage.engine.parts).answered("", "approve", approver="keyboard", gesture="chord")
    found = late(stage)
    found.answered("r2", "approve", approver="keyboard", gesture="chord")
    stage.advance(MEANT_S + 1)
    found.answered("r1", "approve", approver="keyboard", gesture="chord")
    assert stage.ui.all("too_late") == []
    assert stage.rows("approval_closed") == []
