from __future__ import annotations

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.autonomy_bound import (
    RINGS_ONCE_IN,
    has_risen,
    lower_bound,
    rise_after,
    risk_of_attempt,
)
from tests.support.levels import steadily


@pytest.mark.parametrize("rate", [0.8, 0.9, 0.97])
def test_the_bound_is_ever_above_the_true_rate_with_no_more_than_the_risk(rate: float) -> None:
    """Exact: the probability of each pair of counts at which it has never been above, look by look."""
    risk, looks = 0.05, 200
    still = {0: 1.0}
    for look in range(1, looks + 1):
        then: dict[int, float] = {}
        for right, chance in still.items():
            for more, odds in ((1, rate), (0, 1 - rate)):
                then[right + more] = then.get(right + more, 0.0) + chance * odds
        still = {right: chance for right, chance in then.items() if lower_bound(right, look - right, risk) <= rate}
    passed = 1 - sum(still.values())
    assert 0 < passed <= risk


def test_a_bound_for_one_look_would_not_hold() -> None:
    """The reason for the other: Wilson's bound at the same risk, looked at again and again."""
    rate, looks = 0.9, 300
    still = {0: 1.0}
    for look in range(1, looks + 1):
        then: dict[int, float] = {}
        for right, chance in still.items():
            for more, odds in ((1, rate), (0, 1 - rate)):
                then[right + more] = then.get(right + more, 0.0) + chance * odds
        still = {right: chance for right, chance in then.items() if wilson(right, look) <= rate}
    assert 1 - sum(still.values()) > 0.1


def wilson(right: int, answers: int) -> float:
    """Give the lower end of Wilson's interval, at 95 % to one side."""
    z, seen = 1.6449, right / answers
    middle = seen + z * z / (2 * answers)
    spread = z * sqrt(seen * (1 - seen) / answers + z * z / (4 * answers * answers))
    return (middle - spread) / (1 + z * z / answers)


@steadily
@given(st.integers(0, 2_000), st.integers(0, 2_000), st.floats(1e-6, 0.5))
def test_the_bound_is_below_what_was_seen(right: int, wrong: int, risk: float) -> None:
    bound = lower_bound(right, wrong, risk)
    assert 0 <= bound < 1
    assert bound <= right / max(right + wrong, 1) + 1e-9


@steadily
@given(st.integers(0, 119), st.integers(0, 59), st.floats(1e-4, 0.2))
def test_a_yes_raises_the_bound_and_a_no_or_less_risk_lowers_it(right: int, wrong: int, risk: float) -> None:
    bound = lower_bound(right, wrong, risk)
    assert lower_bound(right + 1, wrong, risk) >= bound - 1e-9
    assert lower_bound(right, wrong + 1, risk) <= bound + 1e-9
    assert lower_bound(right, wrong, risk / 2) <= bound + 1e-9


def test_without_a_yes_there_is_no_bound() -> None:
    assert lower_bound(0, 0, 0.01) == lower_bound(0, 5, 0.01) == 0


def test_all_attempts_together_have_the_whole_risk() -> None:
    parts = [risk_of_attempt(0.01, attempt) for attempt in range(1, 10_000)]
    assert parts == sorted(parts, reverse=True)
    assert 0.0099 < sum(parts) <= 0.01


def test_a_rise_is_heard_soon_and_a_tolerated_rate_rarely() -> None:
    # Three times the rate that is tolerated: of ten answers three are wrong.
    rise, answers = 0.0, 0
    while not has_risen(rise):
        answers += 1
        rise = rise_after(rise, 0.1, wrong=answers % 10 in {3, 6, 9})
    assert answers < 70
    rise = 0.0
    for answer in range(1_000):
        rise = rise_after(rise, 0.1, wrong=answer % 10 == 0)
        assert not has_risen(rise)


@pytest.mark.parametrize("tolerated", [0.01, 0.1, 0.3, 0.5, 0.95])
def test_each_error_speaks_for_a_rise_and_each_success_against_it(tolerated: float) -> None:
    assert rise_after(1.0, tolerated, wrong=True) >= 1.0 >= rise_after(1.0, tolerated, wrong=False)
    assert rise_after(0.0, tolerated, wrong=False) == 0


def test_it_rings_at_the_stated_odds() -> None:
    assert has_risen(log(RINGS_ONCE_IN))
    assert not has_risen(log(RINGS_ONCE_IN) - 0.001)
