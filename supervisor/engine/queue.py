"""The queue of one agent: its events in order, one on its way at a time."""

from __future__ import annotations

import collections
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.context import Context
from supervisor.core.fallbacks import NOT_MADE
from supervisor.core.gesture import Recogniser
from supervisor.core.input_event import PRESSES, EventKind, InputEvent, lets_go
from supervisor.core.lifecycle import State
from supervisor.core.spoken import SILENT, Ending, Spoken
from supervisor.core.step import Draft, Step, StepKind
from supervisor.engine import ends, rows
from supervisor.engine.calls import Calls
from supervisor.engine.lead_in import LeadIn
from supervisor.engine.legend import Legend
from supervisor.engine.place import Place
from supervisor.engine.side_doors import SideDoors
from supervisor.engine.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.assignment import Assignment
    from supervisor.core.context import Window
    from supervisor.core.ports import Source
    from supervisor.core.step import Surroundings
    from supervisor.core.typing_buffer import TypingBuffer
    from supervisor.engine.engine import Engine

_RELEASES = (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE)
_SETTLE_TRIES = 50
_SETTLE_S = 0.0002
_SETTLE_SLOW_S = 0.005
"""A server that has not come to the client's requests by now is busy or grabbed: it would perform nothing either."""
TURN_NS = 5_000_000
"""A flood that is refused is served this long at a time: the loop has a beat to keep and others to serve."""
PAUSE_S = 1.0
"""An agent that was told no takes this long at least to want something else on purpose."""


@dataclass(slots=True)
class Pending:
    """An input request that waits its turn."""

    source: Source
    event: InputEvent
    expired: str = ""
    """Id of the fallback that refuses it; empty while it is fresh."""
    delayed: bool = False
    """Its own delay is over."""
    tries: int = 0
    """How often the server was found busy with what came before."""
    understood: tuple[Step, Surroundings, Legend] | None = None
    """What it came to, where, and what its keys said, when it could not be shown then; None before."""
    spoken: Spoken = SILENT
    """What the agent says of it."""


class AgentQueue:
    """One agent's way in; implements `Gate`.

    Attributes:
        name: The agent's name.
        assignment: On whose behalf it acts, and for what.
        containment: How far it is contained, in words.
        paused: It asked to be paused itself.
        recogniser: Its gestures.
        place: Where its next event finds itself.
        way: The action under way; None between actions.
        queue: What waits behind.
        expired_because: Id of the fallback by which what waited was refused last.
        side_doors: What it tried beside the gate.
        calls: What it says that it wants.
        lead_in: The motion that a press of its call takes along.
        scene: Where it was about to act when it began to wait for the person, and what was there and in focus;
            None when it does not wait.
    """

    def __init__(self, engine: Engine, name: str, assignment: Assignment) -> None:
        self.engine = engine
        self.name, self.assignment = name, assignment
        self.containment = "not contained"
        self.paused = False
        self.recogniser = Recogniser(engine.parts.keymap(), lines=engine.lines.for_agent())
        self.place = Place(self)
        self.way: Way | None = None
        self.queue: collections.deque[Pending] = collections.deque()
        self.scene: tuple[Point | None, tuple[object, ...]] | None = None
        self.side_doors = SideDoors(engine, name)
        self.calls, self.lead_in = Calls(self), LeadIn(self)
        self._ended = False
        self._busy = False
        self._under_way: Pending | None = None
        self._pumping = False
        self._resting = False
        self._count = 0
        self._typing_context = Context()
        self.expired_because = "behind-hold"
        self._rejected_ns: int | None = None
        self._version = engine.parts.judge.version()

    # -- Gate

    def submit(self, source: Source, event: InputEvent, *, expired: bool, spoken: Spoken = SILENT) -> None:
        """Take one input event; the answer is `source.finish`."""
        if self._ended or self.engine.stopped:
            source.finish(refused=True, ending=Ending.by_rule("client-gone" if self._ended else "stopped"))
            return
        if self.way is not None and self.way.held:
            self.engine.telling.tell_soon()
        if self.way is not None and (self.way.joins(source, event) or self._let_go(self.way, source, event)):
            return
        if not self.queue:
            self.scene = None
        self.queue.append(Pending(source, event, self.expired_because if expired else "", spoken=spoken))
        self.pump()

    def submit_together(self, strokes: list[tuple[Source, InputEvent]], spoken: Spoken) -> None:
        """Take the input events of a call: nothing comes between them."""
        pumping, self._pumping = self._pumping, True
        for source, event in strokes:
            self.submit(source, event, expired=False, spoken=spoken)
        self._pumping = pumping
        self.pump()

    def malformed(self, source: Source, why: str) -> None:
        """Refuse a broken request."""
        self.engine.refuse_raw(self.name, "malformed", why)
        source.finish(refused=True)

    def asks_person(self) -> bool:
        """Tell whether something of the agent's waits for the person's answer."""
        return self.way is not None and self.way.held

    def refused(self, door: str) -> None:
        """Take note that a request was refused, or made harmless, for what it is."""
        if not (self._ended or self.engine.stopped):
            self.side_doors.refused(door)

    def gone(self, source: Source) -> None:
        """Drop what a client that has left wanted and had to be asked for."""
        if self.way is not None:
            self.way.client_gone(source)

    def _let_go(self, way: Way, source: Source, event: InputEvent) -> bool:
        """Take a release past a hold. The hold has lifted what was down, so there is nothing left to send.

        What is not down yet stays in order: the release of what is held, of a kept modifier, of a press that waits.
        """
        if event.kind not in _RELEASES or event.sent_to_window or not way.held:
            return False
        if self.recogniser.keeps(event) or event.detail in self.recogniser.seat.keys | self.recogniser.seat.buttons:
            return False
        waiting = (way.pending.event, *(pending.event for pending in self.queue))
        if any(other.detail == event.detail for other in waiting):
            return False
        self.recogniser.feed(event, self.place.around(event))
        source.finish()
        return True

    # -- the queue

    @property
    def holds_seat(self) -> bool:
        """True in the middle of a gesture, or with an action on its way: nobody else may use the seat."""
        return self.recogniser.seat.busy or (self.way is not None and self.way.owns_seat)

    def pump(self) -> None:
        """Serve the queue until something has to be waited for, or others have waited for us long enough."""
        if self._pumping or self._resting:
            return
        loop, self._pumping = self.engine.parts.loop, True
        until_ns = loop.now_ns() + TURN_NS
        try:
            while self.queue and self.way is None and not self._busy and self._may_go(self.queue[0]):
                if loop.now_ns() > until_ns:
                    self._resting = True
                    loop.after(0, self._rested)
                    return
                self._serve(self.queue.popleft())
                self.lead_in.served()
        finally:
            self._pumping = False
            self.lead_in.go()

    @property
    def in_flight(self) -> bool:
        """True while an event of a gesture that was decided is being sent."""
        return self._under_way is not None

    @property
    def call_in_flight(self) -> int:
        """Number of the call that such an event belongs to; 0 for none."""
        return self._under_way.spoken.call if self._under_way is not None else 0

    def _rested(self) -> None:
        self._resting = False
        self.pump()

    def _may_go(self, pending: Pending) -> bool:
        if self.engine.hushed is not None:
            return False
        if not self._presses(pending.event) or pending.event.kind is EventKind.TOOL:
            return True
        return self.engine.may_go(self)

    def aim(self) -> Point | None:
        """Give where the next event lands, as far as that is known before it is understood."""
        event = self.queue[0].event if self.queue else None
        if event is not None and event.kind is EventKind.MOTION and not (event.relative or event.window or event.raw):
            return Point(event.x, event.y)
        return self.recogniser.pointer

    def _presses(self, event: InputEvent) -> bool:
        """Tell whether an event is more than letting go: a modifier that was kept back is tapped at its release."""
        return event.kind not in _RELEASES or self.recogniser.taps(event)

    def _serve(self, pending: Pending) -> None:
        event = pending.event
        if event.delay_ms and not (pending.delayed or pending.expired):
            pending.delayed = True
            self._later(pending, event.delay_ms / 1000)
            return
        # INVARIANT: never judged before the server has taken what the client sent before: it may be a new keyboard.
        if not pending.source.settled():
            self._later(pending, _SETTLE_S if pending.tries < _SETTLE_TRIES else _SETTLE_SLOW_S)
            return
        if pending.understood is not None:
            step, around, legend = pending.understood
            if not legend.stands(step):
                self._refuse(pending, step, "scene-changed")
                return
        else:
            why_not = self.side_doors.why_not(event)
            if why_not:
                self.side_doors.refused(why_not)
                pending.source.finish(refused=True, ending=Ending.by_rule("side-door", why_not))
                return
            around = self.place.around(event)
            if not pending.expired and self.place.waits_for_hand(event, around, pending.tries):
                self._later(pending, _SETTLE_SLOW_S)
                return
            self.place.keyboard_for(event)
            self._follow_rules()
            step = self.recogniser.feed(event, around)
            after = self.queue[0] if self.queue else None
            if after and 0 < pending.spoken.call == after.spoken.call and lets_go(event, after.event):
                # One call presses and lets go in one breath: nothing is judged at such a release.
                step = self.recogniser.whole(step, PRESSES)
        if pending.expired and self._is_stale(step):
            self.goes_on()
            self._refuse(pending, step, pending.expired)
        elif step.kind in (StepKind.KEEP, StepKind.DROP):
            pending.source.finish()
        elif step.kind is StepKind.FOLLOW:
            self._follow(pending, step, around)
        else:
            self._propose(pending, step, around)

    def _refuse(self, pending: Pending, step: Step, because: str) -> None:
        self.recogniser.refused(step)
        self.engine.refuse_raw(self.name, because, "")
        pending.source.finish(refused=True, ending=Ending.by_rule(because))

    def _is_stale(self, step: Step) -> bool:
        """Tell whether an expired event begins another action; the rest of a gesture that was decided goes on."""
        kind = step.draft.kind if step.draft is not None else None
        if step.kind is StepKind.FOLLOW:
            return kind is ActionKind.MOVE and not self.recogniser.seat.buttons
        return step.kind is StepKind.PROPOSE and kind is not ActionKind.DRAG

    def _later(self, pending: Pending, delay_s: float) -> None:
        """Put it back at the head and try again; the queue waits with it."""
        pending.tries += 1
        self.queue.appendleft(pending)
        self._busy = True

        def again() -> None:
            self._busy = False
            self.pump()

        self.engine.parts.loop.after(delay_s, again)

    def _follow_rules(self) -> None:
        """Begin a run anew when other rules hold than when it was decided."""
        version = self.engine.parts.judge.version()
        if version != self._version:
            self._version = version
            self.recogniser.end_run()

    # -- what becomes of a step

    def action(self, draft: Draft, spoken: Spoken = SILENT) -> Action:
        """Give a draft its id."""
        self._count += 1
        return Action(
            id=f"{self.name}-{self._count:06d}",
            agent=self.name,
            kind=draft.kind,
            point=draft.point,
            end_point=draft.end_point,
            button=draft.button,
            keys=draft.keys,
            text=draft.text,
            text_exact=draft.text_exact,
            behind=draft.behind,
            reason=spoken.reason,
            stated=spoken.stated,
            origin=spoken.origin,
            tool=draft.tool,
            assignment=self.assignment,
        )

    def _propose(self, pending: Pending, step: Step, around: Surroundings) -> None:
        if step.draft is None:
            raise AssertionError("a proposal has a draft")
        self.way = Way(self, pending, step, self.action(step.draft, pending.spoken), around)
        self.way.begin()

    def rejected(self) -> None:
        """Take that a person said no."""
        self._rejected_ns = self.engine.parts.loop.now_ns()

    def goes_on(self) -> bool:
        """Tell whether the agent wants what has to be asked with no pause since a person said no.

        It cannot have taken that in yet. Each time counts as a no of its own: until it pauses, one no is for all.
        """
        now_ns = self.engine.parts.loop.now_ns()
        if self._rejected_ns is None or now_ns - self._rejected_ns > PAUSE_S * 1e9:
            return False
        self._rejected_ns = now_ns
        return True

    @property
    def behind(self) -> int:
        """How many requests wait behind or beside the one that is held, as far as they were looked at."""
        return len(self.queue) + (len(self.way.askers.sources) - 1 if self.way is not None else 0)

    def note_typing(self, context: Context) -> None:
        """Remember where a run of text goes: its later keys are shown and masked by it."""
        self._typing_context = context

    def _follow(self, pending: Pending, step: Step, around: Surroundings) -> None:
        """Carry out an event of a gesture that was decided."""
        parts = self.engine.parts
        release = pending.event.kind in _RELEASES
        events = self.recogniser.plan(step)
        action = None
        if step.draft is not None and not release:
            action = self.action(step.draft, pending.spoken)
            context = self._typing_context if step.draft.text else Context()
            if self.lead_in.takes(pending, step, action, events):
                return
            parts.mirror.stream(action, context)
            if not parts.headless and not parts.mirror.alive:
                # It was understood, and must not be a second time: relative motion would count twice.
                pending.understood = step, around, Legend(self, step, around)
                self.queue.appendleft(pending)
                self.engine.wait_for_ui(self.pump)
                return
        else:
            context = Context()
        self.carry_out(pending, step, events, written=rows.followed(self, events, action, context))

    def carry_out(self, pending: Pending, step: Step, events: tuple[InputEvent, ...], *, written: bool) -> None:
        """Send what is recorded of a gesture that was decided; letting go needs no record."""
        self._busy, self._under_way = True, pending
        if not written and pending.event.kind not in _RELEASES:
            self._followed(pending, None)
            return
        if not self.engine.send(
            self, events, lambda: self._followed(pending, step), functools.partial(self._not_made, pending)
        ):
            self._followed(pending, None)

    def _not_made(self, pending: Pending, partly: bool) -> None:
        """Go on after an event could not be made."""
        self._followed(pending, None, because=NOT_MADE[partly])

    def _followed(self, pending: Pending, step: Step | None, because: str = "record-failed") -> None:
        """Go on after an event was sent, or was not (no step)."""
        if self._under_way is not pending:
            return
        self._busy, self._under_way = False, None
        if step is not None:
            self.performed(step)
            pending.source.finish()
        else:
            rule = "stopped" if self.engine.stopped or self.engine.parts.latched() else because
            pending.source.finish(refused=True, ending=Ending.by_rule(rule))
        self.pump()
        self.engine.seat_freed(self)

    def performed(self, step: Step, pasted: tuple[Window, TypingBuffer] | None = None) -> None:
        """Take note of what has reached the seat.

        What the person typed while it was held is part of the lines, save of one that this step handed over.

        Args:
            step: What was sent.
            pasted: Where it pasted, and the line with what was pasted; None when it pasted nothing.
        """
        now_ns = self.engine.parts.loop.now_ns()
        typed = self.place.person_typed
        if typed:
            self.place.note_key()
            self.recogniser.forget_exactness()
        self.recogniser.done(step, now_ns // 1_000_000)
        if pasted is not None:
            window, line = pasted
            terminal = self.engine.parts.judge.is_terminal(window)
            self.recogniser.lines.store(
                self.place.typed_into(window), line.guess() if typed else line, terminal=terminal
            )
        if typed and step.buffer_after is not None and step.buffer_after.text:
            self.recogniser.forget_exactness()

    def way_over(self, *, expire: str, then: Callable[[], None] | None = None) -> None:
        """Go on after an action has ended.

        Args:
            expire: Id of the fallback for what waited behind; empty to let it go on.
            then: What is done when its clients have been told, before anything goes on.
        """
        way, self.way = self.way, None
        if expire:
            # What belongs to what was done is no answer to a screen that is gone: the person has approved all of it.
            own = way.pending.spoken.call if way is not None and way.state is State.DONE else 0
            self.expire(expire, way.askers.sources if way else [], save=own)
        if way is not None:
            ending = ends.ending(way)
            pumping, self._pumping = self._pumping, True
            for source in way.askers.sources:
                source.finish(refused=way.state is not State.DONE, ending=ending)
            self._pumping = pumping
        if then is not None:
            then()
        self.pump()
        self.engine.seat_freed(self)

    def expire(self, because: str, also: list[Source], *, save: int = 0) -> None:
        """Refuse all that was queued up to now: it was aimed at a screen that is gone.

        Args:
            because: Id of the fallback.
            also: Further clients of which all is refused that they have written.
            save: Number of the call that goes on; 0 for none.
        """
        self.expired_because = because
        for source in also:
            source.mark_expired()
        for pending in self.queue:
            if not save or pending.spoken.call != save:
                pending.expired = pending.expired or because
            pending.source.mark_expired()

    def call_off(self, call: int, because: str) -> None:
        """Drop what waits of a call; what it has down is let go.

        The release of a key stays: a modifier that is kept back has to be forgotten.
        """
        kept = collections.deque[Pending]()
        for pending in self.queue:
            if pending.spoken.call == call:
                pending.expired = pending.expired or because
                if pending.event.kind is not EventKind.KEY_RELEASE:
                    continue
            kept.append(pending)
        self.queue = kept
        if self.recogniser.seat.buttons and self.way is None and self._under_way is None:
            self.engine.lift(self)

    def stopped(self) -> None:
        """End everything: a person pressed stop, and `human` has let go what was down."""
        self._forget()
        self.recogniser = Recogniser(self.place.keymap, lines=self.engine.lines.for_agent())
        if self.way is not None:
            self.way.stop()

    def end(self) -> None:
        """End with the agent: what is not sent yet never is."""
        self._ended = True
        self._forget()
        if self.way is not None:
            self.way.cancel("client-gone")

    def _forget(self) -> None:
        """Drop what waits and wake who waits for it."""
        waiting = [*self.queue, self._under_way] if self._under_way is not None else list(self.queue)
        self.queue.clear()
        self._busy, self._under_way = False, None
        for pending in waiting:
            pending.source.finish(refused=True, ending=Ending.by_rule("client-gone" if self._ended else "stopped"))
