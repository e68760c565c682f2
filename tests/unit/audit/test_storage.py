from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.storage import (
    JournalError,
    UnreadableError,
    connect_writer,
    explain,
    is_guarded,
    lock,
    reading,
)
from supervisor.core.record import Event
from tests.unit.audit.tools import closed_record, read_rows

if TYPE_CHECKING:
    from supervisor.audit.journal import Journal


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET body = '{}' WHERE seq = 2",
        "UPDATE record SET seq = 99 WHERE seq = 2",
        "DELETE FROM record WHERE seq = 2",
        "DELETE FROM record",
        "INSERT OR REPLACE INTO record VALUES (2, '{}', x'00', x'00')",
        "INSERT INTO record VALUES (99, '{}', x'00', x'00')",
        "INSERT INTO record VALUES (-1, '{}', x'00', x'00')",
        "INSERT INTO record (body, prev_hash, hash) VALUES ('{}', x'00', x'00')",
        "UPDATE OR IGNORE record SET hash = x'00'",
    ],
)
def test_the_file_itself_refuses_all_but_the_next_row(tmp_path: Path, statement: str) -> None:
    path = closed_record(tmp_path, 4)
    before = read_rows(path)
    with closing(sqlite3.connect(path)) as stranger, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(statement)
    assert read_rows(path) == before


def test_the_file_is_for_this_user_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = closed_record(tmp_path / "new", 2)
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_one_writer(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    fd = lock(path)
    with pytest.raises(JournalError, match=f"is being written by process {os.getpid()}: let that supervisor end"):
        lock(path)
    os.close(fd)
    os.close(lock(path))


def test_a_lock_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite3.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JournalError):
        lock(tmp_path / "record.sqlite3")
    assert not (tmp_path / "elsewhere").exists()


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE record (seq, body, prev_hash, hash)")
    with pytest.raises(UnreadableError, match="is not a record"):
        connect_writer(path)


def test_a_newer_format_is_not_touched(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 2)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(UnreadableError, match="has format 2, this version reads 1: update"):
        connect_writer(path)
    with pytest.raises(UnreadableError, match="has format 2"), reading(path):
        pass


def test_a_view_in_place_of_the_table_is_never_run(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 2)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE record")
        connection.execute("CREATE VIEW record AS SELECT 1 AS seq, 2 AS body, 3 AS prev_hash, 4 AS hash")
    with pytest.raises(UnreadableError, match="was altered"), reading(path):
        pass


def test_a_record_without_its_guards_is_not_written(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 2)
    with closing(sqlite3.connect(path)) as connection, connection:
        assert is_guarded(connection)
        connection.execute("DROP TRIGGER record_delete")
        assert not is_guarded(connection)
    with pytest.raises(UnreadableError, match="was altered: move it aside"):
        connect_writer(path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    path.write_bytes(b"not a database, at all. " * 100)
    with pytest.raises(UnreadableError, match="it is not a record"), reading(path):
        pass


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no record"), reading(tmp_path / "absent"):
        pass


def test_reading_beside_a_writer_is_one_snapshot(journal: Journal) -> None:
    count = "SELECT count(*) FROM record"
    with reading(journal.path) as connection:
        before = connection.execute(count).fetchone()
        journal.append(Event.PROBLEM)
        journal.commit(durable=True)
        assert connection.execute(count).fetchone() == before
    with reading(journal.path) as connection:
        assert connection.execute(count).fetchone() == (before[0] + 1,)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    content = path.read_bytes()
    with reading(path) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DROP TRIGGER record_add")
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (PermissionError(13, "Permission denied"), "make file and folder writable"),
        (OSError(28, "No space left on device"), "no space left on device: look at the folder and its disk"),
        (ValueError("odd"), "odd"),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), "restart the supervisor"),
    ],
)
def test_errors_are_one_sentence_with_the_remedy(error: Exception, remedy: str) -> None:
    sentence = explain(Path("/r.sqlite3"), error)
    assert sentence.startswith("the record `/r.sqlite3` failed: ")
    assert remedy in sentence
    assert "\n" not in sentence


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small")) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as raised:
            connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert "the disk is full: free some space" in explain(tmp_path, raised.value)
