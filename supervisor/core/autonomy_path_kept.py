"""Paths as rows of plain JSON, and back: what outlasts a supervisor of the way through the stages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy_dial import Change, Part
from supervisor.core.autonomy_path import MOST_STEPS, MOST_WORKERS, Count, Path, Taken
from supervisor.core.autonomy_rows import (
    entry_row,
    parts,
    read_count,
    read_entry,
    read_rows,
    read_scope,
    read_text,
)
from supervisor.core.autonomy_stages import Stage

if TYPE_CHECKING:
    from supervisor.core.autonomy_dial import Entry

_LASTING = (Part.SETTING, Part.CEILING)
"""What is lent ends with the supervisor at the latest."""


def path_row(path: Path) -> list[object]:
    """Give a path as seven columns."""
    count = path.count
    return [
        path.stage.value,
        count.right,
        count.wrong,
        count.attempt,
        count.rise,
        sorted(path.workers),
        [[taken.before.value if taken.before is not None else None, _changes(taken)] for taken in path.steps],
    ]


def _changes(taken: Taken) -> list[list[object]]:
    return [
        [change.part.value, *parts(change.scope), _entry(change.before), _entry(change.after), change.ground]
        for change in taken.changes
        if change.part in _LASTING
    ]


def _entry(entry: Entry | None) -> list[object] | None:
    return entry_row(entry) if entry is not None else None


def read_path(row: list[Any], now_ns: int) -> Path:
    """Read what `path_row` gave.

    Args:
        row: Its columns.
        now_ns: Now; all counts as given now, ns.

    Raises:
        TypeError: it is none.
        ValueError: it is none.
    """
    stage, right, wrong, attempt, rise, workers, steps = row
    if not isinstance(workers, list) or len(workers) > MOST_WORKERS:
        raise ValueError("no names")
    if type(rise) not in (int, float) or not math.isfinite(rise) or rise < 0:
        raise ValueError("no number")
    taken = tuple(_read_taken(before, changes, now_ns) for before, changes in read_rows(steps, 2))
    if len(taken) > MOST_STEPS:
        raise ValueError("too many steps")
    count = Count(read_count(right, 0), read_count(wrong, 0), read_count(attempt), float(rise))
    return Path(Stage(read_text(stage)), count, taken, frozenset(map(read_text, workers)))


def _read_taken(before: object, changes: object, now_ns: int) -> Taken:
    stage = Stage(read_text(before)) if before is not None else None
    return Taken(stage, tuple(_read_change(row, now_ns) for row in read_rows(changes, 8)))


def _read_change(row: list[Any], now_ns: int) -> Change:
    part = Part(read_text(row[0]))
    if part not in _LASTING:
        raise ValueError("nothing that lasts")
    before, after = (_read_entry(one, now_ns) for one in row[5:7])
    return Change(part, read_scope(*row[1:5]), before, after, read_text(row[7]), now_ns)


def _read_entry(row: Any, now_ns: int) -> Entry | None:
    return read_entry(read_rows([row], 3)[0], now_ns) if row is not None else None
