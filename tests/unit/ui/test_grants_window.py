from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton

from supervisor.ui.grants_window import GrantsWindow
from supervisor.ui.messages import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

GRANTS = (Standing("g1", "“Like” in Firefox, for 15 minutes"), Standing("g2", "what rule x asks about, today"))


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[GrantsWindow]:  # noqa: ARG001 - Qt has to be there first
    made = GrantsWindow(theme)
    made.appear()
    yield made
    made.dispose()


def texts(window: GrantsWindow) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [label.text() for label in window.findChildren(QLabel)]


def test_each_answer_that_stands_is_taken_back_with_one_press(window: GrantsWindow) -> None:
    window.display(GRANTS)
    wanted: list[str] = []
    window.wanted.connect(wanted.append)
    assert "2 answers stand for more than one action" in texts(window)
    assert "“Like” in Firefox, for 15 minutes" in texts(window)
    window.findChildren(QPushButton, "revoke-g2")[0].click()
    next(button for button in window.findChildren(QPushButton) if button.text() == "Take all back").click()
    assert wanted == ["revoke:g2", "revoke:"]


def test_what_was_taken_back_is_gone(window: GrantsWindow) -> None:
    window.display(GRANTS)
    window.display(())
    assert texts(window)[0] == "No answer stands for more than one action"
    assert "“Like” in Firefox, for 15 minutes" not in texts(window)
    (every,) = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    assert not every.isEnabled()


def test_buttons_are_large_enough_to_hit(window: GrantsWindow) -> None:
    window.display(GRANTS)
    assert all(button.height() >= 24 for button in window.findChildren(QPushButton) if button.isVisible())
