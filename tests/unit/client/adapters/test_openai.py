from __future__ import annotations

from typing import Any

from supervisor.client.adapters import OpenAIComputer
from supervisor.client.adapters.performing import url_of
from supervisor.wire.model_call import NOT_EXECUTED
from tests.support.scripted_hands import APPROVED, PNG, REJECTED, ScriptedHands

CHECK = {"id": "cu_sc_1", "code": "malicious_instructions", "message": "Look twice."}


def item(call: str, *texts: str, checks: tuple[Any, ...] = ()) -> dict[str, Any]:
    actions = [{"type": "type", "text": text} for text in texts]
    return {"type": "computer_call", "call_id": call, "pending_safety_checks": list(checks), "actions": actions}


def answers(hands: ScriptedHands, *items: object) -> list[dict[str, Any]]:
    return OpenAIComputer(hands).outputs(items)


def test_a_batch_is_done_in_order_and_answered_with_the_screenshot() -> None:
    hands = ScriptedHands()
    (output,) = answers(hands, {"type": "reasoning"}, item("c1", "a", "b"))
    assert [made["text"] for made in hands.made] == ["a", "b"]
    assert (output["call_id"], output["output"]["image_url"]) == ("c1", url_of(PNG))


def test_the_rest_of_a_batch_and_of_the_turn_is_not_executed() -> None:
    hands = ScriptedHands(at_1=REJECTED)
    first, said, second, said_too = answers(hands, item("c1", "a", "b", "c"), item("c2", "d"))
    assert [made["text"] for made in hands.made] == ["a", "b"]
    assert [first["call_id"], second["call_id"]] == ["c1", "c2"]
    assert "too risky" in said["content"][0]["text"]
    assert said_too["content"][0]["text"] == NOT_EXECUTED


def test_safety_checks_are_acknowledged_when_a_person_said_yes() -> None:
    (output,) = answers(ScriptedHands(at_0=APPROVED), item("c1", "a", checks=(CHECK,)))
    assert output["acknowledged_safety_checks"] == [CHECK]
    (output,) = answers(ScriptedHands(), item("c1", "a", checks=(CHECK,)))
    assert "acknowledged_safety_checks" not in output
    output, _ = answers(ScriptedHands(at_0=REJECTED), item("c1", "a", checks=(CHECK,)))
    assert "acknowledged_safety_checks" not in output
