"""The sessions of MCP over HTTP that are open, and what each has said; what is over leaves nothing behind.

The library ends a session that its client deletes, and one that asks nothing for a while. It tells nobody, so the
same while is counted here.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.wire.jsonrpc import INVALID_REQUEST, JsonRpcError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.wire.mcp_messages import Said

IDLE_S = 30 * 60.0
"""A session without a request for so long is over, s."""
MOST_KEPT = 1_000
"""Sessions; of more than are open at the same time, the one that was opened first is over."""
MOST_IDS = 300_000
"""Ids of requests that are kept, of all sessions together; then those are refused that would be kept as well."""


class UnknownSessionError(JsonRpcError):
    """A session that never was, or is over."""


@dataclass(slots=True)
class _Session:
    said: Said
    serving: int = 0
    """Requests that are being served."""
    ends: asyncio.TimerHandle | None = None
    """When nothing is asked until then."""


class Sessions:
    """Those that are open, by name."""

    def __init__(self) -> None:
        self._open: dict[bytes, _Session] = {}

    def __len__(self) -> int:
        """Count them."""
        return len(self._open)

    @property
    def full(self) -> bool:
        """No more ids of requests can be kept."""
        return sum(session.said.kept for session in self._open.values()) >= MOST_IDS

    def opened(self, name: bytes, said: Said) -> None:
        """Keep one."""
        session = self._open[name] = _Session(said)
        self._rest(name, session)
        if len(self._open) > MOST_KEPT:
            self.ended(next(iter(self._open)))

    def ended(self, name: bytes) -> None:
        """Forget one; safe to call twice."""
        session = self._open.pop(name, None)
        if session is not None and session.ends is not None:
            session.ends.cancel()

    @contextmanager
    def serving(self, name: bytes) -> Iterator[Said]:
        """Give what a session has said; while inside, it is not idle.

        Raises:
            UnknownSessionError: there is none of that name.
        """
        session = self._open.get(name)
        if session is None:
            raise UnknownSessionError(INVALID_REQUEST, "there is no such session: initialize a new one")
        if session.ends is not None:
            session.ends.cancel()
        session.serving += 1
        try:
            yield session.said
        finally:
            session.serving -= 1
            if session.serving == 0 and self._open.get(name) is session:
                self._rest(name, session)

    def _rest(self, name: bytes, session: _Session) -> None:
        session.ends = asyncio.get_running_loop().call_later(IDLE_S, self.ended, name)
