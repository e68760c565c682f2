"""Going through afterwards what nobody was asked about: by what odds an action is drawn, what waits, what was marked.

An action is drawn by the hash of its own row in the record, so that anybody can draw again and finds the same, and
no agent can tell beforehand: the hash covers the time and all that went before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Tier
from supervisor.core.autonomy import CONFIDENCE, LEVEL_RULES, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.record import Record

ODDS: Mapping[Tier, float] = MappingProxyType(
    {Tier.READ: 0.002, Tier.REVERSIBLE: 0.02, Tier.HIGH_RISK: 0.2, Tier.IRREVERSIBLE: 1.0}
)
"""With what probability an action that passed is drawn, by what it could do."""
UNSURE_FACTOR = 10
"""An action of which the agent says that it is not sure is drawn so many times as often."""
MOST_WAITING = 10_000
"""Actions that wait to be gone through; of more the oldest of the least grave are left out, and counted."""
_HASH_DIGITS = 16
_HASHES = 16.0**_HASH_DIGITS


class Mark(StrEnum):
    """What a person found, going through it."""

    RIGHT = "right"
    WRONG = "wrong"


def is_unsure(record: Record) -> bool:
    """Tell whether the agent said of an action that it is less sure than is wanted for the tier, by default."""
    stated = (record.action or {}).get("stated")
    said = stated.get("confidence") if isinstance(stated, dict) else None
    try:
        wanted = CONFIDENCE[Tier((record.assessment or {})["tier"])]
    except (KeyError, ValueError):
        return False
    # Negated, so that what is no number counts as unsure.
    return isinstance(said, int | float) and not float(said) >= wanted


def odds_of(record: Record) -> float:
    """Give with what probability an action is drawn when it passes, 0 to 1.

    Args:
        record: The row that says what was decided.
    """
    try:
        tier = Tier((record.assessment or {})["tier"])
    except (KeyError, ValueError):
        return 1.0
    rule = (record.decision or {}).get("rule_id")
    if rule == LEVEL_RULES[Level.BATCH_REVIEW]:
        return 1.0
    if rule == LEVEL_RULES[Level.FULL_AUTONOMY]:
        return 0.0
    return min(1.0, ODDS[tier] * (UNSURE_FACTOR if is_unsure(record) else 1))


def is_drawn(record: Record, odds: float) -> bool:
    """Tell whether the lot falls on a row."""
    try:
        lot = int(record.hash[:_HASH_DIGITS], 16)
    except ValueError:
        return True
    return lot < odds * _HASHES


def gravity(tier: Tier, odds: float) -> float:
    """Give how much a person has to see an action: by what it could do, and then by the odds that it was drawn by.

    Args:
        tier: How bad its effect could be.
        odds: 0 to 1.
    """
    return tier.rank + odds / 2


@dataclass(slots=True)
class Queue:
    """What waits to be gone through, and what was."""

    waiting: dict[int, float] = field(default_factory=dict)
    """How grave each is, by the number of the row that says what was decided; the oldest first."""
    marks: dict[int, Mark] = field(default_factory=dict)
    """By the same number."""
    left_out: int = 0
    """How many were drawn and no longer wait, since too many did."""
    _alike: dict[float, dict[int, None]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What waits, by how grave it is; the oldest first."""

    def __post_init__(self) -> None:
        for seq, weight in self.waiting.items():
            self._alike.setdefault(weight, {})[seq] = None

    def passed(self, seq: int, weight: float) -> None:
        """Take in an action that was drawn and has passed; `weight` is as `gravity` gives it."""
        if seq in self.marks:
            return
        self._forget(seq)
        self.waiting[seq] = weight
        self._alike.setdefault(weight, {})[seq] = None
        if len(self.waiting) > MOST_WAITING:
            # INVARIANT: nobody pushes out what is grave by much that is not.
            self._forget(next(iter(self._alike[min(self._alike)])))
            self.left_out += 1

    def _forget(self, seq: int) -> None:
        weight = self.waiting.pop(seq, None)
        if weight is None:
            return
        alike = self._alike[weight]
        del alike[seq]
        if not alike:
            del self._alike[weight]

    def marked(self, outcome: Mapping[str, Any]) -> Mark | None:
        """Take in the outcome of a row that marks an action; gives the mark, None where it says nothing new."""
        try:
            mark, seq = Mark(outcome["mark"]), outcome["seq"]
        except (KeyError, ValueError):
            return None
        if not isinstance(seq, int) or not may_mark(self.marks.get(seq), mark):
            return None
        self._forget(seq)
        self.marks[seq] = mark
        return mark

    def data(self) -> dict[str, Any]:
        """Give all of it as plain JSON."""
        return {
            "waiting": [[seq, weight] for seq, weight in self.waiting.items()],
            "marks": [[seq, mark.value] for seq, mark in self.marks.items()],
            "left_out": self.left_out,
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Queue:
        """Read what `data` gave.

        Raises:
            ValueError, KeyError, TypeError: it is none of ours.
        """
        return cls(
            {int(seq): float(weight) for seq, weight in data["waiting"]},
            {int(seq): Mark(mark) for seq, mark in data["marks"]},
            int(data["left_out"]),
        )


def may_mark(before: Mark | None, mark: Mark) -> bool:
    """Tell whether an action may be marked so: a mark stands, save that what was found right may turn out wrong."""
    return before is None or (before is Mark.RIGHT and mark is Mark.WRONG)
