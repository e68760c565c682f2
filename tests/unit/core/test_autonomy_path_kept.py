from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Dial
from supervisor.core.autonomy_path import MOST_STEPS, MOST_WORKERS, Count, Path, taken_back
from supervisor.core.autonomy_path_kept import path_row, read_path
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import Stage, enter
from tests.support.levels import T0, dials, steadily

BOT = Scope(agent="bot")


def way(dial: Dial, *stages: Stage) -> tuple[Dial, Path]:
    path = None
    for stage in stages:
        changes = enter(dial, stage, BOT, ground="chosen", now_ns=T0)
        dial = dial.apply(changes)
        path = path.entered(stage, changes, Count(3, 1, 2, 0.5)) if path else Path.begins(stage, changes)
    assert path is not None
    return dial, path.counted(path.count, "bot")


def again(path: Path, now_ns: int = T0) -> Path:
    return read_path(json.loads(json.dumps(path_row(path))), now_ns)


@steadily
@given(dials(), st.lists(st.sampled_from(Stage), min_size=1, max_size=4))
def test_what_was_kept_can_be_taken_back_by_the_next_supervisor(dial: Dial, stages: list[Stage]) -> None:
    before = dial.without_loans()
    at, path = way(before, *stages)
    kept = again(path)
    assert (kept.stage, kept.count, kept.workers) == (path.stage, path.count, path.workers)
    changes = [change for taken in kept.steps for change in taken.changes]
    back = at.apply(taken_back(at, changes, ground="back", now_ns=T0))
    assert (dict(back.settings), dict(back.ceilings)) == (dict(before.settings), dict(before.ceilings))


def test_what_was_lent_is_not_kept() -> None:
    lent = Dial().apply(Dial().lend(BOT, Level.BATCH_REVIEW, 10**9, ground="lent", now_ns=T0))
    _, path = way(lent, Stage.MATURE)
    assert any(change.part == "loan" for change in path.steps[0].changes)
    assert all(change.part != "loan" for change in again(path).steps[0].changes)


ROW = json.loads(json.dumps(path_row(way(Dial(), Stage.LAUNCH, Stage.MATURE)[1])))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((0,), "ripe"),
        ((1,), -1),
        ((2,), 1.5),
        ((3,), 0),
        ((4,), -1.0),
        ((4,), float("nan")),
        ((4,), float("inf")),
        ((4,), True),
        ((5,), "bot"),
        ((5,), ["bot"] * (MOST_WORKERS + 1)),
        ((5,), [7]),
        ((6,), [[None, []]] * (MOST_STEPS + 1)),
        ((6,), [[None]]),
        ((6, 0, 0), "ripe"),
        ((6, 0, 1, 0, 0), "loan"),
        ((6, 0, 1, 0, 0), "nothing"),
        ((6, 0, 1, 0, 1), 7),
        ((6, 0, 1, 0, 6), ["full-autonomy"]),
        ((6, 0, 1, 0, 6), ["full-autonomy", "x", "yes"]),
        ((6, 0, 1, 0, 6), "full-autonomy"),
    ],
)
def test_attack_what_is_none_of_ours_is_not_believed(place: tuple[int, ...], value: Any) -> None:
    row = copy.deepcopy(ROW)
    read_path(copy.deepcopy(row), T0)
    at = row
    for part in place[:-1]:
        at = at[part]
    at[place[-1]] = value
    with pytest.raises((TypeError, ValueError)):
        read_path(row, T0)
