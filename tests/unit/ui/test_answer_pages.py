from __future__ import annotations

from itertools import combinations

import pytest

from supervisor.ui.answer_pages import pages
from supervisor.ui.choice_rows import EVERY, Group

SIZES = {Group.BREADTH: 4, Group.SPAN: 1, Group.REASONS: 3, Group.MORE: 1}
ALL = {group.value for group in Group}


def shared(first: int, others: int, groups: frozenset[Group] = EVERY) -> list[set[str]]:
    """Share out where a page has so much room, and the way to the next takes one of it."""

    def fits(some: frozenset[Group], page: int, turn: bool) -> bool:
        return sum(SIZES[group] for group in some) + turn <= (others if page else first)

    return [{group.value for group in page} for page in pages(groups, fits)]


def test_where_there_is_room_all_stands_on_one_page() -> None:
    assert shared(9, 0) == [ALL]


def test_a_word_to_a_no_comes_first_and_the_rest_is_one_page_on() -> None:
    assert shared(8, 9) == [{"reasons", "more", "span"}, {"breadth"}]
    assert shared(4, 9) == [{"reasons"}, {"more", "breadth", "span"}]
    assert shared(1, 6) == [set(), {"reasons", "more", "span"}, {"breadth"}]


def test_what_has_no_room_anywhere_leads_nowhere() -> None:
    assert shared(5, 4) == [{"reasons", "more"}, {"span"}]
    assert shared(6, 4) == [{"reasons", "more", "span"}]
    assert shared(0, 9) == [set()]
    assert shared(0, 9, frozenset()) == [set()]


@pytest.mark.parametrize("first", range(12))
@pytest.mark.parametrize("others", range(6, 12))
def test_nothing_stands_twice_and_nothing_is_lost_where_there_is_a_way(first: int, others: int) -> None:
    found = shared(first, others)
    assert not any(one & other for one, other in combinations(found, 2))
    assert first < 1 or set().union(*found) == ALL
