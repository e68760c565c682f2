from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import (
    AGAINST_IT,
    ANSWERS,
    ASKED,
    FOR_IT,
    REJECTIONS,
    Figures,
    Key,
    Ledger,
    Result,
)
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from tests.support.levels import steadily

FILES = Key("bot", Category.FILES, "thunar", Tier.HIGH_RISK)
MAIL = Key("bot", Category.EMAIL, "geary", Tier.IRREVERSIBLE)
OTHERS = Key("clerk", Category.FILES, "thunar", Tier.HIGH_RISK)


def counted(*results: Result) -> Figures:
    figures = Figures()
    for result in results:
        figures = figures.after(result)
    return figures


def test_what_came_of_actions_is_counted() -> None:
    figures = counted(
        *[Result.PASSED] * 6, *[Result.APPROVED] * 2, Result.REJECTED, Result.EXPIRED, Result.FOUND_WRONG
    )
    assert (figures.actions, figures.asked) == (10, 4)
    assert figures.prompts_per_100 == 40
    rates = [figures.rate(r) for r in (Result.APPROVED, Result.REJECTED, Result.MODIFIED, Result.EXPIRED)]
    assert rates == [0.5, 0.25, 0, 0.25]


def test_of_nothing_there_is_no_rate() -> None:
    nothing = Figures()
    assert (nothing.rate(Result.APPROVED), nothing.prompts_per_100, nothing.median_ms) == (None, None, None)
    assert counted(Result.PASSED).rate(Result.APPROVED) is None


@pytest.mark.parametrize(
    ("times_ms", "least", "most"),
    [
        ([0], 0, 250),
        ([249.9], 249, 250),
        ([1000], 1000, 1500),
        ([300, 800, 900, 5000, 60_000], 900, 1300),
        ([10**12], 10**8, 10**9),
    ],
)
def test_the_median_is_known_to_the_half_octave(times_ms: list[float], least: float, most: float) -> None:
    figures = Figures()
    for time_ms in times_ms:
        figures = figures.after(Result.APPROVED, time_ms)
    assert figures.median_ms is not None
    assert least <= figures.median_ms <= most


results = st.lists(st.tuples(st.sampled_from(Result), st.none() | st.floats(0, 1e7)))


@steadily
@given(results, results)
def test_a_sum_is_what_counting_all_gives(
    one: list[tuple[Result, float | None]], other: list[tuple[Result, float | None]]
) -> None:
    def of(some: list[tuple[Result, float | None]]) -> Figures:
        figures = Figures()
        for result, time_ms in some:
            figures = figures.after(result, time_ms)
        return figures

    assert of(one) + of(other) == of(one + other) == of(other) + of(one)


def test_a_ledger_keeps_figures_apart_and_adds_those_of_a_scope() -> None:
    ledger = Ledger()
    ledger.count(FILES, Result.APPROVED, 900)
    ledger.count(FILES, Result.REJECTED)
    ledger.count(MAIL, Result.APPROVED)
    ledger.count(OTHERS, Result.EXPIRED)
    assert ledger.total(EVERYTHING).asked == 4
    assert ledger.total(Scope(agent="bot")) == ledger.figures[FILES] + ledger.figures[MAIL]
    assert ledger.total(Scope(category=Category.FILES)).of(Result.EXPIRED) == 1
    assert ledger.total(Scope(app="geary")) == counted(Result.APPROVED)
    assert ledger.total(Scope(workflow="any")) == Figures()
    more = Ledger()
    more.add(ledger)
    more.add(ledger)
    assert more.total(EVERYTHING).asked == 8


def test_a_key_is_read_off_a_situation() -> None:
    assert Key.of(Situation("bot", "w", "thunar", Category.FILES), Tier.HIGH_RISK) == FILES


def test_the_kinds_of_results_do_not_overlap() -> None:
    assert not FOR_IT & AGAINST_IT
    assert REJECTIONS < AGAINST_IT
    assert ANSWERS < ASKED
    assert Result.EXPIRED not in FOR_IT | AGAINST_IT
