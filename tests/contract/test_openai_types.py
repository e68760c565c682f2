"""Every action in the types of the official `openai` package, of the preview tool and batched, there and back."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter

from supervisor.wire import openai
from supervisor.wire.model_call import DONE, Ended, Ending, Size
from tests.support.model_calls import gestures

if TYPE_CHECKING:
    from supervisor.wire.model_call import Call

# Loaded by name: a type checker that reads all of the package takes a minute for it.
actions = importlib.import_module("openai.types.responses.computer_action")
items = importlib.import_module("openai.types.responses.response_input_item_param")
beta_items = importlib.import_module("openai.types.beta.beta_response_input_item_param")
CALLS: tuple[type[BaseModel], ...] = (
    importlib.import_module("openai.types.responses").ResponseComputerToolCall,
    importlib.import_module("openai.types.beta").BetaResponseComputerToolCall,
)
OUTPUTS: tuple[TypeAdapter[Any], ...] = tuple(TypeAdapter(home.ComputerCallOutput) for home in (items, beta_items))
MESSAGES: tuple[TypeAdapter[Any], ...] = tuple(TypeAdapter(home.Message) for home in (items, beta_items))
MEMBERS: dict[str, type[BaseModel]] = {
    get_args(member.model_fields["type"].annotation)[0]: member
    for member in get_args(get_args(actions.ComputerAction)[0])
}
VALUES: dict[str, Any] = {
    "x": 10,
    "y": 20,
    "scroll_x": 0,
    "scroll_y": 300,
    "text": "hello",
    "path": [{"x": 1, "y": 2}, {"x": 3, "y": 4}],
}
CHECK = {"id": "cu_sc_1", "code": "malicious_instructions", "message": "Look twice."}
URL = "data:image/png;base64,aGk="


def action(kind: str, *, whole: bool, button: str = "left") -> dict[str, Any]:
    member = MEMBERS[kind]
    wanted = [name for name, field in member.model_fields.items() if whole or field.is_required()]
    keys = ["CTRL", "L"] if kind == "keypress" else ["CTRL", "SHIFT"]
    found = {name: VALUES[name] for name in wanted if name in VALUES} | {"type": kind}
    found |= {name: value for name, value in (("button", button), ("keys", keys)) if name in wanted}
    assert set(found) == set(wanted)
    dumped: dict[str, Any] = member.model_validate(found, strict=True).model_dump(mode="json")
    return dumped


def call_of(raw: dict[str, Any]) -> Call:
    whole = {"type": "computer_call", "id": "cu_1", "call_id": "call_1", "status": "completed"} | raw
    # Both of the package's types, with what was not said left out and as null, are read alike.
    forms = [
        official.model_validate(whole).model_dump(mode="json", exclude_unset=short)
        for official in CALLS
        for short in (False, True)
    ]
    assert all(openai.is_call(form) for form in forms)
    first, *others = (openai.read(form, Size(1280, 800)) for form in forms)
    assert others == [first] * 3
    gestures(first)
    assert first.steps
    return first


def check_answers(call: Call) -> None:
    no = [Ended(status, "because") for status in ("rejected", "denied", "expired", "stopped")]
    endings = [Ending((DONE,) * len(call.steps), acknowledged=True), Ending(), *(Ending((end,)) for end in no)]
    for ending in endings:
        output, *messages = openai.answer(call, ending, image_url=URL)
        for form in OUTPUTS:
            form.validate_python(output, strict=True)
        assert output["call_id"] == "call_1"
        assert ("acknowledged_safety_checks" in output) is (ending.acknowledged and bool(call.checks))
        for message in messages:
            for form in MESSAGES:
                form.validate_python(message, strict=True)


def test_all_of_the_official_actions_are_tried() -> None:
    assert set(MEMBERS) == {
        *("click", "double_click", "drag", "keypress", "move", "screenshot", "scroll", "type", "wait")
    }


@pytest.mark.parametrize("whole", [False, True], ids=["needed", "all"])
@pytest.mark.parametrize("kind", MEMBERS)
def test_every_action_of_the_preview_there_and_back(kind: str, whole: bool) -> None:
    call = call_of({"pending_safety_checks": [], "action": action(kind, whole=whole)})
    assert call.names == (kind,)
    check_answers(call)


@pytest.mark.parametrize("whole", [False, True], ids=["needed", "all"])
@pytest.mark.parametrize("kind", MEMBERS)
def test_every_action_of_a_batch_there_and_back(kind: str, whole: bool) -> None:
    call = call_of({"pending_safety_checks": [], "actions": [action(kind, whole=whole)]})
    assert call.names == (kind,)
    check_answers(call)


@pytest.mark.parametrize("button", get_args(MEMBERS["click"].model_fields["button"].annotation))
def test_every_button_there_and_back(button: str) -> None:
    check_answers(call_of({"pending_safety_checks": [], "action": action("click", whole=True, button=button)}))


def test_a_batch_of_all_actions_with_safety_checks_there_and_back() -> None:
    batch = [action(kind, whole=whole) for kind in MEMBERS for whole in (False, True)]
    call = call_of({"pending_safety_checks": [CHECK], "actions": batch})
    assert call.names == tuple(kind for kind in MEMBERS for _ in (False, True))
    assert [check.id for check in call.checks] == ["cu_sc_1"]
    check_answers(call)
