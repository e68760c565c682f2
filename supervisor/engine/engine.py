"""The engine: the agents' queues, who may use the seat, the gate's state, and what the observers are told."""

from __future__ import annotations

import collections
import logging
from typing import TYPE_CHECKING, Any

from supervisor.core.fallbacks import fallback
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.lifecycle import State
from supervisor.core.record import Event
from supervisor.engine.holds import Holds
from supervisor.engine.person import Person
from supervisor.engine.queue import AgentQueue
from supervisor.engine.recorder import sends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supervisor.core.gesture import Recogniser
    from supervisor.core.ports import Timer
    from supervisor.core.record_fields import Approval
    from supervisor.engine.parts import Parts
    from supervisor.engine.way import Way

_log = logging.getLogger(__name__)
LAST_ACTIONS = 10
WORKING_S = 1.5
"""The tray says `working` for this long after an action."""


class Engine:
    """Joins the parts.

    Attributes:
        parts: The ports.
        person: What is known of the person's hands.
        agents: Queues by agent name.
        holds: What waits for the person.
        stopped: The latch is set.
        paused: The gate is closed for now.
        contained: Whether agents can reach other ways to the display; by agent.
        counts: Figures for `status`.
    """

    def __init__(self, parts: Parts, new_id: Callable[[], str]) -> None:
        self.parts = parts
        self.person = Person()
        self.agents: dict[str, AgentQueue] = {}
        self.holds = Holds(parts, new_id, self.publish)
        self.stopped = False
        self.paused = False
        self.counts = collections.Counter[str]()
        self._last: collections.deque[dict[str, str]] = collections.deque(maxlen=LAST_ACTIONS)
        self._worked_ns = 0
        self._waiting_ui: list[Callable[[], None]] = []
        self._waiting_open: list[Callable[[], None]] = []
        self._drawn: dict[int, tuple[Callable[[], None], Callable[[], None]]] = {}
        self._rest_timer: Timer | None = None
        self._published: dict[str, Any] = {}
        self._publish_timer: Timer | None = None
        parts.mirror.on_drawn = self._on_drawn

    # -- agents

    def add_agent(self, name: str) -> AgentQueue:
        """Begin an agent.

        Args:
            name: Wanted name; a number is added when it is taken.
        """
        unique, number = name, 1
        while unique in self.agents:
            number += 1
            unique = f"{name}-{number}"
        queue = self.agents[unique] = AgentQueue(self, unique)
        self.publish()
        return queue

    def remove_agent(self, queue: AgentQueue) -> None:
        """End an agent: what it holds is cancelled, what it has down is released."""
        if self.agents.pop(queue.name, None) is None:
            return
        if queue.way is not None:
            queue.way.stop()
        queue.queue.clear()
        self.lift(queue)
        self.publish()

    def keyboard_changed(self) -> None:
        """Follow a change of the keyboard in use."""
        for queue in self.agents.values():
            queue.recogniser.keymap = self.parts.keymap()

    # -- who may go

    def may_go(self, queue: AgentQueue) -> bool:
        """Tell whether a queue may take its next event now; when not, it is pumped later."""
        if self.stopped or self.paused or self.parts.closed() or self.parts.outlet is None:
            return False
        if queue.recogniser.seat.busy:
            return True
        if any(other.holds_seat for other in self.agents.values() if other is not queue):
            return False
        now_ns = self.parts.loop.now_ns()
        wait_ns = self.person.rests_in_ns(now_ns, self.parts.settings.yield_to_person_ms)
        if wait_ns:
            if queue.scene is None:
                queue.scene = self._scene(queue)
            if self._rest_timer is None:
                self._rest_timer = self.parts.loop.after(wait_ns / 1e9, self._rested)
            return False
        if queue.scene is not None:
            before, queue.scene = queue.scene, None
            if before != self._scene(queue):
                queue.expire("scene-changed", [])
        return True

    def _scene(self, queue: AgentQueue) -> tuple[object, ...]:
        desktop = self.parts.desktop
        point = queue.recogniser.pointer
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

    # -- the seat

    def send(self, queue: AgentQueue, events: Iterable[InputEvent], done: Callable[[], None]) -> bool:
        """Write recorded events to the seat; False when the gate is shut for good."""
        batch = tuple(events)
        if self.parts.outlet is None:
            return False
        if not self.parts.outlet.send(batch, done):
            return False
        for event in batch:
            queue.recogniser.seat.note(event)
        self._worked()
        return True

    def lift(self, queue: AgentQueue) -> None:
        """Take everything of an agent off the seat; a drag in the making is cancelled by Escape first."""
        seat = queue.recogniser.seat
        dragging = any(b <= 3 for b in seat.buttons)
        events = seat.lift()
        if dragging:
            events = [*_taps(queue.recogniser, "Escape"), *events]
        if events:
            self._send_own(queue, events)
        queue.recogniser.end_gesture()

    def cancel_drag(self, queue: AgentQueue) -> None:
        """Undo a drag whose drop was refused: Escape, then let go."""
        self.lift(queue)

    def _send_own(self, queue: AgentQueue, events: list[InputEvent]) -> None:
        """Send releases of our own; they are recorded like all else but a full disk does not keep keys down."""
        self.parts.recorder.write(Event.SENDING, queue.name, outcome=sends(events, None) | {"by": "supervisor"})
        self.send(queue, events, lambda: None)

    # -- ui

    def wait_for_ui(self, call: Callable[[], None]) -> None:
        """Hold something until the ui is there: rule `ui-absent`."""
        if not self._waiting_ui:
            self.parts.recorder.write(
                Event.PROBLEM, outcome={"rule": "ui-absent", "why": fallback("ui-absent").reason}
            )
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
        self._published = {}
        self.publish()
        self.holds.ask_again()
        waiting, self._waiting_ui = self._waiting_ui, []
        for call in waiting:
            call()

    def ui_lost(self) -> None:
        """The ui is gone: what was about to be shown waits."""
        self.parts.mirror.detach()
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
        for queue in self.agents.values():
            if queue.recogniser.seat.busy and queue.way is None:
                self.lift(queue)
        self.paused = True
        self.parts.recorder.write(Event.PAUSED, durable=True, outcome={"how": how})
        self.publish()

    def resume(self, how: str) -> None:
        """Open the gate."""
        if not self.paused:
            return
        self.paused = False
        self.parts.recorder.write(Event.RESUMED, durable=True, outcome={"how": how})
        waiting, self._waiting_open = self._waiting_open, []
        for call in waiting:
            call()
        self.publish()
        self.pump()

    def stop(self, detail: dict[str, Any]) -> None:
        """End everything: the latch is set and the sockets are shut."""
        self.stopped = True
        self._waiting_open = []
        self._drawn = {}
        for queue in list(self.agents.values()):
            queue.stopped()
        self._waiting_ui = []
        self.holds.drop_questions()
        self.parts.recorder.write(Event.STOPPED, durable=True, outcome=detail)
        self.publish()

    def rearm(self, how: str, approval: Approval | None) -> None:
        """A person re-armed."""
        self.stopped = False
        self.holds.drop_questions()
        self.parts.recorder.write(Event.REARMED, durable=True, approval=approval, outcome={"how": how})
        self.publish()

    # -- telling

    def refuse_raw(self, agent: str, rule: str, detail: str) -> None:
        """Record the refusal of an event that never became an action."""
        self.counts["refused"] += 1
        self.parts.recorder.write(
            Event.OUTCOME, agent, decision=fallback(rule, detail), outcome={"action_id": None, "result": "refused"}
        )

    def told(self, way: Way) -> None:
        """Take note of an action that has ended."""
        self.counts["actions"] += 1
        self.counts[way.state.value] += 1
        if way.held_ns:
            self.counts["asked"] += 1
        words = self.parts.judge.words(way.action, way.context)
        outcome = "done" if way.state is State.DONE else f"{way.state.value}: {way.decision.reason}"
        self._last.append({"words": words, "outcome": outcome})
        self._worked()
        self._publish_soon()

    def _worked(self) -> None:
        self._worked_ns = self.parts.loop.now_ns()
        self._publish_soon()

    def state(self) -> str:
        """Give idle, working, waiting, paused or stopped."""
        if self.stopped:
            return "stopped"
        if self.holds.waiting:
            return "waiting"
        if self.paused:
            return "paused"
        fresh = self.parts.loop.now_ns() - self._worked_ns < WORKING_S * 1e9 and self._worked_ns
        return "working" if fresh else "idle"

    def _publish_soon(self) -> None:
        if self._publish_timer is None:
            self._publish_timer = self.parts.loop.after(0.2, self.publish)

    def publish(self) -> None:
        """Tell the ui the state, when it changed."""
        if self._publish_timer is not None:
            self._publish_timer.cancel()
            self._publish_timer = None
        state = self.state()
        message = {
            "t": "state",
            "state": state,
            "agents": [{"name": name, "contained": False} for name in self.agents],
            "last": list(self._last),
            "note": self.parts.recorder.failure,
        }
        if message != self._published:
            self._published = message
            self.parts.mirror.tell(message)
        if state == "working":
            self._publish_timer = self.parts.loop.after(WORKING_S, self.publish)

    def status(self) -> dict[str, Any]:
        """Give what `status --json` prints."""
        return {
            "state": self.state(),
            "headless": self.parts.headless,
            "ui": self.parts.mirror.alive,
            "agents": [
                {
                    "name": name,
                    "contained": False,
                    "waiting": len(queue.queue),
                    "held": bool(queue.way and queue.way.request and queue.way.state is State.HELD),
                }
                for name, queue in self.agents.items()
            ],
            "requests": [w.request for w in self.holds.waiting],
            "counts": dict(self.counts),
            "problem": self.parts.recorder.failure or None,
        }


def _taps(recogniser: Recogniser, name: str) -> list[InputEvent]:
    """Press and release a key by name; nothing when the keyboard lacks it."""
    keymap = recogniser.keymap
    for keycode, row in keymap.symbols.items():
        if row and row[0] and keymap.name_of(row[0]) == name:
            return [InputEvent(EventKind.KEY_PRESS, keycode), InputEvent(EventKind.KEY_RELEASE, keycode)]
    return []
