"""The database file of a record: its one table, who may write it, and what its errors mean.

# INVARIANT: rows are only ever added, each at the end; triggers hold that for every program that opens the file.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
"""Version of the table, in SQLite's `user_version`."""
APPLICATION_ID = 0x41535556
"""`ASUV`, SQLite's `application_id`: tells `file` and us that a database is a record."""

_TABLE = (
    "CREATE TABLE record (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, prev_hash BLOB NOT NULL, "
    "hash BLOB NOT NULL) STRICT"
)
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"
_NEXT = "(SELECT coalesce(max(seq), 0) + 1 FROM record)"
_TRIGGERS = (
    # REPLACE deletes without asking the delete trigger, so an insert anywhere but at the end is refused as well.
    f"CREATE TRIGGER record_add BEFORE INSERT ON record WHEN NEW.seq IS NOT {_NEXT} {_REFUSE}",
    f"CREATE TRIGGER record_update BEFORE UPDATE ON record {_REFUSE}",
    f"CREATE TRIGGER record_delete BEFORE DELETE ON record {_REFUSE}",
)
SCHEMA = frozenset({_TABLE, *_TRIGGERS})
"""Exactly the statements a record's schema holds."""


class RecordError(Exception):
    """Base of this room's errors: one sentence, remedy included."""


class JournalError(RecordError):
    """The record cannot be written: nothing since the last good commit counts as recorded."""


class UnreadableError(RecordError):
    """The file cannot be read as a record."""


_REMEDIES = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space; writing is tried again with every action",
    sqlite3.SQLITE_IOERR: "the disk did not take it: look for free space, a file size limit and a failing disk",
    sqlite3.SQLITE_READONLY: "it is read-only: make file and folder writable for this user",
    sqlite3.SQLITE_PERM: "permission denied: make file and folder writable for this user",
    sqlite3.SQLITE_AUTH: "permission denied: make file and folder writable for this user",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: see that the folder exists and that this user may use it",
    sqlite3.SQLITE_CORRUPT: "it is damaged: move it and its `-wal` aside, keep them, and a new record begins",
    sqlite3.SQLITE_NOTADB: "it is not a record: move it aside and a new record begins",
    sqlite3.SQLITE_BUSY: "another program holds it locked: close what has it open",
    sqlite3.SQLITE_LOCKED: "another program holds it locked: close what has it open",
}


def explain(path: Path, error: Exception) -> str:
    """Put what went wrong with the record at `path` into one sentence with the remedy."""
    if isinstance(error, UnicodeDecodeError):
        # SQLite quotes what is damaged in its message, and Python cannot read that.
        words = _REMEDIES[sqlite3.SQLITE_CORRUPT]
    elif isinstance(error, sqlite3.Error):
        # Python's own errors (closed connection, wrong thread) carry no code.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        words = _REMEDIES.get(code, f"{error}: restart the supervisor")
    elif isinstance(error, PermissionError):
        words = _REMEDIES[sqlite3.SQLITE_PERM]
    elif isinstance(error, OSError):
        words = f"{error.strerror or error}: look at the folder and its disk".lower()
    else:
        words = str(error)
    return f"the record `{path}` failed: {words}"


def lock(path: Path) -> int:
    """Become the one writer of the record at `path`.

    Returns:
        A file descriptor; the lock ends when it is closed, also by death.

    Raises:
        JournalError: another process writes this record, or the folder is not writable.
    """
    name = path.with_name(path.name + ".lock")
    try:
        fd = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise JournalError(explain(path, error)) from error
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.truncate(fd, 0)
        os.write(fd, b"%d\n" % os.getpid())
    except BlockingIOError as error:
        holder = os.pread(fd, 20, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(fd)
        raise JournalError(
            f"the record `{path}` is being written by process {holder}: let that supervisor end first"
        ) from error
    except OSError as error:
        os.close(fd)
        raise JournalError(explain(path, error)) from error
    return fd


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open the database for writing; creates it when it does not exist.

    Commits reach the system's cache but not the disk, and nothing is checkpointed: the journal decides when.

    Raises:
        sqlite3.Error: as SQLite says.
        UnreadableError: the file is some other database.
    """
    if not path.exists():
        # SQLite would create it with the umask's rights.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, timeout=1.0, check_same_thread=True)
    try:
        _prepare(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        _create(connection)
    check_table(path, connection)
    if not is_guarded(connection):
        raise UnreadableError(f"the record `{path}` was altered: move it aside and a new record begins")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise UnreadableError(f"the record `{path}` is on a disk without shared memory: use a local disk")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    # SQLite opens a file that it may not write for reading only, and says so at the first write: let that be now.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("ROLLBACK")
    # The loop that writes must not wait for a stranger's lock.
    connection.execute("PRAGMA busy_timeout = 50")


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    for statement in (_TABLE, *_TRIGGERS):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")


def check_table(path: Path, connection: sqlite3.Connection) -> None:
    """See that an open database is a record of this format: views of a strange database are never run.

    Raises:
        UnreadableError: it is not.
        sqlite3.Error: it is damaged.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UnreadableError(f"`{path}` is not a record: give the path of a record")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != FORMAT:
        raise UnreadableError(
            f"the record `{path}` has format {version}, this version reads {FORMAT}: update agent-supervisor"
        )
    kinds = connection.execute("SELECT type FROM sqlite_schema WHERE name = 'record'").fetchall()
    names = [row[1] for row in connection.execute("PRAGMA table_info(record)")]
    if kinds != [("table",)] or names != ["seq", "body", "prev_hash", "hash"]:
        raise UnreadableError(f"the record `{path}` was altered: its table is not the one that was made")


def is_guarded(connection: sqlite3.Connection) -> bool:
    """Tell whether an open record's schema is whole: the table as made, and the rules that keep it append-only."""
    statements = connection.execute("SELECT CAST(sql AS BLOB) FROM sqlite_schema")
    return {bytes(sql or b"") for (sql,) in statements} == {sql.encode() for sql in SCHEMA}


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the record at `path` for reading, in one snapshot, beside a writer or on a read-only copy.

    Rows come as bytes.

    Raises:
        UnreadableError: there is no record that can be read.
    """
    try:
        there = path.is_file()
    except OSError as error:
        raise UnreadableError(explain(path, error)) from error
    if not there:
        raise UnreadableError(f"there is no record `{path}`: give the path of a record")
    with tempfile.TemporaryDirectory(prefix="agent-supervisor-") as spare:
        connection = _connect_reader(path, Path(spare))
        try:
            connection.text_factory = bytes
            yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise UnreadableError(explain(path, error)) from error
        finally:
            with suppress(sqlite3.Error):
                connection.close()


def _connect_reader(path: Path, spare: Path) -> sqlite3.Connection:
    try:
        return _snapshot(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        wal = path.with_name(path.name + "-wal")
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise UnreadableError(explain(path, error)) from error
        try:
            # The folder is read-only, and to read a write-ahead log SQLite must write its index beside it.
            for file in filter(Path.exists, (path, wal)):
                shutil.copyfile(file, spare / file.name)
            return _snapshot(spare / path.name)
        except (OSError, sqlite3.Error, UnicodeDecodeError) as second:
            raise UnreadableError(explain(path, second)) from second


def _snapshot(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5.0)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        check_table(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection
