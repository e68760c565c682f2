"""Opens a record for writing: begins a new one, or goes on with one that is still as its writer left it.

Going on behind rows that were changed or cut off would cover the change with good rows, so that is refused.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from supervisor.audit.chain import Walk, walk
from supervisor.audit.signing import Head, HeadError, head_content, head_path, parse_head
from supervisor.audit.storage import FORMAT, JournalError, RecordError, connect_writer, explain, lock
from supervisor.audit.verification import genesis, judge_head
from supervisor.core.record import FIRST_PREV_HASH, Event, chain_hash, compose

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.signing import Signer

INSERT = "INSERT INTO record (seq, body, prev_hash, hash) VALUES (?, ?, ?, ?)"
"""Adds one row."""
_ASIDE = "move it, its `-wal` and its `.head.json` aside, keep them, and a new record begins"


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that is open for writing."""

    connection: sqlite3.Connection
    """Gives text as bytes."""
    lock_fd: int
    """Holds the lock as long as it is open."""
    chain: str
    """Random id of the record, hex."""
    seq: int
    """Last row."""
    hash: bytes
    """Its hash."""
    problem: str | None
    """What was not as it should be, yet no reason to refuse; None when all was well."""


def open_record(path: Path, signer: Signer, now_ns: int) -> Opened:
    """Become the one writer of the record at `path`; begins it when it does not exist.

    Args:
        path: The database.
        signer: The key; a record goes on only under the key that it was begun with.
        now_ns: CLOCK_REALTIME, ns.

    Raises:
        JournalError: it cannot be written, another process writes it, or it is not as its writer left it.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError(explain(path, error)) from error
    lock_fd = lock(path)
    connection: sqlite3.Connection | None = None
    try:
        connection = connect_writer(path)
        connection.text_factory = bytes
        if connection.execute("SELECT count(*) FROM (SELECT 1 FROM record LIMIT 1)").fetchone()[0]:
            return _resume(path, signer, connection, lock_fd)
        return _begin(path, signer, connection, lock_fd, now_ns)
    except BaseException as error:
        if connection is not None:
            connection.close()
        os.close(lock_fd)
        if isinstance(error, JournalError) or not isinstance(
            error, RecordError | sqlite3.Error | OSError | UnicodeDecodeError
        ):
            raise
        raise JournalError(explain(path, error)) from error


def _begin(path: Path, signer: Signer, connection: sqlite3.Connection, lock_fd: int, now_ns: int) -> Opened:
    chain = os.urandom(16).hex()
    said: dict[str, Any] = {"chain": chain, "public_key": signer.public_key.hex(), "format": FORMAT}
    previous = _orphan(path, signer)
    if previous is not None:
        # A head without its record: the record was moved or removed, and the new one says so for ever.
        said["previous"] = previous
    body = compose(1, now_ns, Event.RECORD_CREATED, outcome=said)
    digest = chain_hash(FIRST_PREV_HASH, body)
    connection.execute(INSERT, (1, body.decode(), FIRST_PREV_HASH, digest))
    if previous is not None:
        head_path(path).replace(path.with_name(f"{path.name}.head.old.json"))
    return Opened(connection, lock_fd, chain, 1, digest, None)


def _orphan(path: Path, signer: Signer) -> dict[str, Any] | str | None:
    try:
        content = head_content(path)
        return None if content is None else asdict(parse_head(content, signer.public_key))
    except HeadError as error:
        return str(error)


def _resume(path: Path, signer: Signer, connection: sqlite3.Connection, lock_fd: int) -> Opened:
    first = genesis(connection)
    if first is None:
        raise JournalError(f"the record `{path}` was altered: row 1 is bad: {_ASIDE}")
    if first.public_key != signer.public_key:
        raise JournalError(f"the record `{path}` was begun with another signing key: put that key back, or {_ASIDE}")
    head: Head | HeadError | None = None
    try:
        content = head_content(path)
        head = None if content is None else parse_head(content, signer.public_key)
    except HeadError as error:
        head = error
    walked = _walk_unsigned(connection, head)
    if walked.bad_seq is not None:
        raise JournalError(f"the record `{path}` was altered: row {walked.bad_seq} is bad: {walked.why}: {_ASIDE}")
    verification = judge_head(connection, walked, head, first)
    if not verification.ok:
        raise JournalError(f"the record `{path}` was altered: {verification.sentence}: {_ASIDE}")
    problem = verification.sentence if head is None else None
    return Opened(connection, lock_fd, first.chain, walked.last_seq, walked.last_hash, problem)


def _walk_unsigned(connection: sqlite3.Connection, head: Head | HeadError | None) -> Walk:
    """Walk the rows that no genuine head vouches for; those it covers were walked when it was signed."""
    if isinstance(head, Head):
        row = connection.execute("SELECT hash FROM record NOT INDEXED WHERE seq = ?", (head.seq,)).fetchone()
        if row is not None and bytes(row[0]).hex() == head.hash:
            return walk(connection, after=head.seq, after_hash=bytes(row[0]))
    return walk(connection)
