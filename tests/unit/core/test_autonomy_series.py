"""Figures as a course of time: no gap, no day twice, and never more points than an eye tells apart."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import Key, Ledger, Result
from supervisor.core.autonomy_series import MOST_POINTS, Part, parts, series
from supervisor.core.autonomy_tally import Group, Tally

BOT = Key("bot", Category.FILES, "thunar", Tier.REVERSIBLE)
OTHER = Key("other", Category.EMAIL, "claws-mail", Tier.HIGH_RISK)


def kept(*days: tuple[int, Key, Result]) -> Tally:
    tally = Tally()
    for day, key, result in days:
        tally.days.setdefault(day, Ledger()).count(key, result, None)
    return tally


def test_a_day_on_which_nothing_happened_is_a_point_too() -> None:
    tally = kept((10, BOT, Result.PASSED), (12, BOT, Result.APPROVED))
    points = series(tally, Part(), last_day=13)
    assert [(point.first_day, point.days, point.figures.actions) for point in points] == [
        (10, 1, 1),
        (11, 1, 0),
        (12, 1, 1),
        (13, 1, 0),
    ]


def test_only_the_last_days_and_only_one_agent() -> None:
    tally = kept((10, BOT, Result.PASSED), (12, BOT, Result.APPROVED), (12, OTHER, Result.REJECTED))
    points = series(tally, Part(Group.AGENT, "other"), last_day=13, days=3)
    assert [(point.first_day, point.figures.asked) for point in points] == [(11, 0), (12, 1), (13, 0)]
    assert points[1].figures.of(Result.REJECTED) == 1


def test_without_anything_in_that_time_there_is_no_point() -> None:
    assert series(Tally(), Part(), last_day=10) == []
    assert series(kept((10, BOT, Result.PASSED)), Part(), last_day=30, days=7) == []
    assert series(kept((10, BOT, Result.PASSED)), Part(Group.AGENT, "other"), last_day=10) == []


def test_what_was_gone_through_afterwards_alone_makes_no_day() -> None:
    assert series(kept((10, BOT, Result.FOUND_WRONG)), Part(), last_day=10) == []


def test_a_clock_that_was_ahead_makes_no_endless_course() -> None:
    tally = kept((10, BOT, Result.PASSED), (10**9, BOT, Result.PASSED))
    assert [point.first_day for point in series(tally, Part(), last_day=10)] == [10]


@given(
    days=st.sets(st.integers(0, 3000), min_size=1, max_size=20),
    ahead=st.integers(0, 400),
    wanted=st.integers(0, 4000),
)
def test_every_day_is_in_one_point(days: set[int], ahead: int, wanted: int) -> None:
    last_day = max(days) + ahead
    points = series(kept(*((day, BOT, Result.PASSED) for day in days)), Part(), last_day, wanted)
    first_day = last_day - wanted + 1 if wanted else min(days)
    assert sum(point.figures.actions for point in points) == sum(day >= first_day for day in days)
    assert len(points) <= MOST_POINTS
    for one, following in itertools.pairwise(points):
        assert one.first_day + one.days == following.first_day
    if points:
        assert points[0].first_day == first_day
        assert points[-1].first_day + points[-1].days == last_day + 1
        assert {point.days for point in points[1:]} <= {points[-1].days}


def test_parts_are_named_by_how_much_they_did() -> None:
    tally = kept((1, BOT, Result.PASSED), (1, OTHER, Result.PASSED), (2, OTHER, Result.APPROVED))
    assert parts(tally, most=1) == [
        Part(),
        Part(Group.AGENT, "other"),
        Part(Group.CATEGORY, "email"),
        Part(Group.APP, "claws-mail"),
        Part(Group.TIER, OTHER.tier.value),
    ]
