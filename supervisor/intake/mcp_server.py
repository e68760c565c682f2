"""The desktop as tools of an MCP server: every call goes to the gate and is answered when it has ended.

What a rule or a person refuses is a result that the model can
read and use, and no error of the protocol.

Source: Model Context Protocol, schema 2025-11-25, `tools/call`, `notifications/progress`, `notifications/cancelled`.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Protocol

import mcp_types as types
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from mcp_types.jsonrpc import INVALID_PARAMS

from supervisor.intake.mcp_gate import GateError, decided
from supervisor.wire import anthropic
from supervisor.wire.mcp_tools import INSTRUCTIONS, Question, Tool, answer, computer, read_call, tools
from supervisor.wire.model_call import NOT_EXECUTED, Kind, Size, Step
from supervisor.wire.vocabulary import Picture, Proposal, VocabularyError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mcp.server.context import ServerRequestContext

    from supervisor.intake.mcp_gate import Gate

_COMPUTER = "computer"
_PLACES = frozenset({"x", "y", "path"})
"""Fields of gestures that are at a place."""


class Eyes(Protocol):
    """What the agent sees; places are pixels of the picture."""

    @property
    def size(self) -> Size:
        """Of the last picture."""

    async def picture(self, region: tuple[int, int, int, int] | None = None) -> bytes:
        """Give the desktop, or a part of it, as PNG.

        Raises:
            GateError: it cannot be seen.
        """

    async def pointer(self) -> tuple[int, int]:
        """Give where the agent's pointer is.

        Raises:
            GateError: it cannot be told.
        """

    async def check(self) -> None:
        """Look whether the screen is as large as it was in the last picture.

        Raises:
            GateError: it is not, or it cannot be told.
        """


Content = types.TextContent | types.ImageContent


class McpServer:
    """The server of one agent."""

    def __init__(self, gate: Gate, eyes: Eyes, *, version: str) -> None:
        """Prepare.

        Args:
            gate: Where calls go.
            eyes: What screenshots are taken with.
            version: Of this program.
        """
        self._gate = gate
        self._eyes = eyes
        self._tools = {tool.name: tool for tool in tools()}
        self.server: Server[Any] = Server(
            "agent-supervisor",
            version=version,
            title="Supervised desktop",
            instructions=INSTRUCTIONS,
            on_list_tools=self._list,
            on_call_tool=self._call,
        )

    async def _list(
        self, _context: ServerRequestContext[Any], _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        known = (*self._tools.values(), computer(self._eyes.size))
        return types.ListToolsResult(tools=[_described(tool) for tool in known])

    async def _call(
        self, context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        if params.name not in (*self._tools, _COMPUTER):
            raise MCPError(INVALID_PARAMS, f"there is no tool `{params.name[:100]}`")
        try:
            if params.name == _COMPUTER:
                return await self._computer(context, params.arguments or {})
            size = self._eyes.size
            found = read_call(params.name, params.arguments, Picture(width=size.width, height=size.height))
            if isinstance(found, Question):
                return _result(await self._answer(found))
            method = "propose" if isinstance(found, Proposal) else "ask"
            wish = found.model_dump(mode="json", exclude_unset=True)
            await self._check([wish])
            outcome = await decided(self._gate, context, method, wish)
        except VocabularyError as e:
            return _result([types.TextContent(text=f"Not done: {e}.")], error=True)
        except GateError as e:
            return _result([types.TextContent(text=f"Not done: {e}")], error=True)
        text, error = answer(outcome, permission=method == "ask")
        return _result([types.TextContent(text=text)], error=error)

    async def _check(self, proposals: Sequence[Mapping[str, Any]]) -> None:
        """Look whether the places of gestures are those that the model means.

        Raises:
            GateError: they are not.
        """
        if not _PLACES.isdisjoint(name for proposal in proposals for name in proposal.get("gesture", ())):
            await self._eyes.check()

    async def _answer(self, question: Question) -> list[Content]:
        if question is Question.SCREENSHOT:
            return [await self._image()]
        if question is Question.POINTER:
            x, y = await self._eyes.pointer()
            return [types.TextContent(text=f"X={x},Y={y}")]
        status = await self._gate.call("status", {})
        return [types.TextContent(text=f"The supervisor is {status.get('state', 'running')}.")]

    async def _image(self, region: tuple[int, int, int, int] | None = None) -> types.ImageContent:
        png = await self._eyes.picture(region)
        return types.ImageContent(data=base64.b64encode(png).decode(), mime_type="image/png")

    async def _computer(self, context: ServerRequestContext[Any], given: Mapping[str, Any]) -> types.CallToolResult:
        """Serve Anthropic's tool: its steps in order; the first that is not done ends the rest."""
        tool = anthropic.Tool("computer_20251124", self._eyes.size)
        said = {name: given[name] for name in ("reason", "confidence") if name in given}
        rest = {name: value for name, value in given.items() if name not in said}
        call = anthropic.read({"type": "tool_use", "id": "1", "name": _COMPUTER, "input": rest}, tool)
        if call.error:
            return _result([types.TextContent(text=f"Not done: {call.error}")], error=True)
        # Before the first: what went down is let go in any case.
        await self._check([step.proposal or {} for step in call.steps])
        content: list[Content] = []
        refused = ""
        for step in call.steps:
            if refused and not step.cleanup:
                continue
            if step.kind is not Kind.GESTURE:
                content.append(await self._seen(step))
                continue
            proposal = dict(step.proposal or {}) | ({"statement": said} if said else {})
            text, error = answer(await decided(self._gate, context, "propose", proposal))
            refused = refused or (text if error else "")
            if not error and text != "Done.":
                content.append(types.TextContent(text=text))
        if refused:
            return _result([types.TextContent(text=refused or NOT_EXECUTED)], error=True)
        return _result(content or [types.TextContent(text="Done.")])

    async def _seen(self, step: Step) -> Content:
        if step.kind is Kind.POINTER:
            x, y = await self._eyes.pointer()
            return types.TextContent(text=f"X={x},Y={y}")
        return await self._image(step.region)


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.schema,
        annotations=types.ToolAnnotations.model_validate(tool.annotations),
    )


def _result(content: list[Content], *, error: bool = False) -> types.CallToolResult:
    return types.CallToolResult(content=[*content], is_error=error)
