"""What `agent-supervisor mcp` does before it runs the server as an agent.

Over HTTP the listening socket is made here, outside of the agent's network, and is the server's standard input: so it
is reached at the address of this machine, and by nobody without the token.
"""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

from supervisor.desktop.processes import python_module

COMMAND = python_module("supervisor.app.mcp_agent")
"""What is run as the agent."""
_PROXY = python_module("supervisor.app.mcp_proxy_agent")
_STARTERS = frozenset({"npx", "uvx", "uv", "node", "python", "python3", "docker", "bunx", "deno", "pipx"})
"""Programs that only start the one that is meant."""
TOKEN = "AGENT_SUPERVISOR_MCP_TOKEN"  # noqa: S105 - the name of a variable
"""What clients over HTTP have to show; taken from the environment, or made."""


class OfferError(Exception):
    """The port cannot be had."""


def wrapping(command: list[str], name: str = "") -> tuple[str, list[str]]:
    """Give what a wrapped server is called, and what is run as the agent.

    Args:
        command: The server's.
        name: What the person calls it; empty to go by the command.
    """
    program = Path(command[0]).name
    told = [word for word in command[1:] if not word.startswith("-")]
    if program in _STARTERS and told:
        program = Path(told[0]).name.partition("@")[0] or program
    called = name or program.removeprefix("server-").removeprefix("mcp-server-").removeprefix("mcp-") or "mcp"
    return called, [*_PROXY, called, *command]


def listen(port: int) -> str:
    """Make a listening socket the standard input.

    Args:
        port: On this machine; 0 for any that is free.

    Returns:
        Where it is reached, and the token, in a sentence.

    Raises:
        OfferError: the port is not to be had.
    """
    token = os.environ.setdefault(TOKEN, secrets.token_urlsafe(24))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made:
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(("127.0.0.1", port))
            made.listen()
        except (OSError, OverflowError) as e:
            why = e.strerror if isinstance(e, OSError) else "no such port"
            raise OfferError(f"cannot listen at port {port}: {why}: choose another with `--http`") from e
        os.dup2(made.fileno(), 0)
        return f"MCP over HTTP at http://127.0.0.1:{made.getsockname()[1]}/mcp, token {token}"
