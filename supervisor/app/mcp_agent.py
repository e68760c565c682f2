"""The process that `agent-supervisor mcp` runs as a supervised agent: an MCP server.

It serves its standard streams, or a listening socket that it is given as standard input.
"""

from __future__ import annotations

import asyncio
import os
import socket
import stat
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from Xlib.display import Display
from Xlib.error import DisplayError

from supervisor.app.client_gate import ClientGate
from supervisor.app.mcp_eyes import Eyes
from supervisor.app.offering import TOKEN
from supervisor.client import AsyncSupervisor, SupervisorError
from supervisor.client.messages import Address
from supervisor.intake.mcp_http import front
from supervisor.intake.mcp_server import McpServer
from supervisor.intake.mcp_slots import Slots, served
from supervisor.intake.mcp_stdio import Stdio

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_FAILED = 1


def main() -> int:
    """Serve until the client leaves; gives the exit status."""
    try:
        asyncio.run(_serve())
    except (SupervisorError, DisplayError) as e:
        sys.stderr.write(f"agent-supervisor mcp: {e}\n")
        return _FAILED
    return 0


async def _serve() -> None:
    address = Address.of_environment()
    display = Display(os.environ.get("DISPLAY"))
    try:
        async with AsyncSupervisor(address, client="agent-supervisor mcp", via="mcp") as supervisor:
            gate = ClientGate(supervisor)
            eyes = Eyes(gate, display, supervisor.screen)
            server = McpServer(gate, eyes, version=program_version()).server
            if is_listening(0):
                slots = Slots()
                await _serve_http(front(server, os.environ[TOKEN], slots), slots)
            else:
                async with Stdio(0, 1).streams() as (read, write):
                    await server.run(read, write, server.create_initialization_options())
    finally:
        display.close()


def is_listening(number: int) -> bool:
    """Tell whether a descriptor is a socket that takes connections.

    Many clients, all of those in Node.js among them, give a server a pair of sockets for its standard streams.
    """
    if not stat.S_ISSOCK(os.fstat(number).st_mode):
        return False
    with socket.socket(fileno=os.dup(number)) as same:
        return bool(same.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


def program_version() -> str:
    """Give the version of this program; empty when it is run from its sources."""
    try:
        return version("agent-supervisor")
    except PackageNotFoundError:
        return ""


async def _serve_http(app: ASGIApp, slots: Slots) -> None:
    """Serve on the listening socket that is standard input: one made outside is reached from outside."""
    with socket.socket(fileno=os.dup(0)) as listening:
        await served(app, slots).serve(sockets=[listening])
