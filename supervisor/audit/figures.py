"""The figures of a record: gone through once, and from then on only what is new.

What was added up stands beside the record, with the number and hash of the last row that is in it: rows say by their
hash what all before them were, so figures of another record, or of one that was changed, are thrown away. They are a
help to look at and prove nothing; `audit verify` does.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.audit.reader import record_of
from supervisor.audit.storage import reading
from supervisor.core.autonomy_tally import Tally
from supervisor.core.record import Event

if TYPE_CHECKING:
    import sqlite3

_ROWS = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? ORDER BY seq"
_HASH = "SELECT hash FROM record NOT INDEXED WHERE seq = ?"
_TOLD = tuple(
    b'"event":"%s"' % event.encode()
    for event in (Event.DECIDED, Event.OUTCOME, Event.APPROVAL_REQUESTED, Event.ANSWERED)
)
_MOST_BYTES = 50_000_000
WORTH_KEEPING = 1_000
"""Rows that are gone through again each time rather than written down."""


def kept_beside(path: Path) -> Path:
    """Give where the figures of the record at `path` are kept."""
    return path.with_name(f"{path.name}.figures")


def figures(path: Path) -> Tally:
    """Give the figures of a record as of now; nothing is verified.

    Args:
        path: The database.

    Raises:
        UnreadableError: there is no record, or it cannot be read any further.
    """
    with reading(path) as connection:
        seq, tally = _kept(path, connection)
        digest, new = b"", 0
        for number, body, prev_hash, row_hash in connection.execute(_ROWS, (seq,)):
            if any(told in body for told in _TOLD):
                tally.take(record_of(number, body, prev_hash, row_hash))
            seq, digest, new = number, bytes(row_hash), new + 1
    if new >= WORTH_KEEPING:
        with suppress(OSError):
            _keep(kept_beside(path), seq, digest, tally)
    return tally


def _kept(path: Path, connection: sqlite3.Connection) -> tuple[int, Tally]:
    """Give the last row that is added up, and the figures; from the start where there are none that fit."""
    try:
        file = kept_beside(path)
        if file.stat().st_size > _MOST_BYTES:
            return 0, Tally()
        kept = json.loads(file.read_text("utf-8"))
        row = connection.execute(_HASH, (int(kept["seq"]),)).fetchone()
        if row is None or bytes(row[0]).hex() != kept["hash"]:
            return 0, Tally()
        return int(kept["seq"]), Tally.of(kept["tally"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0, Tally()


def _keep(file: Path, seq: int, digest: bytes, tally: Tally) -> None:
    text = json.dumps({"seq": seq, "hash": digest.hex(), "tally": tally.data()}, separators=(",", ":"))
    descriptor, name = tempfile.mkstemp(prefix=".figures-", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as new:
            new.write(text)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
