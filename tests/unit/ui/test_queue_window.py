from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from supervisor.core.assessment import Category, Tier
from supervisor.ui.held import Held, HeldNews
from supervisor.ui.held_model import ASKED_ROLE, Column
from supervisor.ui.queue_window import AHEAD, ChoiceBox, QueueWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.ui.theme import Theme

LABELS = {"approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N"}


def held(request: str, tier: Tier = Tier.HIGH_RISK, category: Category = Category.FILES) -> Held:
    return Held(
        request, f"click “{request}” in docs", "helper", tier, category, 5, "it deletes files", "delete-files"
    )


def news(*rows: Held, gone: tuple[str, ...] = (), asked: str = "", fresh: bool = False) -> HeldNews:
    return HeldNews(rows, gone, asked, fresh)


class Opened:
    """A window, and what it told."""

    def __init__(self, theme: Theme) -> None:
        self.window = QueueWindow(theme, LABELS)
        self.told: list[dict[str, Any]] = []
        self.window.told.connect(self.told.append)
        self.window.appear()

    def preferred(self) -> list[list[str]]:
        return [message["ids"] for message in self.told if message["t"] == "prefer"]

    def selected(self) -> list[str]:
        rows = self.window.table.selectionModel().selectedRows()
        return [self.window.view.requests(index.row(), 1)[0] for index in rows]

    def words(self) -> str:
        return "\n".join(label.text() for label in self.window.findChildren(QLabel))


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot) -> Iterator[Opened]:  # noqa: ARG001 - Qt has to be there first
    made = Opened(theme)
    yield made
    made.window.dispose()


FOUR = (held("r1"), held("r2"), held("r3"), held("r4", Tier.IRREVERSIBLE))


def test_what_is_selected_is_told_whole_below_the_list(opened: Opened) -> None:
    sentence = "This click presses “Send” in Inbox – Mail: it sends “Quarterly report” to 12 recipients. " * 2
    opened.window.take(news(replace(held("r1"), sentence=sentence), asked="r1", fresh=True))
    assert sentence in opened.words()
    opened.window.take(news(replace(held("r2"), sentence=f"press “{'x' * 900}” in docs"), asked="r2", fresh=True))
    assert "press “" in opened.words().casefold()
    assert "x" * 300 not in opened.words()


@pytest.mark.parametrize(("unit", "below"), [(1.0, False), (2.0, True)])
def test_on_a_narrow_screen_the_filters_stand_below_the_title(
    theme: Theme, qtbot: QtBot, unit: float, *, below: bool
) -> None:
    window = QueueWindow(replace(theme, unit=unit), LABELS)
    qtbot.addWidget(window)
    window.appear()
    search, boxes = window.findChildren(QLineEdit)[0], window.findChildren(ChoiceBox)
    assert all((box.geometry().top() > search.geometry().bottom()) == below for box in boxes)
    assert search.width() >= 60 * unit
    assert window.rect().contains(boxes[-1].geometry())
    window.dispose()


def test_it_asks_for_the_list_and_takes_each_page(opened: Opened) -> None:
    assert opened.told == [{"t": "held_open"}]
    opened.window.take(news(*FOUR, asked="r2", fresh=True))
    assert {"t": "held_taken"} in opened.told
    assert opened.window.view.requests(0, 9) == ["r4", "r1", "r2", "r3"]
    assert "4 actions wait for you" in opened.words()


def test_what_is_asked_is_selected_and_what_follows_it_here_comes_next(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r2", fresh=True))
    assert opened.selected() == ["r2"]
    assert opened.preferred() == [["r2", "r3", "r4", "r1"]]
    assert "It deletes files" in opened.words()
    assert "delete-files" in opened.words()


def test_after_an_answer_the_next_one_is_selected(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r2", fresh=True))
    opened.window.take(news(gone=("r2",), asked="r3"))
    assert opened.selected() == ["r3"]
    assert opened.preferred()[-1] == ["r3", "r4", "r1"]
    assert "3 actions wait for you" in opened.words()


def test_what_is_asked_together_is_selected_and_what_is_taken_out_is_left_out(opened: Opened, qtbot: QtBot) -> None:
    told = HeldNews(FOUR, (), "b1", fresh=True, members=("r1", "r2", "r3"))
    opened.window.take(told)
    assert sorted(opened.selected()) == ["r1", "r2", "r3"]
    assert not [message for message in opened.told if message["t"] in {"prefer", "together"}], "nothing is changed"
    model = opened.window.model
    assert [bool(model.data(model.index(row, 0), ASKED_ROLE)) for row in range(4)] == [True, True, True, False]
    table = opened.window.table
    left_out = opened.window.view.index(2, Column.WHAT)
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        table.visualRect(left_out).center(),
    )
    qtbot.waitUntil(lambda: opened.told[-1] == {"t": "together", "ids": ["r1", "r3"]})


def test_the_arrow_keys_choose_what_is_asked_once_they_rest(opened: Opened, qtbot: QtBot) -> None:
    opened.window.take(news(*FOUR, asked="r4", fresh=True))
    before = len(opened.preferred())
    for _ in range(3):
        QTest.keyClick(opened.window.table, Qt.Key.Key_Down)
    assert len(opened.preferred()) == before
    qtbot.waitUntil(lambda: len(opened.preferred()) > before)
    assert opened.preferred()[before:] == [["r3", "r4", "r1", "r2"]]


def test_news_do_not_take_the_selection_from_a_person_who_is_choosing(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r4", fresh=True))
    QTest.keyClick(opened.window.table, Qt.Key.Key_Down)
    opened.window.take(news(held("r5"), asked="r4"))
    assert opened.selected() == ["r1"]


def test_a_filter_goes_through_what_it_shows(opened: Opened, qtbot: QtBot) -> None:
    opened.window.take(news(*FOUR, held("m1", category=Category.EMAIL), asked="r1", fresh=True))
    before = len(opened.preferred())
    kind = next(box for box in opened.window.findChildren(ChoiceBox) if box.accessibleName() == "Kind")
    kind.setCurrentIndex(kind.values.index(Category.EMAIL))
    qtbot.waitUntil(lambda: len(opened.preferred()) > before)
    assert opened.preferred()[-1] == ["m1"]
    assert "5 actions wait for you, 1 shown" in opened.words()


def test_it_is_searched(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r1", fresh=True))
    opened.window.search("r3")
    assert opened.window.view.requests(0, 9) == ["r3"]
    opened.window.search("")
    assert len(opened.window.view.requests(0, 9)) == 4


def test_columns_are_sorted_by_key_both_ways(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r1", fresh=True))
    opened.window.sort_by(Column.WHAT)
    assert opened.window.view.requests(0, 9) == ["r4", "r3", "r2", "r1"]
    opened.window.sort_by(Column.WHAT)
    assert opened.window.view.requests(0, 9) == ["r1", "r2", "r3", "r4"]


def test_confidence_is_shown_when_an_agent_says_it(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r1", fresh=True))
    assert opened.window.table.isColumnHidden(Column.CONFIDENCE)
    sure = Held("r9", "x", "a", Tier.READ, Category.OTHER, 0, confidence=0.5)
    opened.window.take(news(sure, asked="r1"))
    assert not opened.window.table.isColumnHidden(Column.CONFIDENCE)


def test_of_many_only_the_next_are_put_in_order(opened: Opened) -> None:
    opened.window.take(news(*(held(f"r{n}") for n in range(1000)), asked="r10", fresh=True))
    assert opened.preferred()[-1] == [f"r{n}" for n in range(10, 10 + AHEAD)]


def test_closed_it_wants_no_more_news_and_knows_nothing(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r1", fresh=True))
    opened.window.close()
    assert opened.told[-1] == {"t": "held_shut"}
    assert opened.window.model.rowCount() == 0


def test_nothing_in_it_answers(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r1", fresh=True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Delete):
        QTest.keyClick(opened.window.table, key)
    QTest.keyClick(
        opened.window.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert {message["t"] for message in opened.told} <= {"held_open", "held_taken", "prefer"}


def test_rows_are_large_enough_to_hit(opened: Opened) -> None:
    opened.window.take(news(*FOUR, asked="r1", fresh=True))
    assert all(opened.window.table.rowHeight(row) >= 24 for row in range(4))


def test_several_that_are_selected_are_asked_about_together(opened: Opened, qtbot: QtBot) -> None:
    opened.window.take(news(*FOUR, asked="r4", fresh=True))
    for _ in range(2):
        QTest.keyClick(opened.window.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: opened.told[-1]["t"] == "together")
    assert opened.told[-1]["ids"] == ["r4", "r1", "r2"]
    opened.window.take(news(asked="b1"))
    assert opened.selected() == ["r4", "r1", "r2"], "the question is about them all"
