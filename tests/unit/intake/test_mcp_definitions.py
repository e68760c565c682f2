from __future__ import annotations

from typing import Any

import pytest
from mcp_types import Icon, ListToolsResult, Tool, ToolAnnotations

from supervisor.intake.mcp_definitions import Definitions


def tool(**said: Any) -> Tool:
    return Tool(**({"name": "send", "description": "Send.", "input_schema": {"type": "object"}} | said))


def noted(*tools: Tool) -> Definitions:
    known = Definitions()
    for one in tools:
        known.note(ListToolsResult(tools=[one]))
    return known


@pytest.mark.parametrize(
    "said",
    [
        {"description": "Send all."},
        {"title": "Send"},
        {"input_schema": {"type": "object", "properties": {"to": {"type": "string"}}}},
        {"output_schema": {"type": "object"}},
        {"annotations": ToolAnnotations(read_only_hint=True)},
    ],
)
def test_a_tool_of_which_something_else_is_said_is_another(said: dict[str, Any]) -> None:
    known = noted(tool(), tool(**said))
    assert known.redefined("send") == known.now("send") != noted(tool()).now("send")
    known.note(ListToolsResult(tools=[tool()]))
    assert known.redefined("send") == ""


def test_a_tool_of_which_the_same_is_said_is_the_same() -> None:
    known = noted(tool(), tool(icons=[Icon(src="https://example.org/icon.png")]), tool())
    assert known.redefined("send") == ""
    assert "send" in known


def test_a_tool_of_which_nothing_is_said_is_none_of_those() -> None:
    known = noted(tool())
    assert "other" not in known
    assert known.hints("other") == {}
    assert known.redefined("other") == known.now("other") != ""


def test_hints_grow_worse_and_never_better() -> None:
    known = noted(
        tool(annotations=ToolAnnotations(title="T", destructive_hint=True, idempotent_hint=True)),
        tool(annotations=ToolAnnotations(destructive_hint=False, idempotent_hint=True)),
    )
    assert known.hints("send") == {"destructiveHint": True, "idempotentHint": True}
