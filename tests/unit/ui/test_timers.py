from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from supervisor.ui.timers import timer

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
