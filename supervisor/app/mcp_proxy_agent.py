"""The process that `agent-supervisor mcp-proxy` runs as a supervised agent: another MCP server, behind the gate."""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
from contextlib import AsyncExitStack

import anyio
from mcp import Client, MCPError, StdioServerParameters
from mcp.server.lowlevel.server import NotificationOptions

from supervisor.app.client_gate import ClientGate
from supervisor.app.mcp_agent import program_version
from supervisor.client import AsyncSupervisor, SupervisorError
from supervisor.client.messages import SOCKET, TOKEN, Address
from supervisor.intake.mcp_proxy import McpProxy, ToolNews
from supervisor.intake.mcp_stdio import Stdio

_FAILED = 1


class WrappedServerError(Exception):
    """The wrapped server cannot be started, or does not speak the protocol."""


def main() -> int:
    """Serve until the client leaves; gives the exit status. The arguments are a name and the server's command."""
    name, *command = sys.argv[1:]
    try:
        asyncio.run(_serve(name, command))
    except (SupervisorError, WrappedServerError) as e:
        sys.stderr.write(f"agent-supervisor mcp-proxy: {e}\n")
        return _FAILED
    return 0


async def _serve(name: str, command: list[str]) -> None:
    address = Address.of_environment()
    async with (
        AsyncSupervisor(address, client="agent-supervisor mcp-proxy", via="mcp-proxy") as supervisor,
        AsyncExitStack() as stack,
    ):
        news = ToolNews()
        behind = await started(stack, command, news)
        proxy = McpProxy(ClientGate(supervisor), behind, name=name, version=program_version())
        options = proxy.server.create_initialization_options(NotificationOptions(tools_changed=True))
        async with Stdio(0, 1).streams() as (read, write), anyio.create_task_group() as tasks:
            tasks.start_soon(proxy.follow, news)
            await proxy.server.run(read, write, options)
            tasks.cancel_scope.cancel()


async def started(stack: AsyncExitStack, command: list[str], news: ToolNews) -> Client:
    """Start the wrapped server and greet it; it ends with the stack.

    Args:
        stack: What it is a part of.
        command: The server's.
        news: Hears of its tools.

    Raises:
        WrappedServerError: there is no such program, or it does not answer as a server does.
    """
    # What is wrapped is no agent of its own: it has no business at the gate.
    env = {key: value for key, value in os.environ.items() if key not in (SOCKET, TOKEN)}
    try:
        wrapped = StdioServerParameters(command=command[0], args=command[1:], env=env)
        return await stack.enter_async_context(Client(wrapped, message_handler=news.hear))
    except OSError as e:
        raise WrappedServerError(f"`{command[0]}` cannot be started: {(e.strerror or str(e)).lower()}") from e
    except (MCPError, ExceptionGroup) as e:
        if isinstance(e, ExceptionGroup) and (others := e.split(MCPError)[1]) is not None:
            raise others from e
        raise WrappedServerError(
            f"`{shlex.join(command)}` is no MCP server, or ended before it answered: see what it wrote above; where "
            "it needs what is closed to agents, add `--contain off`"
        ) from e
