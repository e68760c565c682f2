from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire import openai
from supervisor.wire.model_call import DONE, NOT_EXECUTED, Ended, Ending, Kind, Size
from tests.support.model_calls import JUNK, gestures, holds

SIZE = Size(1280, 800)
URL = "data:image/png;base64,aGk="
CHECK = {"id": "cu_sc_1", "code": "malicious_instructions", "message": "The page tells you what to do."}


def item(*actions: object, checks: object = None) -> dict[str, Any]:
    rest = {"type": "computer_call", "id": "cu_1", "call_id": "call_1", "status": "completed"}
    return rest | {"pending_safety_checks": checks or [], "actions": list(actions)}


def preview(action: object) -> dict[str, Any]:
    return {"type": "computer_call", "call_id": "call_1", "pending_safety_checks": [], "action": action}


def made(**action: Any) -> list[dict[str, Any]]:
    one = gestures(openai.read(preview(action), SIZE))
    assert gestures(openai.read(item(action), SIZE)) == one
    return one


@pytest.mark.parametrize(
    ("button", "ours"),
    [("left", "left"), ("right", "right"), ("wheel", "middle"), ("back", "back"), ("forward", "forward")],
)
def test_clicks(button: str, ours: str) -> None:
    found = made(type="click", button=button, x=1, y=2, keys=["CTRL", "shift"])
    assert found == [{"type": "click", "x": 1, "y": 2, "button": ours, "held": ["ctrl", "shift"]}]


def test_the_other_gestures() -> None:
    at = {"x": 1, "y": 2}
    assert made(type="double_click", **at, keys=None) == [{"type": "click", **at, "button": "left", "count": 2}]
    assert made(type="move", **at) == [{"type": "move", **at}]
    assert made(type="drag", path=[at, {"x": 3, "y": 4}], keys=["ALT"]) == [
        {"type": "drag", "path": [[1, 2], [3, 4]], "held": ["alt"]}
    ]
    assert made(type="keypress", keys=["CTRL", "L"]) == [{"type": "key", "keys": "ctrl+l"}]
    assert made(type="keypress", keys=["ctrl+shift+ARROWLEFT"]) == [{"type": "key", "keys": "ctrl+shift+Left"}]
    assert made(type="keypress", keys=["+"]) == [{"type": "key", "keys": "plus"}]
    assert made(type="type", text="hé\n") == [{"type": "type", "text": "hé\n"}]
    assert made(type="wait") == [{"type": "wait", "seconds": 2}]
    assert openai.read(preview({"type": "screenshot"}), SIZE).steps[0].kind is Kind.SCREENSHOT


def test_modifiers_of_a_move_are_let_go_whatever_becomes_of_it() -> None:
    call = openai.read(preview({"type": "move", "x": 1, "y": 2, "keys": ["SHIFT"]}), SIZE)
    assert [found["type"] for found in gestures(call)] == ["down", "move", "up"]
    assert [step.cleanup for step in call.steps] == [False, False, True]


@pytest.mark.parametrize(
    ("pixels", "clicks"), [(0, 0), (1, 1), (100, 1), (101, 2), (-1, -1), (-250, -3), (10_000, 100)]
)
def test_pixels_become_clicks_of_the_wheel_and_a_few_are_never_none(pixels: int, clicks: int) -> None:
    (found,) = made(type="scroll", x=1, y=2, scroll_x=0, scroll_y=pixels)
    assert found == {"type": "scroll", "x": 1, "y": 2, "dx": 0, "dy": clicks}
    (found,) = made(type="scroll", x=1, y=2, scroll_x=pixels, scroll_y=0)
    assert found["dx"] == clicks


@pytest.mark.parametrize(
    ("action", "field"),
    [
        ({"type": "click", "x": 1, "y": 2}, "button"),
        ({"type": "click", "button": "fourth", "x": 1, "y": 2}, "button"),
        ({"type": "click", "button": "left", "x": 1281, "y": 2}, "x"),
        ({"type": "click", "button": "left", "x": 1, "y": -2}, "y"),
        ({"type": "click", "button": "left", "x": 1, "y": 2, "keys": ["A"]}, "keys"),
        ({"type": "click", "button": "left", "x": 1, "y": 2, "z": 3}, "z"),
        ({"type": "drag", "path": [{"x": 1, "y": 2}]}, "path"),
        ({"type": "drag", "path": [{"x": 1, "y": 2}] * 101}, "path"),
        ({"type": "drag", "path": [{"x": 1, "y": 2}, [3, 4]]}, "path[1]"),
        ({"type": "drag", "path": [{"x": 1, "y": 2}, {"x": 3}]}, "path[1].y"),
        ({"type": "keypress", "keys": []}, "keys"),
        ({"type": "keypress", "keys": ["A", "B"]}, "keys"),
        ({"type": "keypress", "keys": [1]}, "keys"),
        ({"type": "keypress", "keys": ["HYPERSPACE"]}, "keys"),
        ({"type": "keypress", "keys": "ctrl"}, "keys"),
        ({"type": "scroll", "x": 1, "y": 2, "scroll_y": 10_001}, "scroll_y"),
        ({"type": "type"}, "text"),
        ({"type": "fly"}, "type"),
        ({}, "type"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_of_the_batch_is_done(action: dict[str, Any], field: str) -> None:
    call = openai.read(item({"type": "wait"}, action), SIZE)
    holds(call)
    assert call.error.startswith(f"`actions[1].{field}`")
    assert call.id == "call_1"
    assert openai.read(preview(action), SIZE).error.startswith(f"`action.{field}`")


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (preview(None), "`action` has to be an object, not null"),
        (item(*[{"type": "wait"}] * 101), "`actions` has more than 100 entries"),
        (item(), "`actions` is empty"),
        (item({"type": "wait"}, checks=[{"code": "c"}]), "`pending_safety_checks[0].id` is missing"),
        (item({"type": "wait"}, checks="x"), "`pending_safety_checks` has to be a list, not text"),
        (item() | {"type": "message"}, "`type` has to be computer_call"),
        ({"type": "computer_call"}, "`call_id` is missing"),
        ([], "`call` has to be an object, not a list"),
    ],
)
def test_what_is_wrong_around_it_is_named(raw: object, error: str) -> None:
    assert openai.read(raw, SIZE).error.startswith(error)


def test_every_action_of_a_call_with_safety_checks_warns() -> None:
    click = {"type": "click", "button": "left", "x": 1, "y": 2}
    call = openai.read(item({"type": "wait"}, click, {"type": "type", "text": "x"}, checks=[CHECK]), SIZE)
    warnings = [(step.proposal or {}).get("statement", {}).get("warnings") for step in call.steps]
    assert warnings == [None, [CHECK["message"]], [CHECK["message"]]]


def test_safety_checks_are_acknowledged_by_a_person_alone() -> None:
    call = openai.read(item({"type": "wait"}, checks=[CHECK]), SIZE)
    (output,) = openai.answer(call, Ending((DONE,)), image_url=URL)
    assert "acknowledged_safety_checks" not in output
    (output,) = openai.answer(call, Ending((DONE,), acknowledged=True), image_url=URL)
    assert output["acknowledged_safety_checks"] == [CHECK]
    (output,) = openai.answer(
        openai.read(item({"type": "wait"}), SIZE), Ending((DONE,), acknowledged=True), image_url=URL
    )
    assert "acknowledged_safety_checks" not in output


def test_what_was_done_is_answered_with_the_screenshot_alone() -> None:
    call = openai.read(item({"type": "wait"}), SIZE)
    assert openai.answer(call, Ending((DONE,)), image_url=URL) == [
        {
            "type": "computer_call_output",
            "call_id": "call_1",
            "output": {"type": "computer_screenshot", "image_url": URL},
        }
    ]


def test_a_no_in_a_batch_is_told_action_by_action() -> None:
    call = openai.read(item(*[{"type": "type", "text": "x"}] * 3), SIZE)
    _, message = openai.answer(call, Ending((DONE, Ended("rejected", "too risky"))), image_url=URL)
    lines = message["content"][0]["text"].splitlines()
    assert lines[0] == "Action 1 of 3 (type): Done."
    assert "a person rejected this action: too risky" in lines[1]
    assert lines[2] == f"Action 3 of 3 (type): {NOT_EXECUTED}"


_NAMES = st.sampled_from(["x", "y", "keys", "path", "text", "button", "scroll_x", "scroll_y"])
_TYPES = st.sampled_from(
    ["click", "double_click", "drag", "keypress", "move", "screenshot", "scroll", "type", "wait"]
)


@given(_TYPES, st.dictionaries(_NAMES, JUNK | st.integers(-9, 2000), max_size=5), JUNK)
def test_any_action_is_a_call_or_an_error_that_names_the_field(kind: str, raw: dict[str, Any], checks: Any) -> None:
    holds(openai.read(preview(raw | {"type": kind}), SIZE))
    holds(openai.read(item({"type": "wait"}, raw | {"type": kind}, checks=checks), SIZE))


@given(JUNK)
def test_anything_is_a_call_or_an_error(raw: Any) -> None:
    for one in raw, preview(raw), item(raw):
        call = openai.read(one, SIZE)
        holds(call)
        openai.answer(call, Ending(), image_url=URL)
