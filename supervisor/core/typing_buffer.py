"""What an agent has typed into a window since the last submit, as far as can be known."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT = 100_000
"""Characters kept; beyond it the text is a guess."""
SUBMIT_KEYS = frozenset({"Return", "KP_Enter", "Linefeed", "ISO_Enter"})
"""Keysym names that hand a line over."""
LINE_CHORDS = frozenset({"ctrl+j", "ctrl+m", "ctrl+o"})
"""Chords that hand a line over in a terminal (readline, stty)."""
_HARMLESS = frozenset({"Shift_L", "Shift_R", "Caps_Lock", "Num_Lock"})


@dataclass(frozen=True, slots=True)
class TypingBuffer:
    """A line in the making."""

    text: str = ""
    """Typed so far."""
    exact: bool = True
    """False when something else may be in the field, or editing keys made the text a guess."""

    def typed(self, char: str) -> TypingBuffer:
        """Add a character."""
        if len(self.text) >= MAX_TEXT:
            return TypingBuffer(self.text, exact=False)
        return TypingBuffer(self.text + char, self.exact)

    def pressed(self, keys: str) -> TypingBuffer:
        """Follow a key that types nothing.

        Args:
            keys: Canonical chord.
        """
        if keys in SUBMIT_KEYS or keys in LINE_CHORDS or keys == "ctrl+c":
            return TypingBuffer()
        if keys == "BackSpace":
            return TypingBuffer(self.text[:-1], self.exact)
        if keys == "ctrl+u":
            return TypingBuffer("", self.exact)
        return self if keys in _HARMLESS else TypingBuffer(self.text, exact=False)
