"""What the engine tells the ui and `status`: the gate's state, the agents, the last actions, the figures."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

from supervisor.core.chord import Chord
from supervisor.core.lifecycle import ASKING, State
from supervisor.engine.canaries import Canary
from supervisor.engine.presenting import Presenting

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import Timer
    from supervisor.engine.engine import Engine
    from supervisor.engine.queue import AgentQueue
    from supervisor.engine.way import Way

LAST_ACTIONS = 10
WORKING_S = 1.5
"""The tray says `working` for this long after an action."""
_GATHER_S = 0.2
"""News are told no more often: a stream of motion must not become a stream of messages."""


class Telling:
    """Gathers news.

    Attributes:
        counts: Figures for `status`.
        alarm: That input came past the gate, as a sentence; empty while it did not.
        rearming: What is to know of a re-arm that came too soon, as a sentence; empty for nothing.
        unconfirmed: What a yes did not do, since no hand was seen to give it, as a sentence; empty for nothing.
        undone: What became of the last thing that was to be taken back, as a sentence; empty for nothing.
        policy: What is to know of a policy that changed, in sentences; empty for nothing.
        policy_waits: A changed policy waits for a person to confirm it.
        to_review: How many actions wait to be gone through.
        on_ended: Takes each action that has ended.
        presenting: Has a batch presented.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.counts = collections.Counter[str]()
        self.alarm = ""
        self.rearming = ""
        self.unconfirmed = ""
        self.undone = ""
        self.policy = ""
        self.policy_waits = False
        self.to_review = 0
        self.on_ended: Callable[[Way], None] = lambda _way: None
        self.presenting = Presenting(engine)
        self._last: collections.deque[dict[str, str]] = collections.deque(maxlen=LAST_ACTIONS)
        self._worked_ns = 0
        self._told: dict[str, Any] = {}
        self._told_ns = 0
        self._soon: Timer | None = None
        self._later: Timer | None = None

    def worked(self) -> None:
        """Take note that something is shown, or was sent."""
        self._worked_ns = self._engine.parts.loop.now_ns()
        self.tell_soon()

    def ended(self, way: Way) -> None:
        """Take note of an action that has ended."""
        self.counts[way.state.value] += 1
        if way.is_drop:
            # Figures count gestures: the drag was counted at its press, and ends as its drop does.
            self.counts[State.DONE.value] -= 1
        else:
            self.counts["actions"] += 1
        if way.held_ns:
            self.counts["asked"] += 1
        words = self._engine.parts.judge.words(way.action, way.context)
        done = "done, as you changed it" if way.changing.changed is not None else "done"
        outcome = done if way.state is State.DONE else f"{way.state.value}: {way.decision.reason}"
        self._last.append({"words": words, "outcome": outcome})
        self._engine.past.ended(way, words, outcome)
        self.on_ended(way)
        self.presenting.ended(way)
        self.worked()

    def waits_to_be_gone_through(self, count: int) -> None:
        """Take how many actions passed without a question and wait to be gone through."""
        self.to_review = count
        self.tell_soon()

    def overdue(self, way: Way, *, urgent: bool) -> None:
        """Tell that nobody answered in time: it is refused, or asked as urgent from now on."""
        words = self._engine.parts.judge.words(way.action, way.context)
        kind = "urgent" if urgent else "late"
        self._engine.parts.mirror.tell({"t": "notice", "kind": kind, "id": way.request, "says": words})

    def state(self, *, to_agent: bool = False) -> str:
        """Give idle, working, waiting, paused or stopped.

        Args:
            to_agent: For an agent, which must not learn that a question is asked about what nobody wants.
        """
        engine = self._engine
        if engine.stopped:
            return "stopped"
        if any(not (to_agent and isinstance(item, Canary)) for item in engine.holds.waiting):
            return "waiting"
        if engine.paused:
            return "paused"
        fresh = engine.parts.loop.now_ns() - self._worked_ns < WORKING_S * 1e9 and self._worked_ns
        return "working" if fresh else "idle"

    def tell_soon(self) -> None:
        """Tell the ui the state: now, or when the last news are old enough, with what else changes meanwhile."""
        if self._soon is None:
            loop = self._engine.parts.loop
            age_s = (loop.now_ns() - self._told_ns) / 1e9 if self._told_ns else _GATHER_S
            self._soon = loop.after(max(0.0, _GATHER_S - age_s), self.tell)

    def tell_anew(self) -> None:
        """Tell a ui that knows nothing."""
        self._told = {}
        self.presenting.ui_ready()
        self.tell()

    def tell(self) -> None:
        """Tell the ui the state, when it changed."""
        for timer in (self._soon, self._later):
            if timer is not None:
                timer.cancel()
        self._soon = self._later = None
        parts, state = self._engine.parts, self.state()
        if state == "stopped":
            self._engine.levels.stopped()
        self._told_ns = parts.loop.now_ns()
        problem = self.alarm or parts.recorder.failure or self.policy
        after = (self.unconfirmed, self.undone)
        message = {
            "t": "state",
            "state": state,
            "agents": [
                _contained(queue) | {"name": name, "workflow": queue.assignment.workflow}
                for name, queue in self._engine.agents.items()
            ],
            "last": list(self._last),
            "waiting": self._waiting(),
            "note": ". ".join(filter(None, (self.rearming, problem, *after, self._attention()))),
            "policy_waits": self.policy_waits,
            "judge": parts.external_judge.words if parts.external_judge is not None else "",
            "grants": self._engine.standing.listed(),
            "refused_patterns": self._engine.standing.refused_patterns(),
            "autonomy": self._engine.levels.news(),
            "review": self.to_review,
            "batch": self.presenting.open,
        }
        if message != self._told:
            self._told = message
            parts.mirror.tell(message)
        if state == "working":
            self._later = parts.loop.after(WORKING_S, self.tell)

    def _attention(self) -> str:
        return self._engine.holds.attention.note(self._engine.parts.loop.now_ns())

    def _waiting(self) -> int:
        """Count what a person's no would end, and what is asked after it."""
        engine = self._engine
        held = [queue for queue in engine.agents.values() if queue.way is not None and queue.way.held]
        return engine.holds.questions + sum(queue.behind for queue in held)

    def status(self) -> dict[str, Any]:
        """Give what `status --json` prints."""
        engine = self._engine
        return {
            "state": self.state(),
            "headless": engine.parts.headless,
            "ui": engine.parts.mirror.alive,
            "locked": engine.locked,
            "rearm": Chord.parse(engine.parts.settings.chords.rearm).label if engine.stopped else None,
            "agents": [
                {
                    "name": name,
                    "workflow": queue.assignment.workflow or None,
                    **_contained(queue),
                    "waiting": len(queue.queue),
                    "held": queue.way is not None and queue.way.state in ASKING,
                }
                for name, queue in engine.agents.items()
            ],
            "grants": engine.standing.listed(),
            "levels": engine.levels.listed(),
            "stages": engine.levels.stages.listed(),
            "refused_patterns": engine.standing.refused_patterns(),
            "requests": [w.request for w in engine.holds.waiting],
            "half_approved": engine.holds.half_approved,
            "yields": engine.person.rests_in_ns(engine.parts.loop.now_ns(), engine.parts.settings.yield_to_person_ms)
            > 0,
            "counts": dict(self.counts),
            "review": self.to_review,
            "judge": engine.parts.external_judge.words if engine.parts.external_judge is not None else None,
            "alarm": self.alarm or None,
            "attention": self._attention() or None,
            "tests": {"missed": engine.holds.attention.missed, "noticed": engine.holds.attention.noticed},
            "problem": engine.parts.recorder.failure or None,
        }


def _contained(queue: AgentQueue) -> dict[str, Any]:
    return {"contained": queue.containment == "contained", "containment": queue.containment}
