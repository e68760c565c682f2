from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import pytest
from mcp import Client, MCPError
from mcp_types import ImageContent

from supervisor.intake.mcp_gate import GateError
from supervisor.intake.mcp_server import McpServer
from supervisor.wire.model_call import Size
from tests.support.mcp_gate import DONE, REJECTED, ScriptedGate, text

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Eyes:
    """Sees nothing much."""

    size = Size(640, 400)
    other = False
    """The screen has another size than in the last picture."""

    async def picture(self, region: tuple[int, int, int, int] | None = None) -> bytes:
        return b"whole" if region is None else b"part"

    async def pointer(self) -> tuple[int, int]:
        return 5, 6

    async def check(self) -> None:
        if self.other:
            raise GateError("The screen has another size by now.")


@pytest.fixture
def gate() -> ScriptedGate:
    return ScriptedGate()


def served(gate: ScriptedGate, work: Callable[[Client], Coroutine[Any, Any, None]], eyes: Eyes | None = None) -> None:
    async def run() -> None:
        async with Client(McpServer(gate, eyes or Eyes(), version="1").server) as client:
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


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("click", {"x": 5, "y": 6}),
        ("drag", {"path": [[1, 2], [3, 4]]}),
        ("computer", {"action": "left_click", "coordinate": [1, 2]}),
        ("computer", {"action": "left_click_drag", "start_coordinate": [1, 2], "coordinate": [3, 4]}),
    ],
)
def test_attack_a_place_on_a_screen_that_has_changed_is_none(
    gate: ScriptedGate, name: str, arguments: dict[str, Any]
) -> None:
    eyes = Eyes()
    eyes.other = True

    async def work(client: Client) -> None:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert text(result) == "Not done: The screen has another size by now."
        assert not (await client.call_tool("key", {"keys": "a"})).is_error, "a key is at no place"

    served(gate, work, eyes)
    assert gate.gestures == ["key"]


def test_the_size_that_is_told_is_that_of_the_last_picture(gate: ScriptedGate) -> None:
    eyes = Eyes()

    async def work(client: Client) -> None:
        for width in (640, 800):
            eyes.size = Size(width, 400)
            known = {tool.name: tool for tool in (await client.list_tools(cache_mode="refresh")).tools}
            assert f"{width}x400" in (known["computer"].description or "")
            await client.call_tool("click", {"x": 5, "y": 6})
            assert gate.asked[-1][1]["picture"]["width"] == width

    served(gate, work, eyes)


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
