"""What a keycode means on the keyboard in use, as plain data.

Layout of a row follows what the X server answers to GetKeyboardMapping when XKB is active (XKB protocol,
section 12.4): group 1 levels 1 and 2, group 2 levels 1 and 2, group 1 levels 3 and 4, group 2 levels 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MODIFIER_ORDER = ("ctrl", "alt", "shift", "super", "altgr")
"""Order of modifiers in a canonical chord."""
KEYPAD = range(0xFF80, 0xFFBE)
"""KP_Space to KP_9 and KP_Equal."""
_MAX_TABLES = 16
"""An agent can ask for many chords; what most text and keys need is there after two."""


@dataclass(frozen=True, slots=True)
class KeyMeaning:
    """One press, understood."""

    keysym: int
    """X keysym, 0 for none."""
    name: str
    """Keysym name, e.g. `Delete`, `a`, `udiaeresis`; `0x…` when it has none."""
    char: str
    """The character it types; empty when it types none."""


class Table:
    """What the keys of a keyboard mean with certain modifiers held.

    Attributes:
        keys: What is held, keycode and meaning, in the order of the levels.
        by_char: The same by the character that is typed.
    """

    def __init__(self, keys: tuple[tuple[frozenset[str], int, KeyMeaning], ...]) -> None:
        self.keys = keys
        self.by_char: dict[str, list[tuple[frozenset[str], int, KeyMeaning]]] = {}
        for key in keys:
            self.by_char.setdefault(key[2].char, []).append(key)


@dataclass(frozen=True, slots=True)
class Keymap:
    """Keycodes to keysyms and modifiers."""

    symbols: Mapping[int, tuple[int, ...]]
    """Keysyms of each keycode, in the row layout above; 0 is NoSymbol."""
    modifiers: Mapping[int, str]
    """Keycodes that are modifiers: ctrl, alt, shift, super, altgr, or lock for the locks."""
    name_of: Callable[[int], str]
    """Keysym to its X name."""
    char_of: Callable[[int], str]
    """Keysym to the character it types, empty for none."""

    _tables: dict[tuple[object, ...], Table] = field(default_factory=dict, init=False, repr=False, compare=False)

    def table(self, levels: tuple[frozenset[str], ...], group: int, *, caps: bool) -> Table:
        """Give what all keys but the modifiers mean, level by level; worked out once for as long as the map holds.

        Args:
            levels: What is held, one after the other.
            group: Active layout group, from 0.
            caps: Caps Lock is on.
        """
        wanted = (levels, group, caps)
        found = self._tables.get(wanted)
        if found is None:
            codes = [keycode for keycode in self.symbols if keycode not in self.modifiers]
            found = Table(
                tuple((held, code, self.meaning(code, held, group, caps=caps)) for held in levels for code in codes)
            )
            if len(self._tables) >= _MAX_TABLES:
                self._tables.clear()
            self._tables[wanted] = found
        return found

    def meaning(self, keycode: int, held: frozenset[str], group: int = 0, *, caps: bool = False) -> KeyMeaning:
        """Tell what a press of `keycode` means.

        Args:
            keycode: 8..255.
            held: Modifier names that are down.
            group: Active layout group, from 0.
            caps: Caps Lock is on.

        Returns:
            The meaning; keysym 0 when the key has none.
        """
        row = self.symbols.get(keycode, ())
        level = (2 if "altgr" in held else 0) + (1 if "shift" in held else 0)
        keysym = _at(row, group, level) or _at(row, 0, level)
        plain = _at(row, group, 0) or _at(row, 0, 0)
        if level == 1 and plain in KEYPAD and keysym in KEYPAD and not self.char_of(plain):
            # With Num Lock, Shift gives a key of the keypad its lower meaning: Delete, not a point.
            keysym = plain
        if not keysym and level:
            keysym = _at(row, group, level & 1) or _at(row, 0, level & 1) or _at(row, group, 0) or _at(row, 0, 0)
        char = self.char_of(keysym) if keysym else ""
        if caps and char.isalpha() and level in (0, 1):
            flipped = _at(row, group, 1 - level) or keysym
            if self.char_of(flipped).lower() == char.lower():
                keysym, char = flipped, self.char_of(flipped)
        return KeyMeaning(keysym, self.name_of(keysym) if keysym else "", char)

    def with_rows(self, first_keycode: int, rows: tuple[tuple[int, ...], ...]) -> Keymap:
        """Give the map after ChangeKeyboardMapping; xdotool and pynput borrow spare keycodes this way."""
        changed = dict(self.symbols)
        for offset, row in enumerate(rows):
            changed[first_keycode + offset] = row
        return replace(self, symbols=changed)


def _at(row: tuple[int, ...], group: int, level: int) -> int:
    """Look a level up in the flattened row; 0 when the row is shorter."""
    index = (2 if group else 0) + level if level < 2 else (6 if group else 4) + level - 2
    return row[index] if index < len(row) else 0
