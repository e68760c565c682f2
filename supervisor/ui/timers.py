"""Timers with names, so that a test can tell which one was left running, and the clock of what is lent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


def awake_or_asleep_ns() -> int:
    """Give the clock by which the service ends what is lent; it goes on while the machine sleeps, ns."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def timer(parent: QObject, name: str, interval_ms: int, then: Callable[[], None], *, repeats: bool = True) -> QTimer:
    """Make a timer that is not running yet.

    Args:
        parent: Who owns it.
        name: Its object name.
        interval_ms: From start to call; ms.
        then: What to call.
        repeats: False to call once a start.
    """
    made = QTimer(parent)
    made.setObjectName(name)
    made.setInterval(interval_ms)
    made.setSingleShot(not repeats)
    made.timeout.connect(then)
    return made
