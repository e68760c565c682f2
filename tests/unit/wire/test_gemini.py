from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire import gemini
from supervisor.wire.model_call import DONE, Ended, Ending, Kind, Size
from tests.support.model_calls import JUNK, gestures, holds

SIZE = Size(1440, 900)
ASKS = {"decision": "require_confirmation", "explanation": "This buys something."}


def made(name: str, /, **args: Any) -> list[dict[str, Any]]:
    return gestures(gemini.read({"name": name, "args": args}, SIZE))


def keys(*chords: str) -> list[dict[str, Any]]:
    return [{"type": "key", "keys": chord} for chord in chords]


AT = {"x": 500, "y": 300.0}
CLICK = {"type": "click", "x": 500, "y": 300}
URL = "https://example.org/?q=1"
ALL: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    ("open_web_browser", {}, []),
    ("click_at", AT, [CLICK]),
    ("hover_at", AT, [{"type": "move", "x": 500, "y": 300}]),
    ("type_text_at", AT | {"text": "hi"}, [CLICK, *keys("ctrl+a", "Delete"), {"type": "type", "text": "hi"}]),
    (
        "type_text_at",
        AT | {"text": "hi", "press_enter": True, "clear_before_typing": False},
        [CLICK, {"type": "type", "text": "hi"}, *keys("Return")],
    ),
    ("type_text_at", AT | {"text": ""}, [CLICK, *keys("ctrl+a", "Delete")]),
    ("scroll_document", {"direction": "down"}, keys("Page_Down")),
    ("scroll_document", {"direction": "up"}, keys("Page_Up")),
    ("scroll_document", {"direction": "left"}, [{"type": "scroll", "dx": -8}]),
    ("scroll_at", AT | {"direction": "down"}, [{"type": "scroll", "x": 500, "y": 300, "dy": 8}]),
    ("scroll_at", AT | {"direction": "up", "magnitude": 1}, [{"type": "scroll", "x": 500, "y": 300, "dy": 0}]),
    ("scroll_at", AT | {"direction": "right", "magnitude": 500}, [{"type": "scroll", "x": 500, "y": 300, "dx": 8}]),
    ("wait_5_seconds", {}, [{"type": "wait", "seconds": 5}]),
    ("go_back", {}, keys("alt+Left")),
    ("go_forward", {}, keys("alt+Right")),
    ("search", {}, [*keys("ctrl+l"), {"type": "type", "text": gemini.SEARCH_URL}, *keys("Return")]),
    ("navigate", {"url": URL}, [*keys("ctrl+l"), {"type": "type", "text": URL}, *keys("Return")]),
    ("key_combination", {"keys": "control+a"}, keys("ctrl+a")),
    ("key_combination", {"keys": "Control,Shift,T"}, keys("ctrl+shift+t")),
    ("key_combination", {"keys": "enter"}, keys("Return")),
    ("key_combination", {"keys": ","}, keys("comma")),
    ("key_combination", {"keys": "ctrl+,"}, keys("ctrl+comma")),
    (
        "drag_and_drop",
        AT | {"destination_x": 1, "destination_y": 999},
        [{"type": "drag", "path": [[500, 300], [1, 999]]}],
    ),
]


@pytest.mark.parametrize(("name", "args", "ours"), ALL, ids=[f"{n}-{one[0]}" for n, one in enumerate(ALL)])
def test_every_function(name: str, args: dict[str, Any], ours: list[dict[str, Any]]) -> None:
    assert made(name, **args) == ours


def test_every_function_was_tried() -> None:
    assert {name for name, _, _ in ALL} == set(gemini.ACTIONS)


def test_places_count_in_thousandths() -> None:
    (step,) = gemini.read({"name": "click_at", "args": AT}, SIZE).steps
    assert step.proposal is not None
    assert step.proposal["picture"] == {"width": 1000, "height": 1000}


def test_a_browser_that_is_to_be_opened_is_looked_at() -> None:
    assert gemini.read({"name": "open_web_browser"}, SIZE).steps[0].kind is Kind.SCREENSHOT


@pytest.mark.parametrize(
    ("name", "args", "field"),
    [
        ("click_at", {"x": 1001, "y": 1}, "x"),
        ("click_at", {"x": 1, "y": -1}, "y"),
        ("click_at", {"x": 1.5, "y": 1}, "x"),
        ("click_at", {"x": 1}, "y"),
        ("click_at", {"x": 1, "y": 1, "button": "left"}, "button"),
        ("type_text_at", {"x": 1, "y": 1}, "text"),
        ("type_text_at", {"x": 1, "y": 1, "text": "a", "press_enter": "yes"}, "press_enter"),
        ("scroll_document", {"direction": "sideways"}, "direction"),
        ("scroll_at", {"x": 1, "y": 1, "direction": "up", "magnitude": 1001}, "magnitude"),
        ("navigate", {"url": "https://a\nrm"}, "url"),
        ("navigate", {"url": "x" * 2001}, "url"),
        ("key_combination", {"keys": "a+b"}, "keys"),
        ("key_combination", {"keys": "nokey"}, "keys"),
        ("go_back", {"times": 2}, "times"),
        ("go_back", {"safety_decision": "yes"}, "safety_decision"),
        ("go_back", {"safety_decision": {}}, "safety_decision.decision"),
    ],
)
def test_what_is_wrong_is_named(name: str, args: dict[str, Any], field: str) -> None:
    call = gemini.read({"name": name, "args": args, "id": "f1"}, SIZE)
    holds(call)
    assert call.error.startswith(f"`args.{field}`")
    assert call.id == "f1"


def test_functions_of_the_app_s_own_are_left_alone() -> None:
    assert gemini.is_call({"name": "go_back"})
    assert not any(gemini.is_call(raw) for raw in ({"name": "multiply"}, {}, None, "go_back"))
    assert "`multiply` is no action" in gemini.read({"name": "multiply"}, SIZE).error


@pytest.mark.parametrize("decision", ["require_confirmation", "block", "something new"])
def test_a_safety_decision_warns_at_the_first_gesture_and_tells_the_whole(decision: str) -> None:
    said = {"decision": decision, "explanation": "This buys something."}
    call = gemini.read({"name": "type_text_at", "args": AT | {"text": "hi", "safety_decision": said}}, SIZE)
    statements = [(step.proposal or {}).get("statement") for step in call.steps]
    assert statements == [{"reason": "type_text_at: hi", "warnings": ["This buys something."]}, None, None, None]


def test_a_regular_decision_is_none() -> None:
    call = gemini.read({"name": "click_at", "args": AT | {"safety_decision": {"decision": "regular"}}}, SIZE)
    assert call.checks == ()


def test_an_intent_is_the_model_s_reason() -> None:
    (step,) = gemini.read({"name": "click_at", "args": AT | {"intent": "Open it"}}, SIZE).steps
    assert step.proposal is not None
    assert step.proposal["statement"] == {"reason": "Open it"}


def test_a_safety_decision_is_acknowledged_by_a_person_alone() -> None:
    call = gemini.read({"name": "click_at", "args": AT | {"safety_decision": ASKS}}, SIZE)
    for ending, there in ((Ending((DONE,)), False), (Ending((DONE,), acknowledged=True), True)):
        response = gemini.answer(call, ending, "click_at")["function_response"]["response"]
        assert ("safety_acknowledgement" in response) is there


def test_what_was_done_is_answered_with_the_screenshot() -> None:
    call = gemini.read({"name": "click_at", "args": AT, "id": "f1"}, SIZE)
    assert gemini.answer(call, Ending((DONE,)), "click_at", image="aGk=", url=URL) == {
        "function_response": {
            "id": "f1",
            "name": "click_at",
            "response": {"url": URL},
            "parts": [{"inline_data": {"mime_type": "image/png", "data": "aGk="}}],
        }
    }


def test_a_no_is_an_error_that_the_model_can_use() -> None:
    call = gemini.read({"name": "click_at", "args": AT}, SIZE)
    response = gemini.answer(call, Ending((Ended("denied", "never here"),)), "click_at")["function_response"][
        "response"
    ]
    assert "a rule refuses this action: never here" in response["error"]
    changed = gemini.answer(call, Ending((Ended("modified", ran="Click on No"),)), "click_at")["function_response"]
    assert "Click on No" in changed["response"]["output"]


_NAMES = st.sampled_from(
    ["x", "y", "text", "direction", "magnitude", "keys", "url", "safety_decision", "press_enter"]
)


@given(st.sampled_from(gemini.ACTIONS), st.dictionaries(_NAMES, JUNK | st.integers(-9, 1100), max_size=5))
def test_any_arguments_are_a_call_or_an_error_that_names_the_field(name: str, args: dict[str, Any]) -> None:
    holds(gemini.read({"name": name, "args": args}, SIZE))


@given(JUNK)
def test_anything_is_a_call_or_an_error(raw: Any) -> None:
    for one in raw, {"name": raw}, {"name": "click_at", "args": raw}:
        call = gemini.read(one, SIZE)
        holds(call)
        gemini.answer(call, Ending(), "click_at")
