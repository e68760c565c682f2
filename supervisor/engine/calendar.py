"""Time as a person counts it: it goes on while the machine sleeps, and a day ends at midnight."""

from __future__ import annotations

import datetime as dt
import time


def awake_or_asleep_ns() -> int:
    """Give a clock that never jumps and does not stand still in suspend, ns."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def until_midnight_ns(now: dt.datetime | None = None) -> int:
    """Give how long the person's day still lasts, ns.

    Args:
        now: The local time, with its zone; None for now.
    """
    here = now or dt.datetime.now().astimezone()
    tomorrow = (here + dt.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((tomorrow - here).total_seconds() * 1e9)
