"""An MCP server that sends mail, into the file that is its argument."""

from __future__ import annotations

import sys
from pathlib import Path

from mcp.server.mcpserver import MCPServer

OUTBOX = Path(sys.argv[1])
server = MCPServer("mail")


@server.tool()
def list_mail() -> str:
    """List what there is."""
    return "no mail"


@server.tool()
def send_mail(to: str, body: str) -> str:
    """Send a mail."""
    OUTBOX.write_text(f"{to}: {body}")
    return "sent"


@server.tool()
def send_email(to: str, body: str) -> str:
    """Send a mail, too."""
    return send_mail(to, body)


@server.resource("mail://inbox")
def inbox() -> str:
    """Give what there is."""
    return "no mail either"


@server.resource("vault://password")
def password() -> str:
    """Give the mailbox's password."""
    OUTBOX.write_text("the password was read")
    return "secret"


if __name__ == "__main__":
    server.run()
