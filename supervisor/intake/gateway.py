"""The socket for an agent that can talk: JSON-RPC 2.0, one message a line.

Each agent has a socket of its own, beside its display. Who may act over it is told by two things at once: the token
in the agent's environment, and the process that connects, which has to descend from the agent's first (see `peers`).
A connection's calls live no longer than it does: one that ends takes back what waits and lets go what it left down.
"""

from __future__ import annotations

import contextlib
import select
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.intake.control import short_path
from supervisor.intake.fair_turns import FairTurns
from supervisor.intake.gateway_session import Session
from supervisor.intake.peers import Caller, Role, who_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.core.action import Point
    from supervisor.core.ports import Loop
    from supervisor.wire.vocabulary import Outcome, Proposal, ToolProposal

MAX_SESSIONS = 16
"""Connections of one agent."""
MAX_NAMES = 100_000
"""Calls that an agent may name: their names are kept, so that none of them ever runs twice."""
MAX_OUTCOMES = 1_000
"""Outcomes of named calls that are kept for whoever asks later; the oldest go first."""


class Ticket(Protocol):
    """A call on its way."""

    def call_off(self, because: str) -> None:
        """End it before it is done, by the fallback of that id."""


class Agent(Protocol):
    """What the service does for the agent whose socket it is."""

    def role(self, caller: Caller) -> Role:
        """Tell what a caller is to this agent: AGENT for a process of its tree."""

    def model_said(self, model: str) -> None:
        """Take which model it says that it has."""

    def propose(
        self,
        proposal: Proposal | ToolProposal,
        origin: str,
        *,
        on_held: Callable[[], None],
        on_end: Callable[[Outcome], None],
    ) -> Ticket:
        """Take a call; `on_end` may be called before this returns."""

    def pointer(self) -> Point:
        """Give where the pointer is, physical px."""

    def picture(self, done: Callable[[bytes], None]) -> None:
        """Take a picture of the screen, PNG; `done` comes from the loop, with nothing when there is none."""

    def let_go(self) -> None:
        """Let all go that it has down."""

    def status(self) -> dict[str, Any]:
        """Say how it stands."""

    def screen_size(self) -> tuple[int, int]:
        """Give width and height of the screen, px."""


@dataclass(slots=True)
class Names:
    """The names that calls were given."""

    used: set[str] = field(default_factory=set)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        """No more can be kept."""
        return len(self.used) >= MAX_NAMES

    def ended(self, name: str, outcome: Outcome) -> None:
        """Keep how a named call ended."""
        self.outcomes[name] = outcome
        if len(self.outcomes) > MAX_OUTCOMES:
            del self.outcomes[next(iter(self.outcomes))]


class GatewayError(Exception):
    """The socket cannot be made; the machine is at fault."""


class Gateway:
    """Listens for one agent.

    Attributes:
        agent: Whose it is.
        token: What its processes have to show.
        names: What its calls were called.
        sessions: Who is connected.
        loop: The service's.
        turns: In which their messages are served.
    """

    def __init__(self, loop: Loop, path: Path, agent: Agent, token: str) -> None:
        """Begin to listen.

        Raises:
            GatewayError: the socket cannot be bound.
        """
        self.loop = loop
        self.turns = FairTurns(loop)
        self.agent = agent
        self.token = token
        self.names = Names()
        self.sessions: set[Session] = set()
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            with short_path(path) as name:
                self._socket.bind(name)
            path.chmod(0o600)
            self._socket.listen(MAX_SESSIONS)
        except OSError as e:
            self._socket.close()
            raise GatewayError(f"cannot listen at `{path}`: {e.strerror}: check the folder's permissions") from e
        self._socket.setblocking(False)
        loop.add(self._socket.fileno(), self._accept, select.EPOLLIN)

    def _accept(self, _events: int) -> None:
        try:
            client, _address = self._socket.accept()
        except OSError:
            return
        if len(self.sessions) >= MAX_SESSIONS:
            client.close()
            return
        client.setblocking(False)
        self.sessions.add(Session(self, client, who_calls(client)))

    def close(self) -> None:
        """Stop listening and end every connection; safe to call twice."""
        if self._socket.fileno() < 0:
            return
        self.loop.remove(self._socket.fileno())
        self._socket.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
        for session in list(self.sessions):
            session.close()
