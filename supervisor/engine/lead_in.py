"""The motion that leads to a press of the same call: where nothing is waited for in between, both leave in one write.

Rows and events are the same and in the same order as one by one, the row of the motion still before its sending.
What is saved is the wait for the server to have performed the motion. The press is judged by the window at its own
place, wherever the pointer is by then, and what a program makes of a pointer that comes takes longer than that wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.context import Context
from supervisor.core.input_event import EventKind
from supervisor.engine import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Action
    from supervisor.core.input_event import InputEvent
    from supervisor.core.step import Step
    from supervisor.engine.queue import AgentQueue, Pending


class LeadIn:
    """The motion that one agent's press is about to take along.

    # INVARIANT: it is kept for the press behind it and for no other, and no longer than its queue is being served.
    # INVARIANT: when its row was lost, it is not sent.
    """

    def __init__(self, queue: AgentQueue) -> None:
        self._queue = queue
        self._recorder = queue.engine.parts.recorder
        self._kept: tuple[Pending, Step, Action, tuple[InputEvent, ...]] | None = None
        self._failures = 0
        self._led = False

    def takes(self, pending: Pending, step: Step, action: Action, events: tuple[InputEvent, ...]) -> bool:
        """Keep a motion for the press behind it, and note its row; False where it goes by itself."""
        if not self._leads(pending):
            return False
        if not rows.followed(self._queue, events, action, Context(), noted=True):
            return False
        self._failures = self._recorder.failures
        self._kept, self._led = (pending, step, action, events), False
        return True

    def joined(
        self, events: tuple[InputEvent, ...], done: Callable[[], None]
    ) -> tuple[tuple[InputEvent, ...], Callable[[], None]]:
        """Give what is to be written, and what is to be called then, with the motion first."""
        if self._kept is None:
            return events, done
        (pending, step, _action, lead), self._kept = self._kept, None

        def both() -> None:
            self._queue.performed(step)
            pending.source.finish()
            done()

        return ((*lead, *events) if self._is_noted() else events), both

    def served(self) -> None:
        """Take that an event was served: when that was the press, and it did not take the motion along, that goes."""
        if self._led:
            self.go()
        self._led = self._kept is not None

    def go(self) -> None:
        """Send it by itself, if it is still there."""
        if self._kept is None:
            return
        (pending, step, action, events), self._kept = self._kept, None
        self._queue.engine.parts.mirror.stream(action, Context())
        written = self._recorder.commit() and self._is_noted()
        self._queue.carry_out(pending, step, events, written=written)

    def _is_noted(self) -> bool:
        return self._recorder.failures == self._failures

    def _leads(self, pending: Pending) -> bool:
        queue, parts, call = self._queue, self._queue.engine.parts, pending.spoken.call
        after = queue.queue[0] if queue.queue else None
        if not call or after is None or after.spoken.call != call or pending.event.kind is not EventKind.MOTION:
            return False
        if after.event.kind is not EventKind.BUTTON_PRESS or after.event.delay_ms or queue.recogniser.seat.busy:
            return False
        no_lead = not (parts.settings.mirror_lead_ms or parts.settings.motion_lead_ms)
        return parts.headless or (no_lead and parts.mirror.alive)
