from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from supervisor.ui.answer_area import AnswerArea, SecondArea
from tests.unit.ui.pictures import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme


@pytest.fixture
def area(theme: Theme) -> Iterator[AnswerArea]:
    parent = QWidget()
    made = AnswerArea(approve=True, word="Approve", chord="Ctrl+Alt+Y", theme=theme, parent=parent)
    made.resize(190, made.height())
    yield made
    parent.deleteLater()


def test_it_is_grey_until_it_is_armed(area: AnswerArea, theme: Theme) -> None:
    palette = theme.palette
    assert count(area.grab().toImage(), palette.waiting_ground) > 5000
    area.set_armed(True)
    live = area.grab().toImage()
    assert count(live, palette.approve_ground) > 5000
    area.set_armed(False)
    assert area.grab().toImage() != live


def test_it_is_painted_anew_only_when_it_looks_different(area: AnswerArea, monkeypatch: pytest.MonkeyPatch) -> None:
    updates: list[bool] = []
    monkeypatch.setattr(area, "update", lambda: updates.append(area.armed))
    for armed in (False, True, True, False):
        area.set_armed(armed)
    assert updates == [True, False]


def test_approve_and_reject_differ_in_more_than_their_words(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    pair = [AnswerArea(approve=yes, word="Same", chord="", theme=theme, parent=parent) for yes in (True, False)]
    for made in pair:
        made.resize(190, made.height())
    grey = [made.grab().toImage() for made in pair]
    assert grey[0] != grey[1]


def test_a_hovering_pointer_is_seen(area: AnswerArea) -> None:
    area.set_armed(True)
    before = area.grab().toImage()
    area.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert area.grab().toImage() != before
    area.leaveEvent(QEvent(QEvent.Type.Leave))
    assert area.grab().toImage() == before


def test_it_takes_no_focus_and_offers_no_action(area: AnswerArea) -> None:
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    interface = QAccessible.queryAccessibleInterface(area)
    assert interface.text(QAccessible.Text.Name) == "Approve: press here or Ctrl+Alt+Y"
    actions = interface.actionInterface()
    assert actions is None or actions.actionNames() == []


def test_pressing_does_nothing(area: AnswerArea) -> None:
    """Forged clicks reach Qt like real ones; there is nothing that they could set off."""
    area.set_armed(True)
    before = area.grab().toImage()
    QTest.mouseClick(area, Qt.MouseButton.LeftButton)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.grab().toImage() == before


def test_it_is_large_enough_to_hit(area: AnswerArea) -> None:
    assert area.height() >= 44


def test_the_second_area_says_what_was_done_and_what_is_left(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    area = SecondArea({"approve": "Ctrl+Alt+Y", "second": "Ctrl+Alt+O"}, theme, parent)
    said = [area.accessibleName()]
    for first in ("press", "chord", ""):
        area.show_first(first)
        said.append(area.accessibleName())
    assert said == [
        "Cannot be undone: takes two steps. first Approve, then a second step here",
        "1 of 2: Approve pressed. now 2 of 2: press here or Ctrl+Alt+Y or Ctrl+Alt+O",
        "1 of 2: Ctrl+Alt+Y pressed. now 2 of 2: press here or Ctrl+Alt+O",
        said[0],
    ]
