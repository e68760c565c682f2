from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.disk import flush_file, fold_log, identity
from supervisor.audit.storage import reading
from tests.unit.audit.tools import fill

if TYPE_CHECKING:
    from supervisor.audit.journal import Journal


def test_another_file_by_the_same_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x")
    before = identity(path)
    path.write_text("yy")
    assert identity(path) == before
    (tmp_path / "b").write_text("x")
    (tmp_path / "b").replace(path)
    assert identity(path) != before
    path.unlink()
    with pytest.raises(FileNotFoundError):
        identity(path)


def test_files_and_folders_are_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, flushed = os.fdatasync, []

    def fdatasync(fd: int) -> None:
        real(fd)
        flushed.append(str(Path(f"/proc/self/fd/{fd}").readlink()))

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    (tmp_path / "a").write_text("x")
    flush_file(tmp_path / "a")
    flush_file(tmp_path)
    assert flushed == [str(tmp_path / "a"), str(tmp_path)]
    with pytest.raises(FileNotFoundError):
        flush_file(tmp_path / "absent")


def test_a_folded_log_is_in_the_database(journal: Journal, tmp_path: Path) -> None:
    fill(journal, 20)
    assert fold_log(journal.path)
    shutil.copy(journal.path, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (21,)


def test_a_reader_in_the_past_delays_the_end_of_the_log(journal: Journal) -> None:
    with reading(journal.path):
        fill(journal, 20)
        assert not fold_log(journal.path)
        fill(journal, 1)
    assert fold_log(journal.path)
