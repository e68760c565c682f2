"""What the agents have down on the seat, kept in the shared memory for whoever has to let go of it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import BUTTONS_DOWN, KEYS_DOWN, set_bit
from supervisor.desktop.drag_origin import DragOrigin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FIELDS = {
    EventKind.KEY_RELEASE: (EventKind.KEY_PRESS, KEYS_DOWN),
    EventKind.BUTTON_RELEASE: (EventKind.BUTTON_PRESS, BUTTONS_DOWN),
}


class Pressed:
    """Tells `human` what will be down before it is: a release too many is harmless, one too few is not."""

    def __init__(self, memory: memoryview) -> None:
        self._memory = memory
        self._origin = DragOrigin(memory)

    def sending(self, batch: Iterable[InputEvent]) -> None:
        """Take what is about to be sent."""
        for event in batch:
            self._note(event)
            self._origin.sending(event)

    def executed(self, batch: Iterable[InputEvent], later: Iterable[Sequence[InputEvent]]) -> None:
        """Take that it was done.

        Args:
            batch: What was done.
            later: What was sent since and may be done by now as well.
        """
        sent_since = list(chain.from_iterable(later))
        for event in batch:
            self._note(event)
            if event.kind not in _FIELDS:
                continue
            press, field = _FIELDS[event.kind]
            if any(other.kind is press and other.detail == event.detail for other in sent_since):
                continue
            set_bit(self._memory, field, event.detail, down=False)
            if press is EventKind.BUTTON_PRESS:
                self._origin.released(event.detail)

    def all_up(self) -> None:
        """Take that everything was let go."""
        for field in (KEYS_DOWN, BUTTONS_DOWN):
            self._memory[field : field + 32] = bytes(32)
        self._origin = DragOrigin(self._memory)

    def _note(self, event: InputEvent) -> None:
        if event.sent_to_window:
            return
        if event.kind is EventKind.KEY_PRESS:
            set_bit(self._memory, KEYS_DOWN, event.detail, down=True)
        elif event.kind is EventKind.BUTTON_PRESS:
            set_bit(self._memory, BUTTONS_DOWN, event.detail, down=True)
