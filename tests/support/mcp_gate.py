"""A gate for servers of MCP that answers as it is told to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from mcp_types import TextContent

from supervisor.intake.mcp_gate import GateError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mcp_types import CallToolResult

DONE = {"status": "done"}
REJECTED = {"status": "rejected", "reason": "wrong window", "note": "do something else"}


class ScriptedGate:
    """Answers as it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.outcomes: list[dict[str, Any]] = []
        self.holds: asyncio.Event | None = None
        self.gone = False
        self.is_held = asyncio.Event()
        self.is_cancelled = asyncio.Event()

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        if self.gone:
            raise GateError("The supervisor has ended the connection.")
        self.asked.append((method, dict(params)))
        if method == "status":
            return {"state": "running"}
        if self.holds is not None and on_held is not None:
            on_held()
            self.is_held.set()
            try:
                await self.holds.wait()
            except asyncio.CancelledError:
                self.is_cancelled.set()
                raise
        return self.outcomes.pop(0) if self.outcomes else DONE

    @property
    def gestures(self) -> list[str]:
        return [params["gesture"]["type"] for method, params in self.asked if method == "propose"]


def text(result: CallToolResult) -> str:
    """Give all that a result says in words."""
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))
