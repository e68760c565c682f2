"""The window to go through what passed: what it asks of the service, what it shows, and that it decides nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from supervisor.core.assessment import Tier
from supervisor.core.review import Mark
from supervisor.ui.note_field import NoteField
from supervisor.ui.review import Passed, ReviewNews, Summary
from supervisor.ui.review_model import Column
from supervisor.ui.review_window import TOGETHER, ReviewWindow
from tests.unit.ui.test_note_field import SlowBus, type_into
from tests.unit.ui.test_review_model import BATCH, PASSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

DAY = Summary(waiting=3, actions=147, asked=12, unsure=5)
ROWS = tuple(replace(PASSED, seq=seq) for seq in (7, 8, 9))


class Opened:
    def __init__(self, theme: Theme) -> None:
        self.window = ReviewWindow(theme)
        self.heard: list[dict[str, Any]] = []
        self.window.told.connect(self.heard.append)
        self.window.appear()

    def take(self, *rows: Passed, summary: Summary | None = DAY) -> None:
        self.window.take(ReviewNews(rows, summary))

    def marks(self) -> list[dict[str, Any]]:
        return [message for message in self.heard if message["t"] == "review_mark"]

    def chosen(self) -> list[int]:
        return [passed.seq for passed in self.window._chosen()]

    def words(self) -> str:
        """Give all that is written in it."""
        shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        return "\n".join(shown).replace("\u2068", "").replace("\u2069", "")

    def button(self, name: str) -> QPushButton:
        found = self.window.findChild(QPushButton, f"review-{name}")
        assert isinstance(found, QPushButton)
        return found

    def boxes(self) -> list[QComboBox]:
        return self.window.findChildren(QComboBox)

    def type(self, keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window, keys, modifiers)


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:
    made = Opened(theme)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.dispose()


def test_opened_it_asks_and_takes_each_page(opened: Opened) -> None:
    assert opened.heard == [{"t": "review_open"}]
    opened.take(*ROWS[:1])
    opened.take(*ROWS[1:], summary=None)
    assert opened.heard[1:] == [{"t": "review_taken"}] * 2
    assert opened.window.model.rowCount() == 3
    opened.take(*ROWS[:1])
    assert opened.window.model.rowCount() == 1


def test_the_day_and_how_much_waits_stand_on_top(opened: Opened) -> None:
    opened.take(*ROWS)
    assert "3 actions to go through" in opened.words()
    assert "Today: 147 actions, 12 asked, 5 with low confidence" in opened.words()
    opened.take(*ROWS, summary=replace(DAY, waiting=1500, behind=4))
    assert "1500 actions to go through, 3 shown" in opened.words()
    assert "still being read" in opened.words()


def test_what_is_selected_is_told_in_full(opened: Opened) -> None:
    why = "level-batch-review: at this level it acts now, and you go through all of it afterwards (`trash` would ask)"
    opened.take(replace(BATCH, why=why))
    words = opened.words()
    assert "Click “Delete” in docs\ntidy in thunar: Files\n" in words
    assert "At this level it acts now, and you go through all of it afterwards (rule trash would ask)" in words
    assert "all that passes at batch review is gone through" in words
    opened.take(replace(PASSED, why="mine: you allow it"))
    assert "You allow it (rule mine)" in opened.words()


def test_wrong_is_wanted_for_what_is_selected_with_the_note(opened: Opened) -> None:
    opened.take(*ROWS)
    opened.window.table.selectAll()
    note = opened.window.findChildren(QLineEdit)[-1]
    note.setText("  not that folder ")
    opened.button("wrong").click()
    assert opened.marks() == [
        {"t": "review_mark", "mark": "wrong", "rows": [9, 8, 7], "note": "not that folder"},
    ]
    opened.window.take_marked((9, 8), Mark.WRONG)
    assert opened.chosen() == [7]
    assert note.text() == ""
    assert "2 actions marked as wrong" in opened.words()
    assert "1 action to go through" in opened.words()


def note_of(opened: Opened) -> NoteField:
    found = opened.window.findChild(NoteField)
    assert isinstance(found, NoteField)
    return found


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_a_note_whose_letters_are_on_their_way_is_recorded_whole(
    opened: Opened, qapp: QApplication, *, by_keyboard: bool
) -> None:
    opened.take(*ROWS)
    note = note_of(opened)
    note.setFocus()
    with SlowBus(qapp) as bus:
        type_into(note, "not t")
        bus.answer(2)
        if by_keyboard:
            opened.type(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
        else:
            QTest.mouseClick(opened.button("wrong"), Qt.MouseButton.LeftButton)
        assert note.hasFocus(), "what is on its way comes to what has the keyboard"
        opened.window.table.selectAll()
        type_into(note, "hen")
        bus.answer(3)
        assert opened.marks() == [{"t": "review_mark", "mark": "wrong", "rows": [9], "note": "not t"}]
        bus.answer(3)
    assert note.text() == "not then"


def test_escape_leaves_the_note_when_all_of_it_is_there(opened: Opened, qapp: QApplication) -> None:
    opened.take(*ROWS)
    note = note_of(opened)
    note.setFocus()
    with SlowBus(qapp) as bus:
        type_into(note, "not")
        opened.type(Qt.Key.Key_Escape)
        assert note.hasFocus()
        bus.answer(3)
    assert (note.text(), opened.window.table.hasFocus()) == ("not", True)


def test_what_is_written_while_a_mark_is_on_its_way_stays(opened: Opened) -> None:
    opened.take(*ROWS)
    note = note_of(opened)
    note.setText("one ")
    opened.window.mark(Mark.WRONG)
    note.insert("two")
    note.setCursorPosition(5)
    opened.window.take_marked((8,), Mark.WRONG)
    assert note.text() == "one two", "another one was marked, by a command"
    opened.window.take_marked((9,), Mark.WRONG)
    assert (note.text(), note.cursorPosition()) == ("two", 1)
    opened.window.mark(Mark.RIGHT)
    note.setText("three")
    opened.window.take_marked((7,), Mark.RIGHT)
    assert note.text() == "three"


def test_attack_a_press_on_right_only_asks(opened: Opened) -> None:
    opened.take(*ROWS)
    opened.button("right").click()
    assert opened.marks() == [{"t": "review_mark", "mark": "right", "rows": [9], "note": ""}]
    assert opened.window.model.rowCount() == 3, "nothing is marked before the service says so"
    opened.window.take_said("asked: a person must confirm it at the screen")
    assert "Asked: a person must confirm it at the screen" in opened.words()
    opened.window.take_marked((9,), Mark.RIGHT)
    opened.window.take_said("marked wrong: 1 of 1")
    assert "1 action marked as right" in opened.words()
    assert opened.chosen() == [8]


def test_the_keyboard_alone_does_it(opened: Opened) -> None:
    opened.take(*ROWS)
    assert opened.window.table.hasFocus(), "the list has the keyboard as soon as there is one"
    QTest.keyClick(opened.window.table, Qt.Key.Key_Down)
    assert opened.chosen() == [8]
    QTest.keyClick(opened.window.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    opened.type(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    opened.type(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert [(mark["mark"], mark["rows"]) for mark in opened.marks()] == [("wrong", [8, 7]), ("right", [8, 7])]
    assert "2 actions selected" in opened.words()
    opened.type(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert opened.window.findChildren(QLineEdit)[-1].hasFocus()
    opened.type(Qt.Key.Key_Escape)
    assert opened.window.table.hasFocus()
    opened.type(Qt.Key.Key_F5)
    assert opened.heard[-1] == {"t": "review_open"}
    opened.type(Qt.Key.Key_Escape)
    assert not opened.window.isVisible()
    assert opened.heard[-1] == {"t": "review_shut"}


def test_when_the_last_one_is_marked_escape_closes_it(opened: Opened) -> None:
    opened.take(*ROWS[:1])
    opened.window.findChildren(QLineEdit)[-1].setFocus()
    opened.window.take_marked((7,), Mark.WRONG)
    opened.type(Qt.Key.Key_Escape)
    assert not opened.window.isVisible()


def test_it_is_filtered_by_agent_program_risk_and_words(opened: Opened) -> None:
    other = replace(PASSED, seq=1, agent="clerk", app="evolution", tier=Tier.READ, words="open “Inbox”")
    opened.take(*ROWS, other)
    risk, agent, app = opened.boxes()
    assert [agent.itemText(place) for place in range(agent.count())] == ["Any agent", "clerk", "tidy"]
    assert [app.itemText(place) for place in range(app.count())] == ["Any program", "evolution", "thunar"]
    agent.setCurrentIndex(1)
    assert "4 actions to go through, 1 shown" in opened.words()
    assert opened.chosen() == [1]
    opened.take(*ROWS, other, replace(other, seq=2, agent="archivist"))
    assert agent.currentText() == "clerk", "what is chosen stays chosen"
    agent.setCurrentIndex(0)
    opened.take(*ROWS, other)
    app.setCurrentIndex(2)
    assert "3 shown" in opened.words()
    app.setCurrentIndex(0)
    risk.setCurrentIndex(risk.findText("Reads only"))
    assert "1 shown" in opened.words()
    opened.window.findChildren(QLineEdit)[0].setText("nothing like it")
    assert "None of it is what you look for." in opened.words()


def test_when_the_chosen_agent_has_nothing_left_all_is_shown(opened: Opened) -> None:
    opened.take(*ROWS, replace(PASSED, seq=1, agent="clerk"))
    opened.boxes()[1].setCurrentIndex(1)
    opened.take(*ROWS)
    assert opened.boxes()[1].currentText() == "Any agent"
    assert opened.window.view.rowCount() == 3


def test_nothing_to_go_through_is_said_and_so_is_a_record_that_cannot_be_read(opened: Opened) -> None:
    opened.take(summary=replace(DAY, waiting=0))
    assert "Nothing to go through" in opened.words()
    assert "has been gone through, or none of it was drawn" in opened.words()
    assert not opened.window.table.isVisible()
    assert not opened.button("right").isEnabled()
    opened.type(Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert opened.marks() == []
    opened.take(summary=Summary(problem="the record `x` failed: it is damaged"))
    assert "The record `x` failed: it is damaged" in opened.words()


def test_what_stays_selected_is_what_was(opened: Opened) -> None:
    opened.take(*ROWS)
    QTest.keyClick(opened.window.table, Qt.Key.Key_Down)
    opened.take(*ROWS, replace(PASSED, seq=99))
    assert opened.chosen() == [8]


def test_what_can_be_taken_back_has_a_button_that_only_asks(opened: Opened) -> None:
    opened.take(replace(PASSED, seq=9, undo=True, undo_why="takes it out of the trash"), *ROWS[:1])
    assert opened.button("undo").isVisible()
    assert opened.button("undo").toolTip() == "Takes it out of the trash"
    opened.button("undo").click()
    assert opened.marks() == [{"t": "review_mark", "mark": "undo", "rows": [9], "note": ""}]
    opened.window.table.selectAll()
    assert not opened.button("undo").isVisible(), "one at a time"
    opened.window.undo()
    assert len(opened.marks()) == 1


def test_more_than_a_message_takes_are_marked_in_turn(opened: Opened) -> None:
    opened.take(*(replace(PASSED, seq=seq) for seq in range(TOGETHER + 5)))
    opened.window.table.selectAll()
    opened.window.mark(Mark.WRONG)
    assert len(opened.marks()[0]["rows"]) == TOGETHER


def test_what_came_meanwhile_is_told_and_moves_nothing(opened: Opened) -> None:
    opened.window.set_waiting(12)
    opened.take(*ROWS)
    refresh = next(b for b in opened.window.findChildren(QPushButton) if b.text().startswith("Refresh"))
    opened.window.set_waiting(5)
    assert refresh.text() == "Refresh (2 new)"
    assert opened.window.model.rowCount() == 3
    opened.window.set_waiting(3)
    assert refresh.text() == "Refresh"


def test_a_narrow_window_keeps_the_room_for_what_was_done(opened: Opened, qtbot: QtBot) -> None:
    opened.take(replace(PASSED, confidence=0.5))
    table = opened.window.table

    def hidden() -> set[Column]:
        return {column for column in Column if table.isColumnHidden(column)}

    opened.window.resize(opened.window._theme.px(1000), 500)
    qtbot.waitUntil(lambda: not hidden())
    opened.window.resize(opened.window._theme.px(560), 500)
    rest = {Column.AGENT, Column.PROGRAM, Column.CONFIDENCE, Column.DRAWN}
    qtbot.waitUntil(lambda: hidden() == rest)
    assert "tidy in thunar" in opened.words()
