from __future__ import annotations

import itertools
import os
import shutil
import struct
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.name_changes import NameChanges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def changes() -> Iterator[NameChanges]:
    with closing(NameChanges()) as found:
        yield found


def test_a_name_that_comes_goes_or_is_taken_by_another_file_is_told(changes: NameChanges, tmp_path: Path) -> None:
    name, other = tmp_path / "name", tmp_path / "other"
    changes.watch([name])
    assert not changes.changed()
    for deed in (
        name.touch,
        lambda: shutil.copy(name, other) and other.replace(name),
        lambda: name.rename(other),
        lambda: other.rename(name),
        name.unlink,
        name.mkdir,
    ):
        deed()
        assert changes.changed()
        assert not changes.changed()


def test_other_names_and_what_is_written_are_no_news(changes: NameChanges, tmp_path: Path) -> None:
    name = tmp_path / "name"
    name.touch()
    changes.watch([name])
    (tmp_path / "other").touch()
    name.write_text("new words")
    assert not changes.changed()


def test_a_folder_that_is_made_anew_is_watched_anew(changes: NameChanges, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    name = folder / "name"
    changes.watch([name, folder])
    folder.mkdir()
    assert changes.changed(), "by its own name, which is how one knows to watch it"
    changes.watch([name, folder])
    shutil.rmtree(folder)
    folder.mkdir()
    assert changes.changed()
    changes.watch([name, folder])
    name.touch()
    assert changes.changed()


def test_what_cannot_be_watched_is_passed_over(changes: NameChanges, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    changes.watch([tmp_path / "file/name", tmp_path / "none/name"])
    assert not changes.changed()


def test_more_news_than_the_kernel_keeps_is_a_change(changes: NameChanges, tmp_path: Path) -> None:
    changes.watch([tmp_path / "name"])
    one, other = tmp_path / "one", tmp_path / "other"
    one.touch()
    for _ in range(20_000):
        one.rename(other)
        other.rename(one)
    assert changes.changed()


def test_attack_news_without_end_keeps_nobody(
    changes: NameChanges, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes.watch([tmp_path / "name"])
    reads = itertools.count()

    def read(_fd: int, _size: int) -> bytes:
        assert next(reads) < 1000, "it never ends"
        return struct.pack("=iIII", 1, 0x100, 0, 16) + b"other".ljust(16, b"\0")

    monkeypatch.setattr(os, "read", read)
    assert not changes.changed()
