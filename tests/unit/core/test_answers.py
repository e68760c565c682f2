from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.answers import REASONS, Answer, Reach, is_extra_area
from supervisor.core.grants import Breadth, Span

OFFERED = (Breadth.CONTROL, Breadth.APPLICATION)


def test_only_the_very_word_is_a_yes() -> None:
    assert Answer.parse("approve").approved


@given(st.text().filter(lambda word: word != "approve") | st.sampled_from(["approve:", "Approve", "approve:today"]))
def test_everything_else_is_a_no(word: str) -> None:
    assert not Answer.parse(word).approved


@pytest.mark.parametrize("name", REASONS)
def test_a_no_with_a_reason_tells_it_in_words_for_the_agent(name: str) -> None:
    assert Answer.parse(f"reject:{name}") == Answer(approved=False, reason=REASONS[name][1])


@pytest.mark.parametrize("word", ["reject", "reject:", "reject:unheard-of", "select:wrong-target", ""])
def test_a_no_without_a_reason_has_none(word: str) -> None:
    assert Answer.parse(word) == Answer(approved=False)


@pytest.mark.parametrize(
    "name", [*(f"reject:{name}" for name in REASONS), "select:once", "select:quarter-hour", "modify", "stop"]
)
def test_areas_that_a_popup_may_have(name: str) -> None:
    assert is_extra_area(name)


@pytest.mark.parametrize(
    "name", ["approve", "reject", "modify:", "xmodify", "approve:all", "select:", "select:A", "select:a\n", "x" * 50]
)
def test_areas_that_it_may_not(name: str) -> None:
    assert not is_extra_area(name)


def test_a_reach_is_this_one_action_until_something_else_is_chosen() -> None:
    reach = Reach(OFFERED)
    assert reach.breadth is None
    reach = reach.select("application")
    assert (reach.breadth, reach.span) == (Breadth.APPLICATION, Span.QUARTER_HOUR)
    reach = reach.select("today").select("control")
    assert (reach.breadth, reach.span) == (Breadth.CONTROL, Span.TODAY)
    assert reach.select("once").breadth is None


@pytest.mark.parametrize("word", ["kind", "", "for-ever", "approve"])
def test_what_is_not_offered_cannot_be_chosen(word: str) -> None:
    reach = Reach(OFFERED, Breadth.CONTROL)
    assert reach.select(word) == reach


def test_a_time_alone_does_not_widen_a_single_yes() -> None:
    assert Reach(OFFERED).select("today") == Reach(OFFERED)


@given(st.lists(st.sampled_from([*Breadth, *Span, "once", "x"])))
def test_no_choice_ever_reaches_further_than_what_is_offered(words: list[str]) -> None:
    reach = Reach((Breadth.CONTROL,))
    for word in words:
        reach = reach.select(word)
        assert reach.breadth in (None, Breadth.CONTROL)
