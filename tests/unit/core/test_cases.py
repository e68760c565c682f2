from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.answers import Answer
from supervisor.core.assessment import Category, Tier
from supervisor.core.cases import MAX_CASES, Advice, Cases, advice, summary
from supervisor.core.grants import Subject

DELETE = Subject(
    "a", "thunar", "Thunar", ("click", "", ""), ("Delete", "menu item"), Category.FILES, Tier.HIGH_RISK, "r", True
)
EMPTY = replace(DELETE, control=("Empty trash", "menu item"))
YES, NO = Answer(approved=True), Answer(approved=False, reason="it is too risky")
NOTHING = Advice("", "")


def after(*answers: tuple[Subject, Answer]) -> Cases:
    cases = Cases()
    for subject, answer in answers:
        cases.add(subject, answer)
    return cases


def test_what_the_same_rule_asked_about_in_the_same_program_is_like_it() -> None:
    others = [
        replace(DELETE, rule_id="other"),
        replace(DELETE, app="Nautilus"),
        replace(DELETE, category=Category.EMAIL),
        replace(DELETE, sites=("a.example",)),
    ]
    cases = after((DELETE, YES), *((other, YES) for other in others), (EMPTY, NO), (replace(DELETE, agent="b"), YES))
    assert [case.subject for case in cases.like(DELETE)] == [replace(DELETE, agent="b"), EMPTY, DELETE]


def test_what_is_partly_unknown_is_like_nothing() -> None:
    unknown = replace(DELETE, known=False)
    assert after((unknown, YES)).like(DELETE) == []
    assert after((DELETE, YES)).like(unknown) == []


def test_the_oldest_are_forgotten() -> None:
    cases = after((DELETE, NO), *[(EMPTY, YES)] * MAX_CASES)
    assert len(cases.like(DELETE)) == MAX_CASES
    assert all(case.approved for case in cases.like(DELETE))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((), ""),
        ((YES,), "Of questions like this in the same program you approved 1."),
        (
            (YES, YES, Answer(approved=False)),
            "Of questions like this in the same program you approved 2 and rejected 1.",
        ),
        ((NO,), "Of questions like this in the same program you rejected 1; the last no: it is too risky."),
    ],
)
def test_how_they_were_answered_is_a_sentence(answers: tuple[Answer, ...], said: str) -> None:
    assert summary(after(*((DELETE, answer) for answer in answers)).like(DELETE)) == said


def suggested(subject: Subject, *answers: tuple[Subject, Answer]) -> Advice:
    return advice(subject, after(*answers).like(subject))


def test_a_yes_is_suggested_for_what_was_approved_twice_and_never_rejected() -> None:
    assert suggested(DELETE, (DELETE, YES)) == NOTHING
    assert suggested(DELETE, (DELETE, YES), (DELETE, YES)).answer == "approve"
    assert suggested(DELETE, (DELETE, YES), (EMPTY, YES)) == NOTHING
    assert suggested(DELETE, (EMPTY, NO), (DELETE, YES), (DELETE, YES)) == NOTHING


def test_a_no_is_suggested_for_what_was_rejected_last_or_never_approved() -> None:
    assert suggested(DELETE, (DELETE, YES), (DELETE, NO)).answer == "reject"
    assert suggested(DELETE, (EMPTY, NO)).answer == "reject"
    assert suggested(DELETE, (EMPTY, NO), (EMPTY, YES)) == NOTHING
    assert suggested(replace(DELETE, tier=Tier.IRREVERSIBLE), (DELETE, NO)).answer == "reject"


def test_what_is_worse_by_now_is_not_suggested() -> None:
    mild = replace(DELETE, tier=Tier.REVERSIBLE)
    assert suggested(DELETE, (mild, YES), (mild, YES)) == NOTHING


_SUBJECTS = [
    replace(DELETE, tier=tier, known=known, control=control)
    for tier, known, control in itertools.product(Tier, (True, False), (DELETE.control, EMPTY.control))
]


@given(st.lists(st.tuples(st.sampled_from(_SUBJECTS), st.sampled_from((YES, NO)))), st.sampled_from(_SUBJECTS))
def test_a_yes_is_never_suggested_for_what_cannot_be_undone_is_unknown_or_was_rejected(
    history: list[tuple[Subject, Answer]], subject: Subject
) -> None:
    found = suggested(subject, *history)
    assert bool(found.answer) == bool(found.ground)
    if found.answer == "approve":
        assert subject.tier is not Tier.IRREVERSIBLE
        assert subject.known
        assert not any(answer is NO and past.known for past, answer in history)


def test_earlier_answers_never_push_out_later_ones() -> None:
    cases = after((EMPTY, NO))
    cases.recall([(DELETE, YES)] * MAX_CASES)
    like = cases.like(DELETE)
    assert (len(like), like[0].subject) == (MAX_CASES, EMPTY)
    assert len(after().like(DELETE)) == 0
