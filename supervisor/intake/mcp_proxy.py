"""Another MCP server under supervision: each call of its tools is asked for at the gate before it gets there.

So what changes the world without any input event (sends mail, deletes a file, pays) comes under the same rules, popup
and record as a click. Resources that are read and prompts that are got are asked for in the same way, by the name of
their method: a server runs its own code for them as it does for a tool. Lists are passed on as they are.

Source: Model Context Protocol, schema 2025-11-25, `tools/call`, `ToolAnnotations`, `resources/read`, `prompts/get`,
`notifications/tools/list_changed`; schema 2026-07-28, `subscriptions/listen`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio
import mcp_types as types
from mcp.client.subscriptions import ListenNotSupportedError, SubscriptionLost
from mcp.server.lowlevel.server import Server
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ToolsListChanged
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError

from supervisor.intake.mcp_definitions import Definitions
from supervisor.intake.mcp_gate import GateError, decided
from supervisor.wire.mcp_messages import NOT_DONE
from supervisor.wire.mcp_tools import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcp import Client
    from mcp.client.session import IncomingMessage
    from mcp.server.context import ServerRequestContext
    from mcp.server.session import ServerSession

    from supervisor.intake.mcp_gate import Gate

    Context = ServerRequestContext[Any]

MOST_PAGES = 100
"""Of a list of tools that are asked for to find one."""
_MOST_LISTENING = 4
"""Streams on which a client hears of changes."""
_CHANGED = (
    "Not done: meanwhile its server has changed what it says of this tool. List the tools again, and call it anew if"
    " it is still what you want."
)


class ToolNews:
    """That the wrapped server has changed its tools, as its client hears it."""

    def __init__(self) -> None:
        self._changed = anyio.Event()

    async def hear(self, message: IncomingMessage) -> None:
        """Take a notification, whichever it is."""
        if isinstance(message, types.ToolListChangedNotification):
            self.ring()

    def ring(self) -> None:
        """They have changed."""
        self._changed.set()

    async def wait(self) -> None:
        """Wait until they have changed since this was waited for last."""
        await self._changed.wait()
        self._changed = anyio.Event()


class McpProxy:
    """The server that the client sees, in front of the one that it wraps."""

    def __init__(self, gate: Gate, behind: Client, *, name: str, version: str) -> None:
        """Prepare.

        Args:
            gate: Where calls are decided.
            behind: The server that is wrapped, connected.
            name: What the person calls it; rules name its tools as `name/tool`.
            version: Of this program.
        """
        self._gate = gate
        self._behind = behind
        self._name = name
        self._definitions = Definitions()
        self._client: ServerSession | None = None
        """Who has seen the tools; None for nobody."""
        self._changes = InMemorySubscriptionBus()
        can = behind.server_capabilities
        resources, prompts = can.resources is not None, can.prompts is not None
        self.server: Server[Any] = Server(
            name,
            version=version,
            title=f"{name}, supervised",
            instructions=behind.instructions,
            on_list_tools=self._list_tools if can.tools is not None else None,
            on_call_tool=self._call_tool if can.tools is not None else None,
            on_subscriptions_listen=ListenHandler(self._changes, max_subscriptions=_MOST_LISTENING),
            on_list_resources=self._list_resources if resources else None,
            on_list_resource_templates=self._list_templates if resources else None,
            on_read_resource=self._read_resource if resources else None,
            on_list_prompts=self._list_prompts if prompts else None,
            on_get_prompt=self._get_prompt if prompts else None,
        )

    async def follow(self, news: ToolNews) -> None:
        """Look at the tools anew whenever they have changed, and tell the client; until it is cancelled.

        Args:
            news: What the wrapped server's client hears.
        """
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._listen, news)
            while True:
                await news.wait()
                # A server that cannot be asked now is asked when its tool is called.
                with suppress(MCPError, ValidationError):
                    await self._look_anew()
                if self._client is not None:
                    with suppress(MCPError, anyio.ClosedResourceError, anyio.BrokenResourceError):
                        await self._client.send_tool_list_changed()
                await self._changes.publish(ToolsListChanged())

    async def _listen(self, news: ToolNews) -> None:
        """Ask to be told of changes, of a server that tells only who asks."""
        with suppress(ListenNotSupportedError, SubscriptionLost, MCPError, ValidationError):
            async with self._behind.listen(tools_list_changed=True) as changes:
                async for _change in changes:
                    news.ring()

    async def _look_anew(self, name: str | None = None) -> None:
        """Ask for the tools, page by page; to the end, or until one is found."""
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            found = await self._behind.list_tools(cursor=cursor, cache_mode="use" if name else "refresh")
            self._definitions.note(found)
            cursor = found.next_cursor
            if cursor is None or (name is not None and name in self._definitions):
                break

    async def _list_tools(
        self, context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        self._client = context.session
        found = await self._behind.list_tools(cursor=params.cursor if params else None)
        self._definitions.note(found)
        return found

    async def _call_tool(self, context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        name = params.name
        if name not in self._definitions:
            await self._look_anew(name)
        before = self._definitions.now(name)
        said = {"annotations": self._definitions.hints(name), "redefined": self._definitions.redefined(name)}
        try:
            await self._ask(context, name, params.arguments or {}, said)
        except _RefusedError as e:
            return _refused(str(e))
        if self._definitions.now(name) != before:
            return _refused(_CHANGED)
        return await self._behind.call_tool(name, params.arguments, progress_callback=context.session.report_progress)

    async def _ask(self, context: Context, tool: str, arguments: Mapping[str, Any], said: Mapping[str, Any]) -> None:
        """Have it decided whether something may be asked of the server, which has `said` something of it.

        Raises:
            _RefusedError: it may not.
        """
        wish = {"tool": tool, "server": self._name, "arguments": arguments, **said}
        try:
            outcome = await decided(self._gate, context, "ask", wish)
        except GateError as e:
            raise _RefusedError(f"Not done: {e}") from e
        if not outcome.ran_through:
            raise _RefusedError(answer(outcome)[0])

    async def _ask_for(self, context: Context, method: str, arguments: Mapping[str, Any]) -> None:
        """Have it decided whether something may be read; what is refused is an error, as these have no other result.

        Raises:
            MCPError: it may not be read.
        """
        try:
            await self._ask(context, method, arguments, {})
        except _RefusedError as e:
            raise MCPError(NOT_DONE, str(e)) from e

    async def _list_resources(
        self, _context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return await self._behind.list_resources(cursor=params.cursor if params else None)

    async def _list_templates(
        self, _context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return await self._behind.list_resource_templates(cursor=params.cursor if params else None)

    async def _read_resource(
        self, context: Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        await self._ask_for(context, "resources/read", {"uri": params.uri})
        return await self._behind.read_resource(params.uri)

    async def _list_prompts(
        self, _context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListPromptsResult:
        return await self._behind.list_prompts(cursor=params.cursor if params else None)

    async def _get_prompt(self, context: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        given = {"arguments": params.arguments} if params.arguments else {}
        await self._ask_for(context, "prompts/get", {"name": params.name} | given)
        return await self._behind.get_prompt(params.name, params.arguments)


class _RefusedError(Exception):
    """It may not be asked of the server; the sentences are for the model."""


def _refused(text: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=text)], is_error=True)
