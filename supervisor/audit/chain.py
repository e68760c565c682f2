"""Walks the rows and names the first one that is not as it was written.

After a single change the row named is the one that was edited, removed or put in: where two rows no longer fit
together, the rows around them tell which of the two is the stranger.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, replace
from operator import itemgetter, methodcaller
from typing import Any

from supervisor.core.record import FIRST_PREV_HASH, chain_hash

_ROWS = "SELECT seq, body, prev_hash, hash FROM record NOT INDEXED WHERE seq >= ? AND seq <= ? ORDER BY seq"
_CHAINED = (
    "SELECT seq, hash, prev_hash || CAST(body AS BLOB) FROM record NOT INDEXED"
    " WHERE seq >= ? AND seq <= ? ORDER BY seq"
)
_LOWEST = -(2**63)
_HIGHEST = 2**63 - 1
_TOGETHER = 64
"""Rows that are looked at together as long as all are good: a million rows come through here."""
_TAIL_BYTES = 72
"""The end of a body, which holds `seq` and `time_ns`, is never longer."""
_PLACE = b',"seq":%d,"time_ns":'
"""What stands there of the place, ..."""
_TIME_AT = -20
"""... and where that ends when the time has 19 digits."""
_PREV_HASH = itemgetter(slice(32))
_DIGEST = methodcaller("digest")


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a chain is whole."""

    last_seq: int
    """Last row in good order; 0 for none."""
    last_hash: bytes
    """Its hash; of no row, what the first must point back to."""
    bad_seq: int | None = None
    """First bad row; None when the chain is whole."""
    why: str = ""
    """What is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Row:
    seq: int
    body: Any
    prev_hash: Any
    hash: Any

    @property
    def is_itself(self) -> bool:
        """Tell whether body and hashes of the row fit each other."""
        try:
            return chain_hash(self.prev_hash, self.body) == bytes(self.hash)
        except TypeError:
            return False

    @property
    def body_seq(self) -> object:
        """The place that the body itself names."""
        try:
            return json.loads(self.body)["seq"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None


def walk(
    connection: sqlite3.Connection,
    *,
    after: int = 0,
    after_hash: bytes = FIRST_PREV_HASH,
    anchor: tuple[int, bytes] | None = None,
    until: int = _HIGHEST,
) -> Walk:
    """Walk the rows to the end or the first bad one.

    Args:
        connection: An open record that gives text as bytes.
        after: Row to begin behind; 0 for all.
        after_hash: Hash of that row.
        anchor: A row and the hash it is known to have; None when none is known.
        until: Row to end with.
    """
    last_seq, last_hash = _hurry(connection, after, after_hash, until)
    sha256 = hashlib.sha256
    try:
        rows = connection.execute(_ROWS, (last_seq + 1 if last_seq else _LOWEST, until))
        for seq, body, prev_hash, digest in rows:
            if (
                seq != last_seq + 1
                or prev_hash != last_hash
                or sha256(prev_hash + body).digest() != digest
                or body.find(_PLACE % seq, -_TAIL_BYTES) < 0
            ):
                row = _Row(seq, body, prev_hash, digest)
                following = rows.fetchone()
                return _blame(row, Walk(last_seq, last_hash), following[2] if following else None, anchor)
            last_seq, last_hash = seq, digest
    except (sqlite3.Error, TypeError, AttributeError, UnicodeDecodeError) as error:
        return Walk(last_seq, last_hash, last_seq + 1, f"it cannot be read: {error}")
    return Walk(last_seq, last_hash)


def _hurry(connection: sqlite3.Connection, seq: int, digest: bytes, until: int) -> tuple[int, bytes]:
    """Go as far as all is good in whole heaps of rows; what is behind that is not judged.

    Each row comes as its number, its hash and what that is of. All numbers are read: in a file that is damaged one in
    between may be out of order.

    Returns:
        The last row of the last good heap, and its hash.
    """
    try:
        rows = connection.execute(_CHAINED, (seq + 1 if seq else _LOWEST, until))
        while heap := rows.fetchmany(_TOGETHER):
            seqs, hashes, chained = zip(*heap, strict=True)
            if not (
                seqs == (*range(seq + 1, seq + 1 + len(heap)),)
                and [*map(_PREV_HASH, chained)] == [digest, *hashes[:-1]]
                and [*map(_DIGEST, map(hashlib.sha256, chained))] == [*hashes]
                and _placed(seqs, chained)
            ):
                break
            seq, digest = seqs[-1], hashes[-1]
    except (sqlite3.Error, TypeError, AttributeError, UnicodeDecodeError):
        # Whoever goes on from here finds it again, and says what it is.
        pass
    return seq, digest


def _placed(seqs: tuple[int, ...], chained: tuple[bytes, ...]) -> bool:
    """Tell whether bodies name their places."""
    # A time has 19 digits from 2001 to 2286, and 64 rows mostly as many for their place: then all are seen at once.
    tails = itemgetter(slice(_TIME_AT - len(_PLACE) + 2 - len(str(seqs[-1])), _TIME_AT))
    if b"".join(map(tails, chained)) == _PLACE * len(seqs) % seqs:
        return True
    return min(body.find(_PLACE % seq, -_TAIL_BYTES) for seq, body in zip(seqs, chained, strict=True)) >= 0


def _blame(row: _Row, good: Walk, follows: bytes | None, anchor: tuple[int, bytes] | None) -> Walk:
    """Name the bad row when `row` does not fit behind the rows walked so far.

    Args:
        row: The first row that does not fit.
        good: The walk before it.
        follows: The hash that the row after points back to; None when there is none.
        anchor: A row and the hash it is known to have; None when none is known.
    """
    known = dict([anchor]) if anchor else {}
    place = good.last_seq + 1
    if row.seq != place:
        why = "it is missing" if row.seq > place else "it does not belong there"
        return replace(good, bad_seq=min(row.seq, place), why=why)
    if not row.is_itself:
        return replace(good, bad_seq=place, why="it was changed")
    # Row and hash agree, so either it or the one before is the stranger: a single change cannot have moved both.
    if row.hash == good.last_hash:
        return replace(good, bad_seq=place, why="it is the row before once more")
    before = known.get(good.last_seq)
    if row.prev_hash == good.last_hash or not good.last_seq or before == good.last_hash:
        return replace(good, bad_seq=place, why="it was changed or moved")
    if before is not None:
        return replace(good, bad_seq=good.last_seq, why="it is not the one that was signed")
    if row.hash in (follows, known.get(place)):
        if row.body_seq == place:
            return replace(good, bad_seq=good.last_seq, why="it was changed together with its hash")
        if row.body_seq == good.last_seq:
            return replace(good, bad_seq=good.last_seq, why="it was put in")
    return replace(good, bad_seq=place, why="it was changed or moved, or a row before it is missing")
