"""Keeps the answering chords from the program in focus, while a question is asked and only then.

A passive grab swallows the chord. It does nothing while another client holds the keyboard; the listeners hear it then
too, and that client, a menu mostly, does not edit text.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from Xlib import X
from Xlib import error as xerror
from Xlib.protocol import request as xrequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supervisor.human.connection import Connection
    from supervisor.human.devices import Equipment
    from supervisor.human.layout import Binding, Layout

Grab = tuple[int, int]
"""Keycode and modifier mask."""

_LOCK_KEYSYMS = (0xFF7F, 0xFF14)
"""Num Lock and Scroll Lock; Caps Lock has a bit of its own."""


def grabs_of(binding: Binding, layout: Layout, equipment: Equipment) -> frozenset[Grab]:
    """Give the grabs that swallow a chord whatever locks are on; pure.

    Returns:
        Empty when the chord cannot be typed: one of its modifiers is on no key.
    """
    mask = 0
    for word in binding.modifiers:
        bits = _bits_of((code for code, meant in layout.modifiers.items() if meant == word), equipment)
        if not bits:
            return frozenset()
        mask |= bits
    locks = {X.LockMask}
    for rows in equipment.rows.values():
        codes = (code for code, row in enumerate(rows, equipment.first_keycode) if row[0] in _LOCK_KEYSYMS)
        locks |= _single_bits(_bits_of(codes, equipment))
    free = sorted(bit for bit in locks if not bit & mask)
    on = chain.from_iterable(combinations(free, count) for count in range(len(free) + 1))
    masks = [mask | sum(bits) for bits in on]
    return frozenset((code, one) for code in binding.keycodes for one in masks)


class Swallow:
    """The grabs that are held; lives in the seat's thread."""

    def __init__(self) -> None:
        self._held: frozenset[Grab] = frozenset()

    def hold(self, connection: Connection, wanted: frozenset[Grab]) -> frozenset[Grab]:
        """Hold exactly these grabs.

        Returns:
            Those that another program has.

        Raises:
            SeatError: the X server has gone.
        """
        for code, mask in self._held - wanted:
            connection.tell(xrequest.UngrabKey, grab_window=connection.root, key=code, modifiers=mask)
        refused = frozenset(one for one in wanted - self._held if not _grab(connection, one))
        self._held = wanted - refused
        connection.ask(xrequest.GetInputFocus)
        return refused


def taken_by_others(connection: Connection, grabs: Mapping[str, frozenset[Grab]]) -> tuple[str, ...]:
    """Give the names of the chords that another program has grabbed, by trying.

    Raises:
        SeatError: the X server has gone.
    """
    taken = []
    for name, wanted in grabs.items():
        trial = Swallow()
        if trial.hold(connection, wanted):
            taken.append(name)
        trial.hold(connection, frozenset())
    return tuple(taken)


def _grab(connection: Connection, grab: Grab) -> bool:
    refused = xerror.CatchError(xerror.BadAccess)
    connection.tell(
        xrequest.GrabKey,
        refused,
        owner_events=False,
        grab_window=connection.root,
        modifiers=grab[1],
        key=grab[0],
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
    )
    connection.ask(xrequest.GetInputFocus)
    return refused.get_error() is None


def _bits_of(keycodes: Iterable[int], equipment: Equipment) -> int:
    """Give the modifier bits that these keys set."""
    codes = set(keycodes)
    return sum(1 << index for index, row in enumerate(equipment.modifiers) if codes.intersection(row) - {0})


def _single_bits(mask: int) -> set[int]:
    return {1 << index for index in range(8) if mask >> index & 1}
