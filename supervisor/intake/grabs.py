"""Grabs of an agent's programs, bounded in time: the person's keys and clicks do not stay with an agent.

A program may grab for its own menu. A grab that outlasts the bound is ended from outside: its window is taken off the
screen and put back, which ends every grab on it (X11 protocol, GrabPointer) and which toolkits take for a broken one,
so that they close their menu. *Instead of* an UngrabPointer on the client's connection: one request more would
shift its sequence numbers. A client that grabs again and again so long loses its connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import Loop, Timer

LOOK_S = 0.25
"""How often running grabs are looked at."""
MAX_BROKEN = 3
"""A client whose grabs had to be ended this often has no menus, it has designs."""


class Client(Protocol):
    """Who grabs."""

    def close(self) -> None:
        """End its connection."""


@dataclass(slots=True)
class _Grab:
    window: int
    since_ns: int


class Grabs:
    """The grabs of one agent."""

    def __init__(
        self, loop: Loop, limit_s: float, end: Callable[[str, int], bool], excused: Callable[[], bool]
    ) -> None:
        """Begin without any.

        Args:
            loop: The service's loop.
            limit_s: Longest time of a grab, s; 0 for no bound.
            end: Ends a grab by what is grabbed (`pointer` or `keyboard`) and its window; tells whether there was one.
            excused: Tells whether the agent waits for the person; then its menus stay open.
        """
        self._loop = loop
        self._limit_ns = int(limit_s * 1e9)
        self._end = end
        self._excused = excused
        self._held: dict[tuple[Client, str], _Grab] = {}
        self._broken: dict[Client, int] = {}
        self._timer: Timer | None = None

    def noted(self, client: Client, what: str, window: int) -> None:
        """Take note that a client grabs, or lets go.

        Args:
            client: Who.
            what: `pointer` or `keyboard`.
            window: On which window; 0 when it lets go.
        """
        if not window:
            self._held.pop((client, what), None)
            return
        known = self._held.get((client, what))
        # Grabbing again, on another window too, prolongs nothing.
        since_ns = known.since_ns if known is not None else self._loop.now_ns()
        self._held[client, what] = _Grab(window, since_ns)
        if self._limit_ns and self._timer is None:
            self._timer = self._loop.after(LOOK_S, self._look)

    def gone(self, client: Client) -> None:
        """Forget a client that has left."""
        self._held = {key: grab for key, grab in self._held.items() if key[0] is not client}
        self._broken.pop(client, None)

    def _look(self) -> None:
        self._timer = None
        now_ns = self._loop.now_ns()
        if self._excused():
            for grab in self._held.values():
                grab.since_ns = now_ns
        late = [(key, grab) for key, grab in self._held.items() if now_ns - grab.since_ns >= self._limit_ns]
        for (client, what), grab in late:
            self._held.pop((client, what), None)
            if self._end(what, grab.window):
                self._punish(client)
        if self._held:
            self._timer = self._loop.after(LOOK_S, self._look)

    def _punish(self, client: Client) -> None:
        self._broken[client] = self._broken.get(client, 0) + 1
        if self._broken[client] >= MAX_BROKEN:
            self.gone(client)
            client.close()
