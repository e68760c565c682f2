from __future__ import annotations

import pytest

from supervisor.core.assessment import Verdict
from supervisor.wire.vocabulary import Key, Outcome, Proposal
from tests.support.playbook import Stage


class Caller:
    """Says what it wants, and remembers which rows there were when it was told how that ended."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.queue = stage.agent().queue
        self.told: list[tuple[str, list[str]]] = []

    def says(self, keys: str) -> None:
        self.queue.calls.propose(
            Proposal(gesture=Key(keys=keys)), origin="x", on_held=lambda: None, on_end=self._over
        )

    def _over(self, outcome: Outcome) -> None:
        self.told.append((outcome.status.value, [row["event"] for row in self.stage.rows()]))


@pytest.fixture
def caller() -> Caller:
    return Caller(Stage(mirror_lead_ms=0))


def test_who_made_it_is_told_first_and_it_is_recorded_all_the_same(caller: Caller) -> None:
    caller.says("Left")
    caller.stage.settle()
    assert caller.told == [("done", ["decided", "sending"])]
    assert [row["event"] for row in caller.stage.rows()] == ["decided", "sending", "outcome"]
    assert caller.stage.rows("outcome")[0]["outcome"]["result"] == "done"


def test_its_end_stands_before_the_beginning_of_the_next(caller: Caller) -> None:
    caller.says("Left")
    caller.says("a")
    caller.stage.settle()
    assert [row["event"] for row in caller.stage.rows()] == ["decided", "sending", "outcome"] * 2
    assert [status for status, _ in caller.told] == ["done", "done"]
    ids = [row["action"].id for row in caller.stage.rows()]
    assert ids == sorted(ids)


def test_what_was_refused_or_asked_is_recorded_before_anybody_is_told(caller: Caller) -> None:
    caller.stage.rule(Verdict.DENY, lambda action, _context: action.keys == "Left")
    caller.stage.rule(Verdict.ASK, lambda action, _context: action.keys == "Delete")
    caller.says("Left")
    caller.stage.settle()
    caller.says("Delete")
    caller.stage.settle()
    caller.stage.approve()
    caller.stage.settle()
    assert [(status, rows[-1]) for status, rows in caller.told] == [("denied", "outcome"), ("done", "outcome")]
