from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.app.levels_file import LevelsFile
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Entry
from supervisor.core.autonomy_kept import Kept
from supervisor.core.autonomy_scope import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

KEPT = Kept({EVERYTHING: Entry(Level.BATCH_REVIEW, "set by tray", 7)})


def test_without_a_file_nothing_was_kept(tmp_path: Path) -> None:
    assert LevelsFile(tmp_path / "record").read(7) is None


def test_what_is_written_is_read_by_the_next_one_and_by_its_owner_alone(tmp_path: Path) -> None:
    for kept in (Kept(), KEPT):
        LevelsFile(tmp_path / "record").write(kept)
        assert LevelsFile(tmp_path / "record").read(7) == kept
    assert [file.name for file in tmp_path.iterdir()] == ["record.levels"]
    assert (tmp_path / "record.levels").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 50_000, b'{"format":1}', b"9" * 5000])
def test_what_is_no_such_file_is_told_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "record.levels").write_bytes(content)
    with pytest.raises(ValueError, match=r"record\.levels` is not as it was written"):
        LevelsFile(tmp_path / "record").read(7)


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "record.levels").open("wb") as file:
        file.truncate(5_000_000)
    with pytest.raises(ValueError, match="is too large"):
        LevelsFile(tmp_path / "record").read(7)


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = LevelsFile(tmp_path / "record")
    file.write(KEPT)

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        file.write(Kept())
    assert file.read(7) == KEPT
    assert [found.name for found in tmp_path.iterdir()] == ["record.levels"]
