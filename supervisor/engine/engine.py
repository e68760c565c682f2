"""The engine: the agents' queues, who may use the seat, the gate's state, and what the observers are told."""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any

from supervisor.core.assignment import Assignment
from supervisor.core.fallbacks import NOT_MADE, fallback
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.keymap import MODIFIER_ORDER
from supervisor.core.record import Event
from supervisor.core.spare_keys import SpareKeys
from supervisor.core.typing_buffer import TypingBuffers
from supervisor.engine.flood import Flood
from supervisor.engine.holds import Holds
from supervisor.engine.levels import Levels
from supervisor.engine.past import Past
from supervisor.engine.patience import Still
from supervisor.engine.person import Person
from supervisor.engine.queue import AgentQueue
from supervisor.engine.recorder import sends
from supervisor.engine.standing import Standing
from supervisor.engine.stepping_aside import SteppingAside
from supervisor.engine.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from supervisor.core.action import Point
    from supervisor.core.gesture import Recogniser
    from supervisor.core.ports import Timer
    from supervisor.core.record_fields import Approval
    from supervisor.engine.parts import Parts

_log = logging.getLogger(__name__)
_TOO_SOON = "the stop is still being carried out"
LONGEST_KEY_S = 0.15
"""A key that types is let go after this time: servers begin to repeat it later, and nobody judges repeats."""


class Engine:
    """Joins the parts.

    Attributes:
        parts: The ports.
        person: What is known of the person's hands.
        agents: Queues by agent name.
        holds: What waits for the person.
        patience: The clock of questions.
        flood: Which refusals are recorded one by one.
        past: What went before, as a person who is asked sees it.
        standing: Answers that the person let stand for more than one action.
        levels: How much is left to the agents.
        stopped: The latch is set.
        paused: The gate is closed for now.
        locked: It is closed because the screen is locked: nobody sees anything.
        hushed: The queue whose paste is on its way: until it is there, agents are not heard.
        lines: What agents have typed into windows so far; a line outlives its agent, and a stop.
        spare_keys: The keys that agents may give a meaning.
        longest_key_s: How long a key that types may stay down.
        telling: What the ui and `status` are told.
    """

    def __init__(self, parts: Parts, new_id: Callable[[], str]) -> None:
        self.parts = parts
        self.person = Person()
        self.agents: dict[str, AgentQueue] = {}
        self.lines = TypingBuffers(readline=parts.shells.readline)
        self.spare_keys = SpareKeys()
        self.longest_key_s = LONGEST_KEY_S
        self.holds = Holds(parts, new_id, self._questions_changed)
        self.patience = self.holds.patience
        self.flood = Flood(parts)
        self.past = Past()
        self.aside = SteppingAside(parts)
        self.standing = Standing(parts, new_id, self.publish)
        self.levels = Levels(self)
        self._writing = False
        self.stopped = False
        self.paused = False
        self.locked = False
        self.hushed: AgentQueue | None = None
        self.telling = Telling(self)
        self._waiting_ui: list[Callable[[], None]] = []
        self._waiting_open: list[Callable[[], None]] = []
        self._drawn: dict[int, tuple[Callable[[], None], Callable[[], None]]] = {}
        self._rest_timer: Timer | None = None
        parts.mirror.on_drawn = self._on_drawn

    # -- agents

    def add_agent(self, name: str, assignment: Assignment | None = None) -> AgentQueue:
        """Begin an agent.

        Args:
            name: Wanted name; a number is added when it is taken.
            assignment: On whose behalf it acts, and for what; None when nothing is known of that.
        """
        unique, number = name, 1
        while unique in self.agents:
            number += 1
            unique = f"{name}-{number}"
        queue = self.agents[unique] = AgentQueue(self, unique, assignment or Assignment(name))
        self.publish()
        return queue

    def remove_agent(self, queue: AgentQueue) -> None:
        """End an agent: what it holds is cancelled, what it has down is released."""
        if self.agents.pop(queue.name, None) is None:
            return
        queue.end()
        self.lift(queue)
        self.standing.agent_gone(queue.name)
        self.past.forget(queue.name)
        self.publish()
        self.pump()

    def person_moved(self, *, t_ns: int, down: bool, keys: bool) -> None:
        """Take a report of the person's hands."""
        self.person.heard(t_ns=t_ns, down=down, keys=keys)
        if keys:
            self.patience.keys()
        if not down:
            for queue in list(self.agents.values()):
                if queue.way is not None:
                    queue.way.after_yes.hands_moved()

    def attends(self, *, there: bool) -> None:
        """Take that the person's pointer came to rest on the popup, or left it."""
        if there:
            self.patience.stand_still(Still.POINTER)
        else:
            self.patience.go_on(Still.POINTER)

    def keyboard_changed(self) -> None:
        """Follow a change of the keyboard in use."""
        for queue in self.agents.values():
            queue.place.read_keyboard()

    # -- who may go

    def may_go(self, queue: AgentQueue) -> bool:
        """Tell whether a queue may take its next event now; when not, it is pumped later."""
        if self.stopped or self.parts.outlet is None:
            return False
        if self._waits(queue):
            if queue.scene is None:
                point = queue.aim()
                queue.scene = (point, self._scene(point))
            return False
        if queue.recogniser.seat.busy:
            return True
        if not self.seat_free(queue):
            return False
        if queue.scene is not None:
            (point, before), queue.scene = queue.scene, None
            if before != self._scene(point):
                queue.expire("scene-changed", [])
        return True

    def _waits(self, queue: AgentQueue) -> bool:
        """Tell whether a queue waits for the person: for an open gate, for a ui to show it, for hands that rest."""
        if self.paused or queue.paused or self.closed() or self.holds.writing:
            return True
        if not self.parts.headless and not self.parts.mirror.alive:
            self.wait_for_ui(queue.pump)
            return True
        wait_ns = self.rests_in_ns(queue)
        if wait_ns and self._rest_timer is None:
            self._rest_timer = self.parts.loop.after(wait_ns / 1e9, self._rested)
        return wait_ns > 0

    def seat_free(self, queue: AgentQueue) -> bool:
        """Tell whether no other agent is at the seat, or on its way there."""
        return not any(other.holds_seat for other in self.agents.values() if other is not queue)

    def rests_in_ns(self, queue: AgentQueue) -> int:
        """Give how long an agent waits for the person's hands to rest; in the middle of a gesture not at all."""
        if queue.recogniser.seat.busy:
            return 0
        return self.person.rests_in_ns(self.parts.loop.now_ns(), self.parts.settings.yield_to_person_ms)

    def _scene(self, point: Point | None) -> tuple[object, ...]:
        desktop = self.parts.desktop
        under = desktop.window_at(point) if point is not None else None
        focused = desktop.focused()
        return (under.id if under else None, focused.id if focused else None)

    def _rested(self) -> None:
        self._rest_timer = None
        self.pump()

    def pump(self) -> None:
        """Let every queue go on that may."""
        for queue in list(self.agents.values()):
            queue.pump()

    def seat_freed(self, by: AgentQueue) -> None:
        """Let the others go on when one has left the seat."""
        if not by.holds_seat:
            for queue in list(self.agents.values()):
                if queue is not by and queue.queue:
                    queue.pump()

    # -- pastes

    def hush(self, queue: AgentQueue, *, quiet: bool) -> None:
        """Stop hearing the agents while a paste of `queue` is on its way, or hear them again."""
        if quiet:
            self.hushed = queue
            self.parts.hush(quiet=True)
        elif self.hushed is queue:
            self.hushed = None
            self.parts.hush(quiet=False)
            self.pump()

    def others_in_flight(self, queue: AgentQueue) -> bool:
        """Tell whether an event of another agent is being sent: once it is, that agent's program goes on."""
        return any(other.in_flight for other in self.agents.values() if other is not queue)

    # -- the seat

    def send(
        self,
        queue: AgentQueue,
        events: Iterable[InputEvent],
        done: Callable[[], None],
        failed: Callable[[bool], None] = lambda _partly: None,
    ) -> bool:
        """Write recorded events to the seat; False when the gate is shut for good. `failed`: not all were made."""
        batch, done = queue.lead_in.joined(tuple(events), done)
        if self.parts.outlet is None:
            return False
        if not self.parts.outlet.send(batch, done, functools.partial(self._not_made, queue, failed)):
            return False
        for event in batch:
            queue.recogniser.seat.note(event)
            if event.kind is EventKind.KEY_PRESS and not event.sent_to_window:
                self.parts.loop.after(self.longest_key_s, functools.partial(self._end_repeat, queue, event.detail))
        self.telling.worked()
        return True

    def _not_made(self, queue: AgentQueue, failed: Callable[[bool], None], why: str, partly: bool) -> None:
        """Take that events could not be made: everything has been let go."""
        self.parts.recorder.write(Event.PROBLEM, queue.name, outcome={"rule": NOT_MADE[partly], "why": why})
        for other in self.agents.values():
            other.recogniser.all_up()
        failed(partly)

    def _end_repeat(self, queue: AgentQueue, keycode: int) -> None:
        """Let a key go that is still down: the server would repeat it, into whatever has the focus by then."""
        recogniser = queue.recogniser
        if keycode in recogniser.seat.keys and recogniser.keymap.modifiers.get(keycode) not in MODIFIER_ORDER:
            self._send_own(queue, [], [InputEvent(EventKind.KEY_RELEASE, keycode)])
            self.seat_freed(queue)

    def lift(self, queue: AgentQueue) -> None:
        """Take everything of an agent off the seat; a drag in the making is cancelled by Escape first."""
        escape = _taps(queue.recogniser, "Escape") if queue.recogniser.dragging else []
        releases = queue.recogniser.lift()
        if releases:
            self._send_own(queue, escape, releases)

    def lift_keys(self, queue: AgentQueue) -> None:
        """Take the keys of an agent off the seat, and leave what it drags: the person's keys are their own."""
        releases = [event for event in queue.recogniser.seat.lift() if event.kind is EventKind.KEY_RELEASE]
        if releases:
            self._send_own(queue, [], releases)

    def _clear_seat(self, because: str) -> None:
        """Take everything of all agents off the seat for a while of unknown length."""
        for queue in self.agents.values():
            if queue.way is not None and queue.way.is_drop:
                queue.way.cancel(because)
            self.lift(queue)

    def cancel_drag(self, queue: AgentQueue) -> None:
        """Undo a drag whose drop was refused: Escape, then let go."""
        self.lift(queue)

    def _send_own(self, queue: AgentQueue, escape: list[InputEvent], releases: list[InputEvent]) -> None:
        """Send input of our own; it is recorded like all else, but a full disk does not keep keys down."""
        # Modifiers come up first: Ctrl+Escape is another key.
        keys = [event for event in releases if event.kind is EventKind.KEY_RELEASE]
        events = [*keys, *escape, *(event for event in releases if event not in keys)]
        outcome = sends(events, None) | {"by": "supervisor"}
        written = self.parts.recorder.write(Event.SENDING, queue.name, outcome=outcome)
        self.send(queue, events if written else releases, lambda: None)

    # -- ui

    def wait_for_ui(self, call: Callable[[], None]) -> None:
        """Hold something until the ui is there: rule `ui-absent`."""
        if not self._waiting_ui:
            self.parts.recorder.write(
                Event.PROBLEM, outcome={"rule": "ui-absent", "why": fallback("ui-absent").reason}
            )
        if call not in self._waiting_ui:
            self._waiting_ui.append(call)

    def await_drawn(self, mirror: int, drawn: Callable[[], None], again: Callable[[], None]) -> None:
        """Call `drawn` when a mirror is on the screen, or `again` when the ui had to be started anew."""
        self._drawn[mirror] = (drawn, again)

    def _on_drawn(self, mirror: int) -> None:
        calls = self._drawn.pop(mirror, None)
        if calls is not None:
            calls[0]()

    def ui_ready(self) -> None:
        """A ui has come (again): tell it everything and let go on what waited for it."""
        self.patience.go_on(Still.UI_ABSENT)
        self.telling.tell_anew()
        self.holds.ask_again()
        waiting, self._waiting_ui = self._waiting_ui, []
        for call in waiting:
            call()

    def ui_lost(self) -> None:
        """The ui is gone: what was about to be shown waits."""
        self.parts.mirror.detach()
        self.patience.stand_still(Still.UI_ABSENT)
        self.holds.ui_lost()
        self._clear_seat("ui-absent")
        drawn, self._drawn = self._drawn, {}
        for _drawn, again in drawn.values():
            self.wait_for_ui(again)

    # -- pause and stop

    def wait_for_open(self, call: Callable[[], None]) -> None:
        """Hold something that was about to be sent until the gate is open."""
        self._waiting_open.append(call)

    def pause(self, how: str) -> None:
        """Close the gate; nothing is frozen, nothing stays down."""
        if self.paused:
            return
        self.paused = True
        self.patience.stand_still(Still.PAUSED)
        self._clear_seat("paused")
        self.parts.recorder.write(Event.PAUSED, durable=True, outcome={"how": how})
        self.publish()

    def pause_agent(self, queue: AgentQueue) -> None:
        """Close the gate for one agent, which asked for it; `resume` opens it."""
        queue.paused = True
        if queue.way is not None and queue.way.is_drop:
            queue.way.cancel("paused")
        self.lift(queue)
        self.parts.recorder.write(Event.PAUSED, queue.name, durable=True, outcome={"how": "agent"})
        self.publish()

    @property
    def anything_paused(self) -> bool:
        """The gate is closed, or closed for one of the agents."""
        return self.paused or any(queue.paused for queue in self.agents.values())

    def resume(self, how: str) -> None:
        """Open the gate, for all."""
        if not self.anything_paused:
            return
        self.paused = False
        self.patience.go_on(Still.PAUSED)
        for queue in self.agents.values():
            queue.paused = False
        self.parts.recorder.write(Event.RESUMED, durable=True, outcome={"how": how})
        self._opened()

    def _opened(self) -> None:
        """Let go on what waits for an open gate; what finds it closed for another reason waits again."""
        waiting, self._waiting_open = self._waiting_open, []
        for call in waiting:
            call()
        self.publish()
        self.pump()

    def closed(self) -> bool:
        """Tell whether nothing may be sent now."""
        return self.locked or self.parts.closed()

    def lock(self, how: str) -> None:
        """Take that the screen is locked: nothing is sent, nothing is asked, no answer counts and no time runs."""
        if self.locked:
            return
        self.locked = True
        self.patience.stand_still(Still.LOCKED)
        self._clear_seat("locked")
        self.holds.shut()
        self.parts.recorder.write(Event.LOCKED, durable=True, outcome={"how": how})
        self.publish()

    def unlock(self) -> None:
        """Take that it is open again: what was asked is asked anew."""
        if not self.locked:
            return
        self.locked = False
        self.parts.recorder.write(Event.UNLOCKED, durable=True)
        self.patience.go_on(Still.LOCKED)
        self.holds.open()
        self._opened()

    def stop(self, detail: dict[str, Any]) -> None:
        """End everything: the latch is set and the sockets are shut."""
        self.stopped = True
        self.telling.rearming = ""
        self._waiting_open, self._waiting_ui, self._drawn = [], [], {}
        with self.holds.all_at_once():
            for queue in list(self.agents.values()):
                queue.stopped()
            self.holds.drop_questions()
        self.standing.revoke(None, "stop")
        self.parts.recorder.write(Event.STOPPED, durable=True, outcome=detail)
        self.publish()

    def bypassed(self, outcome: Mapping[str, Any]) -> None:
        """Take that input came past the gate; the stop for it follows.

        Args:
            outcome: What the record gets: what, why, client, pid, executable, agent, t_ns.
        """
        self.parts.recorder.write(Event.BYPASSED, str(outcome.get("agent")) or None, durable=True, outcome=outcome)
        self.telling.alarm = _alarm_words(outcome)
        self.publish()

    def rearm_refused(self) -> None:
        """A person re-armed while the stop was still being carried out: say that it has to be done again."""
        if self.stopped:
            self.parts.recorder.write(Event.OUTCOME, outcome={"result": "rearm_refused", "why": _TOO_SOON})
            self.telling.rearming = f"Not re-armed: {_TOO_SOON}"
            self.publish()

    def stop_done(self) -> None:
        """The stop has been carried out."""
        if self.telling.rearming:
            self.telling.rearming = "The stop is carried out now: re-arm again to let agents work"
            self.publish()

    def rearm(self, how: str, approval: Approval | None) -> None:
        """A person re-armed."""
        self.stopped = False
        self.telling.alarm = self.telling.rearming = ""
        self.holds.drop_questions()
        self.parts.recorder.write(Event.REARMED, durable=True, approval=approval, outcome={"how": how})
        self.publish()

    def policy_changed(self) -> None:
        """Take that other rules hold: no answer stands that was given under the old ones, and what is denied ends."""
        self.standing.revoke(None, "a changed policy")
        for queue in list(self.agents.values()):
            if queue.way is not None:
                queue.way.rules_changed()
        self.publish()

    # -- telling

    def refuse_raw(self, agent: str, rule: str, detail: str) -> None:
        """Record the refusal of an event that never became an action."""
        self.telling.counts["refused"] += 1
        if self.flood.tells(agent, rule):
            outcome = {"action_id": None, "result": "refused"}
            self.parts.recorder.write(Event.OUTCOME, agent, decision=fallback(rule, detail), outcome=outcome)

    def _questions_changed(self) -> None:
        """Tell the ui, and let the agents go on once the person has written what they wanted to."""
        self.publish()
        if self._writing and not self.holds.writing:
            self.parts.loop.after(0, self.pump)
        self._writing = self.holds.writing
        (self.patience.stand_still if self._writing else self.patience.go_on)(Still.WRITING)

    def publish(self) -> None:
        """Tell the ui the state, when it changed."""
        self.telling.tell()

    def state(self) -> str:
        """Give idle, working, waiting, paused or stopped."""
        return self.telling.state()

    def status(self) -> dict[str, Any]:
        """Give what `status --json` prints."""
        return self.telling.status()


def _alarm_words(outcome: Mapping[str, Any]) -> str:
    """Say what came past the gate and who is taken to have sent it."""
    program = str(outcome.get("executable")).rpartition("/")[2] or "a program that has gone"
    who = {"agent": f"agent {outcome.get('agent')}", "forwarded": "an agent"}.get(str(outcome.get("why")), "unknown")
    return f"Input came past the gate ({who}: {program}, process {outcome.get('pid')}); all agents were stopped"


def _taps(recogniser: Recogniser, name: str) -> list[InputEvent]:
    """Press and release a key by name; nothing when the keyboard lacks it."""
    keymap = recogniser.keymap
    for keycode, row in keymap.symbols.items():
        if row and row[0] and keymap.name_of(row[0]) == name:
            return [InputEvent(EventKind.KEY_PRESS, keycode), InputEvent(EventKind.KEY_RELEASE, keycode)]
    return []
