"""What came of an agent's actions, by agent, category and application: counts and times, added up and never averaged.

Figures of two keys, days or runs are added; the parts of a sum are never needed again, so that a record of any length
is gone through once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.assessment import Category, Tier
    from supervisor.core.autonomy_scope import Scope, Situation

BUCKETS = 40
"""Decision times are kept by the half octave: the longest bucket begins at 2^19.5 / 4 s, a day and a half."""
_SHORTEST_MS = 250.0


class Result(StrEnum):
    """What came of one action."""

    PASSED = "passed"
    """Nobody was asked."""
    APPROVED = "approved"
    REJECTED = "rejected"
    MODIFIED = "modified"
    """A person made something else of it."""
    EXPIRED = "expired"
    """It ended without an answer."""
    FOUND_RIGHT = "found-right"
    """Gone through afterwards, and right."""
    FOUND_WRONG = "found-wrong"
    """Gone through afterwards, and wrong."""


FOR_IT = frozenset({Result.APPROVED, Result.FOUND_RIGHT})
"""A person's word for the agent."""
AGAINST_IT = frozenset({Result.REJECTED, Result.MODIFIED, Result.FOUND_WRONG})
"""A person's word against it; no word, as when a question expires, is neither."""
REJECTIONS = frozenset({Result.REJECTED, Result.FOUND_WRONG})
"""One of them is enough to tighten."""
ANSWERS = frozenset({Result.APPROVED, Result.REJECTED, Result.MODIFIED})
"""How a question may be answered."""
ASKED = ANSWERS | {Result.EXPIRED}
"""How a question may end."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and decision times; a sum of such is such."""

    counts: tuple[int, ...] = (0,) * len(Result)
    """In the order of `Result`."""
    times: tuple[int, ...] = (0,) * BUCKETS
    """Answers by how long they took: below 0.25 s, and then by the half octave."""
    unsure: int = 0
    """Actions of which the agent itself said that it is not sure enough."""

    def __add__(self, other: Figures) -> Figures:
        """Add up."""
        return Figures(
            tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)),
            tuple(a + b for a, b in zip(self.times, other.times, strict=True)),
            self.unsure + other.unsure,
        )

    def after(self, result: Result, decision_ms: float | None = None, *, unsure: bool = False) -> Figures:
        """Give the figures with one more.

        Args:
            result: What came of it.
            decision_ms: How long the person took, ms; None when nobody was asked or it is not known.
            unsure: The agent said that it is not sure enough.
        """
        times = self.times
        if decision_ms is not None:
            times = _one_more(times, _bucket(decision_ms))
        return Figures(_one_more(self.counts, _PLACES[result]), times, self.unsure + unsure)

    def of(self, *results: Result) -> int:
        """Give how often one of these was what came of it."""
        return sum(self.counts[_PLACES[result]] for result in results)

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.of(*ASKED)

    @property
    def actions(self) -> int:
        """How many there were; what was gone through afterwards counts once."""
        return self.asked + self.of(Result.PASSED)

    def rate(self, result: Result) -> float | None:
        """Give how often a question ended so, 0 to 1; None when nothing was asked."""
        return self.of(result) / self.asked if self.asked else None

    @property
    def prompts_per_100(self) -> float | None:
        """How many of a hundred actions were asked; None when there were none."""
        return 100 * self.asked / self.actions if self.actions else None

    @property
    def median_ms(self) -> float | None:
        """How long half of the answers took at most, to the half octave, ms; None when there were none."""
        left = (sum(self.times) + 1) // 2
        if not left:
            return None
        for bucket, count in enumerate(self.times):
            left -= count
            if left <= 0:
                return _SHORTEST_MS * 2 ** (bucket / 2)
        raise AssertionError("the counts add up to their sum")


_PLACES = {result: place for place, result in enumerate(Result)}


def _one_more(counts: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*counts[:place], counts[place] + 1, *counts[place + 1 :])


def _bucket(time_ms: float) -> int:
    bucket, limit_ms = 0, _SHORTEST_MS
    while time_ms >= limit_ms and bucket < BUCKETS - 1:
        bucket += 1
        limit_ms = _SHORTEST_MS * 2 ** (bucket / 2)
    return bucket


@dataclass(frozen=True, slots=True)
class Key:
    """By what figures are kept."""

    agent: str
    category: Category
    app: str
    tier: Tier

    @classmethod
    def of(cls, situation: Situation, tier: Tier) -> Key:
        """Give the key of an action."""
        return cls(situation.agent, situation.category, situation.app, tier)


@dataclass(slots=True)
class Ledger:
    """All figures of one record, run or day."""

    figures: dict[Key, Figures] = field(default_factory=dict)

    def count(self, key: Key, result: Result, decision_ms: float | None = None, *, unsure: bool = False) -> None:
        """Count one more; see `Figures.after`."""
        self.figures[key] = self.figures.get(key, Figures()).after(result, decision_ms, unsure=unsure)

    def add(self, other: Ledger) -> None:
        """Add up another one's."""
        for key, figures in other.figures.items():
            self.figures[key] = self.figures.get(key, Figures()) + figures

    def within(self, scope: Scope) -> Iterator[tuple[Key, Figures]]:
        """Give those of a scope; figures know no workflow, so a scope that names one has none."""
        for key, figures in self.figures.items():
            parts = (scope.agent, key.agent), (scope.app, key.app), (scope.category, key.category)
            if scope.workflow is None and all(wanted in (None, there) for wanted, there in parts):
                yield key, figures

    def total(self, scope: Scope) -> Figures:
        """Give the sum of a scope's."""
        return sum((figures for _, figures in self.within(scope)), Figures())
