"""Questions about what nobody wants, to see whether whoever answers has read them: their words, and how they end.

Words alone: there is no action behind them that anything could perform. They are put as the shipped rules put a
question about files, and are wrong for whoever reads them: nobody has a folder of that name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WHAT = "canary"
"""The question, as the supervisor calls it."""
RULE = "trash"
"""The shipped rule that would ask."""
WHY = "your policy asks before anything goes to the trash"
_WORDS = (
    "Velvet Marble Copper Paper Foggy Amber Tin Lemon Woollen Hollow Plaid Granite Mossy Silver Cardboard Ivory",
    "Submarine Walrus Lighthouse Accordion Pelican Trombone Volcano Meteor Harpsichord Glacier Pyramid Narwhal",
    "Receipts Recipes Diaries Invoices Sonnets Blueprints Menus Portraits Ledgers Postcards",
)
"""A name is one of each."""
_SENTENCES = (
    "This click presses “Move to Trash” in Thunar ({place}): it moves “{name}” to the trash.",
    "Pressing Delete in Thunar ({place}) moves “{name}” to the trash.",
)


class Ending(StrEnum):
    """How such a question ended."""

    MISSED = "missed"
    """With a yes: it was not read."""
    NOTICED = "noticed"
    """With a no."""
    WITHDRAWN = "withdrawn"
    """Without an answer: a real question came, nobody was there, or the gate was closed."""


@dataclass(frozen=True, slots=True)
class Riddle:
    """What is asked."""

    sentence: str
    agent: str
    """Under whose name."""


def falls(draw: float, one_in: int) -> bool:
    """Tell whether the lot falls on a question.

    Args:
        draw: Even in [0, 1).
        one_in: On one in so many, on average; 0 on none.
    """
    return one_in > 0 and draw < 1 / one_in


def riddle(agents: Sequence[str], draw: Callable[[], float]) -> Riddle:
    """Make up a question.

    Args:
        agents: Names of those at work, one at least.
        draw: Gives a number, even in [0, 1), each time another.
    """

    def chosen(words: Sequence[str]) -> str:
        return words[min(int(draw() * len(words)), len(words) - 1)]

    place, name = (" ".join(chosen(words.split()) for words in _WORDS) for _ in range(2))
    return Riddle(chosen(_SENTENCES).format(place=place, name=name), chosen(agents))
