from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from supervisor.engine import calendar
from supervisor.ui.timers import awake_or_asleep_ns, timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_timer_has_a_name_and_waits_to_be_started(qtbot: QtBot) -> None:
    owner = QObject()
    calls: list[int] = []
    made = timer(owner, "sample", 1, lambda: calls.append(1), repeats=False)
    assert (made.objectName(), made.isActive(), made.parent()) == ("sample", False, owner)
    made.start()
    qtbot.waitUntil(lambda: bool(calls))
    assert not made.isActive()


def test_a_repeating_timer_goes_on(qtbot: QtBot) -> None:
    owner = QObject()
    calls: list[int] = []
    made = timer(owner, "sample", 1, lambda: calls.append(1))
    made.start()
    qtbot.waitUntil(lambda: len(calls) >= 3)
    made.stop()


def test_what_is_lent_is_counted_by_the_clock_of_the_service() -> None:
    before = calendar.awake_or_asleep_ns()
    assert before <= awake_or_asleep_ns() <= calendar.awake_or_asleep_ns()
