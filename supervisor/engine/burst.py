"""What is written to the seat for one action, once it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind, InputEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.engine.queue import AgentQueue

CLICK_GAP_S = 0.012
"""Between the clicks of a multi-click that is made anew. Window managers freeze the pointer at each press, and the
server loses a press that comes before they let go (X.Org 21.1 under openbox: most at once, none of 30 after 2 ms)."""


class Burst:
    """Sends in one write; of a multi-click that is made anew, one click after the other."""

    def __init__(
        self,
        queue: AgentQueue,
        events: tuple[InputEvent, ...],
        *,
        apart: bool,
        done: Callable[[], None],
        failed: Callable[[str, bool], None],
    ) -> None:
        """Prepare.

        Args:
            queue: Whose seat it is.
            events: All that is to be sent.
            apart: Take up each click before the next.
            done: Called when the server has performed the last.
            failed: Called when the gate was shut before the last, or not all was made: with the id of a fallback, and
                whether a part was made, moves aside.
        """
        self._engine = queue.engine
        self._queue = queue
        self._events = events
        self._apart = apart
        self._done = done
        self._failed = failed
        self._ended = False
        self._begun = False

    def begin(self) -> None:
        """Write as far as it goes at once."""
        if self._ended:
            return
        if self._engine.closed():
            # Between two clicks a person may have paused.
            closed = "locked" if self._engine.locked else "paused"
            self._failed("stopped" if self._engine.parts.latched() else closed, self._begun)
            return
        lifts = (n for n, event in enumerate(self._events, 1) if event.kind is EventKind.BUTTON_RELEASE)
        first = next(lifts, len(self._events)) if self._apart else len(self._events)
        now, self._events = self._events[:first], self._events[first:]
        if not self._engine.send(self._queue, now, self._performed, self._not_made):
            self._failed("stopped", self._begun)

    def end(self) -> None:
        """Write nothing more."""
        self._ended = True

    def _not_made(self, partly: bool) -> None:
        if not self._ended:
            self._failed("outlet-failed", partly or self._begun)

    def _performed(self) -> None:
        if self._ended:
            return
        self._begun = True
        if self._events:
            self._engine.parts.loop.after(CLICK_GAP_S, self.begin)
        else:
            self._done()
