from __future__ import annotations

from supervisor.core.time_limit import Fallback, TimeLimit, strictest


def test_of_several_limits_one_that_refuses_holds_and_of_those_the_shorter() -> None:
    short, long = TimeLimit(10), TimeLimit(60)
    escalates = TimeLimit(5, Fallback.ESCALATE)
    assert strictest([long, None, escalates, short]) is short
    assert strictest([None, escalates]) is escalates
    assert strictest([None]) is None


def test_nothing_that_follows_is_a_yes() -> None:
    assert {fallback.value for fallback in Fallback} == {"reject", "escalate", "queue"}
