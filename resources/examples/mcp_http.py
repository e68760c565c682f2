"""A client of the Model Context Protocol over HTTP.

Open a text editor, large and in the middle of the screen. Start the server, which prints its address and token:

    agent-supervisor mcp --http 8765

and, in another terminal, this with both:

    python mcp_http.py http://127.0.0.1:8765/mcp TOKEN

It needs the package `mcp`, version 2.3 or newer.
"""

import asyncio
import sys

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client


async def main(url: str, token: str) -> None:
    """Click, type, and ask something."""
    headers = {"Authorization": f"Bearer {token}"}
    # No timeout: a person takes as long as they take.
    async with (
        httpx2.AsyncClient(headers=headers, timeout=None) as http,
        Client(streamable_http_client(url, http_client=http)) as desktop,
    ):
        for tool, arguments in [
            ("click", {"x": 640, "y": 400, "reason": "to write there"}),
            ("type", {"text": "hello from http"}),
            # The shipped rules ask a person about this one: Ctrl+Alt+Y approves, Ctrl+Alt+N rejects.
            ("propose_action", {"kind": "send_email", "summary": "Send Ann the report"}),
        ]:
            result = await desktop.call_tool(tool, arguments)
            said = [part.text if part.type == "text" else part.type for part in result.content]
            print(tool, "failed:" if result.is_error else "done:", *said)


if len(sys.argv) != 3:
    raise SystemExit(__doc__)
asyncio.run(main(*sys.argv[1:]))
