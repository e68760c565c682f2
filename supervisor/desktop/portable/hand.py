"""What a library has to be able to do to be our hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.action import Point
    from supervisor.desktop.portable.strokes import Key, Remap, Stroke


class HandError(Exception):
    """The machine's fault: the library is missing, or cannot do what is wanted."""


class Hand(Protocol):
    """Makes input; every call has been carried out when it returns. Places are in the numbers that input counts in.

    Whatever a library raises beside `HandError` counts as a failure too.
    """

    @property
    def name(self) -> str:
        """Which library it is."""

    @property
    def clients(self) -> tuple[int, ...]:
        """Resource id bases of its connections to the X server; none where there is no such thing."""

    def check(self, strokes: Sequence[Stroke]) -> None:
        """Look whether all of it can be done, before any of it is.

        Raises:
            HandError: it cannot; the sentence says what is in the way.
        """

    def move(self, point: Point) -> None:
        """Move the pointer."""

    def position(self) -> Point:
        """Give where the pointer is."""

    def button(self, number: int, *, down: bool) -> None:
        """Press or release a button; of the wheel, the press turns it."""

    def key(self, key: Key) -> None:
        """Press or release a key."""

    def remap(self, remap: Remap) -> None:
        """Give a key a meaning, where that has to be done."""
