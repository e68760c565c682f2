"""Scopes, entries and texts as rows of plain JSON, and back; what is none of ours is not believed."""

from __future__ import annotations

from typing import Any

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Entry
from supervisor.core.autonomy_scope import Scope

_LONGEST = 400
"""A longer text is none of ours, characters."""


def parts(scope: Scope) -> tuple[str | None, ...]:
    """Give a scope as four columns."""
    return scope.agent, scope.workflow, scope.app, scope.category.value if scope.category is not None else None


def entry_row(entry: Entry) -> list[object]:
    """Give an entry as three columns, without its times."""
    return [entry.level.value, entry.ground[:_LONGEST], entry.earned]


def read_rows(rows: object, width: int) -> list[list[Any]]:
    """Read rows of so many columns.

    Raises:
        ValueError: they are none.
    """
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == width for row in rows):
        raise ValueError("these are no rows")
    return rows


def read_scope(agent: object, workflow: object, app: object, category: object) -> Scope:
    """Read what `parts` gave.

    Raises:
        TypeError: it is none.
        ValueError: there is no such category.
    """
    return Scope(
        read_text(agent) if agent is not None else None,
        read_text(workflow) if workflow is not None else None,
        read_text(app) if app is not None else None,
        Category(read_text(category)) if category is not None else None,
    )


def read_entry(row: list[Any], now_ns: int) -> Entry:
    """Read what `entry_row` gave; it counts as given now.

    Raises:
        TypeError: it is none.
        ValueError: there is no such level.
    """
    level, ground, earned = row
    return Entry(Level(read_text(level)), read_text(ground), now_ns, earned=read_flag(earned))


def read_text(value: object) -> str:
    """Read a text.

    Raises:
        TypeError: it is none, or too long to be ours.
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError("no text")
    return value


def read_flag(value: object) -> bool:
    """Read yes or no.

    Raises:
        TypeError: it is neither.
    """
    if not isinstance(value, bool):
        raise TypeError("not said")
    return value


def read_count(value: object, least: int = 1) -> int:
    """Read a count.

    Raises:
        ValueError: it is none.
    """
    if type(value) is not int or not least <= value <= 10**9:
        raise ValueError("no count")
    return value
