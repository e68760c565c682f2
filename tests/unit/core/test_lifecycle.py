from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.lifecycle import ASKING, ENDS, TABLE, Happening, LifecycleError, State, follow
from tests.support import lifecycle_page

PAIRS = list(itertools.product(State, Happening))


@pytest.mark.parametrize(("state", "happening"), PAIRS)
def test_a_pair_is_in_the_table_or_raises_and_changes_nothing(state: State, happening: Happening) -> None:
    if happening in TABLE[state]:
        assert follow(state, happening) is TABLE[state][happening]
    else:
        with pytest.raises(LifecycleError, match=f"`{state}` cannot be `{happening}`"):
            follow(state, happening)


@pytest.mark.parametrize("state", [s for s in State if s not in ENDS])
def test_stop_is_legal_in_every_state_that_is_not_an_end(state: State) -> None:
    assert follow(state, Happening.STOP) is State.STOPPED


def test_the_ends_are_the_five_outcomes() -> None:
    assert {State.DONE, State.REFUSED, State.PARTLY, State.EXPIRED, State.STOPPED} == ENDS


def reachable(start: State, *, without: frozenset[State] = frozenset()) -> set[State]:
    seen, new = {start}, [start]
    while new:
        found = set(TABLE[new.pop()].values()) - seen - without
        seen |= found
        new += found
    return seen


def test_nothing_leads_from_an_end_to_sending() -> None:
    for end in ENDS:
        assert reachable(end) == {end}


def test_what_is_asked_is_not_sent_without_a_yes() -> None:
    assert State.SENDING not in {TABLE[State.HELD].get(h) for h in Happening}
    assert {h for h, to in TABLE[State.HELD].items() if to is State.APPROVED} == {Happening.ANSWERED_YES}


def test_what_cannot_be_undone_is_approved_by_two_gestures_and_by_nothing_else() -> None:
    assert State.APPROVED not in reachable(
        State.HELD_FOR_TWO, without=frozenset({State.HALF_APPROVED, State.PROPOSED})
    )
    assert {h for h, to in TABLE[State.HELD_FOR_TWO].items() if to is State.HALF_APPROVED} == {Happening.FIRST_YES}
    assert {h for h, to in TABLE[State.HALF_APPROVED].items() if to is State.APPROVED} == {Happening.SECOND_YES}
    assert State.HELD not in reachable(State.HELD_FOR_TWO, without=frozenset({State.PROPOSED, State.APPROVED}))


@pytest.mark.parametrize("state", sorted(ASKING))
def test_one_no_is_enough_in_every_state_in_which_a_person_is_asked(state: State) -> None:
    assert follow(state, Happening.ANSWERED_NO) is State.REFUSED


def test_a_changed_target_is_judged_again_before_anything_is_sent() -> None:
    for state in (State.SHOWN, State.APPROVED):
        assert follow(state, Happening.CHANGED) is State.PROPOSED
    assert State.SENDING not in TABLE[State.PROPOSED].values()


@given(st.lists(st.sampled_from(Happening), max_size=40))
def test_every_history_that_sends_was_allowed_or_approved_just_before(happenings: list[Happening]) -> None:
    state, history = State.PROPOSED, [State.PROPOSED]
    for happening in happenings:
        if happening in TABLE[state]:
            state = follow(state, happening)
            history.append(state)
    for before, after in itertools.pairwise(history):
        assert after is not State.SENDING or before in (State.SHOWN, State.APPROVED)


def test_the_manuals_picture_is_drawn_from_the_table() -> None:
    assert lifecycle_page.PAGE.read_text() == lifecycle_page.page(), "run `python -m tests.support.lifecycle_page`"
