"""Which keys an agent may give a meaning: those that have none, as xdotool and pynput borrow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.keymap import Keymap


class SpareKeys:
    """The keys that mean nothing to the person, and those that agents have borrowed."""

    def __init__(self) -> None:
        self._borrowed: dict[int, int] = {}

    @property
    def borrowed(self) -> frozenset[int]:
        """Keycodes that agents have given a meaning."""
        return frozenset(self._borrowed)

    def allows(self, first: int, rows: Sequence[Sequence[int]], keymap: Keymap) -> bool:
        """Tell whether ChangeKeyboardMapping touches no key of the person's.

        Args:
            first: The first keycode.
            rows: New keysyms of this and the following keycodes.
            keymap: The keyboard in use right now.
        """
        return all(self._spare(first + offset, row, keymap) for offset, row in enumerate(rows))

    def _spare(self, keycode: int, row: Sequence[int], keymap: Keymap) -> bool:
        now = [keysym for keysym in keymap.symbols.get(keycode, ()) if keysym]
        if not now:
            return True
        # A keyboard that the person changed meanwhile may have given the key a meaning.
        if self._borrowed.get(keycode) in now:
            return True
        # Some write the whole map back with one row changed.
        wanted = [keysym for keysym in row if keysym]
        return bool(wanted) and wanted == now[: len(wanted)] and not set(now) - set(wanted)

    def borrow(self, first: int, rows: Sequence[Sequence[int]], keymap: Keymap) -> None:
        """Take note of what was allowed, before it is done.

        Args:
            first: The first keycode.
            rows: New keysyms of this and the following keycodes.
            keymap: The keyboard before.
        """
        for offset, row in enumerate(rows):
            keycode = first + offset
            meaning = next((keysym for keysym in row if keysym), 0)
            spare = not any(keymap.symbols.get(keycode, ())) or self._borrowed.get(keycode) in keymap.symbols[keycode]
            if spare and meaning:
                self._borrowed[keycode] = meaning
