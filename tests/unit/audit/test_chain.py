"""Every single change to the rows is found, and the row that was changed is the one named."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervisor.audit import chain
from supervisor.audit.chain import Walk, walk
from supervisor.audit.signing import head_path
from supervisor.audit.storage import reading
from supervisor.audit.verification import verify
from tests.unit.audit.tools import Row, closed_record, read_rows, relinked, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROWS = 12


@pytest.fixture(scope="module")
def pristine() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield closed_record(Path(name), ROWS)


@pytest.fixture(autouse=True)
def in_heaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be good heaps before and behind each change, and one that is not full."""
    monkeypatch.setattr(chain, "_TOGETHER", 3)


@pytest.fixture
def record(pristine: Path, tmp_path: Path) -> Path:
    return copied(pristine, tmp_path)


def copied(record: Path, folder: Path) -> Path:
    for source in (record, head_path(record)):
        shutil.copy(source, folder / source.name)
    return folder / record.name


def with_seq(row: Row, seq: int) -> Row:
    return (seq, *row[1:])


def with_body_seq(row: Row, seq: int) -> str:
    return json.dumps({**json.loads(row[1]), "seq": seq}, sort_keys=True, separators=(",", ":"))


def edited(row: Row) -> str:
    return row[1].replace("bot", "rob").replace('"chain":"', '"chain":"0')


def change_body(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], (rows[i][0], edited(rows[i]), *rows[i][2:]), *rows[i + 1 :]]


def change_prev_hash(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], (*rows[i][:2], b"\1" * 32, rows[i][3]), *rows[i + 1 :]]


def change_hash(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], (*rows[i][:3], b"\1" * 32), *rows[i + 1 :]]


def change_seq_up(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], with_seq(rows[i], 1000), *rows[i + 1 :]]


def change_body_and_hash(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], relinked(rows[i], body=edited(rows[i])), *rows[i + 1 :]]


def change_prev_hash_and_hash(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], relinked(rows[i], prev_hash=b"\1" * 32), *rows[i + 1 :]]


def delete(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], *rows[i + 1 :]]


def delete_and_renumber(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], *(with_seq(row, row[0] - 1) for row in rows[i + 1 :])]


def cut_off(rows: list[Row], i: int) -> list[Row]:
    return rows[:i]


def insert_copy(rows: list[Row], i: int) -> list[Row]:
    return [*rows[:i], rows[i], *(with_seq(row, row[0] + 1) for row in rows[i:])]


def insert_forged(rows: list[Row], i: int) -> list[Row]:
    before = rows[i - 1][3] if i else bytes(32)
    forged = relinked(rows[i], body=edited(rows[i]), prev_hash=before)
    return [*rows[:i], forged, *(with_seq(row, row[0] + 1) for row in rows[i:])]


def swap_with_next(rows: list[Row], i: int) -> list[Row]:
    j = (i + 1) % len(rows)
    out = list(rows)
    out[i], out[j] = with_seq(rows[j], rows[i][0]), with_seq(rows[i], rows[j][0])
    return out


def swap_with_far(rows: list[Row], i: int) -> list[Row]:
    j = (i + len(rows) // 2) % len(rows)
    out = list(rows)
    out[i], out[j] = with_seq(rows[j], rows[i][0]), with_seq(rows[i], rows[j][0])
    return out


Change = "Callable[[list[Row], int], list[Row]]"
EXACT = [
    change_body,
    change_prev_hash,
    change_hash,
    change_seq_up,
    change_body_and_hash,
    change_prev_hash_and_hash,
    delete,
    delete_and_renumber,
    cut_off,
    insert_forged,
]


@pytest.mark.parametrize("place", range(ROWS))
@pytest.mark.parametrize("change", EXACT)
def test_the_changed_row_is_named(record: Path, change: Callable[[list[Row], int], list[Row]], place: int) -> None:
    rewrite(record, change(read_rows(record), place))
    result = verify(record)
    assert not result.ok
    assert result.first_bad_seq == place + 1, result.sentence
    assert f"row {place + 1} " in result.sentence


@pytest.mark.parametrize("place", range(ROWS))
def test_a_copy_put_in_is_named(record: Path, place: int) -> None:
    rewrite(record, insert_copy(read_rows(record), place))
    result = verify(record)
    assert not result.ok
    # Of two equal rows in a row, the second is the one too many.
    assert result.first_bad_seq == place + 2, result.sentence


@pytest.mark.parametrize("place", range(ROWS))
@pytest.mark.parametrize("swap", [swap_with_next, swap_with_far])
def test_the_first_of_two_swapped_rows_is_named(
    record: Path, swap: Callable[[list[Row], int], list[Row]], place: int
) -> None:
    rows = read_rows(record)
    rewrite(record, swap(rows, place))
    first = min(place, (place + (1 if swap is swap_with_next else ROWS // 2)) % ROWS)
    assert verify(record).first_bad_seq == first + 1


@pytest.mark.parametrize("seq", [0, -5])
def test_a_row_before_the_first_is_named(record: Path, seq: int) -> None:
    rows = read_rows(record)
    rewrite(record, [with_seq(rows[3], seq), *rows])
    assert verify(record).first_bad_seq == seq


def test_a_body_that_names_another_place_is_named(record: Path) -> None:
    rows = read_rows(record)
    last = relinked(rows[-1], body=with_body_seq(rows[-1], 99))
    rewrite(record, [*rows[:-1], last])
    head_path(record).unlink()
    assert verify(record).first_bad_seq == ROWS


@pytest.mark.parametrize("at", [0, 5, ROWS - 1])
def test_all_rows_from_one_on_rewritten_with_fitting_hashes(record: Path, at: int) -> None:
    rows = read_rows(record)
    before = rows[at - 1][3] if at else bytes(32)
    for i in range(at, ROWS):
        rows[i] = relinked(rows[i], body=edited(rows[i]), prev_hash=before)
        before = rows[i][3]
    rewrite(record, rows)
    result = verify(record)
    assert not result.ok
    if at:
        assert result.first_bad_seq == ROWS
        assert "rewritten" in result.sentence


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edit_of_any_column_names_exactly_that_row(pristine: Path, data: st.DataObject) -> None:
    rows = read_rows(pristine)
    i = data.draw(st.integers(0, ROWS - 1))
    seq, body, prev_hash, digest = rows[i]
    column = data.draw(st.sampled_from(["body", "prev_hash", "hash"]))
    if column == "body":
        at = data.draw(st.integers(0, len(body)))
        width = data.draw(st.integers(0, 3))
        new = body[:at] + data.draw(st.text(max_size=3)) + body[at + width :]
        changed: Row = (seq, new, prev_hash, digest)
    else:
        value = data.draw(st.binary(max_size=40))
        changed = (seq, body, value, digest) if column == "prev_hash" else (seq, body, prev_hash, value)
    if changed == rows[i]:
        return
    with tempfile.TemporaryDirectory() as folder:
        record = copied(pristine, Path(folder))
        rewrite(record, [*rows[:i], changed, *rows[i + 1 :]])
        result = verify(record)
        assert not result.ok
        assert result.first_bad_seq == seq


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_of_the_file_is_found_or_changes_nothing(pristine: Path, data: st.DataObject) -> None:
    whole = pristine.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    with tempfile.TemporaryDirectory() as folder:
        record = copied(pristine, Path(folder))
        record.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :])
        if verify(record).ok:
            assert read_rows(record) == read_rows(pristine)


def test_an_index_cannot_stand_in_for_the_rows(record: Path) -> None:
    with closing(sqlite3.connect(record)) as connection, connection:
        connection.execute("CREATE INDEX cover ON record (seq, body, prev_hash, hash)")
    result = verify(record)
    assert (result.ok, result.first_bad_seq) == (False, None)
    assert "the rules that keep them were changed" in result.sentence


def test_a_walk_can_begin_behind_a_known_row(record: Path) -> None:
    rows = read_rows(record)
    with reading(record) as connection:
        assert walk(connection) == Walk(ROWS, rows[-1][3])
        assert walk(connection, after=5, after_hash=rows[4][3]) == Walk(ROWS, rows[-1][3])
        assert walk(connection, after=ROWS, after_hash=rows[-1][3]) == Walk(ROWS, rows[-1][3])
        assert walk(connection, after=5, after_hash=rows[3][3]).bad_seq is not None


def test_a_walk_can_end_before_the_last_row(record: Path) -> None:
    rows = read_rows(record)
    with reading(record) as connection:
        assert walk(connection, until=5) == Walk(5, rows[4][3])
        assert walk(connection, after=3, after_hash=rows[2][3], until=8) == Walk(8, rows[7][3])


def test_good_rows_are_gone_through_in_heaps(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_Row", lambda *_row: pytest.fail("a good row was blamed"))
    rows = read_rows(record)
    with reading(record) as connection:
        assert chain._hurry(connection, 0, bytes(32), 2**63 - 1) == (ROWS, rows[-1][3])
    rewrite(record, change_body(rows, 7))
    with reading(record) as connection:
        assert chain._hurry(connection, 0, bytes(32), 2**63 - 1) == (6, rows[5][3])


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("at", [0, 1, 3, 4, 7, 11])
def test_attack_rows_that_are_good_but_for_their_numbers_are_found(
    record: Path, monkeypatch: pytest.MonkeyPatch, at: int, broken: bool
) -> None:
    rows = read_rows(record)
    moved = [(row[0] + (place >= at), *row[1:]) for place, row in enumerate(rows)]
    rewrite(record, change_body(moved, ROWS - 1) if broken else moved)
    with reading(record) as connection:
        found = walk(connection)
        assert found.bad_seq == at + 1
        monkeypatch.setattr(chain, "_hurry", lambda _connection, seq, digest, _until: (seq, digest))
        assert walk(connection) == found


def test_attack_rows_below_the_first_are_found(record: Path) -> None:
    rows = read_rows(record)
    rewrite(record, [(row[0] - 1, *row[1:]) for row in rows])
    with reading(record) as connection:
        assert walk(connection).bad_seq == 0


def test_times_of_any_length_are_gone_through_in_heaps(tmp_path: Path) -> None:
    record = closed_record(tmp_path, ROWS)
    rows: list[Row] = []
    for row in read_rows(record):
        seq, text = row[0], row[1]
        body = json.loads(text) | {"time_ns": 10 ** (seq + 6)}
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        rows.append(relinked(row, body=text, prev_hash=rows[-1][3] if rows else bytes(32)))
    rewrite(record, rows)
    with reading(record) as connection:
        assert chain._hurry(connection, 0, bytes(32), 2**63 - 1) == (ROWS, rows[-1][3])
