"""The clock of questions: it counts, it stands still, and nothing but time that passed for the person uses it up."""

from __future__ import annotations

from functools import partial

import pytest

from supervisor.engine.patience import KEY_REST_S, Limit, Patience, Still
from tests.support.simulators import SimulatedLoop


class Clock:
    """A clock of questions on a loop that is driven by hand."""

    def __init__(self) -> None:
        self.loop = SimulatedLoop()
        self.told = 0
        self.late: list[str] = []
        self.patience = Patience(self.loop, self._tell)

    def _tell(self) -> None:
        self.told += 1

    def begin(self, name: str, wait_s: float, *, bound: bool = False) -> Limit:
        return self.patience.begin(wait_s, partial(self.late.append, name), bound=bound)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_each_limit_ends_once_in_its_time(clock: Clock) -> None:
    clock.begin("slow", 30)
    clock.begin("quick", 10.1)
    clock.loop.advance(10)
    assert clock.late == []
    clock.loop.advance(0.2)
    assert clock.late == ["quick"]
    clock.loop.advance(100)
    assert clock.late == ["quick", "slow"]
    assert clock.loop.calls < 200, "nothing is counted once nothing is left to count"


def test_one_that_was_ended_is_never_late(clock: Clock) -> None:
    limit = clock.begin("a", 10)
    clock.loop.advance(9)
    clock.patience.end(limit)
    clock.patience.end(limit)
    clock.loop.advance(100)
    assert clock.late == []


@pytest.mark.parametrize("why", Still)
def test_it_stands_still_for_as_long_as_there_is_a_reason(clock: Clock, why: Still) -> None:
    limit = clock.begin("a", 10)
    clock.loop.advance(4)
    clock.patience.stand_still(why)
    clock.loop.advance(1000)
    assert clock.late == []
    assert limit.left_s == pytest.approx(6)
    assert not clock.patience.runs(limit)
    other = Still.LOCKED if why is not Still.LOCKED else Still.POINTER
    clock.patience.stand_still(other)
    clock.patience.go_on(why)
    clock.loop.advance(1000)
    assert clock.late == []
    clock.patience.go_on(other)
    clock.loop.advance(5.9)
    assert clock.late == []
    clock.loop.advance(0.2)
    assert clock.late == ["a"]


def test_what_is_bound_goes_on_whatever_the_person_does(clock: Clock) -> None:
    limit = clock.begin("drop", 10, bound=True)
    clock.begin("a", 10)
    clock.patience.stand_still(Still.POINTER)
    clock.loop.advance(11)
    assert clock.late == ["drop"]
    assert not clock.patience.more(limit)


def test_after_a_key_it_rests_and_each_further_key_begins_the_rest_anew(clock: Clock) -> None:
    clock.begin("a", 5)
    for _ in range(10):
        clock.patience.keys()
        clock.loop.advance(KEY_REST_S - 1)
    assert clock.late == []
    clock.loop.advance(1 + 4.9)
    assert clock.late == []
    clock.loop.advance(0.2)
    assert clock.late == ["a"]


def test_the_person_may_take_more_time_as_often_as_they_want(clock: Clock) -> None:
    limit = clock.begin("a", 60)
    clock.loop.advance(59)
    for _ in range(12):
        assert clock.patience.more(limit)
    assert limit.left_s == pytest.approx(1 + 12 * 60)
    clock.loop.advance(12 * 60)
    assert clock.late == []
    clock.loop.advance(2)
    assert clock.late == ["a"]
    assert not clock.patience.more(limit)


def test_more_time_is_never_less_than_twenty_seconds(clock: Clock) -> None:
    limit = clock.begin("a", 2)
    clock.patience.more(limit)
    assert limit.left_s == pytest.approx(22)


def test_a_clock_that_jumps_uses_up_nobodys_time(clock: Clock) -> None:
    limit = clock.begin("a", 60)
    clock.loop.advance(0.1)
    clock.loop.jump(3600)
    clock.loop.advance(0.3)
    assert clock.late == []
    assert limit.left_s > 58


def test_who_is_told_hears_of_each_step(clock: Clock) -> None:
    clock.begin("a", 10)
    before = clock.told
    clock.loop.advance(2)
    assert clock.told >= before + 2
