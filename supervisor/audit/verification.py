"""Is the record whole? Walks the chain and holds it against the signed head."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from supervisor.audit.parts import walk_in_parts
from supervisor.audit.signing import Head, HeadError, head_content, parse_head
from supervisor.audit.storage import UnreadableError, is_guarded, reading
from supervisor.core.record import Event

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from supervisor.audit.chain import Walk

_TRIES = 5
"""How often rows are walked again when the head moved on meanwhile."""


class HeadState(StrEnum):
    """What the signed head said."""

    GOOD = "good"
    """It is genuine and agrees with the rows."""
    MISSING = "missing"
    """There is none: rows cut off at the end could not be told."""
    BAD = "bad"
    """It is not genuine, or it does not agree with the rows."""
    UNUSED = "unused"
    """The rows were bad already."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found."""

    ok: bool
    """True when nothing speaks against the record; `head` tells what could not be known."""
    rows: int
    """Rows found in good order from the first."""
    first_bad_seq: int | None
    """The first row that was edited, removed or put in; None when none is known."""
    sentence: str
    """All of it in one sentence."""
    head: HeadState = HeadState.UNUSED
    """What the signed head said."""


@dataclass(frozen=True, slots=True)
class Genesis:
    """What the first row says about the whole record."""

    chain: str
    """Random id of the record, hex."""
    public_key: bytes
    """Key that signs its heads."""


def verify(path: Path, *, public_key: bytes | None = None) -> Verification:
    """Verify the record at `path`, also while it is being written; damage is an answer, not an exception.

    Args:
        path: The database; its signed head is looked for beside it.
        public_key: The key that the record must have been begun with, when the caller knows it; else the one
            that its first row names is taken.
    """
    for _ in range(_TRIES):
        before = _content(path)
        result = _verify(path, before, public_key)
        if result.ok or _content(path) == before:
            break
    return result


def genesis(connection: sqlite3.Connection) -> Genesis | None:
    """Read the first row of an open record; None when it is not one."""
    row = connection.execute("SELECT body FROM record NOT INDEXED WHERE seq = 1").fetchone()
    try:
        body = json.loads(row[0])
        if body["event"] != Event.RECORD_CREATED:
            return None
        said = body["outcome"]
        return Genesis(str(said["chain"]), bytes.fromhex(said["public_key"]))
    except (TypeError, ValueError, KeyError, RecursionError):
        return None


def _content(path: Path) -> bytes | None:
    try:
        return head_content(path)
    except HeadError:
        return b""


def _verify(path: Path, content: bytes | None, public_key: bytes | None) -> Verification:
    # INVARIANT: the head was read before the rows' snapshot is taken: a busy writer's head cannot claim more.
    try:
        with reading(path) as connection:
            return _judge(path, connection, content, public_key)
    except UnreadableError as error:
        return Verification(False, 0, 1 if path.exists() else None, str(error))


def _judge(
    path: Path, connection: sqlite3.Connection, content: bytes | None, public_key: bytes | None
) -> Verification:
    first = genesis(connection)
    head: Head | HeadError | None = None
    if content is not None and first is not None:
        try:
            head = parse_head(content, first.public_key)
        except HeadError as error:
            head = error
    anchor = (head.seq, bytes.fromhex(head.hash)) if isinstance(head, Head) else None
    walked = walk_in_parts(path, connection, anchor=anchor)
    rows = walked.last_seq
    if walked.bad_seq is not None:
        return _bad(rows, walked.bad_seq, f"row {walked.bad_seq} is bad: {walked.why}")
    if first is None or (public_key is not None and first.public_key != public_key):
        why = "it is missing" if not rows else "it does not begin this record" if first is None else "another key"
        return _bad(0, 1, f"row 1 is bad: {why}")
    result = judge_head(connection, walked, head, first)
    if result.ok and not is_guarded(connection):
        return _bad(rows, None, f"all {rows} rows are good, but the rules that keep them were changed", result.head)
    return result


def judge_head(
    connection: sqlite3.Connection, walked: Walk, head: Head | HeadError | None, first: Genesis
) -> Verification:
    """Hold rows whose chain is whole against the signed head.

    Args:
        connection: An open record.
        walked: The walk to its end.
        head: The head; why there is no genuine one; None when there is none at all.
        first: What the first row says.
    """
    rows = walked.last_seq
    if head is None:
        return Verification(
            True,
            rows,
            None,
            f"all {rows} rows fit together, but there is no signed head: rows cut off at the end cannot be told",
            HeadState.MISSING,
        )
    if isinstance(head, HeadError):
        return _bad(rows, None, f"all {rows} rows fit together, but {head}", HeadState.BAD)
    if head.chain != first.chain or head.count != head.seq:
        return _bad(
            rows, None, f"all {rows} rows fit together, but the signed head is of another record", HeadState.BAD
        )
    if head.seq > rows:
        why = f"row {rows + 1} is missing: the record was cut off, the signed head covers {head.seq} rows"
        return _bad(rows, rows + 1, why, HeadState.BAD)
    signed = connection.execute("SELECT hash FROM record NOT INDEXED WHERE seq = ?", (head.seq,)).fetchone()
    if signed is None or bytes(signed[0]).hex() != head.hash:
        why = f"row {head.seq} is bad: it is not the one that was signed, so it or rows before it were rewritten"
        return _bad(head.seq - 1, head.seq, why, HeadState.BAD)
    if head.closed and rows > head.seq:
        why = f"row {head.seq + 1} is bad: it was put in after the record was closed"
        return _bad(head.seq, head.seq + 1, why, HeadState.BAD)
    tail = f"; the last {rows - head.seq} are not signed yet" if rows > head.seq else ""
    return Verification(
        True, rows, None, f"all {rows} rows are good, signed up to row {head.seq}{tail}", HeadState.GOOD
    )


def _bad(rows: int, seq: int | None, sentence: str, head: HeadState = HeadState.UNUSED) -> Verification:
    return Verification(False, rows, seq, sentence, head)
