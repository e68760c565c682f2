"""Finds in the record what passed without a question, so that a person can go through it afterwards."""

from __future__ import annotations

import heapq
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from supervisor.audit.plain_text import plain, shortened
from supervisor.audit.reader import record_of, row_at, tells
from supervisor.audit.storage import RecordError, reading
from supervisor.audit.timeline import action_words
from supervisor.core.assessment import Category, Tier, Verdict
from supervisor.core.autonomy_tally import MOTION, app_of
from supervisor.core.lifecycle import MADE
from supervisor.core.record import Event
from supervisor.core.review import is_drawn, is_unsure, odds_of
from supervisor.detect.undoing import offer_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from supervisor.core.record import Record
    from supervisor.core.review import Queue

LAST_ROWS = 10_000
"""Rows from the end that are gone through where all is wanted, not only what was drawn."""
_WITHIN = 2_000
"""Rows within which an action has ended; one that waits longer was asked about."""
_LONGEST = 300
_LARGEST = 2**63 - 1
_NEXT = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? AND seq <= ? ORDER BY seq"
_LAST = "SELECT coalesce(max(seq), 0) FROM record NOT INDEXED"
_BEGAN = (Event.SUPERVISOR_STARTED, Event.AGENT_STARTED)
_is_told = tells(Event.DECIDED, Event.APPROVAL_REQUESTED, Event.OUTCOME, *_BEGAN)
_may_begin = tells(*_BEGAN)


class ReviewError(RecordError):
    """There is nothing to go through at that place of the record."""


@dataclass(frozen=True, slots=True)
class Passed:
    """An action that passed without a question; all text in it is plain."""

    seq: int
    """Number of the row that decided it."""
    hash: str
    """Hash of that row, hex."""
    time_ns: int
    agent: str
    """As recorded; not for a terminal."""
    words: str
    app: str
    """As recorded; not for a terminal."""
    category: Category
    tier: Tier
    why: str
    """The rule that let it pass and its reason."""
    rule: str
    """That rule's id alone; not for a terminal."""
    confidence: float | None
    """How sure the agent said it was, 0 to 1; None where it did not say."""
    unsure: bool
    """The agent said that it is not sure enough."""
    odds: float
    """With what probability it was drawn, 0 to 1."""
    drawn: bool
    """The lot fell on it."""
    undo: str | None
    """How it could be taken back, `ctrl-z` or `trash`, as far as the record tells; None where it cannot."""
    undo_why: str
    """What that takes back, or why it cannot."""

    @property
    def data(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return asdict(self)

    @property
    def line(self) -> str:
        """Give it as one line for a terminal."""
        doubt = ", the agent was not sure" if self.unsure else ""
        who, where = (shortened(plain(text), _LONGEST) for text in (self.agent, self.app))
        risk = f"{self.tier.value.replace('_', ' ')}, {self.category.value}{doubt}"
        return f"{self.seq:>9}  {who}  {self.words}  [{where}]  {risk}  {self.why}"


def looking_up(path: Path, seqs: Iterable[int]) -> Generator[None, None, list[Passed]]:
    """Find the actions that some rows decided, and that passed; the record is open until it ends or is closed.

    Args:
        path: The database.
        seqs: Numbers of the rows.

    Yields:
        Nothing, at each row that was looked at.

    Returns:
        The actions, in the order of the numbers.

    Raises:
        ReviewError: one of them decided nothing that passed; the sentence says which.
        UnreadableError: there is no record, or it cannot be read.
    """
    found: list[Passed] = []
    with reading(path) as connection:
        for seq in seqs:
            passed = yield from _passed_at(connection, seq)
            found.append(passed)
    return found


def passed_at(path: Path, seqs: Iterable[int]) -> list[Passed]:
    """Give what `looking_up` finds, all at once."""
    looking = looking_up(path, seqs)
    while True:
        try:
            next(looking)
        except StopIteration as e:
            return list(e.value)


def drawing(path: Path, queue: Queue, most: int) -> Generator[Passed | None, None, None]:
    """Give what was drawn and waits, the gravest first, and of the equally grave the newest.

    Args:
        path: The database; it is open until the iterator ends or is closed.
        queue: What waits.
        most: So many of them.

    Yields:
        Each of them; None for a row that says nothing any more.

    Raises:
        UnreadableError: there is no record, or it cannot be read.
    """
    chosen = heapq.nlargest(most, ((weight, seq) for seq, weight in queue.waiting.items()))
    with reading(path) as connection:
        for _, seq in chosen:
            row = row_at(connection, seq)
            yield _passed(row) if row is not None else None


def drawn(path: Path, queue: Queue, most: int) -> list[Passed]:
    """Give what `drawing` gives, all at once."""
    return [one for one in drawing(path, queue, most) if one is not None]


def every(path: Path, queue: Queue, most: int) -> list[Passed]:
    """Give all that passed of late and has no mark yet, the newest first.

    Args:
        path: The database.
        queue: What is marked.
        most: So many of them.

    Raises:
        UnreadableError: there is no record, or it cannot be read.
    """
    decided: dict[tuple[str | None, str], Record] = {}
    asked: set[tuple[str | None, str]] = set()
    found: dict[int, Passed] = {}
    with reading(path) as connection:
        last = connection.execute(_LAST).fetchone()[0]
        for row in connection.execute(_NEXT, (last - LAST_ROWS, last)):
            if not _is_told(row[1]):
                continue
            record = record_of(*row)
            key = (record.agent, record.action_id)
            if record.event in _BEGAN:
                decided = {one: row for one, row in decided.items() if not record.begins_anew(one[0])}
                asked = {one for one in asked if not record.begins_anew(one[0])}
            elif record.event == Event.DECIDED:
                decided[key] = record
            elif record.event == Event.APPROVAL_REQUESTED:
                asked.add(key)
            elif record.event == Event.OUTCOME:
                one = decided.pop(key, None)
                passed = _passed(one) if one is not None and key not in asked and _is_done(record) else None
                asked.discard(key)
                if passed is not None and passed.seq not in queue.marks:
                    found[passed.seq] = passed
    return list(reversed(found.values()))[:most]


def _passed_at(connection: sqlite3.Connection, seq: int) -> Generator[None, None, Passed]:
    record = row_at(connection, seq) if seq <= _LARGEST - _WITHIN else None
    passed = _passed(record) if record is not None else None
    if record is None or passed is None:
        raise ReviewError(f"row {seq} decided nothing that passed: `agent-supervisor review` lists what did")
    name = json.dumps(record.action_id, ensure_ascii=False).encode("utf-8", "replace")
    for row in connection.execute(_NEXT, (seq, seq + _WITHIN)):
        yield
        if not isinstance(row[1], bytes) or not (name in row[1] or _may_begin(row[1])):
            continue
        after = record_of(*row)
        if after.begins_anew(record.agent):
            break
        if after.agent != record.agent or after.action_id != record.action_id:
            continue
        if after.event == Event.APPROVAL_REQUESTED:
            raise ReviewError(f"row {seq} was asked about: its answer stands")
        if after.event == Event.OUTCOME:
            if _is_done(after):
                return passed
            break
    raise ReviewError(f"what row {seq} decided was not done: there is nothing to mark")


def _passed(record: Record) -> Passed | None:
    action, decision, assessment = record.action or {}, record.decision or {}, record.assessment or {}
    if record.event != Event.DECIDED or decision.get("verdict") != Verdict.ALLOW or _kind(action) in MOTION:
        return None
    try:
        category, tier = Category(assessment["category"]), Tier(assessment["tier"])
    except (KeyError, ValueError):
        return None
    odds, offer = odds_of(record), offer_of(record)
    return Passed(
        seq=record.seq,
        hash=record.hash,
        time_ns=record.time_ns,
        agent=record.agent or "",
        words=plain(shortened(_words(record), _LONGEST)),
        app=app_of(record),
        category=category,
        tier=tier,
        why=plain(shortened(f"{decision.get('rule_id')}: {decision.get('reason')}", _LONGEST)),
        rule=str(decision.get("rule_id") or ""),
        confidence=_confidence(action),
        unsure=is_unsure(record),
        odds=odds,
        drawn=is_drawn(record, odds),
        undo=offer.how,
        undo_why=offer.why,
    )


def _confidence(action: dict[str, Any]) -> float | None:
    stated = action.get("stated")
    said = stated.get("confidence") if isinstance(stated, dict) else None
    return float(said) if isinstance(said, int | float) and 0 <= said <= 1 else None


def _words(record: Record) -> str:
    try:
        return action_words(record.action or {}, record.context)
    except (AttributeError, TypeError, KeyError, IndexError):
        # Of another version.
        return json.dumps(record.action)


def _kind(action: dict[str, Any]) -> str:
    return str(action.get("kind"))


def _is_done(record: Record) -> bool:
    return isinstance(record.outcome, dict) and record.outcome.get("result") in MADE
