"""The clients that wait for one action: the one that proposed it, and those that proposed the same meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.action import Point
from supervisor.core.input_event import EventKind, InputEvent

if TYPE_CHECKING:
    from supervisor.core.gesture import Recogniser
    from supervisor.core.ports import Desktop, Source


class Askers:
    """Who is told when the action has ended.

    Attributes:
        sources: The clients, the first one first.
    """

    def __init__(self, first: Source, event: InputEvent, *, drop: bool) -> None:
        """Begin with the client that proposed.

        Args:
            first: The client.
            event: What it wrote.
            drop: It is the drop of a drag, which a release proposes.
        """
        self.sources: list[Source] = [first]
        self._event = event
        self._drop = drop

    @property
    def gone(self) -> bool:
        """All of them have disconnected."""
        return all(source.gone for source in self.sources)

    def leaves(self, source: Source) -> bool:
        """Let one that has disconnected go, when others stay.

        Returns:
            False when it is the only one.
        """
        if self.sources == [source]:
            return False
        self.sources.remove(source)
        source.mark_expired()
        source.finish(refused=True)
        return True

    def leads_there(self, source: Source, event: InputEvent, recogniser: Recogniser, desktop: Desktop) -> bool:
        """Answer what comes before an identical proposal and is there already: its modifiers and its motion."""
        kept = event.kind is EventKind.KEY_PRESS and recogniser.keeps(event)
        goal = _goal(event, desktop) if event.kind is EventKind.MOTION else None
        if not kept and (goal is None or goal != recogniser.pointer):
            return False
        source.finish()
        return True

    def joins(self, source: Source, event: InputEvent) -> bool:
        """Let an identical proposal wait for the same answer."""
        presses = event.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS)
        if event != self._event or not (presses or self._drop):
            return False
        self.sources.append(source)
        return True


def _goal(motion: InputEvent, desktop: Desktop) -> Point | None:
    """Tell where a motion leads; xdotool's counts from the root window. None when only the server knows."""
    if motion.relative or motion.raw or motion.sent_to_window:
        return None
    return desktop.translate(motion.window, motion.x, motion.y) if motion.window else Point(motion.x, motion.y)
