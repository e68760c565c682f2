from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.reader import records
from supervisor.audit.signing import Signer, head_path
from supervisor.audit.storage import JournalError
from supervisor.audit.verification import verify
from tests.unit.audit.tools import begin, closed_record, fill, read_rows, rewrite, run_as_ordinary_user

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal


def test_the_first_row_names_the_record_and_its_key(tmp_path: Path) -> None:
    first = next(iter(records(closed_record(tmp_path, 1))))
    assert (first.seq, first.event, first.prev_hash) == (1, "record_created", "00" * 32)
    assert isinstance(first.outcome, dict)
    assert first.outcome["public_key"] == Signer.load_or_create(tmp_path / "signing.key").public_key.hex()
    assert first.outcome["format"] == 1


def test_a_record_goes_on_where_it_ended(tmp_path: Path) -> None:
    closed_record(tmp_path, 3)
    journal = begin(tmp_path)
    assert journal.last_seq == 3
    fill(journal, 2)
    journal.close()
    assert verify(journal.path).rows == 5


def test_reopening_takes_the_closed_mark_away_before_a_row_is_added(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    assert json.loads(head_path(path).read_bytes())["closed"] is True
    journal = begin(tmp_path)
    assert json.loads(head_path(path).read_bytes())["closed"] is False
    journal.close()


@pytest.mark.parametrize("kept", [1, 5, 7])
def test_a_record_that_was_cut_off_is_not_continued(tmp_path: Path, kept: int) -> None:
    path = closed_record(tmp_path, 8)
    rewrite(path, read_rows(path)[:kept])
    with pytest.raises(JournalError, match=rf"was altered: row {kept + 1} is missing.* and a new record begins$"):
        begin(tmp_path)
    assert len(read_rows(path)) == kept


def test_rows_changed_after_the_last_signature_are_not_continued(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    fill(journal, 4)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in ("record.sqlite3", "record.sqlite3-wal", "record.sqlite3.head.json", "signing.key"):
        shutil.copy(tmp_path / file, crashed)
    journal.close()
    rows = read_rows(crashed / "record.sqlite3")
    rewrite(crashed / "record.sqlite3", [*rows[:3], (4, rows[3][1].replace("bot", "rob"), *rows[3][2:]), rows[4]])
    with pytest.raises(JournalError, match="row 4 is bad"):
        begin(crashed)
    rewrite(crashed / "record.sqlite3", rows)
    begin(crashed).close()


def test_a_lost_head_is_noted_for_ever(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    head_path(path).unlink()
    journal = begin(tmp_path)
    journal.close()
    last = list(records(path))[-1]
    assert last.event == "problem"
    assert isinstance(last.outcome, dict)
    assert "no signed head" in last.outcome["why"]
    assert verify(path).ok


def test_without_a_head_every_row_is_walked(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 6)
    head_path(path).unlink()
    rows = read_rows(path)
    rewrite(path, [*rows[:1], (2, rows[1][1] + " ", *rows[1][2:]), *rows[2:]])
    with pytest.raises(JournalError, match="row 2 is bad"):
        begin(tmp_path)


def test_a_forged_head_stops_the_start(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    head_path(path).write_text("{}")
    with pytest.raises(JournalError, match="the signed head is damaged"):
        begin(tmp_path)


def test_another_key_stops_the_start(tmp_path: Path) -> None:
    closed_record(tmp_path, 3)
    (tmp_path / "signing.key").unlink()
    with pytest.raises(JournalError, match="begun with another signing key: put that key back"):
        begin(tmp_path)


def test_a_record_that_vanished_is_named_by_the_one_that_follows_it(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 9)
    old = json.loads(head_path(path).read_bytes())
    path.unlink()
    journal = begin(tmp_path)
    journal.close()
    first = next(iter(records(path)))
    assert isinstance(first.outcome, dict)
    assert first.outcome["previous"]["chain"] == old["chain"] != first.outcome["chain"]
    assert first.outcome["previous"]["seq"] == 9
    assert json.loads((tmp_path / "record.sqlite3.head.old.json").read_bytes()) == old
    assert verify(path).ok


def test_a_log_left_by_another_record_is_not_taken_in(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    fill(journal, 5)
    shutil.copy(tmp_path / "record.sqlite3-wal", tmp_path / "left")
    journal.close()
    journal.path.unlink()
    shutil.move(tmp_path / "left", tmp_path / "record.sqlite3-wal")
    fresh = begin(tmp_path)
    assert fresh.last_seq == 1
    fresh.close()
    assert verify(fresh.path).ok


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_record_stops_the_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "record.sqlite3").write_bytes(content)
    with pytest.raises(JournalError, match=r"the record `.*record\.sqlite3` failed: it is .*aside") as raised:
        begin(tmp_path)
    assert "\n" not in str(raised.value)
    assert (tmp_path / "record.sqlite3").read_bytes() == content


def test_a_damaged_record_stops_the_start(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 300)
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 50_000)
    with pytest.raises(JournalError):
        begin(tmp_path)


def test_a_failed_start_frees_the_record(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    good = head_path(path).read_bytes()
    head_path(path).write_text("{}")
    with pytest.raises(JournalError):
        begin(tmp_path)
    head_path(path).write_bytes(good)
    begin(tmp_path).close()


def test_a_second_writer_gets_a_clear_error(journal: Journal) -> None:
    with pytest.raises(JournalError, match="is being written by process"):
        begin(journal.path.parent)
    fill(journal, 1)


@pytest.mark.parametrize("denied", ["folder", "file"])
def test_permission_denied_is_one_sentence(shared_folder: Path, denied: str) -> None:
    said = run_as_ordinary_user(
        shared_folder,
        f"""
signer = Signer.load_or_create(folder / "signing.key")
path = folder / "record.sqlite3"
Journal.open(path, signer).close()
if {denied!r} == "folder":
    for file in folder.glob("record*"): file.unlink()
    folder.chmod(0o500)
else:
    path.chmod(0o400)
try:
    Journal.open(path, signer)
except JournalError as error:
    print(error)
""",
    )
    assert said.startswith("the record `")
    assert said.count("\n") == 1
    assert "make file and folder writable for this user" in said
