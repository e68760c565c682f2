"""Another MCP server under supervision: each call of its tools is asked for at the gate before it gets there.

So what changes the world without any input event (sends mail, deletes a file, pays) comes under the same rules, popup
and record as a click. Resources that are read and prompts that are got are asked for in the same way, by the name of
their method: a server runs its own code for them as it does for a tool. Lists are passed on as they are.

Source: Model Context Protocol, schema 2025-11-25, `tools/call`, `ToolAnnotations`, `resources/read`, `prompts/get`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mcp_types as types
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError

from supervisor.intake.mcp_gate import GateError, decided
from supervisor.wire.mcp_messages import NOT_DONE
from supervisor.wire.mcp_tools import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mcp import Client
    from mcp.server.context import ServerRequestContext

    from supervisor.intake.mcp_gate import Gate

    Context = ServerRequestContext[Any]

_BAD = {"readOnlyHint": False, "destructiveHint": True, "idempotentHint": False, "openWorldHint": True}
"""Of each hint, what makes a tool graver."""
MOST_PAGES = 100
"""Of a list of tools that are asked for to find one."""


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
        self._hints: dict[str, dict[str, Any]] = {}
        can = behind.server_capabilities
        resources, prompts = can.resources is not None, can.prompts is not None
        self.server: Server[Any] = Server(
            name,
            version=version,
            title=f"{name}, supervised",
            instructions=behind.instructions,
            on_list_tools=self._list_tools if can.tools is not None else None,
            on_call_tool=self._call_tool if can.tools is not None else None,
            on_list_resources=self._list_resources if resources else None,
            on_list_resource_templates=self._list_templates if resources else None,
            on_read_resource=self._read_resource if resources else None,
            on_list_prompts=self._list_prompts if prompts else None,
            on_get_prompt=self._get_prompt if prompts else None,
        )

    async def _list_tools(
        self, _context: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        found = await self._behind.list_tools(cursor=params.cursor if params else None)
        self._note(found)
        return found

    def _note(self, found: types.ListToolsResult) -> None:
        for tool in found.tools:
            hints = tool.annotations
            raw = hints.model_dump(by_alias=True, exclude_none=True) if hints else {}
            # A title as well may be among them, as long as the server likes.
            said = {hint: raw[hint] for hint in _BAD if hint in raw}
            # What was said against a tool once stays: a server may change its mind when a person trusts it.
            against = {hint: bad for hint, bad in _BAD.items() if self._hints.get(tool.name, {}).get(hint) is bad}
            self._hints[tool.name] = said | against

    async def _hints_of(self, name: str) -> dict[str, Any]:
        """Give what the server says of a tool; nothing for one that it does not list."""
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            if name in self._hints:
                return self._hints[name]
            found = await self._behind.list_tools(cursor=cursor)
            self._note(found)
            cursor = found.next_cursor
            if cursor is None:
                break
        return self._hints.get(name, {})

    async def _call_tool(self, context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            await self._ask(context, params.name, params.arguments or {}, await self._hints_of(params.name))
        except _RefusedError as e:
            return types.CallToolResult(content=[types.TextContent(text=str(e))], is_error=True)
        return await self._behind.call_tool(
            params.name, params.arguments, progress_callback=context.session.report_progress
        )

    async def _ask(
        self, context: Context, tool: str, arguments: Mapping[str, Any], annotations: Mapping[str, Any]
    ) -> None:
        """Have it decided whether something may be asked of the server.

        Raises:
            _RefusedError: it may not.
        """
        wish = {"tool": tool, "server": self._name, "arguments": arguments, "annotations": annotations}
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
