"""Between a person's yes and the sending: hands come up, the seat is free, the target is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.answers import Reach
from supervisor.core.lifecycle import State
from supervisor.engine.letting_go import HANDS_S, are_hands_up

if TYPE_CHECKING:
    from supervisor.core.context import Context
    from supervisor.core.ports import Timer
    from supervisor.engine.look import Ahead
    from supervisor.engine.way import Way

_FOCUS_S = 0.05
"""How long to wait before each further look for an element that had the focus when the person was asked."""
_FOCUS_LOOKS = 10
_ASIDE_S = 0.05
"""How long to wait before each further look for a window of ours to be out of the way."""
_ASIDE_LOOKS = 40
_SEAT_S = 0.02
"""How often an approved action sees whether another agent has left the seat."""


class AfterYes:
    """What an approved action waits for.

    Attributes:
        hands_up: The hand that answered was seen to hold nothing, and the target is being looked at.
    """

    def __init__(self, way: Way) -> None:
        self._way = way
        self._engine = way.engine
        self._timer: Timer | None = None
        self._focus_looks = _FOCUS_LOOKS
        self._aside_looks = _ASIDE_LOOKS
        self._eager = True
        self.hands_up = False

    def go(self) -> None:
        """Wait until the person holds no key or button, then look at the target again."""
        way, loop = self._way, self._engine.parts.loop
        self._timer = None
        if way.state is not State.APPROVED:
            return
        self.hands_up = False
        if self._engine.closed():
            self._engine.wait_for_open(self.go)
            return
        if not self._engine.seat_free(way.queue):
            loop.after(_SEAT_S, self.go)
            return
        # The server need not be asked, over and over while somebody holds a chord: it has a question to take away.
        if self._engine.person.down:
            self._timer = loop.after(HANDS_S, self.go)
            return
        ahead: Ahead | None = None

        def look_ahead() -> None:
            nonlocal ahead
            ahead = way.look.ahead(way.context) if self._eager else None

        # The element is looked up in another process, while the server says whether that is worth anything.
        glance = way.look.glance(look_ahead)
        self.hands_up = self._eager = are_hands_up(way.queue, glance.pointer)
        if not self.hands_up:
            self._timer = loop.after(HANDS_S, self.go)
            return
        if way.look.restore_focus(way.context, glance):
            glance, ahead = way.look.glance(), None
        way.look.begin(self._compare, patient=True, glance=glance, ahead=ahead)

    def hands_moved(self) -> None:
        """Look at the person's hands at once, where that is what it waits for."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            self.go()

    def _compare(self, context: Context) -> None:
        way = self._way
        if way.state is not State.APPROVED:
            return
        if context.same_target(way.context):
            # The look took its time, and a hand may have come down meanwhile.
            if are_hands_up(way.queue, way.look.pointer):
                self._let_answer_stand()
                way.send()
            else:
                self.go()
            return
        if self._aside_looks and self._engine.aside.is_needed(way, context):
            # Who answers while a window of ours is open need not put it away first.
            self._engine.aside.begin(way)
            self._aside_looks -= 1
            self._engine.parts.loop.after(_ASIDE_S, self.go)
            return
        if way.look.gone(way.context):
            way.cancel("target-gone")
            return
        if context.same_target(way.context.without_element()) and self._focus_looks:
            # The chord that answered took the keyboard for a moment: a program that is slow to notice that it has it
            # again knows of no focus until then.
            self._focus_looks -= 1
            self._engine.parts.loop.after(_FOCUS_S, self.go)
            return
        # The answer was given for another target: it is void.
        self._engine.aside.end(way)
        way.ask_anew(context)

    def _let_answer_stand(self) -> None:
        """Give the grant that was chosen, now that the answer has not become void."""
        way = self._way
        reach, way.reach = way.reach, Reach()
        if reach.breadth is not None and way.approval is not None:
            self._engine.standing.give(way.subject, reach.breadth, reach.span, way.approval)
