"""What an agent says that it wants, instead of making the input itself: one call at a time, in order.

A call becomes input events, which go the one way of all input: through the agent's queue. They are queued together,
so that nothing of the agent's other programs comes between. The first proposal of a call that is not done ends it;
what it has down is let go then, and what is left of it is never looked at.
"""

from __future__ import annotations

import collections
from dataclasses import replace
from typing import TYPE_CHECKING

from supervisor.core.action import Rect
from supervisor.core.changes import Keyboard
from supervisor.core.fallbacks import AFTER_NO
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.keymap import MODIFIER_ORDER
from supervisor.core.lifecycle import State
from supervisor.core.spoken import Ending, Spoken
from supervisor.core.stated import Stated
from supervisor.wire.strokes import Place, strokes
from supervisor.wire.vocabulary import (
    Click,
    Down,
    Drag,
    Key,
    Outcome,
    Proposal,
    Scroll,
    Status,
    Type,
    Up,
    VocabularyError,
    Wait,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.core.ports import Timer
    from supervisor.engine.queue import AgentQueue
    from supervisor.wire.vocabulary import Statement, ToolProposal

_CAPS = 2
"""Bit of Caps Lock in the core modifier mask."""
TOLD_TEXT = 300
"""Characters of a text by which it is told what was done; more than the words of the mirror show."""
_SEAT_S = 0.02
"""How often it is looked whether what is on its way has come through."""
_STATUS = {State.DONE: Status.DONE, State.EXPIRED: Status.EXPIRED, State.STOPPED: Status.STOPPED}
_NOTES = {
    Status.MODIFIED: "a person changed it: look at the screen before you go on",
    Status.REJECTED: "the same again is refused: do something else, or ask the person what they want",
    Status.DENIED: "the same again is refused: do something else, or leave it to the person",
    Status.EXPIRED: "nothing was done: look at the screen before you want it again",
    Status.STOPPED: "a person stopped all agents: end here",
}
"""What an agent had best do next."""
_PARTLY = "a part of it was made: look at the screen before you go on"
_MAKES = (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS)


class _Stroke:
    """One input event of a call; implements `Source`."""

    __slots__ = ("_call", "_event")

    def __init__(self, call: Call, event: InputEvent) -> None:
        self._call = call
        self._event = event

    @property
    def gone(self) -> bool:
        """Whoever made the call has left."""
        return self._call.gone

    def settled(self) -> bool:
        """Nothing else is on the way from here to the server."""
        return True

    def finish(self, *, refused: bool = False, ending: Ending | None = None) -> None:
        """Take that the event is sent, or never will be."""
        if not refused:
            self._call.stroke_made(self._event)
        self._call.stroke_over(refused=refused, ending=ending)

    def mark_expired(self) -> None:
        """Refuse what waits behind."""
        self._call.expire_behind()


class Call:
    """One call.

    Attributes:
        number: From 1 on, in the order in which they came.
        gone: Whoever made it has left.
        held: A person is, or was, asked about it.
        outcome: How it ended; None before.
        off: Id of the fallback by which it is to end; empty while it is not.
        expired: Id of the fallback that refuses it when its turn comes; empty while it is fresh.
    """

    def __init__(
        self,
        calls: Calls,
        number: int,
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> None:
        self.number = number
        self.proposal = proposal
        self.gone = False
        self.held = False
        self.outcome: Outcome | None = None
        self.expired = ""
        self._calls = calls
        self._origin = origin
        self._on_held = on_held
        self._on_end = on_end
        self._left = 0
        self._last: Ending | None = None
        self._partly = False
        self.off = ""
        self._timer: Timer | None = None

    def begin(self, queue: AgentQueue) -> None:
        """Queue its input."""
        loop, proposal = queue.engine.parts.loop, self.proposal
        if queue.engine.stopped or self.expired:
            self._over(Ending.by_rule("stopped" if queue.engine.stopped else self.expired))
            return
        gesture = proposal.gesture if isinstance(proposal, Proposal) else None
        if isinstance(gesture, Wait):
            self._timer = loop.after(gesture.seconds, lambda: self._over(None))
            return
        try:
            events = _input(proposal, queue)
        except VocabularyError as e:
            self._tell(Outcome(status=Status.DENIED, reason=str(e), note="nothing was done: say it otherwise"))
            return
        if not events:
            self._over(None)
            return
        statement = proposal.statement
        stated = _stated(statement)
        text = gesture.text[:TOLD_TEXT] if isinstance(gesture, Type) else ""
        spoken = Spoken(self._origin, _reason(statement, stated), stated, _warns(statement), self.number, text)
        if isinstance(gesture, Type) and (spoken.reason or spoken.warns):
            # What it says is about this text, not about the one before.
            queue.recogniser.end_run()
        self._left = len(events)
        queue.submit_together([(_Stroke(self, event), event) for event in events], spoken)

    def stroke_made(self, event: InputEvent) -> None:
        """Take that one event of it went its way; moves, and modifiers that are kept back, make nothing yet."""
        kept = event.kind is EventKind.KEY_PRESS and self._calls.modifies(event.detail)
        self._partly = self._partly or (event.kind in _MAKES and not kept)

    def stroke_over(self, *, refused: bool, ending: Ending | None) -> None:
        """Take that one event of it has ended."""
        self._left -= 1
        if self.outcome is not None:
            return
        if ending is not None and ending.state is State.DONE:
            last = self._last or ending
            modified, approved = ending.modified or last.modified, ending.approved or last.approved
            self._last = replace(ending, modified=modified, approved=approved)
        if refused:
            self._over(ending or Ending.by_rule(self.off or "record-failed"))
        elif self.off and self._left:
            self._over(Ending.by_rule(self.off))
        elif not self._left:
            self._over(self._last)

    def call_off(self, because: str) -> None:
        """End it before it is done; what is being sent cannot be called back.

        Args:
            because: Id of a fallback.
        """
        if self.outcome is None:
            self.off = because
            self._calls.call_off(self, because)

    def expire_behind(self) -> None:
        """Refuse the calls that wait behind."""
        self._calls.expire_behind(self)

    def tell_held(self) -> None:
        """Take that a person is asked."""
        self.held = True
        self._on_held()

    def end_waiting(self, because: str) -> None:
        """End it while nothing of it is in the queue."""
        if self._timer is not None:
            self._timer.cancel()
        self._over(Ending.by_rule(because))

    def _over(self, ending: Ending | None) -> None:
        self._tell(_outcome(ending, partly=self._partly))

    def _tell(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._on_end(outcome)
        self._calls.over(self)


class Calls:
    """The calls of one agent.

    Attributes:
        current: The one whose input is on its way; None between two.
        waiting: What comes next, in order.
    """

    def __init__(self, queue: AgentQueue) -> None:
        self._queue = queue
        self._count = 0
        self._beginning = False
        self.current: Call | None = None
        self.waiting: collections.deque[Call] = collections.deque()

    def propose(
        self,
        proposal: Proposal | ToolProposal,
        *,
        origin: str,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Call:
        """Take a call.

        Args:
            proposal: What is wanted.
            origin: Way in, as in `Action.origin`.
            on_held: Called when a person is asked, each time.
            on_end: Called once, when it has ended; perhaps before this returns.
        """
        self._count += 1
        call = Call(self, self._count, proposal, origin, on_held=on_held, on_end=on_end)
        self.waiting.append(call)
        self._next()
        return call

    def held(self, number: int) -> None:
        """Take that a person is asked about something of a call; 0 for none."""
        if number and self.current is not None and self.current.number == number:
            self.current.tell_held()

    def call_off(self, call: Call, because: str) -> None:
        """End a call before it is done."""
        queue = self._queue
        if call is not self.current:
            self.waiting.remove(call)
            call.end_waiting(because)
            return
        if isinstance(call.proposal, Proposal) and isinstance(call.proposal.gesture, Wait):
            call.end_waiting(because)
            return
        way = queue.way
        if way is not None and way.pending.spoken.call == call.number:
            # What others wait for with it goes on.
            way.call_off(because)
        elif queue.call_in_flight != call.number:
            call.end_waiting(because)

    def over(self, call: Call) -> None:
        """Take that a call has ended; the next begins."""
        if call is not self.current:
            return
        self.current = None
        if call.outcome is None or not call.outcome.ran_through:
            self._queue.call_off(call.number, call.off or "behind-reject")
        self._next()

    def modifies(self, keycode: int) -> bool:
        """Tell whether a key is a modifier, which is kept back until its key comes."""
        return self._queue.recogniser.keymap.modifiers.get(keycode) in MODIFIER_ORDER

    def let_go(self) -> None:
        """Let all go that the agent has down: who pressed it has left."""
        queue = self._queue
        if queue.in_flight or (queue.way is not None and queue.way.owns_seat):
            queue.engine.parts.loop.after(_SEAT_S, self.let_go)
            return
        queue.recogniser.forget_modifiers()
        queue.engine.lift(queue)

    def expire_behind(self, call: Call) -> None:
        """Refuse what waits: it was aimed at a screen that is gone."""
        if call is self.current:
            for waiting in self.waiting:
                waiting.expired = waiting.expired or self._queue.expired_because

    def _next(self) -> None:
        if self._beginning:
            return
        self._beginning = True
        try:
            while self.current is None and self.waiting:
                self.current = self.waiting.popleft()
                self.current.begin(self._queue)
        finally:
            self._beginning = False


def _input(proposal: Proposal | ToolProposal, queue: AgentQueue) -> Sequence[InputEvent]:
    """Give what goes through the queue for it; a call of a tool goes through it like input, and sends none.

    Raises:
        VocabularyError: it cannot be done as it is said.
    """
    if isinstance(proposal, Proposal):
        return strokes(proposal.gesture, _place(queue, proposal))
    return (InputEvent(EventKind.TOOL, tool=proposal.call_made),)


def _place(queue: AgentQueue, proposal: Proposal) -> Place:
    desktop = queue.engine.parts.desktop
    gesture = proposal.gesture
    if isinstance(gesture, Key | Type | Down | Up) or (isinstance(gesture, Click | Drag | Scroll) and gesture.held):
        queue.place.read_keyboard()
        facts = desktop.pointer()
        keyboard = Keyboard(queue.recogniser.keymap, facts.group, bool(facts.modifiers & _CAPS))
    else:
        # Each question is a round trip, and a pointer needs no keys.
        keyboard = Keyboard(queue.recogniser.keymap, 0, caps=False)
    screen = Rect(0, 0, *desktop.screen_size())
    return Place(
        keyboard, screen, proposal.picture, queue.engine.spare_keys.borrowed, queue.recogniser.modifiers_down
    )


def _stated(statement: Statement) -> Stated | None:
    """Give the facts that the agent states; None where it states none."""
    said = "source_trust" in statement.model_fields_set
    found = Stated(
        statement.confidence,
        statement.amount,
        statement.currency,
        statement.recipients,
        statement.affected_count,
        statement.source_trust.value if said else "",
        statement.task,
    )
    return found if found != Stated() else None


def _reason(statement: Statement, stated: Stated | None) -> str | None:
    """Say in one text what the agent states; None for nothing."""
    parts = [statement.reason.strip(), stated.words if stated is not None else ""]
    if statement.alternatives:
        parts.append(f"or else: {'; '.join(statement.alternatives)}")
    return ". ".join(part for part in parts if part) or None


def _warns(statement: Statement) -> str:
    return "; ".join(statement.warnings)


def _outcome(ending: Ending | None, *, partly: bool) -> Outcome:
    """Say how a call ended in the words of the vocabulary.

    Args:
        ending: How its last action did; None when all of it was done.
        partly: Something of it was made, done or not.
    """
    if ending is None:
        return Outcome(status=Status.DONE)
    status = _STATUS.get(ending.state, Status.DENIED)
    if ending.state is State.REFUSED and (ending.rejected or ending.decision.rule_id in AFTER_NO):
        status = Status.REJECTED
    if ending.modified and status is Status.DONE:
        status = Status.MODIFIED
    done = status in (Status.DONE, Status.MODIFIED)
    partly = not done and (partly or ending.state is State.PARTLY)
    return Outcome(
        status=status,
        rule=ending.decision.rule_id,
        reason="" if status is Status.DONE else ending.decision.reason,
        note=_NOTES.get(status, "") if not partly or status is Status.STOPPED else _PARTLY,
        ran=ending.words if done else "",
        approved=ending.approved and done,
        action_id=ending.action_id,
        partly=partly,
    )
