from __future__ import annotations

from typing import Any

import pytest

from supervisor.client.adapters import AnthropicComputer
from supervisor.client.adapters.performing import base64_of
from supervisor.wire.call_fields import CallError
from supervisor.wire.model_call import NOT_EXECUTED
from tests.support.scripted_hands import BLIND, PART, PNG, REJECTED, SEEING, ScriptedHands

SET = {"type": "computer_toolset_20260801"}


def block(number: int, name: str, /, **given: Any) -> dict[str, Any]:
    call = f"toolu_{number}"
    return {"type": "tool_use", "id": call, "name": name, "toolset_name": "computer", "input": given}


def answers(hands: ScriptedHands, *blocks: object) -> list[dict[str, Any]]:
    return AnthropicComputer(hands, SET, size=(1024, 768), eyes=SEEING).tool_results(blocks)


def picture_of(result: dict[str, Any]) -> str | None:
    return next((part["source"]["data"] for part in result["content"] if part["type"] == "image"), None)


def test_the_calls_of_a_message_are_done_and_the_last_shows_the_screen() -> None:
    hands = ScriptedHands()
    text = {"type": "text", "text": "I click."}
    other = {"type": "tool_use", "id": "x", "name": "bash", "input": {}}
    results = answers(hands, text, block(1, "left_click", coordinate=[1, 2]), other, block(2, "type", text="a"))
    assert hands.kinds == ["click", "type"]
    assert [result["tool_use_id"] for result in results] == ["toolu_1", "toolu_2"]
    assert [picture_of(result) for result in results] == [None, base64_of(PNG)]


def test_what_follows_a_no_is_not_executed() -> None:
    hands = ScriptedHands(at_0=REJECTED)
    first, second, third = answers(hands, *(block(number, "type", text="a") for number in range(3)))
    assert hands.kinds == ["type"]
    assert "too risky" in first["content"][0]["text"]
    assert [second["content"][0]["text"], third["content"][0]["text"]] == [NOT_EXECUTED] * 2
    assert all(result["is_error"] for result in (first, second, third))


def test_what_follows_a_call_that_is_none_is_not_executed() -> None:
    hands = ScriptedHands()
    first, second = answers(hands, block(1, "left_click", coordinate=[9999, 2]), block(2, "type", text="a"))
    assert hands.made == []
    assert "`input.coordinate[0]` has to be from 0 to 1024" in first["content"][0]["text"]
    assert second["content"][0]["text"] == NOT_EXECUTED


def test_looking_is_answered_with_what_was_seen() -> None:
    (zoomed,) = answers(ScriptedHands(), block(1, "zoom", region=[0, 0, 10, 10]))
    assert picture_of(zoomed) == base64_of(PART)
    (pointed,) = answers(ScriptedHands(), block(1, "cursor_position"))
    assert pointed["content"] == [{"type": "text", "text": "X=3,Y=4"}]


def test_a_message_without_calls_is_not_answered() -> None:
    assert answers(ScriptedHands(), {"type": "text", "text": "Done."}) == []


def test_the_single_tool_has_its_size_in_its_entry() -> None:
    tool = {"type": "computer_20250124", "name": "computer", "display_width_px": 800, "display_height_px": 600}
    hands = ScriptedHands()
    raw = {"type": "tool_use", "id": "1", "name": "computer", "input": {"action": "left_click"}}
    assert len(AnthropicComputer(hands, tool, eyes=BLIND).tool_results([raw])) == 1
    assert hands.kinds == ["click"]
    with pytest.raises(CallError):
        AnthropicComputer(hands, SET)
