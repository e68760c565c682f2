"""The HTTP front of the MCP server on a port of this machine, before a gate that answers as it is told to."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2

from supervisor.intake.mcp_http import front
from supervisor.intake.mcp_server import McpServer
from supervisor.intake.mcp_slots import Slots, served
from supervisor.wire.model_call import Size
from tests.support.mcp_gate import ScriptedGate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "the-token"  # noqa: S105 - of nobody
SHOWN = {
    "Authorization": f"Bearer {TOKEN}",
    "Accept": "application/json, text/event-stream",
    "Content-Type": "application/json",
}
HELLO = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}


class NoEyes:
    """Sees nothing much."""

    size = Size(640, 400)

    async def picture(self, region: tuple[int, int, int, int] | None = None) -> bytes:
        del region
        return b"picture"

    async def pointer(self) -> tuple[int, int]:
        return 5, 6

    async def check(self) -> None:
        """It has always the same size."""


@dataclass
class HttpRig:
    """A front that is served."""

    gate: ScriptedGate
    port: int
    http: httpx2.AsyncClient

    async def post(self, body: object, session: str = "", **headers: str) -> httpx2.Response:
        """Post a message, or what is none."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {"Mcp-Session-Id": session} if session else {}
        return await self.http.post("/mcp", content=data, headers=SHOWN | named | headers)

    async def asks(self, call: object, method: str, params: dict[str, Any], session: str = "") -> httpx2.Response:
        return await self.post({"jsonrpc": "2.0", "id": call, "method": method, "params": params}, session)

    async def opened(self) -> str:
        """Open a session and give its name."""
        session = (await self.asks(0, "initialize", HELLO)).headers["mcp-session-id"]
        await self.post({"jsonrpc": "2.0", "method": "notifications/initialized"}, session)
        return str(session)

    async def key(self, call: object, session: str) -> httpx2.Response:
        """Press a key."""
        return await self.asks(call, "tools/call", {"name": "key", "arguments": {"keys": "Return"}}, session)


@asynccontextmanager
async def http_rig() -> AsyncIterator[HttpRig]:
    """Serve as `agent-supervisor mcp --http` does."""
    gate = ScriptedGate()
    slots = Slots()
    app = front(McpServer(gate, NoEyes(), version="1").server, TOKEN, slots)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = served(app, slots, log_level="critical")
        serving = asyncio.ensure_future(server.serve(sockets=[listening]))
        try:
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
                yield HttpRig(gate, port, http)
        finally:
            server.force_exit = server.should_exit = True
            await serving
