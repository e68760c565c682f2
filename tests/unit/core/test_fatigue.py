from __future__ import annotations

import pytest
from hypothesis import given as told
from hypothesis import strategies as st

from supervisor.core.fatigue import CALM_NS, HURRIED_MS, MANY, REFLEX_MS, STREAK, Attention, Given

SECOND_NS = 10**9
SOON = REFLEX_MS - 1


class Person:
    """Answers one question a second."""

    def __init__(self) -> None:
        self.attention = Attention()
        self.now_ns = 0

    def answers(
        self, times: int, latency_ms: int = SOON, *, approved: bool = True, rule: str = "delete-files"
    ) -> str:
        for _ in range(times):
            self.now_ns += SECOND_NS
            self.attention.answered(Given(self.now_ns, approved, latency_ms, rule))
        return self.attention.note(self.now_ns)


def test_who_approves_by_reflex_is_told_with_what_would_ask_them_less() -> None:
    person = Person()
    assert not person.answers(STREAK - 1)
    said = person.answers(1)
    assert said.startswith(f"you approved the last {STREAK} questions within 1.5 seconds each: take a moment")
    assert "“delete-files”" in said


@pytest.mark.parametrize(
    ("latency_ms", "approved"), [(REFLEX_MS, True), (SOON, False)], ids=["one that was read", "a no"]
)
def test_one_answer_that_is_no_reflex_ends_the_streak(latency_ms: int, approved: bool) -> None:
    person = Person()
    person.answers(STREAK)
    assert not person.answers(1, latency_ms, approved=approved)
    assert not person.answers(STREAK - 1)
    assert person.answers(1)


def test_after_a_rest_nothing_is_said() -> None:
    person = Person()
    assert person.answers(STREAK)
    assert person.attention.note(person.now_ns + CALM_NS)
    assert not person.attention.note(person.now_ns + CALM_NS + 1)
    person.now_ns += CALM_NS + 1
    assert not person.answers(STREAK - 1)


def test_who_hurries_through_all_of_many_is_told() -> None:
    person = Person()
    assert not person.answers(MANY - 1, HURRIED_MS - 1_000)
    assert "half of them within 2.0 seconds" in person.answers(1, HURRIED_MS - 1_000)
    assert not person.answers(1, approved=False)


def test_who_reads_is_left_alone_however_many_they_approve() -> None:
    assert not Person().answers(10 * MANY, HURRIED_MS)


def test_no_rule_is_named_that_few_were_about() -> None:
    person = Person()
    for rule in ("a", "b", "c"):
        said = person.answers(STREAK // 2, rule=rule)
    assert "“" not in said
    assert "asked less" in said


@told(st.lists(st.tuples(st.booleans(), st.integers(0, 10_000)), max_size=120))
def test_nothing_is_said_unless_the_last_answer_was_a_quick_yes(answers: list[tuple[bool, int]]) -> None:
    person = Person()
    for approved, latency_ms in answers:
        said = person.answers(1, latency_ms, approved=approved)
        if said and latency_ms >= REFLEX_MS:
            assert len(person.attention._last) == MANY
        assert approved or not said


def test_who_said_yes_to_what_nobody_wants_is_told_until_they_notice_one() -> None:
    person = Person()
    person.attention.tested(missed=True)
    assert "1 of the last 1 test questions" in person.answers(1, HURRIED_MS)
    for _ in range(6):
        person.attention.tested(missed=True)
    assert "5 of the last 5" in person.answers(1, HURRIED_MS)
    person.attention.tested(missed=False)
    assert not person.answers(1, HURRIED_MS)
    assert (person.attention.missed, person.attention.noticed) == (7, 1)


def test_whoever_listens_hears_each_answer() -> None:
    person, heard = Person(), list[Given]()
    person.attention.on_answer = heard.append
    person.answers(3, 2_000)
    assert len(heard) == 3
