"""The figures of a record: gone through once, and from then on only what is new.

What was added up stands beside the record, with the number and hash of the last row that is in it: rows say by their
hash what all before them were, so figures of another record, or of one that was changed, are thrown away. They are a
help to look at and prove nothing; `audit verify` does.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from supervisor.audit.reader import record_of, tells
from supervisor.audit.storage import reading
from supervisor.audit.whole_file import write_whole
from supervisor.core.autonomy_tally import Tally
from supervisor.core.record import Event

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator
    from pathlib import Path

_ROWS = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ?"
_HASH = "SELECT hash FROM record NOT INDEXED WHERE seq = ?"
_tells = tells(
    *(Event.DECIDED, Event.OUTCOME, Event.APPROVAL_REQUESTED, Event.ANSWERED, Event.REVIEWED),
    *(Event.CANARY_MISSED, Event.CANARY_NOTICED),
    *(Event.SUPERVISOR_STARTED, Event.AGENT_STARTED),
)
_MOST_BYTES = 50_000_000
_HASH_BYTES = 32
_ALL = -1
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
    sums = Sums(path)
    for _ in sums.catch_up():
        pass
    if sums.new >= WORTH_KEEPING:
        sums.keep()
    return sums.tally


class Sums:
    """The figures of one record that may still grow.

    Attributes:
        seq: The last row that is in it; 0 for none.
        tally: The figures so far.
        new: Rows that are in it and not in what is kept beside the record.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.seq = 0
        self._hash = b""
        self._begun = False
        self.tally = Tally()
        self.new = 0

    def catch_up(self, limit: int = _ALL) -> Generator[int, None, None]:
        """Add up the rows that are new, one at a time; the record is open until the iterator ends or is closed.

        Args:
            limit: The most rows; without it all.

        Yields:
            The number of each row.

        Raises:
            UnreadableError: there is no record, or it cannot be read any further.
        """
        with reading(self._path) as connection:
            if not self._begun or not self._fits(connection, self.seq, self._hash):
                self._begin(connection)
            for seq, body, prev_hash, row_hash in connection.execute(_ROWS, (self.seq, limit)):
                if _tells(body):
                    self.tally.take(record_of(seq, body, prev_hash, row_hash))
                self.seq, self._hash = seq, row_hash if isinstance(row_hash, bytes) else b""
                self.new += 1
                yield seq

    def keep(self) -> None:
        """Write down what is added up; where that cannot be, the next one adds it up again."""
        if len(self._hash) != _HASH_BYTES:
            return
        kept = {"seq": self.seq, "hash": self._hash.hex(), "tally": self.tally.data()}
        with suppress(OSError):
            write_whole(kept_beside(self._path), json.dumps(kept, separators=(",", ":")), durable=False)
            self.new = 0

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Go on from what is kept, or from the start where that does not fit."""
        self.seq, self._hash, self.tally, self.new, self._begun = 0, b"", Tally(), 0, True
        try:
            file = kept_beside(self._path)
            if file.stat().st_size > _MOST_BYTES:
                return
            kept = json.loads(file.read_text("utf-8"))
            seq, digest = int(kept["seq"]), bytes.fromhex(kept["hash"])
            if self._fits(connection, seq, digest):
                self.tally = Tally.of(kept["tally"])
                self.seq, self._hash = seq, digest
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            self.tally = Tally()

    @staticmethod
    def _fits(connection: sqlite3.Connection, seq: int, digest: bytes) -> bool:
        row = connection.execute(_HASH, (seq,)).fetchone()
        return bool(digest) and row is not None and row[0] == digest
