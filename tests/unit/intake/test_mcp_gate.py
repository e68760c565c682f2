from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import mcp_types as types
from mcp import Client
from mcp.server.lowlevel.server import Server

from supervisor.intake import mcp_gate as module
from supervisor.intake.mcp_gate import GateError, decided
from tests.support.mcp_gate import ScriptedGate, text

if TYPE_CHECKING:
    import pytest
    from mcp.server.context import ServerRequestContext


def server(gate: ScriptedGate) -> Server[Any]:
    async def call(context: ServerRequestContext[Any], params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            outcome = await decided(gate, context, "propose", params.arguments or {})
        except GateError as e:
            return types.CallToolResult(content=[types.TextContent(text=str(e))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=outcome.status)])

    async def known(
        _context: ServerRequestContext[Any], _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[])

    return Server("test", on_list_tools=known, on_call_tool=call)


def test_signs_of_life_come_while_a_person_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROGRESS_S", 0.01)
    told: list[str] = []

    async def work() -> None:
        gate = ScriptedGate()
        gate.holds = asyncio.Event()
        enough = asyncio.Event()

        async def hear(progress: float, total: float | None, message: str | None) -> None:
            del progress, total
            told.append(message or "")
            if len(told) == 3:
                enough.set()

        async with Client(server(gate)) as client:
            call = asyncio.ensure_future(client.call_tool("any", {}, progress_callback=hear))
            await enough.wait()
            gate.holds.set()
            assert text(await call) == "done"

    asyncio.run(asyncio.wait_for(work(), 60))
    assert "A person is asked" in told[0]


def test_a_call_that_is_cancelled_is_taken_back() -> None:
    async def work() -> None:
        gate = ScriptedGate()
        gate.holds = asyncio.Event()
        async with Client(server(gate)) as client:
            call = asyncio.ensure_future(client.call_tool("any", {}))
            await gate.is_held.wait()
            call.cancel()
            await gate.is_cancelled.wait()

    asyncio.run(asyncio.wait_for(work(), 60))


def test_a_gate_that_has_gone_is_told_as_what_it_is() -> None:
    async def work() -> None:
        gate = ScriptedGate()
        gate.gone = True
        async with Client(server(gate)) as client:
            assert "has ended" in text(await client.call_tool("any", {}))

    asyncio.run(asyncio.wait_for(work(), 60))
