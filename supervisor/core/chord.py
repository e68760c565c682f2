"""Global chords: exact modifiers plus one key."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORDER = ("ctrl", "alt", "shift", "super")
_KEY = re.compile(r"[a-z0-9]|F(?:[1-9]|1[0-2])|Pause|Scroll_Lock|Print")


@dataclass(frozen=True, slots=True)
class Chord:
    """Modifiers and a key, matched exactly; AltGr never counts as alt.

    Raises:
        ValueError: from `parse`, with the remedy.
    """

    modifiers: frozenset[str]
    """Subset of ctrl, alt, shift, super; left or right Ctrl count, of Alt the left only."""
    key: str
    """X keysym name of the key on the Latin layout in use."""

    @classmethod
    def parse(cls, text: str) -> Chord:
        """Read e.g. `ctrl+alt+s`."""
        *modifiers, key = text.split("+")
        names = [m.strip().lower() for m in modifiers]
        key = key.strip()
        key = key.lower() if len(key) == 1 else key
        if not _KEY.fullmatch(key):
            raise ValueError(f"chord `{text}` has no usable key: end it with a letter, a digit or F1 to F12")
        if len(set(names)) != len(names) or not set(names) <= set(_ORDER):
            raise ValueError(f"chord `{text}` has unknown modifiers: use ctrl, alt, shift, super once each")
        if len(key) == 1 and len(set(names) - {"shift"}) < 1:
            raise ValueError(f"chord `{text}` would fire while typing: add ctrl, alt or super")
        return cls(frozenset(names), key)

    def __str__(self) -> str:
        return "+".join([*(m for m in _ORDER if m in self.modifiers), self.key])

    @property
    def label(self) -> str:
        """The chord as shown to a person, e.g. `Ctrl+Alt+S`."""
        return "+".join(part.capitalize() for part in str(self).split("+"))
