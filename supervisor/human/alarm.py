"""Decides whether input that reached the X server came past the gate; pure, driven by the times it is given.

What an agent is allowed leaves by one connection of the service, the outlet. Input from an agent's own process, or on
one of the connections that the gate forwards, came past it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from supervisor.human.origin import UNKNOWN, Origin, Whose
from supervisor.human.recorded import Asked, ClientCame, ClientWent, Deed, RecordingEnded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.human.recorded import Told
    from supervisor.human.trusted import Tools

PATIENCE_NS = 1_000_000_000
"""A client that the X server has not named by then is held to be an agent's."""
_AGAIN_NS = 1_000_000_000
"""An agent that goes on although it was stopped rings once a second."""
_NOTED = 64
"""So many programs of the person's are noted; more than that is no news."""


@dataclass(frozen=True, slots=True)
class Bypass:
    """Input that came past the gate."""

    what: str
    """A `Deed`."""
    origin: Origin
    why: str
    """`agent`: an agent's process sent it. `forwarded`: it came on a connection that the gate passes on.
    `unknown`: nobody can say whose it is."""
    t_ns: int
    """When it was noticed, monotonic."""
    client: int = 0
    """Resource id base of the X client."""

    @property
    def deafens(self) -> bool:
        """Whether nothing may be noticed from here on."""
        return self.what == Deed.DEAFENING


@dataclass(slots=True)
class _Client:
    origin: Origin | None = None
    """None until it is named."""
    came_ns: int = 0
    deed: Asked | None = None
    """The first that waits for the name."""
    deed_ns: int = 0


@dataclass(slots=True)
class Alarm:
    """Knows the clients of the X server.

    # INVARIANT: input is passed over only when its client is known to be no agent's, or is the outlet.
    """

    ask: Callable[[int], bool]
    """Has the X server asked which process a client is; False when it cannot be."""
    find: Callable[[int], Origin]
    """Tells whose a process is."""
    agents: Callable[[], bool]
    """Whether any agent runs."""
    ring: Callable[[Bypass], None]
    deaf: Callable[[], None]
    """Takes that the recording has ended: the display goes, or somebody has ended it."""
    tools: Tools
    """Hears what trusted programs do."""
    note: Callable[[Origin, str], None]
    """Takes a program of the person's that makes input, once each."""
    _clients: dict[int, _Client] = field(default_factory=dict)
    _outlets: set[int] = field(default_factory=set)
    _noted: set[str] = field(default_factory=set)
    _waiting: set[int] = field(default_factory=set)
    _rung_ns: dict[int, int] = field(default_factory=dict)

    def allow(self, client: int) -> None:
        """Take that a client is the outlet; said before it sends anything."""
        self._outlets.add(client)

    def take(self, told: Told, now_ns: int) -> None:
        """Take what RECORD told."""
        match told:
            case Asked(client):
                self._did(client, told, now_ns)
            case ClientCame(client):
                self._came(client, now_ns)
            case ClientWent(client):
                self._went(client, now_ns)
            case RecordingEnded():
                self.deaf()

    def named(self, asked: int, names: Mapping[int, int], now_ns: int) -> None:
        """Take the X server's answer.

        Args:
            asked: The client that was asked about; 0 for all.
            names: Processes by client.
            now_ns: When.
        """
        for client in names if not asked else (asked,):
            known = self._clients.setdefault(client, _Client(came_ns=now_ns))
            if known.origin is None:
                self._settle(client, known, self.find(names.get(client, 0)), now_ns)

    def tick(self, now_ns: int) -> None:
        """Let time pass: what nobody has named in time is an agent's."""
        for client in list(self._waiting):
            known = self._clients[client]
            if now_ns - known.deed_ns > PATIENCE_NS:
                self._settle(client, known, UNKNOWN, now_ns)

    def _came(self, client: int, now_ns: int) -> None:
        self._waiting.discard(client)
        self._rung_ns.pop(client, None)
        known = self._clients[client] = _Client(came_ns=now_ns)
        if not self.ask(client):
            known.origin = UNKNOWN

    def _went(self, client: int, now_ns: int) -> None:
        known = self._clients.get(client)
        if known is not None and known.deed is not None:
            # It did its deed and left before it could be named.
            self._settle(client, known, UNKNOWN, now_ns)
        self._clients.pop(client, None)
        self._outlets.discard(client)
        self.tools.gone(client)
        self._rung_ns.pop(client, None)

    def _did(self, client: int, deed: Asked, now_ns: int) -> None:
        if client in self._outlets and deed.deed is not Deed.DEAFENING:
            self.tools.gated(now_ns)
            return
        if client not in self._clients:
            self._came(client, now_ns)
        known = self._clients[client]
        if known.origin is not None:
            self._judge(client, known.origin, deed, now_ns)
        elif known.deed is None:
            known.deed, known.deed_ns = deed, now_ns
            self._waiting.add(client)

    def _settle(self, client: int, known: _Client, origin: Origin, now_ns: int) -> None:
        known.origin = origin
        self._waiting.discard(client)
        deed, known.deed = known.deed, None
        if deed is not None:
            self._judge(client, origin, deed, now_ns)

    def _judge(self, client: int, origin: Origin, deed: Asked, now_ns: int) -> None:
        why = {Whose.AGENT: "agent", Whose.SERVICE: "forwarded", Whose.UNKNOWN: "unknown"}.get(origin.whose)
        if deed.deed is Deed.DEAFENING:
            why = why or "unknown"
        elif why == "unknown" and not self.agents():
            return
        if why is None:
            if origin.whose is Whose.OTHER and not self.tools.take(origin, deed, now_ns):
                self._note(origin, deed)
            return
        rung_ns = self._rung_ns.get(client)
        if rung_ns is None or now_ns - rung_ns >= _AGAIN_NS:
            self._rung_ns[client] = now_ns
            self.ring(Bypass(deed.deed.value, origin, why, now_ns, client))

    def _note(self, origin: Origin, deed: Asked) -> None:
        # Moving the pointer by a warp, and events to one's own windows, are what games and toolkits do.
        if deed.deed is not Deed.FAKE_INPUT or origin.executable in self._noted or len(self._noted) >= _NOTED:
            return
        self._noted.add(origin.executable)
        self.note(origin, deed.deed.value)
