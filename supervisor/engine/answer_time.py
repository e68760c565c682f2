"""The time that one held action gives the person to answer, and what follows when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.lifecycle import ASKING, Happening
from supervisor.core.time_limit import Fallback

if TYPE_CHECKING:
    from supervisor.engine.patience import Limit
    from supervisor.engine.way import Way


class AnswerTime:
    """The limit of a hold, by its rule; a held drop has one of its own besides.

    Attributes:
        limit: What is counted down; None while it may take as long as it takes.
        fallback: What follows when that is over.
        urgent: It is over, and it is asked before all others since.
    """

    def __init__(self, way: Way) -> None:
        self._way = way
        self._patience = way.engine.patience
        self.limit: Limit | None = None
        self.fallback = Fallback.REJECT
        self.urgent = False

    def begin(self, held_s: float) -> None:
        """Begin to count, where there is a limit.

        Args:
            held_s: How long it has been held already: asked anew, a drop has no more time, as its button is down
                since the first question.
        """
        self.end()
        way = self._way
        limit = way.parts.judge.time_limit(way.decision.rule_id)
        self.fallback = limit.fallback if limit is not None else Fallback.REJECT
        if way.is_drop:
            wait_s = max(0.0, way.parts.settings.held_drop_s - held_s)
            if limit is not None and limit.fallback is Fallback.REJECT:
                wait_s = min(wait_s, limit.wait_s)
            self.fallback = Fallback.REJECT
            self.limit = self._patience.begin(wait_s, self._over, bound=True)
        elif limit is not None:
            self.limit = self._patience.begin(limit.wait_s, self._over)

    def end(self) -> None:
        """Count no longer."""
        if self.limit is not None:
            self._patience.end(self.limit)
            self.limit = None

    def _over(self) -> None:
        self.limit = None
        if self._way.state in ASKING and self.fallback is not Fallback.QUEUE:
            self._way.engine.telling.overdue(self._way, urgent=self.fallback is Fallback.ESCALATE)
        if self._way.state in ASKING and self.fallback is Fallback.ESCALATE:
            self.urgent = True
            self._way.wait_on(Happening.ESCALATED)
        elif self._way.state in ASKING and self.fallback is Fallback.QUEUE:
            self._way.wait_on(Happening.PUT_BACK)
        else:
            self._way.late()
