from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.audit.export import _ENCODER, _UNSAFE, _escaped, export_jsonl
from supervisor.audit.storage import UnreadableError
from supervisor.core.action import Action, ActionKind
from supervisor.core.record import FIELDS, Event
from tests.unit.audit.tools import closed_record, read_rows, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal


def exported(path: Path) -> list[dict[str, Any]]:
    out = io.StringIO()
    count = export_jsonl(path, out)
    lines = out.getvalue().splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def test_one_object_a_row_with_the_documented_members(tmp_path: Path) -> None:
    rows = exported(closed_record(tmp_path, 4))
    assert len(rows) == 4
    assert all(list(row) == list(FIELDS) for row in rows)
    assert rows[3]["decision"] == {"verdict": "allow", "rule_id": "default", "reason": "harmless"}
    assert rows[3]["approval"] is None


def test_the_export_alone_proves_the_chain(journal: Journal) -> None:
    text = "täxt “x” \u202e \x00 \ud800 \U0001f600 \U000e0041"
    journal.append(Event.DECIDED, "bot", action=Action("1", "bot", ActionKind.TYPE, text=text))
    journal.append(Event.PROBLEM, outcome={"nested": {"f": 1.5, "big": 2**60, "l": [None, True]}})
    journal.commit()
    before = "00" * 32
    for row in exported(journal.path):
        assert row["prev_hash"] == before
        before = row.pop("hash")
        prev = bytes.fromhex(row.pop("prev_hash"))
        body = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(prev + body.encode()).hexdigest() == before


def test_nothing_that_a_terminal_obeys_or_hides_is_printed(journal: Journal) -> None:
    text = "a\x1b[31m\x9b\u202e\u200b\u2066\u2028\ufeff\xad\x7fb"
    journal.append(Event.PROBLEM, text, outcome={"keys\u202e": text})
    journal.commit()
    out = io.StringIO()
    export_jsonl(journal.path, out)
    assert all(char.isprintable() for char in out.getvalue().replace("\n", ""))
    assert json.loads(out.getvalue().splitlines()[-1])["agent"] == text


@given(st.text(st.characters()))
def test_escaping_keeps_the_value(text: str) -> None:
    line = _UNSAFE.sub(_escaped, _ENCODER.encode({text: text}))
    assert json.loads(line) == {text: text}


def test_a_row_that_is_no_record_is_exported_as_unreadable(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    rows = read_rows(path)
    rewrite(path, [rows[0], (2, "nonsense", *rows[1][2:]), rows[2]])
    assert [row["event"] for row in exported(path)] == ["record_created", "unreadable", "decided"]


def test_no_record(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        export_jsonl(tmp_path / "absent", io.StringIO())
