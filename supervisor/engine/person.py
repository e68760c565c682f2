"""The person at the machine, as `human` reports: is a hand on keyboard or mouse, did it type?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HELD_MODIFIERS = 0xCD
"""Shift, Control, Mod1 (Alt), Mod4 (Super), Mod5 (AltGr); not the locks."""


@dataclass(slots=True)
class Person:
    """What is known of the person's hands."""

    down: bool = False
    """Any physical key or button is down."""
    last_ns: int = 0
    """Last sign, monotonic ns; 0 for none yet."""
    keys_ns: int = 0
    """Last time a physical key moved, monotonic ns; 0 for none yet."""
    on_press: Callable[[], None] | None = None
    """Called when a key moved or a button went down; None for nobody."""

    def heard(self, *, t_ns: int, down: bool, keys: bool) -> None:
        """Take a report."""
        if self.on_press is not None and (keys or (down and not self.down)):
            self.on_press()
        self.down = down
        self.last_ns = t_ns
        if keys:
            self.keys_ns = t_ns

    def rests_in_ns(self, now_ns: int, yield_ms: int) -> int:
        """Give how long agents still wait for the hands to rest; 0 when they need not."""
        if not yield_ms or not self.last_ns:
            return 0
        if self.down:
            return yield_ms * 1_000_000
        return max(0, self.last_ns + yield_ms * 1_000_000 - now_ns)


def hands_up(person: Person, modifiers: int, buttons: int, *, own: bool) -> bool:
    """Tell whether the person holds nothing that would mix with an agent's input.

    Args:
        person: Reports so far.
        modifiers: Core modifier mask of the seat.
        buttons: Buttons down on the seat.
        own: The agent itself holds something down (a held drop), so the masks say nothing of the person.
    """
    return not person.down and (own or not (modifiers & _HELD_MODIFIERS or buttons))
