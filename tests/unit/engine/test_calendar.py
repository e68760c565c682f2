from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

from supervisor.engine.calendar import awake_or_asleep_ns, until_midnight_ns

HOUR_NS = 3600 * 10**9


def test_a_day_ends_at_midnight() -> None:
    at = dt.datetime(2026, 11, 20, 22, 30, tzinfo=dt.UTC)
    assert until_midnight_ns(at) == HOUR_NS * 3 // 2


def test_just_after_midnight_the_whole_day_is_left() -> None:
    at = dt.datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert until_midnight_ns(at) == 24 * HOUR_NS


def test_today_ends_within_a_day() -> None:
    assert 0 < until_midnight_ns() <= 25 * HOUR_NS


def test_the_clock_goes_on_with_the_machine() -> None:
    before = awake_or_asleep_ns()
    assert before >= time.monotonic_ns() - 10**9
    assert awake_or_asleep_ns() >= before
