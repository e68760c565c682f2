"""The gate as the servers of MCP see it: our own client's connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.client import AsyncSupervisor, SupervisorError
from supervisor.intake.mcp_gate import GateError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ClientGate:
    """The connection to the supervisor; implements `intake.mcp_gate.Gate`."""

    def __init__(self, supervisor: AsyncSupervisor) -> None:
        """Take a connection."""
        self._supervisor = supervisor

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        """Make a request.

        Raises:
            GateError: it was not taken.
        """
        try:
            return await self._supervisor.call(method, params, on_held=on_held)
        except SupervisorError as e:
            raise GateError(f"{e}.") from e
