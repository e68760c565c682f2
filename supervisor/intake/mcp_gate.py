"""How a call of MCP gets its answer from the gate, with signs of life for the client while a person is asked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

import anyio
from mcp.shared.exceptions import MCPError

from supervisor.wire.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mcp.server.context import ServerRequestContext

PROGRESS_S = 5.0
"""Between two signs of life while a person is asked."""
_WAITING = "A person is asked about this action; it goes on when they have answered."


class GateError(Exception):
    """The gate did not take a call, or has gone; the sentence says which."""


class Gate(Protocol):
    """Where calls are decided and carried out."""

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        """Make a request of the agents' protocol.

        Raises:
            GateError: it was not taken.
        """


async def decided(gate: Gate, context: ServerRequestContext[Any], method: str, params: Mapping[str, Any]) -> Outcome:
    """Have a call decided and done; tell the client meanwhile that a person is asked.

    Args:
        gate: Where it goes.
        context: Of the client's request.
        method: Of the agents' protocol: `propose` or `ask`.
        params: Its parameters.

    Raises:
        GateError: it was not taken.
    """
    raw: Any = None
    failed: GateError | None = None
    told = False
    async with anyio.create_task_group() as tasks:

        def tell() -> None:
            # Not before: few calls are asked about, and a task for each would cost all of them.
            nonlocal told
            if not told:
                told = True
                tasks.start_soon(_tell_waiting, context)

        try:
            raw = await gate.call(method, params, on_held=tell)
        except GateError as e:
            # Not out of the group, which would wrap it.
            failed = e
        tasks.cancel_scope.cancel()
    if failed is not None:
        raise failed
    return Outcome.model_validate(raw)


async def _tell_waiting(context: ServerRequestContext[Any]) -> None:
    count = 0
    while True:
        # A client that is going away is not told; its call is taken back in a moment.
        with suppress(MCPError, anyio.ClosedResourceError, anyio.BrokenResourceError):
            await context.session.report_progress(float(count), None, _WAITING)
        count += 1
        await anyio.sleep(PROGRESS_S)
