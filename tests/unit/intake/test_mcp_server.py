from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import pytest
from mcp import Client, MCPError
from mcp_types import ImageContent

from supervisor.intake.mcp_server import McpServer
from supervisor.wire.model_call import Size
from tests.support.mcp_gate import DONE, REJECTED, ScriptedGate, text

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Eyes:
    """Sees nothing much."""

    size = Size(640, 400)

    async def picture(self, region: tuple[int, int, int, int] | None = None) -> bytes:
        return b"whole" if region is None else b"part"

    async def pointer(self) -> tuple[int, int]:
        return 5, 6


@pytest.fixture
def gate() -> ScriptedGate:
    return ScriptedGate()


def served(gate: ScriptedGate, work: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with Client(McpServer(gate, Eyes(), version="1").server) as client:
            await asyncio.wait_for(work(client), 60)

    asyncio.run(run())


def test_places_are_pixels_of_the_picture_that_the_model_is_given(gate: ScriptedGate) -> None:
    async def work(client: Client) -> None:
        result = await client.call_tool("click", {"x": 5, "y": 6, "reason": "to open it"})
        assert (text(result), result.is_error) == ("Done.", False)

    served(gate, work)
    ((method, params),) = gate.asked
    assert method == "propose"
    assert params["picture"] == {"width": 640, "height": 400}
    assert (params["gesture"]["x"], params["statement"]["reason"]) == (5, "to open it")


def test_a_no_is_a_result_that_the_model_can_use(gate: ScriptedGate) -> None:
    gate.outcomes = [REJECTED]

    async def work(client: Client) -> None:
        result = await client.call_tool("key", {"keys": "Return"})
        assert result.is_error
        assert text(result) == "The person rejected it: wrong window. Do something else."

    served(gate, work)


def test_questions_change_nothing(gate: ScriptedGate) -> None:
    async def work(client: Client) -> None:
        (seen,) = (await client.call_tool("screenshot", {})).content
        assert isinstance(seen, ImageContent)
        assert base64.b64decode(seen.data) == b"whole"
        assert text(await client.call_tool("cursor_position", {})) == "X=5,Y=6"
        assert text(await client.call_tool("supervisor_status", {})) == "The supervisor is running."

    served(gate, work)
    assert gate.gestures == []


def test_a_wish_to_act_elsewhere_is_asked_for(gate: ScriptedGate) -> None:
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
def test_a_mistake_is_named_and_nothing_is_done(
    gate: ScriptedGate, name: str, arguments: dict[str, Any], said: str
) -> None:
    async def work(client: Client) -> None:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert said in text(result)

    served(gate, work)
    assert gate.asked == []


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(gate: ScriptedGate) -> None:
    async def work(client: Client) -> None:
        with pytest.raises(MCPError, match="no tool"):
            await client.call_tool("fly", {})

    served(gate, work)


def test_anthropics_tool_does_its_steps_and_lets_go_after_a_no(gate: ScriptedGate) -> None:
    gate.outcomes = [DONE, REJECTED, DONE]

    async def work(client: Client) -> None:
        result = await client.call_tool("computer", {"action": "hold_key", "text": "shift", "duration": 1})
        assert result.is_error
        assert "wrong window" in text(result)

    served(gate, work)
    assert gate.gestures == ["down", "wait", "up"], "what was pressed is let go"


def test_anthropics_tool_sees_too(gate: ScriptedGate) -> None:
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


def test_a_supervisor_that_has_gone_is_told(gate: ScriptedGate) -> None:
    gate.gone = True

    async def work(client: Client) -> None:
        result = await client.call_tool("key", {"keys": "a"})
        assert result.is_error
        assert "has ended" in text(result)

    served(gate, work)
