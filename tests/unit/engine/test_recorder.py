from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.record import Event
from supervisor.engine.recorder import Recorder, sends
from tests.support.simulators import SimulatedLoop


class FullError(Exception):
    """No room."""


class Journal:
    def __init__(self) -> None:
        self.rows: list[tuple[Event, str | None, dict[str, Any]]] = []
        self.commits: list[bool] = []
        self.full_at = ""

    def append(self, event: Event, agent: str | None = None, **fields: Any) -> int:
        if self.full_at == "append":
            raise FullError("no room at append")
        self.rows.append((event, agent, fields))
        return len(self.rows)

    def commit(self, *, durable: bool = False) -> None:
        if self.full_at == "commit":
            raise FullError("no room at commit")
        self.commits.append(durable)


class Rig:
    def __init__(self) -> None:
        self.journal = Journal()
        self.failures: list[str] = []
        self.recorder = Recorder(self.journal, FullError, self.failures.append)


def test_a_row_is_committed_before_it_counts_as_written() -> None:
    rig = Rig()
    assert rig.recorder.write(Event.DECIDED, "a", outcome="x")
    assert rig.recorder.write(Event.STOPPED, durable=True)
    assert rig.journal.rows == [(Event.DECIDED, "a", {"outcome": "x"}), (Event.STOPPED, None, {})]
    assert rig.journal.commits == [False, True]


def test_with_which_row_the_last_agent_of_a_name_began_is_known() -> None:
    rig = Rig()
    for event, agent in ((Event.AGENT_STARTED, "a"), (Event.DECIDED, "a"), (Event.AGENT_STARTED, "b")):
        rig.recorder.write(event, agent)
    assert rig.recorder.began == {"a": 1, "b": 3}
    rig.recorder.write(Event.AGENT_STARTED, "a")
    assert rig.recorder.began == {"a": 4, "b": 3}


@pytest.mark.parametrize("where", ["append", "commit"])
def test_a_row_that_failed_is_said_and_remembered_until_writing_works_again(where: str) -> None:
    rig = Rig()
    rig.journal.full_at = where
    assert not rig.recorder.write(Event.DECIDED)
    assert rig.recorder.failure == f"no room at {where}"
    assert rig.failures == [f"no room at {where}"]
    rig.journal.full_at = ""
    assert rig.recorder.write(Event.DECIDED)
    assert rig.recorder.failure == ""


class LoopRig(Rig):
    """With a loop, as in the service."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = SimulatedLoop()
        self.recorder = Recorder(self.journal, FullError, self.failures.append, self.loop)


def test_a_note_is_written_with_the_row_that_follows_it() -> None:
    rig = LoopRig()
    assert rig.recorder.note(Event.DECIDED, "a")
    assert rig.journal.commits == []
    assert rig.recorder.write(Event.SENDING, "a")
    assert [row[0] for row in rig.journal.rows] == [Event.DECIDED, Event.SENDING]
    assert rig.journal.commits == [False]
    rig.loop.advance(1)
    assert rig.journal.commits == [False]


def test_a_note_that_nothing_follows_is_written_at_the_end_of_the_turn() -> None:
    rig = LoopRig()
    for _ in range(2):
        rig.recorder.note(Event.OUTCOME, "a")
    rig.loop.advance(0)
    assert rig.journal.commits == [False]
    rig.recorder.note(Event.OUTCOME, "a")
    rig.loop.advance(0)
    assert rig.journal.commits == [False, False]


@pytest.mark.parametrize("where", ["append", "commit"])
def test_a_note_that_cannot_be_written_is_said(where: str) -> None:
    rig = LoopRig()
    rig.journal.full_at = where
    assert rig.recorder.note(Event.OUTCOME) == (where == "commit")
    rig.loop.advance(0)
    assert rig.failures == [f"no room at {where}"]
    assert rig.recorder.failure


def test_with_no_loop_a_note_is_written_at_once() -> None:
    rig = Rig()
    assert rig.recorder.note(Event.DECIDED)
    assert rig.journal.commits == [False]


def test_a_failure_of_another_kind_is_not_hidden() -> None:
    rig = Rig()
    rig.journal.append = None  # type: ignore[method-assign, assignment]
    with pytest.raises(TypeError):
        rig.recorder.write(Event.DECIDED)


def test_what_will_be_sent_is_spelled_out_with_its_window_where_it_has_one() -> None:
    events = [
        InputEvent(EventKind.MOTION, x=3, y=4, window=9),
        InputEvent(EventKind.BUTTON_PRESS, 1),
        InputEvent(EventKind.KEY_PRESS, 38, window=7, sent_to_window=True),
        InputEvent(EventKind.MOTION, x=1, y=2, window=8, raw=b"warp"),
    ]
    assert sends(events, "a-1") == {
        "action_id": "a-1",
        "sends": [
            ["motion", 0, 3, 4, 0],
            ["button_press", 1, 0, 0, 0],
            ["key_press", 38, 0, 0, 7],
            ["motion", 0, 1, 2, 8],
        ],
    }


def test_rows_are_cleaned_before_they_are_written() -> None:
    journal = Journal()
    recorder = Recorder(journal, FullError, lambda _why: None, clean=lambda fields: {**fields, "outcome": "clean"})
    assert recorder.write(Event.OUTCOME, "a", outcome="secret")
    assert journal.rows == [(Event.OUTCOME, "a", {"outcome": "clean"})]
