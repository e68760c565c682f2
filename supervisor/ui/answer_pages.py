"""How the smaller answers of a popup are shared out over pages, where there is no room for all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.ui.choice_rows import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FIRST = (Group.REASONS, Group.MORE, Group.BREADTH, Group.SPAN)
"""What is looked for first stands on the first page: a no can do with a word at once."""


def pages(
    groups: Iterable[Group], fits: Callable[[frozenset[Group], int, bool], bool]
) -> tuple[frozenset[Group], ...]:
    """Share groups out; what has no room even on a page of its own is left out.

    Args:
        groups: What there is.
        fits: Tells whether groups fit a page of that number, with the area that leads to the next one or without.

    Returns:
        At least one page; the first may be empty.
    """
    left = [group for group in _FIRST if group in set(groups)]
    if fits(frozenset(left), 0, False):
        return (frozenset(left),)
    found: list[frozenset[Group]] = []
    while left:
        taken: list[Group] = []
        for group in left:
            if fits(frozenset([*taken, group]), len(found), True):
                taken.append(group)
        if found and not taken:
            break
        found.append(frozenset(taken))
        left = [group for group in left if group not in taken]
    # Without room for the way there the other pages are none.
    return tuple(found) if len(found) > 1 and fits(found[0], 0, True) else tuple(found[:1])
