"""Reads records back, also while they are being written."""

from __future__ import annotations

import heapq
import json
import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from supervisor.audit.storage import reading
from supervisor.core.record import FIELDS, Event, Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_ROWS = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? ORDER BY seq"
_LAST = "SELECT coalesce(max(seq), 0) FROM record NOT INDEXED"
_ROW = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq = ?"
_LOWEST, _LARGEST = -(2**63), 2**63 - 1
_MEMBERS = frozenset(FIELDS) - {"prev_hash", "hash"}
_OBJECTS = ("action", "context", "assessment", "decision", "approval")


def records(path: Path, *, last: int | None = None) -> Iterator[Record]:
    """Iterate over the rows of one record in order, as of now; nothing is verified.

    A row that is no longer a record comes as event `unreadable`.

    Args:
        path: The database.
        last: How many rows at the end; None for all.

    Raises:
        UnreadableError: there is no record, or it cannot be read any further.
    """
    with reading(path) as connection:
        after = _LOWEST if last is None else connection.execute(_LAST).fetchone()[0] - last
        for seq, body, prev_hash, digest in connection.execute(_ROWS, (after,)):
            yield record_of(seq, body, prev_hash, digest)


def merged(paths: Iterable[Path], *, last: int | None = None) -> Iterator[Record]:
    """Iterate over the rows of several records, oldest first; within each their own order holds.

    Args:
        paths: The databases.
        last: How many rows at the end of each; None for all.

    Raises:
        UnreadableError: as `records`.
    """
    with ExitStack() as stack:
        sources = [records(path, last=last) for path in paths]
        for source in sources:
            stack.callback(source.close)  # type: ignore[attr-defined]
        yield from heapq.merge(*sources, key=lambda record: record.time_ns)


def record_of(seq: int, body: Any, prev_hash: Any, digest: Any) -> Record:
    """Read one row; one that is no longer a record comes as event `unreadable`."""
    chain: dict[str, Any] = {"prev_hash": _hex(prev_hash), "hash": _hex(digest)}
    try:
        members = json.loads(body)
        sound = (
            members.keys() == _MEMBERS
            and isinstance(members["event"], str)
            and isinstance(members["time_ns"], int)
            and isinstance(members["agent"], str | None)
            and isinstance(members["outcome"], dict | str | None)
            and all(isinstance(members[name], dict | None) for name in _OBJECTS)
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        sound = False
    if sound:
        return Record(**{**members, "seq": seq}, **chain)
    return Record(seq, 0, None, Event.UNREADABLE, None, None, None, None, None, None, **chain)


def row_at(connection: sqlite3.Connection, seq: int) -> Record | None:
    """Read the row of a number, None where there is none.

    Args:
        connection: An open record.
        seq: The number, whatever somebody said that it is.
    """
    row = connection.execute(_ROW, (seq,)).fetchone() if 0 < seq <= _LARGEST else None
    return record_of(*row) if row is not None else None


def tells(*events: Event) -> Callable[[object], bool]:
    """Give a quick look at the body of a row: False where it is certainly of none of these events."""
    search = re.compile(b'"event":"(?:%s)"' % b"|".join(event.encode() for event in events)).search
    return lambda body: isinstance(body, bytes) and search(body) is not None


def _hex(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else ""
