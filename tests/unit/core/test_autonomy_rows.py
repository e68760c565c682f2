from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Entry
from supervisor.core.autonomy_rows import (
    entry_row,
    parts,
    read_count,
    read_entry,
    read_flag,
    read_rows,
    read_scope,
    read_text,
)
from tests.support.levels import T0, scopes, steadily

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.autonomy_scope import Scope


@steadily
@given(scopes)
def test_a_scope_is_read_back(scope: Scope) -> None:
    assert read_scope(*json.loads(json.dumps(parts(scope)))) == scope


def test_an_entry_is_read_back_as_given_now_and_what_was_lent_lasts_no_longer() -> None:
    row = entry_row(Entry(Level.BATCH_REVIEW, "x" * 500, 1, 2, earned=True))
    assert read_entry(row, T0) == Entry(Level.BATCH_REVIEW, "x" * 400, T0, earned=True)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (read_text, 7),
        (read_text, "x" * 401),
        (read_flag, 1),
        (read_count, True),
        (read_count, 0),
        (read_count, 10**10),
        (lambda value: read_rows(value, 2), [[1]]),
        (lambda value: read_rows(value, 2), {}),
        (lambda value: read_scope(*value), (1, None, None, None)),
        (lambda value: read_scope(*value), (None, None, None, "money")),
        (lambda value: read_entry(value, T0), ["lax", "g", True]),
        (lambda value: read_entry(value, T0), ["batch-review", "g", 1]),
        (lambda value: read_entry(value, T0), ["batch-review", "g"]),
    ],
)
def test_attack_what_is_none_of_ours_is_not_believed(read: Callable[[Any], object], value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        read(value)
