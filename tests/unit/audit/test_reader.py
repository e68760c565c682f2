from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.journal import Journal
from supervisor.audit.reader import merged, records, row_at, tells
from supervisor.audit.signing import Signer
from supervisor.audit.storage import UnreadableError, reading
from supervisor.core.record import Event
from tests.unit.audit.tools import closed_record, fill, read_rows, relinked, rewrite

if TYPE_CHECKING:
    from pathlib import Path


SOUND = dict.fromkeys(("action", "agent", "approval", "assessment", "context", "decision", "outcome")) | {
    "event": "x",
    "seq": 2,
    "time_ns": 1,
}


def test_rows_come_as_records(tmp_path: Path) -> None:
    rows = list(records(closed_record(tmp_path, 3)))
    assert [r.seq for r in rows] == [1, 2, 3]
    assert rows[1].prev_hash == rows[0].hash
    assert rows[2].action is not None
    assert rows[2].action["kind"] == "click"
    assert rows[2].decision == {"verdict": "allow", "rule_id": "default", "reason": "harmless"}
    assert rows[2].time_ns > rows[1].time_ns


@pytest.mark.parametrize(("last", "seqs"), [(None, [1, 2, 3, 4, 5]), (2, [4, 5]), (0, []), (99, [1, 2, 3, 4, 5])])
def test_only_the_last(tmp_path: Path, last: int | None, seqs: list[int]) -> None:
    assert [r.seq for r in records(closed_record(tmp_path, 5), last=last)] == seqs


def test_what_is_written_meanwhile_does_not_show(journal: Journal) -> None:
    fill(journal, 2)
    reading = records(journal.path)
    seen = [next(reading).seq]
    fill(journal, 5)
    seen += [r.seq for r in reading]
    assert seen == [1, 2, 3]
    assert len(list(records(journal.path))) == 8


@pytest.mark.parametrize(
    "body",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"seq":1}',
        "null",
        "[" * 100_000,
        json.dumps({**SOUND, "action": 1}),
        json.dumps({**SOUND, "outcome": []}),
        json.dumps({**SOUND, "time_ns": 1.5}),
        json.dumps({**SOUND, "event": None}),
        json.dumps({**SOUND, "more": 1}),
    ],
)
def test_a_row_that_is_no_record_is_shown_as_such(tmp_path: Path, body: str) -> None:
    path = closed_record(tmp_path, 3)
    rows = read_rows(path)
    rewrite(path, [rows[0], (2, body, *rows[1][2:]), rows[2]])
    found = list(records(path))
    assert [r.event for r in found] == ["record_created", Event.UNREADABLE, "decided"]
    assert found[1].seq == 2
    assert found[1].hash == rows[1][3].hex()


def test_the_row_counts_not_what_its_body_claims(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 2)
    rows = read_rows(path)
    rewrite(path, [rows[0], relinked(rows[1], body=rows[1][1].replace('"seq":2', '"seq":99'))])
    assert [r.seq for r in records(path)] == [1, 2]


def test_records_of_several_displays_are_merged_by_time(tmp_path: Path) -> None:
    signer = Signer.load_or_create(tmp_path / "key")
    for name, times in (("a", [1, 4, 5]), ("b", [2, 3, 6])):
        clock = iter([*times, 7, 8, 9])
        journal = Journal.open(tmp_path / name, signer, clock.__next__)
        journal.append(Event.PROBLEM, name)
        journal.append(Event.PROBLEM, name)
        journal.commit()
        journal.close()
    rows = list(merged([tmp_path / "a", tmp_path / "b"]))
    assert len(rows) == 6
    assert [r.time_ns for r in rows] == sorted(r.time_ns for r in rows)
    assert [r.seq for r in rows if r.agent == "b"] == [2, 3]
    assert len(list(merged([tmp_path / "a", tmp_path / "b"], last=1))) == 2
    assert next(merged([tmp_path / "a"])).seq == 1


def test_no_record(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no record"):
        list(records(tmp_path / "absent"))
    with pytest.raises(UnreadableError, match="there is no record"):
        list(merged([closed_record(tmp_path, 2), tmp_path / "absent"]))


def test_a_record_damaged_half_way_is_an_error_behind_the_good_rows(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 300)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size * 2 // 3)
        file.write(b"\xff" * 20_000)
    seen: list[int] = []
    with pytest.raises(UnreadableError, match="it is damaged"):
        seen.extend(r.seq for r in records(path))
    assert seen == list(range(1, len(seen) + 1))
    assert seen


@pytest.mark.parametrize("seq", [-1, 0, 4, 2**63 - 1, 2**63, 2**99])
def test_a_row_that_is_not_there_is_none(tmp_path: Path, seq: int) -> None:
    with reading(closed_record(tmp_path, 2)) as connection:
        assert row_at(connection, seq) is None
        there = row_at(connection, 2)
    assert there is not None
    assert there.seq == 2


def test_a_quick_look_misses_no_row_of_its_events(journal: Journal) -> None:
    journal.append(Event.PROBLEM, "bot", outcome={"event": "decided", "why": '"event":"outcome"'})
    journal.append(Event.DECIDED, "bot", outcome={"why": "x" * 5_000})
    journal.append(Event.OUTCOME, "bot", outcome={"result": "done"})
    journal.commit()
    look = tells(Event.DECIDED, Event.OUTCOME)
    with reading(journal.path) as connection:
        bodies = [row[0] for row in connection.execute("SELECT body FROM record ORDER BY seq")][-3:]
    assert [look(body) for body in bodies[1:]] == [True, True]
    assert not look(b'{"event":"decided_not"}')
    assert not look("no bytes")
