"""What the service does for an agent that says what it wants: its queue's calls, and the facts about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.desktop import processes
from supervisor.intake.peers import Caller, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Point
    from supervisor.engine.calls import Call

    Done = Callable[[bytes], None]
    from supervisor.engine.engine import Engine
    from supervisor.engine.queue import AgentQueue
    from supervisor.wire.vocabulary import Outcome, Proposal, ToolProposal


class Speaking:
    """One agent; implements `intake.gateway.Agent`."""

    def __init__(
        self, engine: Engine, queue: AgentQueue, root: Callable[[], int], picture: Callable[[Done], None]
    ) -> None:
        """Begin.

        Args:
            engine: The engine.
            queue: The agent's.
            root: Gives the process that all of it descends from; 0 before it is started.
            picture: Takes a picture of its display.
        """
        self.picture = picture
        self._engine = engine
        self._queue = queue
        self._root = root

    def role(self, caller: Caller) -> Role:
        """Tell what a caller is to this agent."""
        pid = caller.pid
        above = processes.settled_parents(pid) if pid else ()
        if not above or not caller.alive:
            return Role.UNKNOWN
        root = self._root()
        return Role.AGENT if root and root in (pid, *above) else Role.OBSERVER

    def model_said(self, model: str) -> None:
        """Take which model it says that it has."""
        self._engine.levels.kept.model_said(self._queue.assignment.agent, model)

    def propose(
        self,
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Call:
        """Take a call."""
        return self._queue.calls.propose(proposal, origin=origin, on_held=on_held, on_end=on_end)

    def let_go(self) -> None:
        """Let all go that it has down."""
        self._queue.calls.let_go()

    def status(self) -> dict[str, Any]:
        """Say how it stands; of other agents nothing."""
        agents = self._engine.status()["agents"]
        own = next((agent for agent in agents if agent["name"] == self._queue.name), None)
        return {"state": self._engine.telling.state(to_agent=True), "agent": own}

    def pointer(self) -> Point:
        """Give where the pointer is, px."""
        return self._engine.parts.desktop.pointer().point

    def screen_size(self) -> tuple[int, int]:
        """Give width and height of the screen, px."""
        return self._engine.parts.desktop.screen_size()
