from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.ranges import Range

_BOUNDS = st.none() | st.integers(-3, 3)
_RANGES = st.builds(Range, _BOUNDS, _BOUNDS)


@pytest.mark.parametrize(("number", "inside"), [(1.9, False), (2, True), (5, True), (5.1, False)])
def test_both_ends_are_included(number: float, inside: bool) -> None:
    assert Range(2, 5).holds(number) is inside


def test_an_open_end_has_no_bound() -> None:
    assert Range(None, 5).holds(-1e300)
    assert Range(2, None).holds(1e300)
    assert not Range().empty


@given(_RANGES, _RANGES, st.integers(-5, 5))
def test_what_is_within_another_holds_nothing_else(one: Range, other: Range, number: int) -> None:
    assert not (one.empty and one.holds(number))
    if one.within(other) and one.holds(number):
        assert other.holds(number)
