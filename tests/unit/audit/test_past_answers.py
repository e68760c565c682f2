"""How the person answered before is read off a record that is proven, and off no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.audit import past_answers as room
from supervisor.audit.past_answers import past_answers
from supervisor.audit.signing import Signer, head_path
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Decision, Verdict
from supervisor.core.record import Event
from tests.unit.audit.tools import begin, fill, read_rows, relinked, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from supervisor.audit.journal import Journal


def key(folder: Path) -> bytes:
    return Signer.load_or_create(folder / "signing.key").public_key


def answer(journal: Journal, count: int) -> None:
    for number in range(count):
        action = Action(f"bot-{number}", "bot", ActionKind.CLICK)
        journal.append(Event.DECIDED, "bot", action=action, decision=Decision(Verdict.ASK, "r", "why"))
        journal.append(Event.ANSWERED, "bot", action=action, outcome={"answer": "approve"})
    journal.commit()


def written(folder: Path, answers: int = 3) -> Path:
    journal = begin(folder)
    fill(journal, 5)
    answer(journal, answers)
    journal.close()
    return journal.path


def ids(path: Path, public_key: bytes) -> list[str]:
    rows = past_answers(path, public_key)
    assert {row.event for row in rows} <= {Event.DECIDED, Event.ANSWERED}
    return [(row.action or {})["id"] for row in rows if row.event == Event.ANSWERED]


def test_what_was_asked_and_answered_is_read_in_order_and_nothing_else(tmp_path: Path) -> None:
    assert ids(written(tmp_path), key(tmp_path)) == ["bot-0", "bot-1", "bot-2"]
    assert len(past_answers(tmp_path / "record.sqlite3", key(tmp_path))) == 6


def test_where_an_agent_began_again_is_told_with_it(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    answer(journal, 1)
    journal.append(Event.AGENT_STARTED, "bot", outcome={})
    answer(journal, 1)
    journal.close()
    found = [row.event for row in past_answers(journal.path, key(tmp_path))]
    asked = [Event.DECIDED, Event.ANSWERED]
    assert found == [*asked, Event.AGENT_STARTED, *asked]


def test_a_record_that_was_changed_anywhere_tells_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    rows = read_rows(path)
    for place in range(len(rows)):
        changed = [relinked(row, body=row[1].replace('"seq"', '"Seq"')) if row[0] == place else row for row in rows]
        if changed != rows:
            rewrite(path, changed)
            assert ids(path, key(tmp_path)) == [], f"row {place}"
    rewrite(path, rows[:-1])
    assert ids(path, key(tmp_path)) == [], "cut off"


def test_without_a_head_or_by_another_key_it_tells_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert ids(path, Signer.load_or_create(tmp_path / "other.key").public_key) == []
    head_path(path).unlink()
    assert ids(path, key(tmp_path)) == []
    begin(tmp_path).close()
    assert ids(path, key(tmp_path)) == [], "nobody proved what stood in it before it was signed again"


def test_what_is_not_signed_yet_is_not_told(tmp_path: Path) -> None:
    written(tmp_path)
    journal = begin(tmp_path)
    answer(journal, 2)
    assert len(ids(journal.path, key(tmp_path))) == 3
    journal.close()
    assert len(ids(journal.path, key(tmp_path))) == 5


def test_of_a_long_record_the_end_is_read_and_proven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, answers=20)
    monkeypatch.setattr(room, "LAST_ROWS", 12)
    assert ids(path, key(tmp_path)) == [f"bot-{number}" for number in range(14, 20)]
    monkeypatch.setattr(room, "MOST", 2)
    assert ids(path, key(tmp_path)) == ["bot-18", "bot-19"]
    rows = read_rows(path)
    rewrite(
        path,
        [relinked(row, body=row[1].replace('"why"', '"Why"')) if row[0] == len(rows) - 3 else row for row in rows],
    )
    assert ids(path, key(tmp_path)) == []


def test_where_there_is_no_record_there_is_nothing(tmp_path: Path) -> None:
    assert past_answers(tmp_path / "none.sqlite3", key(tmp_path)) == []
