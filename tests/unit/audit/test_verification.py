from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from supervisor.audit.signing import Signer, head_path
from supervisor.audit.storage import reading
from supervisor.audit.verification import HeadState, genesis, verify
from tests.unit.audit.tools import (
    REPOSITORY,
    begin,
    closed_record,
    fill,
    give_to_ordinary_user,
    read_rows,
    relinked,
    rewrite,
    run_as_ordinary_user,
)

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal


def test_a_good_record(tmp_path: Path) -> None:
    result = verify(closed_record(tmp_path, 5))
    assert (result.ok, result.rows, result.first_bad_seq, result.head) == (True, 5, None, HeadState.GOOD)
    assert result.sentence == "all 5 rows are good, signed up to row 5"


def test_rows_not_signed_yet_are_told(journal: Journal) -> None:
    fill(journal, 3)
    result = verify(journal.path)
    assert result.ok
    assert result.sentence == "all 4 rows are good, signed up to row 1; the last 3 are not signed yet"


def test_truncation_is_told_when_a_signed_head_says_more(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 8)
    rewrite(path, read_rows(path)[:5])
    result = verify(path)
    assert (result.ok, result.rows, result.first_bad_seq, result.head) == (False, 5, 6, HeadState.BAD)
    assert "the signed head covers 8 rows" in result.sentence


def test_without_a_head_truncation_cannot_be_told_and_that_is_said(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 8)
    head_path(path).unlink()
    result = verify(path)
    assert (result.ok, result.head) == (True, HeadState.MISSING)
    assert "there is no signed head: rows cut off at the end cannot be told" in result.sentence


def test_no_rows_left(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    rewrite(path, [])
    assert verify(path).first_bad_seq == 1
    head_path(path).unlink()
    assert verify(path).first_bad_seq == 1


def test_a_forged_signature_is_told(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    said = json.loads(head_path(path).read_bytes())
    head_path(path).write_text(json.dumps({**said, "seq": 2, "count": 2}))
    result = verify(path)
    assert (result.ok, result.first_bad_seq, result.head) == (False, None, HeadState.BAD)
    assert "not genuine: its signature is wrong" in result.sentence


@pytest.mark.parametrize("content", [b"", b"{", b"[1]"])
def test_a_damaged_head_is_told(tmp_path: Path, content: bytes) -> None:
    path = closed_record(tmp_path, 3)
    head_path(path).write_bytes(content)
    result = verify(path)
    assert (result.ok, result.head) == (False, HeadState.BAD)
    assert "the signed head is damaged" in result.sentence


def test_a_head_of_another_record_under_the_same_key_is_told(tmp_path: Path) -> None:
    ours = closed_record(tmp_path, 3)
    (tmp_path / "b").mkdir()
    shutil.copy(tmp_path / "signing.key", tmp_path / "b")
    theirs = closed_record(tmp_path / "b", 3)
    shutil.copy(head_path(theirs), head_path(ours))
    assert "the signed head is of another record" in verify(ours).sentence


def test_a_row_added_after_closing_is_named(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 3)
    rows = read_rows(path)
    body = rows[-1][1].replace('"seq":3', '"seq":4')
    rewrite(path, [*rows, relinked(rows[-1], body=body, prev_hash=rows[-1][3], seq=4)])
    result = verify(path)
    assert (result.ok, result.first_bad_seq) == (False, 4)
    assert "put in after the record was closed" in result.sentence


def test_a_whole_record_under_another_key_is_told_to_who_knows_the_key(tmp_path: Path) -> None:
    (tmp_path / "forged").mkdir()
    path = closed_record(tmp_path / "forged", 3)
    known = Signer.load_or_create(tmp_path / "signing.key").public_key
    assert verify(path).ok
    result = verify(path, public_key=known)
    assert (result.ok, result.first_bad_seq) == (False, 1)


def test_missing_guards_are_told_and_do_not_hide_a_bad_row(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 4)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER record_update")
    result = verify(path)
    assert (result.ok, result.first_bad_seq) == (False, None)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE record SET body = replace(body, 'bot', 'rob') WHERE seq = 3")
    assert verify(path).first_bad_seq == 3


def test_what_is_no_record_is_an_answer(tmp_path: Path) -> None:
    result = verify(tmp_path / "absent")
    assert (result.ok, result.first_bad_seq) == (False, None)
    (tmp_path / "text").write_text("hello " * 1000)
    result = verify(tmp_path / "text")
    assert (result.ok, result.first_bad_seq) == (False, 1)
    assert "\n" not in result.sentence


def test_a_file_cut_short(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 200)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    result = verify(path)
    assert not result.ok
    assert result.first_bad_seq is not None
    assert result.first_bad_seq <= 200


def test_a_record_whose_writer_still_runs_or_was_killed(tmp_path: Path, journal: Journal) -> None:
    fill(journal, 4)
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in tmp_path.glob("record.sqlite3*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, copy)
    assert (copy / "record.sqlite3-wal").stat().st_size > 0
    result = verify(copy / "record.sqlite3")
    assert (result.ok, result.rows) == (True, 5)


@pytest.mark.parametrize("with_log", [True, False])
def test_a_read_only_copy(shared_folder: Path, tmp_path: Path, with_log: bool) -> None:
    journal = begin(tmp_path)
    fill(journal, 4)
    if not with_log:
        journal.close()
    for file in tmp_path.glob("record.sqlite3*"):
        if not file.name.endswith("-shm"):
            shutil.copy(file, shared_folder)
    journal.close()
    give_to_ordinary_user(shared_folder)
    for file in shared_folder.iterdir():
        file.chmod(0o400)
    shared_folder.chmod(0o500)
    before = sorted(file.name for file in shared_folder.iterdir())
    said = run_as_ordinary_user(
        shared_folder,
        "r = folder / 'record.sqlite3'; v = verify(r)\n"
        "print(v.ok, v.rows, v.head, len(list(records(r))))\n"
        "try: Journal.open(r, Signer.load_or_create(Path('/nowhere/key')))\nexcept JournalError: print('refused')",
    )
    assert said == "True 5 good 5\nrefused\n"
    assert sorted(file.name for file in shared_folder.iterdir()) == before


def test_a_busy_writer_is_never_called_a_forger(tmp_path: Path) -> None:
    code = f"""
import time
from pathlib import Path
from tests.unit.audit.tools import begin, fill
journal = begin(Path({str(tmp_path)!r}))
print("ready", flush=True)
for n in range(3000):
    fill(journal, 1)
    if n % 10 == 0:
        journal.seal()
    journal.tick(time.monotonic())
journal.close()
"""
    writer = subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    try:
        writer.stdout.readline()
        seen = []
        while writer.poll() is None:
            result = verify(tmp_path / "record.sqlite3")
            assert result.ok, result.sentence
            seen.append(result.rows)
    finally:
        writer.kill()
        writer.communicate()
    assert seen == sorted(seen)
    assert len(set(seen)) > 3


def test_the_first_row_names_chain_and_key(tmp_path: Path) -> None:
    path = closed_record(tmp_path, 2)
    with reading(path) as connection:
        first = genesis(connection)
    assert first is not None
    assert first.public_key == Signer.load_or_create(tmp_path / "signing.key").public_key
    assert len(bytes.fromhex(first.chain)) == 16
