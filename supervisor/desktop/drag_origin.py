"""Where a drag of the agents began, for whoever has to let go of it in the middle.

Let go where it is, a drag ends in its drop; brought back to where it began, in nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind
from supervisor.core.shared_state import DRAGGED_FROM, write_point

if TYPE_CHECKING:
    from supervisor.core.input_event import InputEvent

_WHEEL = 4
"""Buttons from here on do not drag."""
_THRESHOLD_PX = 4
"""Programs begin a drag after about twice this; to move back needlessly harms nothing."""


class DragOrigin:
    """Follows what is sent and keeps the shared memory up to date."""

    def __init__(self, memory: memoryview) -> None:
        self._memory = memory
        self._at: tuple[int, int] | None = None
        self._began: tuple[int, int] | None = None
        self._down: set[int] = set()
        write_point(memory, DRAGGED_FROM, None)

    def sending(self, event: InputEvent) -> None:
        """Take an event before it is sent."""
        if event.sent_to_window:
            return
        if event.kind is EventKind.MOTION:
            self._at = (max(0, event.x), max(0, event.y))
            if self._began is not None and _apart(self._at, self._began) > _THRESHOLD_PX:
                write_point(self._memory, DRAGGED_FROM, self._began)
        elif event.kind is EventKind.BUTTON_PRESS and event.detail < _WHEEL:
            if not self._down:
                self._began = self._at
            self._down.add(event.detail)

    def released(self, button: int) -> None:
        """Take that the server has let a button go."""
        self._down.discard(button)
        if not self._down:
            self._began = None
            write_point(self._memory, DRAGGED_FROM, None)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))
