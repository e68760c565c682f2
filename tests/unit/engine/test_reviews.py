"""Marks of what passed without a question, at work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import Scope
from supervisor.core.review import Mark
from supervisor.engine.levels import Wanted
from supervisor.engine.reviews import Found, Reviews
from tests.support.levels_at_work import BATCH, POLICY, changes, choose, confirm, stage_with, trash

if TYPE_CHECKING:
    from tests.support.playbook import Stage

FOUND = Found(7, "ab" * 32, "agent", "thunar", Category.FILES, Tier.HIGH_RISK, drawn=True, here=True)


def many(count: int, found: Found = FOUND) -> list[Found]:
    return [replace(found, seq=found.seq + number) for number in range(count)]


def wrong(stage: Stage, *found: Found) -> str:
    return Reviews(stage.engine).mark(found or [FOUND], Mark.WRONG, "", "command")


def right(stage: Stage, reviews: Reviews, found: Found) -> None:
    assert reviews.mark([found], Mark.RIGHT, "", "command") == "asked: a person must confirm it at the screen"
    confirm(stage)


def test_wrong_takes_a_level_at_once_like_a_rejection() -> None:
    stage = stage_with()
    choose(stage, BATCH)
    assert wrong(stage) == "marked wrong: 1 of 1"
    assert changes(stage)[-1] == ("ceiling", None, "confidence-based")
    assert stage.rows("level_changed")[-1]["outcome"]["scope"] == "agent agent, app thunar, category files"
    assert stage.rows("reviewed")[-1]["outcome"] == {
        "mark": "wrong",
        "seq": 7,
        "hash": "ab" * 32,
        "app": "thunar",
        "category": "files",
        "tier": "high_risk",
    }


@pytest.mark.parametrize("tier", list(Tier))
def test_wrong_tightens_whatever_it_could_do(tier: Tier) -> None:
    stage = stage_with()
    choose(stage, BATCH)
    wrong(stage, replace(FOUND, tier=tier))
    assert changes(stage)[-1] == ("ceiling", None, "confidence-based")


def test_wrong_tightens_in_whatever_workflow_it_was() -> None:
    stage = stage_with()
    choose(stage, Wanted(Level.BATCH_REVIEW, Scope(workflow="letters")))
    wrong(stage)
    scope = "agent agent, workflow letters, app thunar, category files"
    assert stage.rows("level_changed")[-1]["outcome"]["scope"] == scope


def test_wrong_elsewhere_tightens_nothing_here() -> None:
    stage = stage_with()
    choose(stage, BATCH)
    before = len(stage.rows("level_changed"))
    wrong(stage, replace(FOUND, app="mousepad"))
    agent = stage.agent()
    assert trash(stage, agent) == ("allow", "level-batch-review")
    assert len(stage.rows("level_changed")) == before + 1


def test_right_counts_once_a_hand_has_confirmed_it_and_earns_a_level() -> None:
    stage = stage_with(POLICY)
    stage.agent()
    reviews = Reviews(stage.engine)
    for found in many(9):
        right(stage, reviews, found)
    assert changes(stage) == []
    right(stage, reviews, many(10)[-1])
    assert changes(stage)[-1][2] == "confidence-based"
    assert [row["outcome"]["mark"] for row in stage.rows("reviewed")] == ["right"] * 10


def test_attack_right_without_a_hand_is_neither_written_nor_counted() -> None:
    stage = stage_with(POLICY)
    stage.agent()
    reviews = Reviews(stage.engine)
    for found in many(10):
        reviews.mark([found], Mark.RIGHT, "", "command")
        stage.approve()
    assert stage.rows("reviewed") == []
    assert changes(stage) == []


def test_attack_one_yes_to_many_or_many_to_one_is_one_answer() -> None:
    stage = stage_with(POLICY)
    stage.agent()
    reviews = Reviews(stage.engine)
    reviews.mark(many(30), Mark.RIGHT, "", "command")
    confirm(stage)
    assert len(stage.rows("reviewed")) == 30
    for _ in range(10):
        right(stage, reviews, many(30)[0])
    assert changes(stage) == []


def test_what_was_chosen_rather_than_drawn_is_written_and_earns_nothing() -> None:
    stage = stage_with(POLICY)
    stage.agent()
    reviews = Reviews(stage.engine)
    for found in many(20, replace(FOUND, drawn=False)):
        right(stage, reviews, found)
    assert len(stage.rows("reviewed")) == 20
    assert changes(stage) == []


def test_right_earns_for_the_workflow_that_the_agent_is_in() -> None:
    stage = stage_with(POLICY)
    stage.agent("agent", "letters")
    reviews = Reviews(stage.engine)
    for found in many(10):
        right(stage, reviews, found)
    row = stage.rows("level_changed")[-1]["outcome"]
    assert row["scope"] == "agent agent, workflow letters, app thunar, category files"


@pytest.mark.parametrize("here", [True, False])
def test_right_earns_nothing_for_who_is_not_at_work(here: bool) -> None:
    stage = stage_with(POLICY)
    stage.agent("other" if here else "agent")
    reviews = Reviews(stage.engine)
    for found in many(20, replace(FOUND, here=here)):
        right(stage, reviews, found)
    assert len(stage.rows("reviewed")) == 20
    assert changes(stage) == []


def test_wrong_tightens_for_the_name_that_was_given_and_the_one_that_was_free() -> None:
    stage = stage_with()
    choose(stage, BATCH)
    wrong(stage, replace(FOUND, agent="agent-2", here=False))
    scopes = {row["outcome"]["scope"].split(",")[0] for row in stage.rows("level_changed")[1:]}
    assert scopes == {"agent agent", "agent agent-2"}


def test_wrong_tightens_even_where_it_cannot_be_written() -> None:
    stage = stage_with()
    choose(stage, BATCH)
    stage.journal.room = 0
    assert wrong(stage) == "marked wrong: 0 of 1"
    stage.journal.room = None
    assert stage.engine.levels.dial.ceilings


def test_nobody_can_confirm_without_a_screen() -> None:
    stage = stage_with(headless=True)
    assert "nobody can be asked here" in Reviews(stage.engine).mark([FOUND], Mark.RIGHT, "", "command")
    assert wrong(stage) == "marked wrong: 1 of 1"


def test_the_question_names_the_rows_and_the_note() -> None:
    stage = stage_with()
    Reviews(stage.engine).mark(many(12), Mark.RIGHT, "all good", "command")
    message, _ = stage.engine.holds.asked
    assert message["sentence"] == (
        "Mark 12 actions as right: rows 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 of the record?"
    )
    assert message["why"].endswith("right counts as a yes to it; with the note “all good”")
    confirm(stage)
    assert {row["approval"].note for row in stage.rows("reviewed")} == {"all good"}


def test_what_is_wanted_while_another_question_waits_is_asked_too() -> None:
    stage = stage_with(POLICY)
    stage.agent()
    reviews = Reviews(stage.engine)
    first, second = many(2)
    for found, note in ((first, ""), (second, ""), (second, "looked at it")):
        assert reviews.mark([found], Mark.RIGHT, note, "command") == "asked: a person must confirm it at the screen"
    assert len(stage.engine.holds.waiting) == 3
    for _ in range(3):
        confirm(stage)
    marked = [(row["outcome"]["seq"], row["approval"].note) for row in stage.rows("reviewed")]
    assert sorted(marked, key=str) == [(7, None), (8, "looked at it"), (8, None)]
    assert stage.engine.holds.waiting == []


def test_the_same_again_is_said_to_be_asked_already() -> None:
    stage = stage_with()
    reviews = Reviews(stage.engine)
    reviews.mark([FOUND], Mark.RIGHT, "", "command")
    again = reviews.mark([FOUND], Mark.RIGHT, "", "command")
    assert again == "asked already: a person must confirm it at the screen"
    assert len(stage.engine.holds.waiting) == 1


def test_right_that_cannot_be_written_is_not_counted() -> None:
    stage = stage_with(POLICY)
    stage.agent()
    reviews = Reviews(stage.engine)
    for found in many(10):
        reviews.mark([found], Mark.RIGHT, "", "command")
        stage.approve()
        name = next(m["digest"] for m in reversed(stage.human_told) if m["t"] == "policy")
        stage.journal.room = 0
        stage.engine.levels.confirmed_by_hand(name)
        stage.journal.room = None
    assert stage.rows("reviewed") == []
    assert changes(stage) == []
