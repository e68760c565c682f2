"""Writes what a person decided as examples to learn from: one JSON object a line.

Text that the record does not hold, since it was typed into a password field say, stands in no example either.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from supervisor.audit.export import safe
from supervisor.audit.reader import record_of, row_at, tells
from supervisor.audit.storage import reading
from supervisor.core.record import Event
from supervisor.core.review import Mark
from supervisor.core.undo import ORIGIN

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from supervisor.core.record import Record

_ROWS = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED ORDER BY seq"
_BEGAN = (Event.SUPERVISOR_STARTED, Event.AGENT_STARTED)
_tells = tells(Event.ANSWERED, Event.REVIEWED, Event.OUTCOME, *_BEGAN)
_ASKED = (b'"event":"%s"' % Event.DECIDED.encode(), b'"verdict":"ask"')
_MOST_OPEN = 10_000
"""Questions without an answer; of more the oldest are forgotten."""
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def export_decisions(path: Path, out: TextIO) -> int:
    """Write an example for each answer to an action, and for each that was gone through afterwards.

    Its members: `row` (number of the row with the answer), `time_ns`, `agent`, `context`, `proposal` (the action as
    the agent wanted it, with its own reason), `assessment`, `rule` and `asked_because`, `answer` (`approve`,
    `reject`, `modify`, `right`, `wrong`), `became` (the action as it was changed; else null), `reason` (the person's
    note) and `latency_ms`.

    Args:
        path: The database.
        out: A text stream.

    Returns:
        How many examples.

    Raises:
        UnreadableError: there is no record, or it cannot be read any further.
        OSError: `out` does not take it.
    """
    count = 0
    for example in _examples(path):
        out.write(safe(_ENCODER.encode(example)) + "\n")
        count += 1
    return count


def _examples(path: Path) -> Iterator[dict[str, Any]]:
    asked: dict[tuple[str | None, str], list[Record]] = {}
    with reading(path) as connection:
        for row in connection.execute(_ROWS):
            if not isinstance(row[1], bytes) or not _is_told(row[1]):
                continue
            record = record_of(*row)
            key = (record.agent, record.action_id)
            if (record.action or {}).get("origin") == ORIGIN:
                # Ordered by the person, not proposed.
                continue
            if record.event in _BEGAN:
                asked = {one: rows for one, rows in asked.items() if not record.begins_anew(one[0])}
            elif record.event == Event.DECIDED:
                # The first is what the agent proposed, the last what it is by now.
                asked[key] = [*asked.get(key, [])[:1], record]
                if len(asked) > _MOST_OPEN:
                    del asked[next(iter(asked))]
            elif record.event == Event.OUTCOME:
                asked.pop(key, None)
            elif record.event == Event.ANSWERED and key in asked:
                answer = _outcome(record).get("answer")
                if answer in ("approve", "reject"):
                    yield _answered(record, asked[key], answer)
            elif record.event == Event.REVIEWED:
                decided = _reviewed(connection, record)
                if decided is not None:
                    yield _example(record, decided, str(_outcome(record)["mark"]))


def _is_told(body: bytes) -> bool:
    return _tells(body) or all(part in body for part in _ASKED)


def _answered(record: Record, decided: list[Record], answer: str) -> dict[str, Any]:
    first, last = decided[0], decided[-1]
    changed = "modified" in _outcome(last)
    if answer == "approve" and changed:
        return _example(record, first, "modify") | {"became": last.action}
    return _example(record, first if changed else last, answer)


def _reviewed(connection: sqlite3.Connection, record: Record) -> Record | None:
    said = _outcome(record)
    seq = said.get("seq")
    if said.get("mark") not in set(Mark) or not isinstance(seq, int):
        return None
    decided = row_at(connection, seq)
    # Whoever marked it had that very row before them.
    return decided if decided is not None and decided.hash == said.get("hash") else None


def _example(record: Record, decided: Record, answer: str) -> dict[str, Any]:
    decision, approval = decided.decision or {}, record.approval or {}
    return {
        "row": record.seq,
        "time_ns": record.time_ns,
        "agent": decided.agent,
        "context": decided.context,
        "proposal": decided.action,
        "assessment": decided.assessment,
        "rule": decision.get("rule_id"),
        "asked_because": decision.get("reason"),
        "answer": answer,
        "became": None,
        "reason": approval.get("note"),
        "latency_ms": approval.get("latency_ms"),
    }


def _outcome(record: Record) -> dict[str, Any]:
    return record.outcome if isinstance(record.outcome, dict) else {}
