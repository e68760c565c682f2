"""Who may hold a connection to MCP over HTTP: who has shown the token keeps theirs, others have a moment.

A port of this machine takes connections of every program on it. Those that say nothing, or not the right thing, have
places of their own, for a short time: they take none from the client that the port is for.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    Address = tuple[str, int]

MOST_CONNECTIONS = 64
"""Of those that have shown the token, at the same time; others are told to come again."""
MOST_STRANGERS = 128
"""Of those that have not; one more, and the one that came first has to go."""
STRANGER_S = 10.0
"""In this time one has to have shown the token."""


@dataclass(frozen=True, slots=True)
class _Stranger:
    transport: asyncio.Transport
    ends: asyncio.TimerHandle


class Slots:
    """The connections there are, by the address of their other end."""

    def __init__(self) -> None:
        self._strangers: dict[Address, _Stranger] = {}
        self._known: set[Address] = set()

    def came(self, address: Address, transport: asyncio.Transport) -> None:
        """Take a connection of somebody who is not known yet."""
        self.left(address)
        ends = asyncio.get_running_loop().call_later(STRANGER_S, transport.abort)
        self._strangers[address] = _Stranger(transport, ends)
        if len(self._strangers) > MOST_STRANGERS:
            first = next(iter(self._strangers))
            self._strangers[first].transport.abort()
            self.left(first)

    def shown(self, address: Address) -> bool:
        """Take note that a connection has shown the token, and tell whether there is room for it."""
        if address not in self._strangers:
            return True
        if len(self._known) >= MOST_CONNECTIONS:
            return False
        self.left(address)
        self._known.add(address)
        return True

    def left(self, address: Address) -> None:
        """Forget a connection; safe to call twice."""
        stranger = self._strangers.pop(address, None)
        if stranger is not None:
            stranger.ends.cancel()
        self._known.discard(address)


def served(app: ASGIApp, slots: Slots, *, log_level: str = "warning") -> uvicorn.Server:
    """Make the server of an application that tells the places who has shown the token."""

    class Watched(H11Protocol):
        """A connection that has a place."""

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)  # type: ignore[arg-type] # the loop gives no other
            if self.client is None:
                self.transport.abort()
                return
            slots.came(self.client, self.transport)

        def connection_lost(self, exc: Exception | None) -> None:
            if self.client is not None:
                slots.left(self.client)
            super().connection_lost(exc)

    # Whoever connects says with a header from where, if proxies were believed.
    options: dict[str, Any] = {"ws": "none", "proxy_headers": False, "access_log": False}
    return uvicorn.Server(uvicorn.Config(app, http=Watched, log_level=log_level, **options))
