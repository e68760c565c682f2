from __future__ import annotations

import select
from time import monotonic

from supervisor.desktop.timer import Timer


def readable(timer: Timer, within_s: float) -> bool:
    return bool(select.select([timer], [], [], within_s)[0])


def test_it_is_readable_once_the_deadline_has_passed_and_not_before() -> None:
    timer = Timer()
    at = monotonic() + 0.05
    timer.set(at)
    assert readable(timer, 10)
    assert monotonic() >= at
    timer.close()


def test_a_deadline_in_the_past_is_due_at_once() -> None:
    timer = Timer()
    for past in (monotonic() - 5, 0.0, -3.0):
        timer.set(past)
        assert readable(timer, 5)
    timer.close()


def test_no_deadline_is_never_due() -> None:
    timer = Timer()
    timer.set(monotonic() - 1)
    timer.set(None)
    assert not readable(timer, 0)
    timer.set(monotonic() + 1000)
    assert not readable(timer, 0)
    timer.close()
    timer.close()
