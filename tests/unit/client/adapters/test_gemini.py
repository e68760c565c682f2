from __future__ import annotations

from typing import Any

from supervisor.client.adapters import GeminiComputer
from supervisor.client.adapters.performing import base64_of
from supervisor.wire.model_call import NOT_EXECUTED
from tests.support.scripted_hands import APPROVED, BLIND, PNG, REJECTED, ScriptedHands

ASKS = {"decision": "require_confirmation", "explanation": "This buys something."}


def click(**more: Any) -> dict[str, Any]:
    return {"name": "click_at", "args": {"x": 1, "y": 2, **more}}


def answers(hands: ScriptedHands, *calls: object, rest: bool = False) -> list[dict[str, Any]]:
    computer = GeminiComputer(hands, (1440, 900), eyes=BLIND, url=lambda: "https://example.org", rest=rest)
    return [part["function_response"] for part in computer.function_responses(calls)]


def test_calls_are_done_and_answered_with_the_screenshot() -> None:
    hands = ScriptedHands()
    (found,) = answers(hands, {"name": "multiply", "args": {}}, click())
    assert hands.kinds == ["click"]
    assert found["name"] == "click_at"
    assert found["response"] == {"url": "https://example.org"}
    assert found["parts"][0]["inline_data"]["data"] == PNG
    (found,) = answers(hands, click(), rest=True)
    assert found["parts"][0]["inline_data"]["data"] == base64_of(PNG)


def test_what_follows_a_no_is_not_executed() -> None:
    hands = ScriptedHands(at_0=REJECTED)
    first, second = answers(hands, click(), {"name": "go_back"})
    assert hands.kinds == ["click"]
    assert "too risky" in first["response"]["error"]
    assert second["response"]["error"] == NOT_EXECUTED


def test_a_safety_decision_is_acknowledged_when_a_person_said_yes() -> None:
    (found,) = answers(ScriptedHands(at_0=APPROVED), click(safety_decision=ASKS))
    assert found["response"]["safety_acknowledgement"] == "true"
    for hands in (ScriptedHands(), ScriptedHands(at_0=REJECTED)):
        (found,) = answers(hands, click(safety_decision=ASKS))
        assert "safety_acknowledgement" not in found["response"]
