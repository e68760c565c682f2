"""What one agent has down on the seat, and how to lift it and put it back."""

from __future__ import annotations

from dataclasses import dataclass, field

from supervisor.core.input_event import EventKind, InputEvent


@dataclass(slots=True)
class Seat:
    """Keys and buttons of one agent that are really down."""

    keys: set[int] = field(default_factory=set)
    """Keycodes."""
    buttons: set[int] = field(default_factory=set)
    """Button numbers."""

    def note(self, event: InputEvent) -> None:
        """Follow an event that goes out; SendEvent never touches the seat."""
        if event.sent_to_window:
            return
        if event.kind is EventKind.KEY_PRESS:
            self.keys.add(event.detail)
        elif event.kind is EventKind.KEY_RELEASE:
            self.keys.discard(event.detail)
        elif event.kind is EventKind.BUTTON_PRESS:
            self.buttons.add(event.detail)
        elif event.kind is EventKind.BUTTON_RELEASE:
            self.buttons.discard(event.detail)

    @property
    def busy(self) -> bool:
        """True in the middle of a gesture."""
        return bool(self.keys or self.buttons)

    def lift(self) -> list[InputEvent]:
        """Give the releases that take everything off the seat; while anything is held nothing may be down."""
        events = [InputEvent(EventKind.BUTTON_RELEASE, b) for b in sorted(self.buttons)]
        events += [InputEvent(EventKind.KEY_RELEASE, k) for k in sorted(self.keys, reverse=True)]
        return events
