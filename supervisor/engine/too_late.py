"""Answers that come after the time for them was over: they have no effect, and the person is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.record import Event
from supervisor.core.record_fields import Approval

if TYPE_CHECKING:
    from supervisor.engine.parts import Parts

MEANT_S = 30.0
"""An answer that comes so long after the end of a question was meant for it."""
SAYS = "the time to answer was over: this answer had no effect, nothing was done"


class TooLate:
    """Remembers the question that ended last for want of an answer."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._last: tuple[str, int] | None = None

    def ended(self, request: str) -> None:
        """Take note of a question whose time is over."""
        self._last = (request, self._parts.loop.now_ns())

    def answered(self, request: str, word: str, *, approver: str, gesture: str) -> None:
        """Take an answer that has no effect, and say so to the person when it was meant for what has just ended.

        Args:
            request: What it was given to; empty for whatever was asked last.
            word: `approve` or `reject`.
            approver: Who answered.
            gesture: How.
        """
        last, now_ns = self._last, self._parts.loop.now_ns()
        if last is None or now_ns - last[1] > MEANT_S * 1e9 or request not in ("", last[0]):
            return
        self._last = None
        latency_ms = (now_ns - last[1]) // 1_000_000
        approval = Approval(approver=approver, gesture=gesture, latency_ms=latency_ms)
        outcome = {"request": last[0], "answer": word, "why": SAYS}
        self._parts.recorder.write(Event.APPROVAL_CLOSED, durable=True, approval=approval, outcome=outcome)
        self._parts.mirror.tell({"t": "too_late", "id": last[0], "says": SAYS})
