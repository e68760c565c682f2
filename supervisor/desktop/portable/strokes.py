"""What the process with the libraries is told to do: plain data, and how it is written on the wire. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

MOST_BYTES = 1 << 20
"""Of one message: a write of the gate holds a few strokes."""


class StrokesError(Exception):
    """A message that is none; ours to mend."""


@dataclass(frozen=True, slots=True)
class Move:
    """The pointer goes somewhere."""

    x: int
    """px from the left edge of the whole desktop."""
    y: int
    """px from its top edge."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button goes down or up; the wheel is buttons 4 to 7."""

    number: int
    """As X11 counts: 1 left, 2 middle, 3 right, 4 up, 5 down, 6 left, 7 right, 8 back, 9 forward."""
    down: bool
    """False for up."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key goes down or up."""

    keysym: int
    """What the key alone means: an X keysym."""
    char: str
    """The character that this is; empty for none."""
    down: bool
    """False for up."""
    keycode: int = 0
    """Which key it is on X11."""
    row: tuple[int, ...] = ()
    """All that the key meant when this was judged, on X11: its keysyms."""


@dataclass(frozen=True, slots=True)
class Remap:
    """A key that means nothing is given a meaning; where text needs no such key, nothing is done."""

    keycode: int
    """Which key."""
    keysyms: tuple[int, ...]
    """Its new row."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """What this stands for cannot be made: the write is answered as one that failed, with everything let go."""

    why: str
    """For people."""


Stroke = Move | Button | Key | Remap | Refuse
_KINDS: dict[str, type[Stroke]] = {"move": Move, "button": Button, "key": Key, "remap": Remap, "refuse": Refuse}
_NAMES = {kind: name for name, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Write:
    """One write of the gate: all of it, or as little as possible."""

    number: int
    """Named in the answer."""
    armed: int
    """How often a person had re-armed when it was written."""
    strokes: tuple[Stroke, ...]
    """In this order."""


def encode(write: Write) -> bytes:
    """Write it as one line."""
    rows = [[_NAMES[type(s)], *(getattr(s, name) for name in s.__slots__)] for s in write.strokes]
    return json.dumps([write.number, write.armed, rows], separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Write:
    """Read one line.

    Raises:
        StrokesError: it is not what `encode` writes.
    """
    try:
        number, armed, rows = json.loads(line)
        return Write(int(number), int(armed), tuple(_stroke(*row) for row in rows))
    except (ValueError, TypeError, KeyError) as e:
        raise StrokesError(f"a message to the portable outlet is broken: {e}") from e


def _stroke(kind: str, *values: Any) -> Stroke:
    made = _KINDS[kind](*values)
    if isinstance(made, Remap):
        return Remap(made.keycode, tuple(made.keysyms))
    if isinstance(made, Key):
        return replace(made, row=tuple(made.row))
    return made
