from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.audit import journal as journal_module
from supervisor.audit.disk import flush_file
from supervisor.audit.journal import Journal
from supervisor.audit.reader import records
from supervisor.audit.signing import Signer, head_path
from supervisor.audit.storage import JournalError
from supervisor.audit.verification import verify
from supervisor.core.action import Action, ActionKind
from supervisor.core.context import Context, Element
from supervisor.core.record import Event
from tests.unit.audit.tools import begin, fill, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def head_of(journal: Journal) -> dict[str, Any]:
    out = json.loads(head_path(journal.path).read_bytes())
    assert isinstance(out, dict)
    return out


def settle(journal: Journal) -> None:
    assert journal._flusher.wait(30)


@contextmanager
def counted_flushes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """List the names of the files that are flushed, and by which thread."""
    real, flushed = flush_file, []

    def flush(path: Path) -> None:
        real(path)
        flushed.append(f"{path.name} by {threading.current_thread().name}")

    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "flush_file", flush)
        yield flushed


def test_rows_come_back_in_order_with_their_seq(journal: Journal) -> None:
    seqs = [journal.append(Event.PROBLEM, "bot", outcome={"n": n}) for n in range(5)]
    journal.commit()
    assert seqs == [2, 3, 4, 5, 6]
    assert journal.last_seq == 6
    assert [(r.seq, r.outcome) for r in records(journal.path)][1:] == [(n + 2, {"n": n}) for n in range(5)]


def test_nothing_is_visible_before_the_commit(journal: Journal) -> None:
    journal.append(Event.STOPPED)
    assert len(list(records(journal.path))) == 1
    journal.commit()
    assert len(list(records(journal.path))) == 2


def test_a_commit_of_nothing_does_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted_flushes(monkeypatch) as flushed:
        journal.commit()
        journal.commit(durable=True)
    assert (journal.last_seq, flushed) == (1, [])


def test_a_durable_commit_waits_for_the_disk_and_covers_earlier_rows(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted_flushes(monkeypatch) as flushed:
        fill(journal, 1)
        assert flushed == []
        journal.commit(durable=True)
        assert flushed == ["record.sqlite3-wal by MainThread"]
        fill(journal, 1)
        journal.append(Event.DECIDED)
        journal.commit(durable=True)
        assert len(flushed) == 2


def test_a_plain_commit_is_flushed_by_the_thread_within_a_second(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted_flushes(monkeypatch) as flushed:
        fill(journal, 1)
        now_s = 100.0
        while not flushed and now_s < 110:
            now_s += 0.1
            journal.tick(now_s)
            settle(journal)
    assert flushed == ["record.sqlite3-wal by record-flusher"]
    assert now_s <= 100.8


def test_an_idle_journal_leaves_the_disk_alone(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted_flushes(monkeypatch) as flushed:
        for turn in range(100):
            journal.tick(turn / 10)
            settle(journal)
    assert flushed == []


def test_a_busy_journal_flushes_no_more_than_a_few_times_a_second(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted_flushes(monkeypatch) as flushed:
        for turn in range(100):
            fill(journal, 1)
            journal.tick(turn / 10)
            settle(journal)
    assert 10 <= len(flushed) <= 25


def test_the_head_follows_and_never_claims_a_row_that_is_not_on_the_disk(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = flush_file
    safe = [head_of(journal)["seq"]]

    def flush(path: Path) -> None:
        at = journal.last_seq
        real(path)
        safe.append(at)

    monkeypatch.setattr(journal_module, "flush_file", flush)
    claims = []
    for turn in range(60):
        fill(journal, 2)
        journal.tick(turn / 10)
        if turn % 2:
            settle(journal)
        claims.append(head_of(journal)["seq"])
        assert claims[-1] <= max(safe)
    settle(journal)
    assert claims == sorted(claims)
    assert len(set(claims)) > 2


def test_seal_signs_at_once(journal: Journal) -> None:
    journal.append(Event.STOPPED, outcome={"how": "chord"})
    journal.seal()
    assert head_of(journal)["seq"] == 2
    assert head_of(journal)["closed"] is False
    assert head_of(journal)["hash"] == list(records(journal.path))[-1].hash


def test_close_signs_commits_the_rest_and_leaves_one_file(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    journal.append(Event.SUPERVISOR_ENDED)
    journal.close()
    journal.close()
    assert head_of(journal)["closed"] is True
    assert not (tmp_path / "record.sqlite3-wal").exists()
    assert verify(journal.path).rows == 2


def test_the_log_is_folded_into_the_database_by_the_thread(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_CHECKPOINT_COMMITS", 10)
    before = journal.path.read_bytes()
    for _ in range(9):
        fill(journal, 1)
    for now_s in (1, 2):
        journal.tick(now_s)
        settle(journal)
    assert journal.path.read_bytes() == before
    fill(journal, 1)
    for now_s in (3, 4):
        journal.tick(now_s)
        settle(journal)
    assert journal.path.read_bytes() != before
    log = (journal.path.parent / "record.sqlite3-wal").stat().st_size
    fill(journal, 1)
    assert (journal.path.parent / "record.sqlite3-wal").stat().st_size == log
    assert journal.warning is None


def test_a_clock_that_jumps_back_changes_no_order(tmp_path: Path) -> None:
    times = iter([50, 40, 30, 20, 10, 5, 4, 3, 2, 1])
    signer = Signer.load_or_create(tmp_path / "key")
    journal = Journal.open(tmp_path / "record.sqlite3", signer, lambda: next(times))
    for _ in range(3):
        journal.append(Event.PROBLEM)
    journal.commit()
    journal.close()
    rows = list(records(journal.path))
    assert [r.seq for r in rows] == [1, 2, 3, 4]
    assert [r.time_ns for r in rows] == sorted((r.time_ns for r in rows), reverse=True)
    assert verify(journal.path).ok


def test_a_file_taken_away_while_in_use_is_a_failure_until_it_is_back(journal: Journal) -> None:
    hidden = journal.path.with_name("hidden")
    journal.path.rename(hidden)
    journal.append(Event.SENDING)
    with pytest.raises(JournalError, match="no such file"):
        journal.commit()
    journal.path.write_bytes(b"")
    journal.append(Event.SENDING)
    with pytest.raises(JournalError, match="was removed or replaced while in use"):
        journal.commit()
    hidden.rename(journal.path)
    journal.append(Event.SENDING, outcome="third")
    journal.commit()
    events = [(r.event, r.outcome) for r in records(journal.path)][1:]
    assert [event for event, _ in events] == ["problem", "sending"]
    assert isinstance(events[0][1], dict)
    assert events[0][1]["rows_lost"] == 2


def test_a_log_taken_away_while_in_use_is_a_failure(journal: Journal) -> None:
    log = journal.path.with_name("record.sqlite3-wal")
    hidden = log.with_name("hidden")
    log.rename(hidden)
    journal.append(Event.SENDING)
    with pytest.raises(JournalError):
        journal.commit()
    hidden.rename(log)
    journal.append(Event.SENDING)
    journal.commit()


def test_rows_put_in_by_another_program_are_never_continued(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    with closing(sqlite3.connect(journal.path)) as stranger, stranger:
        stranger.execute("INSERT INTO record VALUES (2, '{}', x'00', x'00')")
    journal.append(Event.SENDING)
    with pytest.raises(JournalError, match="append-only"):
        journal.commit()
    for _ in range(2):
        with pytest.raises(JournalError, match="another program wrote to the record"):
            journal.append(Event.SENDING)
    with pytest.raises(JournalError, match="another program wrote to the record"):
        journal.close()


def test_a_strangers_lock_refuses_quickly_and_ends_with_it(journal: Journal) -> None:
    stranger = sqlite3.connect(journal.path, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    journal.append(Event.SENDING)
    with pytest.raises(JournalError, match="another program holds it locked"):
        journal.commit()
    stranger.execute("ROLLBACK")
    stranger.close()
    journal.append(Event.SENDING)
    journal.commit()
    assert [r.event for r in records(journal.path)][1:] == ["problem", "sending"]


def test_a_failed_flush_in_the_thread_fails_the_next_commit_then_recovers(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise OSError(5, "Input/output error")

    fill(journal, 1)
    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "flush_file", broken)
        for now_s in (1.0, 2.0):
            journal.tick(now_s)
            settle(journal)
        journal.tick(2.1)
        journal.append(Event.SENDING)
        with pytest.raises(JournalError, match="input/output error"):
            journal.commit()
    journal.append(Event.SENDING)
    with counted_flushes(monkeypatch) as flushed:
        journal.commit()
    assert flushed == ["record.sqlite3-wal by MainThread"], "what failed once must be seen on the disk"
    assert [r.event for r in records(journal.path)][2:] == ["problem", "sending"]


def test_a_flush_that_fails_between_append_and_commit_fails_that_commit(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise OSError(5, "Input/output error")

    fill(journal, 1)
    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "flush_file", broken)
        for now_s in (1.0, 2.0):
            journal.tick(now_s)
            settle(journal)
    journal.append(Event.SENDING)
    journal.tick(2.1)
    with pytest.raises(JournalError, match="input/output error"):
        journal.commit()
    journal.commit()
    assert [r.event for r in records(journal.path)][2:] == ["problem"]


def test_a_failed_durable_commit_is_a_failure(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_module, "flush_file", broken)
    journal.append(Event.DECIDED)
    with pytest.raises(JournalError, match="no space left on device"):
        journal.commit(durable=True)
    monkeypatch.undo()
    journal.append(Event.DECIDED)
    journal.commit(durable=True)
    # The row of the failed commit had reached the file: it stays, and the row behind it tells of the failure.
    rows = list(records(journal.path))
    assert [r.event for r in rows][1:] == ["decided", "problem", "decided"]
    assert isinstance(rows[2].outcome, dict)
    assert rows[2].outcome["rows_void"] == [2, 2]
    assert verify(journal.path).ok


def test_a_disk_that_hangs_refuses_without_waiting(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = threading.Event()
    real = flush_file

    def slow(path: Path) -> None:
        if threading.current_thread().name == "record-flusher":
            hangs.wait(30)
        real(path)

    monkeypatch.setattr(journal_module, "flush_file", slow)
    fill(journal, 1)
    journal.tick(1.0)
    journal.tick(2.0)
    fill(journal, 1)
    journal.tick(13.0)
    journal.append(Event.SENDING)
    with pytest.raises(JournalError, match="the disk does not finish writing"):
        journal.commit()
    hangs.set()
    settle(journal)
    journal.tick(14.0)
    journal.append(Event.SENDING)
    journal.commit()


def test_a_head_that_cannot_be_written_is_a_warning_and_tried_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "write_head", broken)
        fill(journal, 1)
        for now_s in (1.0, 2.0, 2.1):
            journal.tick(now_s)
            settle(journal)
        assert "rows after the last signed head are not covered" in str(journal.warning)
        fill(journal, 1)
    for now_s in (3.0, 4.0, 4.1):
        journal.tick(now_s)
        settle(journal)
    assert journal.warning is None
    assert head_of(journal)["seq"] == 3


def test_close_after_a_failure_still_gives_the_record_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = begin(tmp_path)

    def broken(_: Path) -> None:
        raise OSError(5, "Input/output error")

    journal.append(Event.SUPERVISOR_ENDED)
    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "flush_file", broken)
        with pytest.raises(JournalError):
            journal.close()
    assert head_of(journal)["closed"] is False
    begin(tmp_path).close()
    assert verify(journal.path).ok


def test_strange_values_do_not_break_the_record(journal: Journal) -> None:
    loop: list[object] = []
    loop.append(loop)
    journal.append(Event.PROBLEM, "b\ud800t", outcome={"x": float("nan"), "l": loop, "t": "\x00\u202e"})
    journal.commit()
    assert verify(journal.path).ok
    assert list(records(journal.path))[-1].agent == "b\\ud800t"


def test_password_fields_stay_secret_in_the_rows_around(journal: Journal) -> None:
    action = Action("a-1", "bot", ActionKind.TYPE, text="hunter2")
    context = Context(element=Element(role="password text", text="hunter2"))
    journal.append(Event.DECIDED, "bot", action=action, context=context)
    announced = {"answer": "approve", "sends": [["key_press", 43, 0, 0, 0]]}
    journal.append(Event.ANSWERED, "bot", action=action, outcome=announced)
    journal.append(Event.SENDING, "bot", action=action, outcome={"sends": [["key_press", 43, 0, 0, 0]]})
    journal.append(Event.SENDING, "bot", outcome={"sends": [["key_release", 43, 0, 0, 0]]})
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"result": "done"})
    journal.commit()
    bodies = [row[1] for row in read_rows(journal.path)]
    assert not any("hunter2" in body or "43" in body.replace("0043", "") for body in bodies[1:])
    assert '"result":"done"' in bodies[-1]
