from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from supervisor.core.changes import MAX_TEXT
from supervisor.ui.edit_window import EditWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme


@pytest.fixture
def build(qtbot: QtBot, theme: Theme) -> Callable[..., EditWindow]:
    def made(what: str = "text", given: str = "rm a", note: str = "", about: str = "run “rm a”") -> EditWindow:
        window = EditWindow(what, given, about=about, note=note, theme=theme, width=900)
        qtbot.addWidget(window)
        return window

    return made


def words(window: EditWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


def test_what_is_given_is_written_over(build: Callable[..., EditWindow]) -> None:
    window, said = build(), list[str]()
    window.written.connect(said.append)
    assert window.field is not None
    assert window.field.selectedText() == "rm a"
    QTest.keyClicks(window.field, "rm b")
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    assert said == ["rm b"]


def test_escape_goes_back(build: Callable[..., EditWindow]) -> None:
    window, left = build(), list[bool]()
    window.left.connect(lambda: left.append(True))
    assert window.field is not None
    QTest.keyClick(window.field, Qt.Key.Key_Escape)
    assert left == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_what_a_key_stands_for_is_done_when_it_is_up(build: Callable[..., EditWindow], key: Qt.Key) -> None:
    window, done = build(), list[str]()
    window.written.connect(done.append)
    window.left.connect(lambda: done.append("left"))
    assert window.field is not None
    QTest.keyRelease(window.field, key)
    QTest.keyPress(window.field, key)
    repeated = QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, "", True)
    QCoreApplication.sendEvent(window.field, repeated)
    assert done == [], "held on, it would repeat in the program that has the keyboard next"
    QTest.keyRelease(window.field, key)
    assert len(done) == 1


def test_a_press_on_it_is_told(build: Callable[..., EditWindow]) -> None:
    window, clicked = build(), list[bool]()
    window.clicked.connect(lambda: clicked.append(True))
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert clicked == [True]


def test_a_place_is_not_written(build: Callable[..., EditWindow]) -> None:
    window = build("point", "")
    assert window.field is None
    assert any("Right button" in line for line in words(window))


def test_why_it_was_not_taken_stands_there_and_is_read_out(build: Callable[..., EditWindow]) -> None:
    window = build(note="`漢` cannot be typed on this keyboard")
    assert "`漢` cannot be typed on this keyboard" in words(window)
    assert "cannot be typed" in window.accessibleName()
    assert build().height() < window.height()


def test_strangers_words_are_plain_text_and_cannot_turn_the_line_around(build: Callable[..., EditWindow]) -> None:
    window = build(about="run “<b>x</b>\u202e”")
    assert any("<b>x</b>" in line for line in words(window))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in window.findChildren(QLabel))
    assert not any("\u202e" in line for line in words(window))


def test_what_begins_says_that_it_stands_for_all_of_it(build: Callable[..., EditWindow]) -> None:
    assert any("all that the agent types" in line for line in words(build(given="h")))
    assert not any("all that the agent types" in line for line in words(build()))


@pytest.mark.parametrize(("what", "most"), [("text", MAX_TEXT), ("keys", MAX_TEXT), ("reason", 200)])
def test_no_more_is_taken_than_is_read(build: Callable[..., EditWindow], what: str, most: int) -> None:
    window = build(what)
    field = window.field
    assert field is not None
    assert field.maxLength() == most
    assert field.accessibleName()
