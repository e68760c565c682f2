from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import pytest
from mcp import Client, MCPError
from mcp_types import ImageContent, TextContent

from supervisor.intake import mcp_server as module
from supervisor.intake.mcp_server import GateError, McpServer
from supervisor.wire.model_call import Size

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from mcp_types import CallToolResult

DONE = {"status": "done"}
REJECTED = {"status": "rejected", "reason": "wrong window", "note": "do something else"}


class Gate:
    """Answers as it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.outcomes: list[dict[str, Any]] = []
        self.holds: asyncio.Event | None = None
        self.gone = False
        self.cancelled = 0

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        if self.gone:
            raise GateError("The supervisor has ended the connection.")
        self.asked.append((method, dict(params)))
        if method == "status":
            return {"state": "running"}
        if self.holds is not None and on_held is not None:
            on_held()
            try:
                await self.holds.wait()
            except asyncio.CancelledError:
                self.cancelled += 1
                raise
        return self.outcomes.pop(0) if self.outcomes else DONE

    @property
    def gestures(self) -> list[str]:
        return [params["gesture"]["type"] for method, params in self.asked if method == "propose"]


class Eyes:
    """Sees nothing much."""

    size = Size(640, 400)

    async def picture(self, region: tuple[int, int, int, int] | None = None) -> bytes:
        return b"whole" if region is None else b"part"

    async def pointer(self) -> tuple[int, int]:
        return 5, 6


@pytest.fixture
def gate() -> Gate:
    return Gate()


def served(gate: Gate, work: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with Client(McpServer(gate, Eyes(), version="1").server) as client:
            await asyncio.wait_for(work(client), 60)

    asyncio.run(run())


def text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def test_places_are_pixels_of_the_picture_that_the_model_is_given(gate: Gate) -> None:
    async def work(client: Client) -> None:
        result = await client.call_tool("click", {"x": 5, "y": 6, "reason": "to open it"})
        assert (text(result), result.is_error) == ("Done.", False)

    served(gate, work)
    ((method, params),) = gate.asked
    assert method == "propose"
    assert params["picture"] == {"width": 640, "height": 400}
    assert (params["gesture"]["x"], params["statement"]["reason"]) == (5, "to open it")


def test_a_no_is_a_result_that_the_model_can_use(gate: Gate) -> None:
    gate.outcomes = [REJECTED]

    async def work(client: Client) -> None:
        result = await client.call_tool("key", {"keys": "Return"})
        assert result.is_error
        assert text(result) == "The person rejected it: wrong window. Do something else."

    served(gate, work)


def test_questions_change_nothing(gate: Gate) -> None:
    async def work(client: Client) -> None:
        (seen,) = (await client.call_tool("screenshot", {})).content
        assert isinstance(seen, ImageContent)
        assert base64.b64decode(seen.data) == b"whole"
        assert text(await client.call_tool("cursor_position", {})) == "X=5,Y=6"
        assert text(await client.call_tool("supervisor_status", {})) == "The supervisor is running."

    served(gate, work)
    assert gate.gestures == []


def test_a_wish_to_act_elsewhere_is_asked_for(gate: Gate) -> None:
    async def work(client: Client) -> None:
        result = await client.call_tool("propose_action", {"kind": "pay", "summary": "Pay the bill"})
        assert text(result) == "Approved: do it now, as you said."

    served(gate, work)
    assert gate.asked[0][0] == "ask"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("click", {"x": 1}, "`click`: say both"),
        ("computer", {"action": "fly"}, "`fly` is no action"),
        ("computer", {}, "input.action"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_done(gate: Gate, name: str, arguments: dict[str, Any], said: str) -> None:
    async def work(client: Client) -> None:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert said in text(result)

    served(gate, work)
    assert gate.asked == []


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(gate: Gate) -> None:
    async def work(client: Client) -> None:
        with pytest.raises(MCPError, match="no tool"):
            await client.call_tool("fly", {})

    served(gate, work)


def test_anthropics_tool_does_its_steps_and_lets_go_after_a_no(gate: Gate) -> None:
    gate.outcomes = [DONE, REJECTED, DONE]

    async def work(client: Client) -> None:
        result = await client.call_tool("computer", {"action": "hold_key", "text": "shift", "duration": 1})
        assert result.is_error
        assert "wrong window" in text(result)

    served(gate, work)
    assert gate.gestures == ["down", "wait", "up"], "what was pressed is let go"


def test_anthropics_tool_sees_too(gate: Gate) -> None:
    async def work(client: Client) -> None:
        (seen,) = (await client.call_tool("computer", {"action": "screenshot"})).content
        (part,) = (await client.call_tool("computer", {"action": "zoom", "region": [0, 0, 10, 10]})).content
        assert isinstance(seen, ImageContent)
        assert isinstance(part, ImageContent)
        assert [base64.b64decode(one.data) for one in (seen, part)] == [b"whole", b"part"]
        assert text(await client.call_tool("computer", {"action": "cursor_position"})) == "X=5,Y=6"
        clicked = await client.call_tool("computer", {"action": "left_click", "coordinate": [1, 2], "reason": "go"})
        assert text(clicked) == "Done."

    served(gate, work)
    assert gate.asked[-1][1]["statement"] == {"reason": "go"}


def test_signs_of_life_come_while_a_person_is_asked(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROGRESS_S", 0.01)
    told: list[str] = []

    async def work(client: Client) -> None:
        gate.holds = asyncio.Event()
        enough = asyncio.Event()

        async def hear(progress: float, total: float | None, message: str | None) -> None:
            del progress, total
            told.append(message or "")
            if len(told) == 3:
                enough.set()

        call = asyncio.ensure_future(client.call_tool("key", {"keys": "a"}, progress_callback=hear))
        await enough.wait()
        gate.holds.set()
        assert text(await call) == "Done."

    served(gate, work)
    assert "A person is asked" in told[0]


def test_a_supervisor_that_has_gone_is_told(gate: Gate) -> None:
    gate.gone = True

    async def work(client: Client) -> None:
        result = await client.call_tool("key", {"keys": "a"})
        assert result.is_error
        assert "has ended" in text(result)

    served(gate, work)
