"""A client of the Model Context Protocol that gets this desktop from `agent-supervisor mcp`, as a model's app would.

Open a text editor, large and in the middle of the screen, and start it, without `agent-supervisor run`:

    python mcp_stdio.py

It needs the package `mcp`, version 2.3 or newer.
"""

import asyncio
import os

from mcp import Client, StdioServerParameters

# This package gives a server no environment but what is named, and the supervisor has to know your display.
SERVER = StdioServerParameters(command="agent-supervisor", args=["mcp"], env=dict(os.environ))


async def hear(_progress: float, _total: float | None, message: str | None) -> None:
    """Say what the supervisor says while a person is asked."""
    print("...", message)


async def main() -> None:
    """Look, click, type, and ask something."""
    async with Client(SERVER) as desktop:
        print("tools:", *(tool.name for tool in (await desktop.list_tools()).tools))
        for tool, arguments in [
            ("screenshot", {}),
            ("click", {"x": 640, "y": 400, "reason": "to write there"}),  # pixels of the screenshot
            ("type", {"text": "hello from mcp"}),
            # The shipped rules ask a person about this one: Ctrl+Alt+Y approves, Ctrl+Alt+N rejects.
            ("propose_action", {"kind": "send_email", "summary": "Send Ann the report"}),
        ]:
            result = await desktop.call_tool(tool, arguments, progress_callback=hear)
            said = [part.text if part.type == "text" else part.type for part in result.content]
            print(tool, "failed:" if result.is_error else "done:", *said)


asyncio.run(main())
