"""How long a question may wait for its answer, and what follows when nobody gives one.

# INVARIANT: no fallback here allows; a question that nobody answers is refused or goes on waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Fallback(StrEnum):
    """What follows when the time is over."""

    REJECT = "reject"
    """The action is refused under `deadline`."""
    ESCALATE = "escalate"
    """It is asked before all others, marked as urgent, and waits for as long as it takes."""
    QUEUE = "queue"
    """It is asked after all others, and waits for as long as it takes."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What a rule says about the time for an answer."""

    wait_s: float
    """s, by the engine's clock for questions."""
    fallback: Fallback = Fallback.REJECT


def strictest(limits: Iterable[TimeLimit | None]) -> TimeLimit | None:
    """Give the limit that holds where several do: one that refuses before one that does not, then the shorter."""
    known = [limit for limit in limits if limit is not None]
    return min(known, key=lambda limit: (limit.fallback is not Fallback.REJECT, limit.wait_s), default=None)
