"""Batch review: what an agent did is presented by itself, once it has paused, has ended or has done much of it.

Nothing waits for it and nothing is asked: the person is told that there is something to go through, never over a
question, and the record says when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy import LEVEL_RULES, Level
from supervisor.core.lifecycle import State
from supervisor.core.record import Event

if TYPE_CHECKING:
    from supervisor.core.ports import Timer
    from supervisor.engine.engine import Engine
    from supervisor.engine.way import Way

LOOK_S = 1.0
_RULE = LEVEL_RULES[Level.BATCH_REVIEW]


@dataclass(slots=True)
class _Done:
    """What one agent did."""

    actions: int = 0
    """So many were not presented yet."""
    last_ns: int = 0
    """When it last did anything, ns."""


class Presenting:
    """Counts what passed at batch review, and has it presented.

    Attributes:
        open: Something was presented, and the person has not opened the list since.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._done: dict[str, _Done] = {}
        self._told: dict[str, tuple[int, str]] = {}
        """How many actions of an agent the ui was told of, and why now; it has not shown them yet."""
        self._timer: Timer | None = None
        self.open = False

    def ended(self, way: Way) -> None:
        """Take an action that has ended."""
        agent = way.action.agent
        done = self._done.get(agent)
        if way.state is State.DONE and way.decision.rule_id == _RULE and not way.is_drop:
            done = self._done.setdefault(agent, _Done())
            done.actions += 1
        if done is not None:
            done.last_ns = self._engine.parts.loop.now_ns()
            self._look_soon()

    def ui_ready(self) -> None:
        """Take that there is another ui: what was told to the last one and not shown is told again."""
        self._told.clear()

    def opened(self) -> None:
        """Take that the person has opened the list."""
        self.open = False
        self._engine.telling.tell_soon()

    def shown(self) -> None:
        """Take that the ui shows what it was told; only then it counts as presented."""
        told, self._told = self._told, {}
        for agent, (actions, ground) in told.items():
            outcome = {"actions": actions, "ground": ground}
            self._engine.parts.recorder.write(Event.BATCH_PRESENTED, agent, durable=True, outcome=outcome)
            done = self._done.get(agent)
            if done is not None:
                done.actions -= actions
                if done.actions <= 0:
                    del self._done[agent]
        if told:
            self.open = True
            self._engine.telling.tell_soon()

    def _look_soon(self) -> None:
        if self._timer is None:
            self._timer = self._engine.parts.loop.after(LOOK_S, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._done:
            return
        self._look_soon()
        engine = self._engine
        asks = bool(engine.holds.asked[0]) or bool(engine.holds.waiting)
        if asks or engine.locked or engine.stopped or self._told or not engine.parts.mirror.alive:
            return
        due = {agent: ground for agent, done in self._done.items() if (ground := self._ground(agent, done))}
        if due:
            self._told = {agent: (self._done[agent].actions, ground) for agent, ground in due.items()}
            engine.parts.mirror.tell(self._message())

    def _message(self) -> dict[str, Any]:
        agents = [[agent, actions] for agent, (actions, _) in self._told.items()]
        # A card lies over what agents may be about to press; who is at work is not to find one there.
        return {"t": "batch", "agents": agents, "card": self._engine.telling.state() == "idle"}

    def _ground(self, agent: str, done: _Done) -> str:
        """Say why it is presented now; empty for not yet."""
        batch = self._engine.parts.judge.terms().batch
        rests_s = (self._engine.parts.loop.now_ns() - done.last_ns) / 1e9
        if agent not in self._engine.agents:
            # A card has to wait until nobody works; where somebody always does, it is told without one.
            return "ended" if rests_s >= batch.pause_s or self._engine.telling.state() != "working" else ""
        if done.actions >= batch.actions:
            return "many"
        return "paused" if rests_s >= batch.pause_s else ""
