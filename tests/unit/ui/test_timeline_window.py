from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from supervisor.core.timeline_entry import Entry
from supervisor.ui.album import Album
from supervisor.ui.timeline_window import Column, TimelineWindow, titles, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

ASKED = Entry(
    time.time_ns(),
    "bot",
    "click “Delete”",
    "ask (delete-files: it deletes files)",
    "rejected by TigerVNC keyboard (chord after 1.2 s): too risky",
    "refused",
    "r1",
    told=True,
)
STOPPED = Entry(10**9, "", "stopped", "", "", "how chord", "", told=True)
TYPED = Entry(10**9, "bot", "type “\u202ehello”", "allow", "", "done", "", told=False)


class Opened:
    def __init__(self, theme: Theme) -> None:
        self.album = Album()
        self.album.keep("r1", QImage(40, 30, QImage.Format.Format_RGB32))
        self.window = TimelineWindow(theme, self.album)
        self.told: list[dict[str, Any]] = []
        self.window.told.connect(self.told.append)
        self.window.appear()

    def cells(self, row: int) -> list[str]:
        model = self.window.model
        return [str(model.data(model.index(row, column))).strip("\u2068\u2069") for column in Column]

    def below(self) -> tuple[str, bool]:
        """Give the story of the selected line, and whether a picture stands beside it."""
        picture, story = self.window.findChildren(QLabel)[-2:]
        return story.text(), picture.isVisible()


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:  # noqa: ARG001 - Qt has to be there first
    made = Opened(theme)
    yield made
    made.window.dispose()


def test_what_was_done_can_be_read_on_a_narrow_screen_too(opened: Opened) -> None:
    opened.window.resize(576, 360)
    table = opened.window.table
    assert table.columnWidth(Column.WHAT) > 0.3 * table.viewport().width()
    assert table.columnViewportPosition(Column.OUTCOME) + table.columnWidth(Column.OUTCOME) <= table.width()


def test_opened_it_asks_for_the_lines_and_takes_each_page(opened: Opened) -> None:
    assert opened.told == [{"t": "past_open"}]
    opened.window.take((ASKED,), fresh=True)
    opened.window.take((STOPPED,), fresh=False)
    assert opened.told[1:] == [{"t": "past_taken"}] * 2
    assert opened.window.model.rowCount() == 2
    opened.window.take((STOPPED,), fresh=True)
    assert opened.window.model.rowCount() == 1


def test_a_line_says_what_was_asked_answered_and_became_of_it(opened: Opened) -> None:
    opened.window.take((ASKED,), fresh=True)
    assert opened.cells(0)[1:] == ["Click “Delete”", "bot", "Rejected: too risky", "Refused"]
    model = opened.window.model
    spoken = model.data(model.index(0, Column.ANSWER), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Rejected: too risky"
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in Column] == list(titles())


def test_the_whole_story_and_the_picture_stand_below(opened: Opened) -> None:
    opened.window.take((ASKED, STOPPED), fresh=True)
    story, pictured = opened.below()
    assert "Ask (delete-files: it deletes files)" in story
    assert "TigerVNC keyboard" in story
    assert pictured
    opened.window.table.selectRow(1)
    assert opened.below() == ("Stopped\nHow chord", False)


def test_what_agents_did_unasked_is_shown_when_it_is_wanted(opened: Opened) -> None:
    opened.window.take((ASKED, TYPED, STOPPED), fresh=True)
    assert opened.window.model.rowCount() == 2
    opened.window.findChildren(QCheckBox)[0].setChecked(True)
    assert opened.window.model.rowCount() == 3
    assert opened.cells(1)[1] == "Type “hello”", "hidden characters are gone"


def test_it_is_searched(opened: Opened) -> None:
    opened.window.take((ASKED, STOPPED), fresh=True)
    opened.window.findChildren(QLineEdit)[0].setText("DELETE bot")
    assert opened.window.model.rowCount() == 1
    opened.window.findChildren(QLineEdit)[0].setText("nothing like it")
    assert opened.below() == ("", False)


def test_it_is_read_anew(opened: Opened) -> None:
    opened.window.findChildren(QPushButton)[0].click()
    assert opened.told == [{"t": "past_open"}] * 2


def test_days_are_told_where_it_was_not_today() -> None:
    assert len(when(time.time_ns())) == len("12:34:56")
    assert when(10**9).startswith("19")
