from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from supervisor.core.assessment import Category, Tier
from supervisor.ui.held_model import TIER_ROLE
from supervisor.ui.review import Passed
from supervisor.ui.review_model import Choice, Column, ReviewModel, ReviewView, drawn_words, odds_words, titles

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PASSED = Passed(
    seq=7,
    time_ns=10**18,
    agent="tidy",
    words="click “Delete” in docs",
    app="thunar",
    category=Category.FILES,
    tier=Tier.HIGH_RISK,
    why="mine: you allow it",
    rule="mine",
    confidence=None,
    unsure=False,
    odds=0.2,
)
BATCH = replace(PASSED, seq=8, rule="level-batch-review", odds=1.0)


@pytest.fixture
def view(qapp: QApplication) -> ReviewView:  # noqa: ARG001 - Qt has to be there first
    return ReviewView(ReviewModel())


def seqs(view: ReviewView) -> list[int]:
    return [view.passed(row).seq for row in range(view.rowCount())]


def filled(view: ReviewView, *rows: Passed) -> ReviewModel:
    model = view.sourceModel()
    assert isinstance(model, ReviewModel)
    model.begin()
    model.add(rows)
    return model


def test_the_gravest_comes_first_then_the_unsure_then_the_newest(view: ReviewView) -> None:
    mild, graver = replace(PASSED, seq=1, tier=Tier.REVERSIBLE), replace(PASSED, seq=2)
    unsure, newest, worst = (
        replace(PASSED, seq=3, unsure=True),
        replace(PASSED, seq=4),
        replace(PASSED, seq=0, tier=Tier.IRREVERSIBLE),
    )
    filled(view, mild, graver, unsure, newest, worst)
    assert seqs(view) == [0, 3, 4, 2, 1]
    view.sort(Column.WHEN, Qt.SortOrder.AscendingOrder)
    assert seqs(view) == [0, 1, 2, 3, 4]


def test_who_does_not_say_how_sure_it_is_comes_with_the_least_sure(view: ReviewView) -> None:
    rows = [replace(PASSED, seq=seq, confidence=sure) for seq, sure in enumerate((0.9, None, 0.1))]
    model = filled(view, *rows)
    view.sort(Column.CONFIDENCE, Qt.SortOrder.AscendingOrder)
    assert seqs(view) == [1, 2, 0]
    assert model.any_confidence
    filled(view, PASSED)
    assert not model.any_confidence


def test_a_person_sees_what_they_look_for(view: ReviewView) -> None:
    other = replace(PASSED, seq=9, agent="clerk", app="", tier=Tier.READ, words="open “Inbox” in Mail")
    model = filled(view, PASSED, other)
    for choice, found in (
        (Choice(), [7, 9]),
        (Choice(words="inbox OPEN"), [9]),
        (Choice(words="mine"), [7, 9]),
        (Choice(tier=Tier.HIGH_RISK), [7]),
        (Choice(agent="clerk"), [9]),
        (Choice(app=""), [9]),
        (Choice(app="thunar", agent="clerk"), []),
    ):
        view.choose(choice)
        assert seqs(view) == found
    assert (model.agents, model.apps) == (["clerk", "tidy"], ["", "thunar"])


def test_what_is_marked_goes_and_what_was_not_there_is_not_missed(view: ReviewView) -> None:
    model = filled(view, *(replace(PASSED, seq=seq) for seq in range(5)))
    assert model.drop([1, 3, 99]) == 2
    assert sorted(seqs(view)) == [0, 2, 4]


def test_a_cell_says_it_in_words_and_a_long_one_in_full_under_the_pointer(view: ReviewView) -> None:
    model = filled(view, replace(PASSED, words="click “\u202edelete” in " + "x" * 200, confidence=0.62, app=""))

    def cell(column: Column, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
        return str(model.data(model.index(0, column), role)).replace("\u2068", "").replace("\u2069", "")

    assert cell(Column.WHAT).startswith("Click “delete” in xxx"), "no letter that turns the rest around"
    assert "x" * 200 in cell(Column.WHAT, Qt.ItemDataRole.ToolTipRole)
    assert "1 in 5" in cell(Column.WHAT, Qt.ItemDataRole.ToolTipRole)
    assert [cell(column) for column in (Column.RISK, Column.AGENT, Column.PROGRAM)] == ["High risk", "tidy", "–"]
    assert [cell(column) for column in (Column.CONFIDENCE, Column.DRAWN)] == ["62%", "1 in 5"]
    assert cell(Column.WHEN, Qt.ItemDataRole.AccessibleTextRole).startswith("2001-09-0")
    assert model.data(model.index(0, 0), TIER_ROLE) == "high_risk"
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in Column] == list(titles().values())


def test_why_it_is_here_is_said() -> None:
    for passed, words, short in (
        (BATCH, "all that passes at batch review", "each"),
        (replace(BATCH, unsure=True), "all that passes at batch review", "each"),
        (replace(PASSED, unsure=True, odds=1.0), "was not sure: each", "each"),
        (replace(PASSED, unsure=True, odds=0.02), "was not sure: of such actions 1 in 50", "1 in 50"),
        (replace(PASSED, odds=1.0, tier=Tier.IRREVERSIBLE), "cannot be undone", "each"),
        (PASSED, "by lot: 1 in 5", "1 in 5"),
        (replace(PASSED, odds=0.0), "by lot", "each"),
    ):
        assert words in drawn_words(passed)
        assert odds_words(passed) == short
