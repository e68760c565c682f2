"""The figures of a record as a course of time: of all, or of one agent, category, application or tier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.autonomy_figures import Figures
from supervisor.core.autonomy_tally import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.autonomy_tally import Tally

MOST_POINTS = 92
"""A longer time is told by more than a day a point: more points than these are no longer told apart by eye."""


@dataclass(frozen=True, slots=True)
class Part:
    """What figures are of."""

    by: Group = Group.ALL
    """By what they are kept apart; `day` is none."""
    name: str = ""
    """Which of these; says nothing where `by` is `all`."""


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of one stretch of days."""

    first_day: int
    """Days since 1970, UTC."""
    days: int
    """How many days it is, 1 or more."""
    figures: Figures


def parts(tally: Tally, most: int) -> list[Part]:
    """Give what there are figures of: all, and of each group those with the most actions.

    Args:
        tally: Figures of a record.
        most: How many to give of each group.
    """
    found = [Part()]
    for by in (Group.AGENT, Group.CATEGORY, Group.APP, Group.TIER):
        groups = tally.grouped(by)
        busiest = sorted(groups, key=lambda name: (-groups[name].actions, name))[:most]
        found += [Part(by, name) for name in busiest]
    return found


def series(tally: Tally, part: Part, last_day: int, days: int = 0) -> list[Point]:
    """Give a course of time without gaps: days on which nothing happened are in it, with no figures.

    Args:
        tally: Figures of a record.
        part: What of it.
        last_day: Where it ends, days since 1970, UTC. What is dated later is left out.
        days: How many days; 0 for as many as there are.

    Returns:
        Points in the order of time, `MOST_POINTS` at most and each but the first of equally many days; none when
        there is nothing in that time.
    """
    there = {day: figures for day, figures in _by_day(tally, part) if day <= last_day and figures.actions}
    first_day = last_day - days + 1 if days else min(there, default=last_day + 1)
    if not any(day >= first_day for day in there):
        return []
    step = -(-(last_day - first_day + 1) // MOST_POINTS)
    points: list[Point] = []
    # From the end, so that the newest point is as long as the others.
    end = last_day
    while end >= first_day:
        start = max(first_day, end - step + 1)
        figures = sum((there[day] for day in range(start, end + 1) if day in there), Figures())
        points.append(Point(start, end - start + 1, figures))
        end = start - 1
    return points[::-1]


def _by_day(tally: Tally, part: Part) -> Iterator[tuple[int, Figures]]:
    for day, ledger in tally.days.items():
        of_it = (
            figures
            for key, figures in ledger.figures.items()
            if part.by is Group.ALL or str(getattr(key, part.by.value)) == part.name
        )
        yield day, sum(of_it, Figures())
