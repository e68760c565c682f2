"""What the keys of a step said when it was judged, and whether they still say so when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind

if TYPE_CHECKING:
    from supervisor.core.step import Step, Surroundings
    from supervisor.engine.queue import AgentQueue

_CAPS = 2
"""Bit of Caps Lock in the core modifier mask."""


class Legend:
    """What stood on the keys of one step.

    # INVARIANT: a judgement, and an answer, is about what keys mean. The keyboard, its layout group and Caps Lock can
    # each be changed while a step waits: by the person, and the group by any program of an agent. What the person's
    # own hand holds, which agents can see, makes a key another one too, and comes up meanwhile.
    """

    def __init__(self, queue: AgentQueue, step: Step, around: Surroundings | None) -> None:
        """Read it.

        Args:
            queue: Whose step it is.
            step: What is judged.
            around: What the desktop said when it was; None where group, Caps Lock and hands are somebody else's to
                watch.
        """
        self._queue = queue
        self._keys = queue.recogniser.legend(step)
        self._group, self._caps = (around.group, around.caps) if around is not None else (0, False)
        varies = queue.recogniser.varies(step, self._group, caps=self._caps)
        self._by_group, self._by_caps = varies if around is not None else (False, False)
        self._lent = queue.recogniser.lent(around.modifiers) if around is not None else None

    def stands(self, step: Step) -> bool:
        """Tell whether it still stands there.

        Args:
            step: What is sent: the same, or made whole meanwhile.
        """
        recogniser, place = self._queue.recogniser, self._queue.place
        if self._keys:
            place.read_keyboard()
        if recogniser.legend(step) != self._keys:
            return False
        if self._lent is None or not any(e.kind is EventKind.KEY_PRESS and not e.sent_to_window for e in step.sends):
            # Each question is a round trip.
            return True
        now = self._queue.engine.parts.desktop.pointer()
        if recogniser.lent(now.modifiers) != self._lent:
            return False
        same_group = now.group == self._group or not self._by_group
        return same_group and (bool(now.modifiers & _CAPS) == self._caps or not self._by_caps)
