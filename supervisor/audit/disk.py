"""What the journal asks of the disk: make a file safe, fold the log, tell whether a file is still the same."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def identity(*paths: Path) -> list[tuple[int, int]]:
    """Give device and inode of each file: another file by the same name is not the same.

    Raises:
        OSError: one is not there.
    """
    return [(found.st_dev, found.st_ino) for found in map(os.stat, paths)]


def flush_file(path: Path) -> None:
    """Wait until what was written to a file or folder is on the disk.

    Raises:
        OSError: the disk did not take it.
    """
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fdatasync(fd)
    finally:
        os.close(fd)


def fold_log(path: Path) -> bool:
    """Bring the write-ahead log of the database at `path` into the database, without making its writer wait.

    Returns:
        True when all of it is in, so that the writer begins the log anew.

    Raises:
        sqlite3.Error: the database could not take it; the log keeps everything.
    """
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0.05)) as connection:
        busy, logged, folded = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return not busy and logged == folded
