from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, "one")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("one", 0o600)
    file.chmod(0o640)
    write_whole(file, "zwei – ⚙")
    assert (file.read_text("utf-8"), file.stat().st_mode & 0o777) == ("zwei – ⚙", 0o640)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("broken", ["fsync", "fchmod", "fdopen"])
def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    file = tmp_path / "file"
    write_whole(file, "one")

    def full(descriptor: int, *_: object, **_more: object) -> None:
        if broken == "fdopen":
            os.close(descriptor)
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(OSError, match="no space"):
        write_whole(file, "two")
    assert file.read_text() == "one"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("durable", [True, False])
def test_what_has_to_last_is_on_the_disk_before_it_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    file, seen = tmp_path / "file", []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: seen.append(file.exists()))
    write_whole(file, "one", durable=durable)
    assert seen == ([False] if durable else [])
