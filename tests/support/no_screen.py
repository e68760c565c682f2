"""Stand-ins for the screen that are numbers only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.ports import StandIn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.action import Rect


class NoScreen:
    """Implements `core.ports.StandIns` and writes down what it was asked.

    Attributes:
        made: Source, part and hidden areas of each copy.
        blanks: Sizes of those that are grey all over.
        freed: What was given back.
        answers: False while the server does not.
    """

    def __init__(self) -> None:
        self.made: list[tuple[int, Rect, list[Rect]]] = []
        self.blanks: list[tuple[int, int]] = []
        self.freed: list[StandIn] = []
        self.answers = True

    def make(self, source: int, rect: Rect, hidden: Sequence[Rect], *, whole: bool) -> StandIn | None:  # noqa: ARG002 - the port's
        if not self.answers:
            return None
        self.made.append((source, rect, list(hidden)))
        return StandIn(0xABC00 + len(self.made), 0x21)

    def blank(self, width: int, height: int) -> StandIn:
        self.blanks.append((width, height))
        return StandIn(0xDEF00 + len(self.blanks), 0x21)

    def free(self, stand_in: StandIn) -> None:
        self.freed.append(stand_in)
