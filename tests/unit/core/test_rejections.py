from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.grants import Subject
from supervisor.core.rejections import ENOUGH, Rejections

DELETE = Subject(
    agent="a",
    executable="thunar",
    app="Thunar",
    gesture=("click", "", ""),
    control=("Delete", "menu item", ""),
    category=Category.FILES,
    tier=Tier.IRREVERSIBLE,
    rule_id="delete-files",
    known=True,
)


def reject(rejections: Rejections, subject: Subject, times: int) -> None:
    for _ in range(times):
        rejections.rejected(subject)


def test_the_third_no_is_taken_for_good() -> None:
    rejections = Rejections()
    assert [rejections.rejected(DELETE) for _ in range(ENOUGH - 1)] == [1, 2]
    assert not rejections.enough(DELETE)
    assert rejections.rejected(DELETE) == ENOUGH
    assert rejections.enough(DELETE)
    assert rejections.patterns() == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(DELETE, agent="b"),
        replace(DELETE, executable="nautilus"),
        replace(DELETE, rule_id="empty-trash"),
        replace(DELETE, gesture=("key", "Return", "")),
        replace(DELETE, control=("Delete", "menu item", "Delete for ever?")),
    ],
)
def test_another_pattern_is_still_asked_about(other: Subject) -> None:
    rejections = Rejections()
    reject(rejections, DELETE, 5)
    assert not rejections.enough(other)


def test_a_yes_begins_the_count_anew() -> None:
    rejections = Rejections()
    reject(rejections, DELETE, ENOUGH - 1)
    rejections.approved(DELETE)
    rejections.rejected(DELETE)
    assert not rejections.enough(DELETE)


@pytest.mark.parametrize(
    "vague", [replace(DELETE, known=False), replace(DELETE, control=()), replace(DELETE, control=("", "panel", ""))]
)
def test_what_cannot_be_told_apart_is_always_asked_about(vague: Subject) -> None:
    rejections = Rejections()
    reject(rejections, vague, 5)
    assert not rejections.enough(vague)
    assert rejections.patterns() == 0


def test_an_agents_noes_end_with_it_and_all_can_be_forgotten() -> None:
    rejections = Rejections()
    reject(rejections, DELETE, ENOUGH)
    reject(rejections, replace(DELETE, agent="b"), ENOUGH)
    assert rejections.forget("a") == 1
    assert not rejections.enough(DELETE)
    assert rejections.enough(replace(DELETE, agent="b"))
    assert rejections.forget() == 1
    assert rejections.patterns() == 0


@given(st.lists(st.integers(0, 400)))
def test_memory_is_bounded_and_nothing_is_refused_that_had_fewer_noes(numbers: list[int]) -> None:
    rejections = Rejections()
    noes: dict[int, int] = {}
    for number in numbers:
        subject = replace(DELETE, gesture=("type+enter", "", f"rm {number}"))
        noes[number] = noes.get(number, 0) + 1
        rejections.rejected(subject)
        assert not (rejections.enough(subject) and noes[number] < ENOUGH)
    assert len(rejections._counts) <= 256
