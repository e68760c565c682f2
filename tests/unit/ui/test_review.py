from __future__ import annotations

from typing import Any

import pytest

from supervisor.core.assessment import Category, Tier
from supervisor.core.review import Mark
from supervisor.ui.messages import MAX_WORDS, MessageError
from supervisor.ui.review import Summary, parse_marked, parse_review

ROW: dict[str, Any] = {
    "seq": 7,
    "time_ns": 10**18,
    "agent": "bot",
    "words": "click “Delete” in docs",
    "app": "thunar",
    "category": "files",
    "tier": "high_risk",
    "why": "mine: you allow it",
    "rule": "mine",
    "confidence": 0.5,
    "unsure": True,
    "odds": 0.2,
}
PAGE: dict[str, Any] = {
    "t": "review",
    "fresh": True,
    "waiting": 3,
    "left_out": 1,
    "behind": 2,
    "today": [147, 12, 5],
    "problem": "",
    "rows": [ROW],
}


def test_a_first_page_has_what_is_told_of_all() -> None:
    news = parse_review(PAGE)
    assert news.summary == Summary(3, 1, 2, 147, 12, 5, "")
    (row,) = news.rows
    assert (row.seq, row.agent, row.category, row.tier) == (7, "bot", Category.FILES, Tier.HIGH_RISK)
    assert (row.confidence, row.unsure, row.odds, row.undo, row.in_batch) == (0.5, True, 0.2, False, False)


def test_a_page_that_follows_has_rows_alone() -> None:
    assert parse_review({"t": "review", "fresh": False, "rows": [ROW]}).summary is None


def test_what_is_told_is_bounded() -> None:
    hostile = {**ROW, "words": "x" * 9_000, "confidence": 7, "odds": -3, "undo": "trash", "undo_why": "y" * 9_000}
    (row,) = parse_review({**PAGE, "waiting": -4, "rows": [hostile]}).rows
    assert len(row.words) == len(row.undo_why) == MAX_WORDS
    assert (row.confidence, row.odds, row.undo) == (1.0, 0.0, True)


def test_what_passed_at_batch_review_is_known_by_its_rule() -> None:
    (row,) = parse_review({**PAGE, "rows": [{**ROW, "rule": "level-batch-review"}]}).rows
    assert row.in_batch


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": None},
        {"rows": [{**ROW, "tier": "mild"}]},
        {"rows": [{}]},
        {"rows": [{**ROW, "odds": "often"}]},
        {"today": [1, 2]},
        {"today": [float("inf"), 0, 0]},
        {"waiting": None},
    ],
)
def test_what_makes_no_sense_is_no_page(wrong: dict[str, Any]) -> None:
    with pytest.raises(MessageError, match="bad `review`"):
        parse_review({**PAGE, **wrong})


def test_which_rows_have_a_mark_is_told() -> None:
    assert parse_marked({"rows": [7, 8], "mark": "wrong"}) == ((7, 8), Mark.WRONG)
    for wrong in ({"rows": [7]}, {"rows": ["x"], "mark": "wrong"}, {"rows": [7], "mark": "maybe"}):
        with pytest.raises(MessageError, match="bad `review_marked`"):
            parse_marked(wrong)
