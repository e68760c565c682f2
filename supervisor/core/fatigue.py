"""Whether a person still reads what they approve: streaks of answers that came sooner than anybody reads.

A yes given by reflex is worth no more than no question at all. Nothing is asked more or less for it: the person is
told, calmly, with what would have them asked less.
"""

from __future__ import annotations

import collections
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REFLEX_MS = 1_500
"""Who approves sooner has not read the sentence: it takes half a second until the popup takes an answer at all."""
STREAK = 10
"""So many in a row are a habit."""
HURRIED_MS = 3_000
"""A median below it is a hurry, where all was approved."""
MANY = 40
"""Of fewer answers no median is told."""
CALM_NS = 900 * 10**9
"""So long after the last answer nothing is said any more, ns: the person has had a rest."""
TESTS = 5
"""Of so many test questions, the last, it is told how many were answered by a yes."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, to one question or to several at once."""

    at_ns: int
    """When, on a clock that only runs forward."""
    approved: bool
    latency_ms: int
    """From the question to the answer."""
    rule: str
    """Id of the rule that asked."""

    @property
    def is_reflex(self) -> bool:
        """True for a yes that came too soon."""
        return self.approved and self.latency_ms < REFLEX_MS


class Attention:
    """Remembers the last answers; they are the person's at this display, whoever that is.

    Attributes:
        on_answer: Called with each answer; None for nobody.
        missed: Test questions that were answered by a yes, since the start.
        noticed: And by a no.
    """

    def __init__(self) -> None:
        self._last: collections.deque[Given] = collections.deque(maxlen=MANY)
        self._tests: collections.deque[bool] = collections.deque(maxlen=TESTS)
        self.on_answer: Callable[[Given], None] | None = None
        self.missed = self.noticed = 0

    def answered(self, given: Given) -> None:
        """Take an answer."""
        if self._last and given.at_ns - self._last[-1].at_ns > CALM_NS:
            self._last.clear()
        self._last.append(given)
        if self.on_answer is not None:
            self.on_answer(given)

    def tested(self, *, missed: bool) -> None:
        """Take how a test question was answered; the answer itself comes by `answered`, too."""
        self._tests.append(missed)
        if missed:
            self.missed += 1
        else:
            self.noticed += 1

    def note(self, now_ns: int) -> str:
        """Say what the person should know of their answers, as a sentence; empty for nothing."""
        if not self._last or now_ns - self._last[-1].at_ns > CALM_NS:
            return ""
        if self._tests and self._tests[-1]:
            told = f"you said yes to {sum(self._tests)} of the last {len(self._tests)} test questions"
            return f"{told}, which nobody wanted: take a moment to read"
        streak: list[Given] = []
        for given in reversed(self._last):
            if not given.is_reflex:
                break
            streak.append(given)
        if len(streak) >= STREAK:
            told = f"you approved the last {len(streak)} questions within {REFLEX_MS / 1000:g} seconds each"
            return f"{told}: take a moment, or {_remedy(streak)}"
        if len(self._last) == MANY and all(given.approved for given in self._last):
            median_ms = statistics.median(given.latency_ms for given in self._last)
            if median_ms < HURRIED_MS:
                told = f"you approved all of the last {MANY} questions"
                return f"{told}, half of them within {median_ms / 1000:.1f} seconds: {_remedy(self._last)}"
        return ""


def _remedy(answers: Sequence[Given] | collections.deque[Given]) -> str:
    """Say what would have the person asked less, by what they were asked about most."""
    rule, count = collections.Counter(given.rule for given in answers).most_common(1)[0]
    if count * 2 < len(answers):
        return "let answers stand for longer, so that you are asked less"
    return f"let a yes to what “{rule}” asks about stand for longer, so that you are asked less"
