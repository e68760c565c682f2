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


def test_what_cannot_be_read_is_set_aside_beside_it_and_what_is_there_already_stays(tmp_path: Path) -> None:
    file = LevelsFile(tmp_path / "record")
    for number in range(1, 13):
        (tmp_path / "record.levels").write_text(f"nonsense {number}")
        aside = file.set_aside()
        assert aside == str(tmp_path / f"record.levels.unreadable-{min(number, 9)}")
    assert file.read(7) is None
    found = {each.name[-1]: each.read_text() for each in tmp_path.iterdir()}
    assert found == {str(number): f"nonsense {number}" for number in range(1, 9)} | {"9": "nonsense 12"}


def test_what_is_not_there_cannot_be_set_aside(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        LevelsFile(tmp_path / "record").set_aside()
