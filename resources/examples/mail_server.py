"""A small MCP server that changes the world without touching the screen: `mcp_proxy.py` puts it under supervision."""

from mcp.server.mcpserver import MCPServer

server = MCPServer("mail")


@server.tool()
def list_mail() -> str:
    """List the mail there is."""
    return "1: Ann: where is the report?"


@server.tool()
def send_mail(to: str, body: str) -> str:
    """Send a mail."""
    return f"sent to {to}: {body}"  # a real one would


server.run()
