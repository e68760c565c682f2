from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from supervisor.ui.welcome_window import STEPS, Bullet, WelcomeWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

LABELS = {"stop": "Ctrl+Alt+S", "approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N", "rearm": "Ctrl+Alt+R"}


class Opened:
    def __init__(self, theme: Theme) -> None:
        self.window = WelcomeWindow(theme, LABELS)
        self.told: list[dict[str, Any]] = []
        self.window.told.connect(self.told.append)
        self.window.appear()

    def words(self) -> str:
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def states(self) -> list[str]:
        return [bullet.state for bullet in self.window.findChildren(Bullet)]

    def buttons(self) -> dict[str, QPushButton]:
        return {button.text(): button for button in self.window.findChildren(QPushButton) if button.isVisible()}


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:  # noqa: ARG001 - Qt has to be there first
    made = Opened(theme)
    yield made
    made.window.dispose()


def test_it_begins_when_the_person_wants(opened: Opened) -> None:
    assert opened.states() == ["ahead"] * 4
    opened.buttons()["Begin"].click()
    assert opened.told == [{"t": "practice_begin"}]


def test_each_step_says_what_to_press_and_is_marked_once_it_is_done(opened: Opened) -> None:
    chords = {"approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N", "stop": "Ctrl+Alt+S", "rearm": "Ctrl+Alt+R"}
    for number, step in enumerate(STEPS):
        opened.window.take(step, "")
        assert opened.states() == ["done"] * number + ["now"] + ["ahead"] * (3 - number)
        assert chords[step] in opened.words()
        assert list(opened.buttons()) == ["Leave"]
    opened.window.take("done", "")
    assert opened.states() == ["done"] * 4
    assert "That is all" in opened.words()
    assert list(opened.buttons()) == ["Close"]


def test_what_went_wrong_is_said(opened: Opened) -> None:
    opened.window.take("approve", "That was a no.")
    assert "That was a no." in opened.words()
    opened.window.take("", "An agent is running.")
    assert "An agent is running." in opened.words()
    assert "Begin" in opened.buttons()
    opened.window.take("explode", "")
    assert opened.states() == ["ahead"] * 4


def test_escape_leaves_it_but_not_where_escape_is_what_is_practised(opened: Opened) -> None:
    opened.window.take("stop", "")
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.isVisible()
    opened.window.take("approve", "")
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert not opened.window.isVisible()
    assert opened.told == [{"t": "practice_leave"}]


def test_opened_again_it_begins_anew(opened: Opened) -> None:
    opened.window.take("done", "")
    opened.window.close()
    opened.window.appear()
    assert opened.states() == ["ahead"] * 4


def test_without_labels_it_names_the_chords(opened: Opened) -> None:
    opened.window.set_labels({})
    opened.window.take("stop", "")
    assert "press the stop chord" in opened.words()
