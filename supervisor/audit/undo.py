"""Finds in the record what may be taken back, and what happened since where it was done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from supervisor.audit.plain_text import plain, shortened
from supervisor.audit.reader import record_of, row_at, tells
from supervisor.audit.storage import RecordError, reading
from supervisor.audit.timeline import action_words
from supervisor.core.autonomy_tally import MOTION
from supervisor.core.lifecycle import MADE, State
from supervisor.core.record import Event
from supervisor.core.undo import ORIGIN, Deed, Since, Spot
from supervisor.detect.undoing import offer_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator
    from pathlib import Path

    from supervisor.core.record import Record

_WITHIN = 20_000
"""Rows within which an action has ended, also one that a person was asked about."""
LONGEST_SINCE = 20_000
"""Rows after which nobody looks any more what happened since."""
_LONGEST = 300
_LARGEST = 2**63 - 1
_NEXT = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? AND seq <= ? ORDER BY seq"
_AFTER = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? ORDER BY seq"
_LAST = "SELECT coalesce(max(seq), 0) FROM record NOT INDEXED"
_is_told = tells(Event.DECIDED, Event.OUTCOME, Event.UNDONE, Event.AGENT_STARTED, Event.SUPERVISOR_STARTED)
_may_begin = tells(Event.AGENT_STARTED, Event.SUPERVISOR_STARTED)
_MAY_HAVE_MADE = MADE | {State.STOPPED}
"""How an action has ended of which something may have been made: what it sent last before a stop may still land."""


class UndoError(RecordError):
    """It cannot be taken back; the sentence says why."""


def finding(path: Path, seq: int) -> Generator[None, None, Deed]:
    """Find what a row decided and was done then, whether anybody was asked about it or not.

    Args:
        path: The database; it is open until it is found.
        seq: Number of the row.

    Yields:
        Nothing, at each row that was looked at.

    Returns:
        What was done.

    Raises:
        UndoError: the row decided nothing that was done; the sentence says so.
        UnreadableError: there is no record, or it cannot be read.
    """
    with reading(path) as connection:
        decided = row_at(connection, seq) if seq <= _LARGEST - _WITHIN else None
        if decided is None or decided.event != Event.DECIDED or decided.action is None:
            raise UndoError(f"row {seq} decided nothing: `agent-supervisor review --all` lists what did")
        began_ns, ended_ns = yield from _times(connection, decided)
    return Deed(
        decided.seq,
        decided.hash,
        _words(decided),
        decided.agent or "",
        spot_of(decided),
        began_ns,
        ended_ns,
        offer_of(decided),
    )


def looking_since(path: Path, deed: Deed) -> Generator[None, None, Since]:
    """Find what agents did after a deed in the program that it was done in, and nobody took back.

    Args:
        path: The database; it is open until it is found.
        deed: As `finding` gave it.

    Yields:
        Nothing, at each row that was looked at.

    Returns:
        What was found.

    Raises:
        UndoError: it was taken back already; or too much happened since, or the supervisor began anew.
        UnreadableError: there is no record, or it cannot be read.
    """
    open_: dict[tuple[str | None, str], Record] = {}
    done: dict[int, Record] = {}
    with reading(path) as connection:
        if connection.execute(_LAST).fetchone()[0] - deed.seq > LONGEST_SINCE:
            raise UndoError(f"too much happened since row {deed.seq}: take it back by hand")
        # What was decided before it may have been asked about, and done after it.
        for body in connection.execute(_AFTER, (deed.seq - _WITHIN,)):
            yield
            if not _is_told(body[1]) or body[0] == deed.seq:
                continue
            record = record_of(*body)
            key, before = (record.agent, record.action_id), record.seq < deed.seq
            if record.event == Event.SUPERVISOR_STARTED and not before:
                raise UndoError("the supervisor began anew since, and does not know what was done there meanwhile")
            open_ = {one: row for one, row in open_.items() if not record.begins_anew(one[0])}
            if record.event == Event.UNDONE and _outcome(record).get("result") == State.DONE and not before:
                if _outcome(record).get("seq") == deed.seq:
                    raise UndoError(f"row {deed.seq} was taken back already, as row {record.seq} says")
                done.pop(int(_outcome(record).get("seq") or 0), None)
            elif record.event == Event.DECIDED and _is_there(record, deed.spot):
                open_[key] = record
            elif record.event == Event.OUTCOME:
                one = open_.pop(key, None)
                if one is not None and _outcome(record).get("result") in _MAY_HAVE_MADE and not before:
                    # In the order in which they were made, the last one last.
                    done[one.seq] = one
    last = done[next(reversed(done))] if done else None
    return Since(len(done), _words(last) if last is not None else "")


def spot_of(record: Record) -> Spot | None:
    """Give where a row says that something was done; None where it says nothing usable."""
    window = (record.context or {}).get("window")
    if not isinstance(window, dict):
        return None
    numbers = [window.get(name) for name in ("id", "pid", "transient_for")]
    window_id, pid, parent = (number if isinstance(number, int) else 0 for number in numbers)
    return Spot(window_id, pid, str(window.get("executable") or ""), parent) if window_id and pid else None


def _times(connection: sqlite3.Connection, decided: Record) -> Generator[None, None, tuple[int, int]]:
    """Give when it was about to be done, and when it was."""
    name = json.dumps(decided.action_id, ensure_ascii=False).encode("utf-8", "replace")
    began_ns = decided.time_ns
    for row in connection.execute(_NEXT, (decided.seq, decided.seq + _WITHIN)):
        yield
        if not isinstance(row[1], bytes) or not (name in row[1] or _may_begin(row[1])):
            continue
        after = record_of(*row)
        if after.begins_anew(decided.agent):
            break
        if after.agent != decided.agent or after.action_id != decided.action_id:
            continue
        if after.event == Event.DECIDED:
            raise UndoError(f"row {decided.seq} was decided anew: see row {after.seq}")
        if after.event == Event.SENDING:
            began_ns = after.time_ns
        elif after.event == Event.OUTCOME:
            if _outcome(after).get("result") == State.DONE:
                return began_ns, after.time_ns
            break
    raise UndoError(f"what row {decided.seq} decided was not done: there is nothing to take back")


def _is_there(record: Record, spot: Spot | None) -> bool:
    action = record.action or {}
    if spot is None or action.get("origin") == ORIGIN or action.get("kind") in MOTION:
        return False
    there = spot_of(record)
    return there is not None and (there.pid, there.executable) == (spot.pid, spot.executable)


def _words(record: Record) -> str:
    try:
        return plain(shortened(action_words(record.action or {}, record.context), _LONGEST))
    except (AttributeError, TypeError, KeyError, IndexError):
        # Of another version.
        return plain(shortened(json.dumps(record.action), _LONGEST))


def _outcome(record: Record) -> dict[str, Any]:
    return record.outcome if isinstance(record.outcome, dict) else {}
