"""Ranges of numbers that a rule matches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from one to another, both included."""

    least: float | None = None
    """Smallest number; None for no bound."""
    most: float | None = None
    """Largest number; None for no bound."""

    def holds(self, number: float) -> bool:
        """Tell whether `number` lies in it."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    @property
    def empty(self) -> bool:
        """True when no number lies in it."""
        return self.least is not None and self.most is not None and self.least > self.most

    def within(self, other: Range) -> bool:
        """Tell whether every number in it lies in `other`."""
        low = other.least is None or (self.least is not None and self.least >= other.least)
        return low and (other.most is None or (self.most is not None and self.most <= other.most))
