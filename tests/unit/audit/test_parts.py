from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.audit import parts as room
from supervisor.audit.chain import walk
from supervisor.audit.parts import walk_in_parts
from supervisor.audit.storage import reading
from tests.unit.audit.tools import closed_record, read_rows, relinked, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.audit.chain import Walk
    from tests.unit.audit.tools import Row

ROWS = 30
PARTS = 3


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORTH_ROWS", 1)


def both(path: Path) -> tuple[Walk, Walk]:
    """Walk in parts, and as a whole."""
    with reading(path) as connection:
        return walk_in_parts(path, connection, anchor=None, parts=PARTS), walk(connection)


def test_a_good_record_is_good_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_record(tmp_path, ROWS)
    walked: list[int] = []

    def seen(*given: object, **more: object) -> Walk:
        found: Walk = walk(*given, **more)  # type: ignore[arg-type]
        walked.append(found.last_seq)
        return found

    monkeypatch.setattr(room, "walk", seen)
    parted, whole = both(path)
    assert parted == whole
    assert (parted.last_seq, parted.bad_seq) == (ROWS, None)
    # The others were walked elsewhere, and nothing twice.
    assert walked == [ROWS // PARTS, ROWS]


def edited(row: Row) -> str:
    return row[1].replace("bot", "rob")


def body(rows: list[Row], at: int) -> list[Row]:
    return [*rows[:at], (rows[at][0], edited(rows[at]), *rows[at][2:]), *rows[at + 1 :]]


def body_and_hash(rows: list[Row], at: int) -> list[Row]:
    return [*rows[:at], relinked(rows[at], body=edited(rows[at])), *rows[at + 1 :]]


def gone(rows: list[Row], at: int) -> list[Row]:
    return [*rows[:at], *rows[at + 1 :]]


def rewritten(rows: list[Row], at: int) -> list[Row]:
    """All rows from one on fit each other, save that what they were before is signed."""
    out = list(rows)
    for place in range(at, len(rows)):
        out[place] = relinked(out[place], body=edited(out[place]), prev_hash=out[place - 1][3])
    return out


@pytest.mark.parametrize("place", [0, 1, 5, 9, 10, 11, 19, 20, 29])
@pytest.mark.parametrize("change", [body, body_and_hash, gone])
def test_what_was_changed_is_named_as_without_parts(
    tmp_path: Path, change: Callable[[list[Row], int], list[Row]], place: int
) -> None:
    path = closed_record(tmp_path, ROWS)
    rewrite(path, change(read_rows(path), place) if place else read_rows(path)[1:])
    parted, whole = both(path)
    assert parted == whole
    # Of the last row only the signed head tells.
    assert parted.bad_seq is not None or (change is not body and place == ROWS - 1)


def test_rows_that_fit_each_other_fit_in_parts(tmp_path: Path) -> None:
    path = closed_record(tmp_path, ROWS)
    rewrite(path, rewritten(read_rows(path), 12))
    parted, whole = both(path)
    assert parted == whole
    assert parted.bad_seq is None


def test_a_part_that_cannot_be_begun_leaves_it_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_record(tmp_path, ROWS)
    monkeypatch.setattr("sys.executable", "/bin/false")
    parted, whole = both(path)
    assert parted == whole
    assert parted.last_seq == ROWS


def test_where_no_process_can_be_begun_one_walks_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_given: object) -> None:
        raise BlockingIOError("no more processes")

    path = closed_record(tmp_path, ROWS)
    monkeypatch.setattr(room, "_begin", none_left)
    parted, whole = both(path)
    assert parted == whole
    assert parted.last_seq == ROWS


def test_a_short_record_is_walked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_record(tmp_path, ROWS)
    monkeypatch.setattr(room, "WORTH_ROWS", ROWS + 1)
    monkeypatch.setattr(room, "_begin", lambda *_given: pytest.fail("a process was begun"))
    parted, whole = both(path)
    assert parted == whole
