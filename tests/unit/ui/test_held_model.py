from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from supervisor.core.assessment import Category, Tier
from supervisor.ui.held import Held
from supervisor.ui.held_model import ASKED_ROLE, Choice, Column, HeldModel, HeldView, age_words, titles

ROWS = (
    Held("r1", "click “Like” in web", "a", Tier.REVERSIBLE, Category.PUBLISH, 10, confidence=0.9),
    Held("r2", "press “Pay” in bank", "b", Tier.IRREVERSIBLE, Category.FINANCE, 400, "it pays", "pay", "invoices"),
    Held("r3", "click “Delete” in docs", "c", Tier.HIGH_RISK, Category.FILES, 70, confidence=0.4),
    Held("r4", "click “Send” in mail", "a", Tier.HIGH_RISK, Category.EMAIL, 20),
)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(qapp: object, clock: Clock) -> HeldModel:  # noqa: ARG001 - Qt has to be there first
    made = HeldModel(clock=clock)
    made.add(ROWS)
    return made


@pytest.fixture
def view(model: HeldModel) -> HeldView:
    return HeldView(model)


def order(view: HeldView) -> list[str]:
    return view.requests(0, 100)


def cell(model: HeldModel, row: int, column: Column) -> str:
    return str(model.data(model.index(row, column)))


def test_the_worst_comes_first_and_what_is_equal_in_its_order(view: HeldView) -> None:
    assert order(view) == ["r2", "r3", "r4", "r1"]


@pytest.mark.parametrize(
    ("column", "falling"),
    [
        (Column.RISK, ["r2", "r3", "r4", "r1"]),
        (Column.WHAT, ["r2", "r4", "r1", "r3"]),
        (Column.AGENT, ["r3", "r2", "r1", "r4"]),
        (Column.KIND, ["r1", "r2", "r3", "r4"]),
        (Column.CONFIDENCE, ["r1", "r3", "r2", "r4"]),
        (Column.AGE, ["r2", "r3", "r4", "r1"]),
    ],
)
def test_it_is_sorted_by_every_column(view: HeldView, column: Column, falling: list[str]) -> None:
    view.sort(column, Qt.SortOrder.DescendingOrder)
    assert order(view) == falling
    view.sort(column, Qt.SortOrder.AscendingOrder)
    assert order(view)[0] == falling[-2 if column in (Column.AGENT, Column.CONFIDENCE) else -1]


@pytest.mark.parametrize(
    ("choice", "seen"),
    [
        (Choice(), ["r2", "r3", "r4", "r1"]),
        (Choice(words="CLICK mail"), ["r4"]),
        (Choice(words="invoices"), ["r2"]),
        (Choice(words="it pays"), ["r2"]),
        (Choice(tier=Tier.HIGH_RISK), ["r3", "r4"]),
        (Choice(category=Category.FILES), ["r3"]),
        (Choice(least_age_s=60), ["r2", "r3"]),
        (Choice(most_confidence=0.5), ["r2", "r3", "r4"]),
        (Choice(most_confidence=0.0), ["r2", "r4"]),
        (Choice(words="nothing like it"), []),
    ],
)
def test_it_is_filtered(view: HeldView, choice: Choice, seen: list[str]) -> None:
    view.choose(choice)
    assert order(view) == seen


def test_what_comes_takes_its_place_in_the_order_and_what_goes_leaves_it(model: HeldModel, view: HeldView) -> None:
    model.add([Held("r5", "x", "d", Tier.IRREVERSIBLE, Category.SHELL, 0), ROWS[0]])
    assert order(view) == ["r2", "r5", "r3", "r4", "r1"]
    model.drop(["r3", "r2", "nobody"])
    assert order(view) == ["r5", "r4", "r1"]
    assert [model.place(request) for request in ("r1", "r4", "r5", "r2")] == [0, 1, 2, None]
    model.clear()
    assert order(view) == []


def test_rows_are_found_as_they_are_shown(view: HeldView) -> None:
    assert [view.shown_place(request) for request in ("r2", "r1", "r9")] == [0, 3, None]
    view.choose(Choice(tier=Tier.HIGH_RISK))
    assert [view.shown_place(request) for request in ("r2", "r4")] == [None, 1]


def test_cells_say_it_in_words(model: HeldModel, clock: Clock) -> None:
    said = [cell(model, 1, column) for column in Column]
    assert said == ["For good", "Press “Pay” in bank", "b · invoices", "Finance", "–", "6:40 min"]
    assert cell(model, 0, Column.CONFIDENCE) == "90%"
    clock.now += 3600
    assert cell(model, 0, Column.AGE) == "1 h 00 min"
    shown = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert shown == list(titles().values())


def test_what_programs_wrote_cannot_turn_a_cell_around(model: HeldModel) -> None:
    model.add([Held("r5", "click “\u202egnp.exe” in x", "a\u202eb", Tier.READ, Category.OTHER, 0)])
    assert (cell(model, 4, Column.WHAT), cell(model, 4, Column.AGENT)) == ("Click “gnp.exe” in x", "ab")


def test_one_is_asked_and_told_to_a_screen_reader(model: HeldModel) -> None:
    model.set_asked("r3")
    assert [model.data(model.index(row, 0), ASKED_ROLE) for row in range(4)] == [False, False, True, False]
    told = model.data(model.index(2, Column.WHAT), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Click “Delete” in docs, asked now"


def test_it_is_flat(model: HeldModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (4, len(Column))
    below = model.index(0, 0)
    assert (model.rowCount(below), model.columnCount(below)) == (0, 0)
    assert model.rowCount(QModelIndex()) == 4


@pytest.mark.parametrize(
    ("age_s", "words"), [(0, "0 s"), (59.9, "59 s"), (61, "1:01 min"), (3599, "59:59 min"), (7260, "2 h 01 min")]
)
def test_ages(age_s: float, words: str) -> None:
    assert age_words(age_s) == words
