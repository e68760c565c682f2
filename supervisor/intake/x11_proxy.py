"""The agent's display: every X11 request flows through, input stops at the gate.

Attributes of the design (PLATFORM figures): one loop, no threads; of replies only the heads are looked at; file
descriptors travel with their bytes; a slow or held client is not read past a bound, so it costs memory nowhere.
"""

from __future__ import annotations

import functools
import hmac
import select
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supervisor.intake.doors import Doors, ServerFacts
from supervisor.intake.x11_connection import Connection

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from supervisor.core.ports import Gate, Loop
    from supervisor.intake.screenshots import Screenshots
    from supervisor.wire.xtest import Opcodes
MAX_CLIENTS = 64
"""Of one agent: the real server has room for 256 of all programs, and we for as many descriptors as a process may."""
MAX_QUEUED_FDS = 200
"""Descriptors that wait in all queues of one agent together."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """How to reach the real display."""

    connect: Callable[[], socket.socket]
    """Opens a connection; raises OSError."""
    auth_name: bytes
    """The credentials' kind, empty when the display needs none."""
    auth_data: bytes
    """The credentials."""
    opcodes: Opcodes
    """What the server calls its extensions."""
    server: ServerFacts = field(default_factory=ServerFacts)
    """What the rules of the side doors need of it."""


class X11Proxy:
    """Listens as a display of one agent.

    Attributes:
        connections: The clients that are connected.
        doors: The rules for all that is not input.
    """

    def __init__(
        self,
        *,
        loop: Loop,
        listeners: list[socket.socket],
        cookie: bytes,
        upstream: Upstream,
        gate: Gate,
        register: Callable[[socket.socket, Callable[[], None]], Callable[[], None]],
        latched: Callable[[], bool],
        screenshots: Screenshots,
    ) -> None:
        """Join the parts.

        Args:
            loop: The service's loop.
            listeners: Listening sockets; closed by `close`.
            cookie: MIT-MAGIC-COOKIE-1 that the agent's clients must show.
            upstream: The real display.
            gate: Where input goes.
            register: Hands a duplicate of an upstream socket to `human` and calls back when it is held there;
                returns the call that takes it back. No byte flows before.
            latched: Reads the stop latch.
            screenshots: Keeps our own windows out of what clients read of the screen.
        """
        self.connections: set[Connection] = set()
        self.upstream = upstream
        self.doors = Doors(loop, upstream.server, upstream.opcodes, gate)
        self.gate = gate
        self.loop = loop
        self.latched = latched
        self.screenshots = screenshots
        self.register = register
        self._cookie = cookie
        self._listeners = listeners
        for listener in listeners:
            listener.setblocking(False)
            loop.add(listener.fileno(), functools.partial(self._accept, listener), select.EPOLLIN)

    @property
    def crammed(self) -> bool:
        """True when more descriptors wait than ever should: those of one agent must not use up ours."""
        return sum(connection.queued_fds for connection in self.connections) > MAX_QUEUED_FDS

    def authorised(self, name: bytes, data: bytes) -> bool:
        """Tell whether a client showed this proxy's own cookie."""
        return name == b"MIT-MAGIC-COOKIE-1" and hmac.compare_digest(data, self._cookie)

    def owner_of(self, resource: int) -> int:
        """Give the process whose client made an X resource; 0 when none of ours did."""
        return next((pid for connection in self.connections if (pid := connection.owner_of(resource))), 0)

    def _accept(self, listener: socket.socket, _events: int) -> None:
        try:
            client, _address = listener.accept()
        except OSError:
            return
        if len(self.connections) >= MAX_CLIENTS:
            client.close()
            return
        client.setblocking(False)
        self.connections.add(Connection(self, client))

    def close(self) -> None:
        """Stop listening and end every client."""
        for listener in self._listeners:
            self.loop.remove(listener.fileno())
            listener.close()
        self._listeners = []
        for connection in list(self.connections):
            connection.close()
