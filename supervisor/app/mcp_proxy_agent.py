"""The process that `agent-supervisor mcp-proxy` runs as a supervised agent: another MCP server, behind the gate."""

from __future__ import annotations

import asyncio
import os
import sys

from mcp import Client, StdioServerParameters

from supervisor.app.client_gate import ClientGate
from supervisor.app.mcp_agent import program_version
from supervisor.client import AsyncSupervisor, SupervisorError
from supervisor.client.messages import SOCKET, TOKEN, Address
from supervisor.intake.mcp_proxy import McpProxy
from supervisor.intake.mcp_stdio import Stdio

_FAILED = 1


def main() -> int:
    """Serve until the client leaves; gives the exit status. The arguments are a name and the server's command."""
    name, *command = sys.argv[1:]
    try:
        asyncio.run(_serve(name, command))
    except SupervisorError as e:
        sys.stderr.write(f"agent-supervisor mcp-proxy: {e}\n")
        return _FAILED
    return 0


async def _serve(name: str, command: list[str]) -> None:
    address = Address.of_environment()
    # What is wrapped is no agent of its own: it has no business at the gate.
    env = {key: value for key, value in os.environ.items() if key not in (SOCKET, TOKEN)}
    wrapped = StdioServerParameters(command=command[0], args=command[1:], env=env)
    async with (
        AsyncSupervisor(address, client="agent-supervisor mcp-proxy", via="mcp-proxy") as supervisor,
        Client(wrapped) as behind,
    ):
        server = McpProxy(ClientGate(supervisor), behind, name=name, version=program_version()).server
        async with Stdio(0, 1).streams() as (read, write):
            await server.run(read, write, server.create_initialization_options())
