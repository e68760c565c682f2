"""A client that uses another MCP server, mail_server.py, under supervision: each call of a tool is decided before.

Start it, without `agent-supervisor run`:

    python mcp_proxy.py

The one change is that `agent-supervisor mcp-proxy --` stands before the server's own command. It needs the package
`mcp`, version 2.3 or newer.
"""

import asyncio
import os
import sys
from pathlib import Path

from mcp import Client, StdioServerParameters

MAIL = [sys.executable, str(Path(__file__).with_name("mail_server.py"))]
SERVER = StdioServerParameters(
    command="agent-supervisor", args=["mcp-proxy", "--name", "mail", "--", *MAIL], env=dict(os.environ)
)


async def main() -> None:
    """Read, which nobody is asked about, and send, which the shipped rules ask a person about."""
    async with Client(SERVER) as mail:
        for tool, arguments in [("list_mail", {}), ("send_mail", {"to": "ann@example.org", "body": "Here it is."})]:
            result = await mail.call_tool(tool, arguments)
            said = [part.text for part in result.content if part.type == "text"]
            print(tool, "failed:" if result.is_error else "done:", *said)


asyncio.run(main())
