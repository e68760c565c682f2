"""Taking back what was done: in what ways, and what is known of one thing that may be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ORIGIN = "undo"
"""Way in of what a person orders to be taken back, as in `Action.origin`; no agent can have it."""
AGENT = "undo of row "
"""Begins the name under which that is judged, shown and recorded; no agent may be called so."""


class Undo(StrEnum):
    """How something can be taken back."""

    CTRL_Z = "ctrl-z"
    """By the program that did it, in the same window."""
    TRASH = "trash"
    """Put back from the trash to where it was."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether something can be taken back, as far as the record of it tells."""

    how: Undo | None
    """None: it cannot."""
    why: str
    """What is taken back by that, or why nothing can be; one sentence without a full stop."""
    names: tuple[str, ...] = ()
    """Of what went to the trash: what its files are called, as far as anybody told."""
    count: int = 0
    """How many went there; 0 when nobody told."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was done."""

    window: int
    """X11 id."""
    pid: int
    """Process that showed it."""
    executable: str
    """Base name of its program."""
    parent: int
    """Id of the window that it was a dialog or a menu of; 0 for none."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done, out of the record."""

    seq: int
    """Number of the row that decided it."""
    hash: str
    """Hash of that row, hex."""
    words: str
    """What it was, plain."""
    agent: str
    """Who did it, as recorded."""
    spot: Spot | None
    """None for what was done in no window."""
    began_ns: int
    """When it was about to be done, CLOCK_REALTIME."""
    ended_ns: int
    """When it was done, CLOCK_REALTIME."""
    offer: Offer


@dataclass(frozen=True, slots=True)
class Since:
    """What happened after a deed, in the program that it was done in."""

    others: int = 0
    """What agents did there and is not taken back."""
    last: str = ""
    """The last of it, in words; empty for nothing."""
