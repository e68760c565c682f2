"""OpenAI's computer use: `computer_use_preview` with one action a call, and the tool `computer` with several.

Source: openai-python `types/responses/computer_action.py`, `response_computer_tool_call.py` and
`response_input_item_param.py` (`ComputerCallOutput`). An action's place outside of the picture is an error. A
`scroll` counts pixels and a wheel clicks: 100 px are one, rounded away from nothing. Pure, standard library only.
"""

from __future__ import annotations

from typing import Any

from supervisor.wire import key_words
from supervisor.wire.call_fields import LONGEST_ID, CallError, Fields, id_of, kind_of, shown
from supervisor.wire.model_call import (
    Call,
    Ending,
    Kind,
    SafetyCheck,
    Size,
    Step,
    gesture,
    held,
    pressed,
    stated,
    told,
    waits,
)

MOST_ACTIONS = 100
"""Of one call."""
MOST_PLACES = 100
"""Of a drag's path, as `vocabulary` has it."""
MOST_CHECKS = 50
PX_PER_CLICK = 100
"""Of a wheel: what one click of it scrolls in browsers, near enough."""
FURTHEST_SCROLL_PX = 10_000
WAIT_S = 2.0
"""Of a `wait`, which says no time: the guide's own."""
_BUTTONS = {"left": "left", "right": "right", "wheel": "middle", "back": "back", "forward": "forward"}


def is_call(item: object) -> bool:
    """Tell whether an item of the model's output is a computer call."""
    match item:
        case {"type": "computer_call"}:
            return True
        case _:
            return False


def read(item: object, size: Size) -> Call:
    """Understand a `computer_call`; what is not understood is a call with an error, and none of it is done.

    Args:
        item: JSON data of one output item.
        size: Of the picture that the model is given.
    """
    try:
        return _read(item, size)
    except CallError as e:
        return Call(id_of(item, "call_id"), error=str(e))


def _read(item: object, size: Size) -> Call:
    envelope = Fields(item)
    found = envelope.text("call_id", LONGEST_ID)
    if not is_call(item):
        raise envelope.wrong("type", "has to be computer_call")
    checks = _checks(envelope)
    batched = envelope.has("actions")
    raw = envelope.items("actions", MOST_ACTIONS) if batched else [envelope.value("action")]
    names: list[str] = []
    steps: list[Step] = []
    for number, one in enumerate(raw):
        given = Fields(one, f"actions[{number}]." if batched else "action.")
        names.append(given.text("type", 100))
        steps += _steps(number, names[-1], given, size)
        given.nothing_else()
    return Call(found, tuple(names), stated(steps, checks=checks), checks=checks)


def _checks(envelope: Fields) -> tuple[SafetyCheck, ...]:
    if envelope.value("pending_safety_checks") in (None, []):
        return ()
    checks = []
    for number, raw in enumerate(envelope.items("pending_safety_checks", MOST_CHECKS)):
        given = Fields(raw, f"pending_safety_checks[{number}].")
        code = given.text("code", 1_000) if given.has("code") else None
        message = given.text("message", 10_000) if given.has("message") else None
        checks.append(SafetyCheck(given.text("id", LONGEST_ID), code, message))
    return tuple(checks)


def _steps(number: int, name: str, given: Fields, size: Size) -> list[Step]:
    match name:
        case "click" | "double_click":
            button = _BUTTONS[given.choice("button", tuple(_BUTTONS))] if name == "click" else "left"
            place = _place(given, size)
            count = 2 if name == "double_click" else None
            return [gesture(number, "click", size, **place, button=button, count=count, held=_held(given))]
        case "move":
            return _move(number, given, size)
        case "drag":
            return [gesture(number, "drag", size, path=_path(given, size), held=_held(given))]
        case "scroll":
            place = _place(given, size)
            turned = {"dx": _clicks(given, "scroll_x"), "dy": _clicks(given, "scroll_y")}
            return [gesture(number, "scroll", size, **place, **turned, held=_held(given))]
        case "keypress":
            return pressed(number, [key_words.chord(_words(given), f"{given.where}keys")])
        case "type":
            return [gesture(number, "type", None, text=given.typed("text"))]
        case "wait":
            return waits(number, WAIT_S)
        case "screenshot":
            return [Step(Kind.SCREENSHOT, number)]
        case _:
            raise given.wrong("type", f"`{shown(name)}` is no action of this tool")


def _place(given: Fields, size: Size) -> dict[str, int]:
    x, y = given.x_and_y("x", "y", size)
    return {"x": x, "y": y}


def _words(given: Fields) -> list[str]:
    """Take the names of keys; some write a whole chord as one."""
    words: list[str] = []
    for word in given.items("keys", key_words.MOST_KEYS):
        if not isinstance(word, str):
            raise given.wrong("keys", f"has to be a list of texts, not of {kind_of(word)}")
        if not word or len(word) > 100:
            raise given.wrong("keys", "has a name that is empty or longer than 100 characters")
        words += key_words.split(word) or [word]
    return words


def _held(given: Fields) -> list[str] | None:
    if given.value("keys") in (None, []):
        return None
    return key_words.modifiers(_words(given), f"{given.where}keys")


def _move(number: int, given: Fields, size: Size) -> list[Step]:
    move = gesture(number, "move", size, **_place(given, size))
    modifiers = _held(given)
    return held(number, "+".join(modifiers), [move]) if modifiers else [move]


def _path(given: Fields, size: Size) -> list[list[int]]:
    path = []
    for index, raw in enumerate(given.items("path", MOST_PLACES)):
        place = Fields(raw, f"{given.where}path[{index}].")
        path.append(list(place.x_and_y("x", "y", size)))
        place.nothing_else()
    if len(path) < 2:
        raise given.wrong("path", "has to have two places at least: where to press and where to let go")
    return path


def _clicks(given: Fields, name: str) -> int:
    pixels = given.whole(name, -FURTHEST_SCROLL_PX, FURTHEST_SCROLL_PX, 0)
    clicks = -(-abs(pixels) // PX_PER_CLICK)
    return clicks if pixels > 0 else -clicks


def answer(call: Call, ending: Ending, *, image_url: str) -> list[dict[str, Any]]:
    """Write the input items that answer a call: the screenshot, and in words what was not done as it was asked.

    Args:
        call: What was read.
        ending: What became of it.
        image_url: Of the screenshot after it, `data:image/png;base64,…` as a rule.

    Returns:
        A `computer_call_output`, which has no place for words; and, where there is something to say, a message.
        Safety checks stand in it as acknowledged when a person said yes to them, and never otherwise.
    """
    output: dict[str, Any] = {
        "type": "computer_call_output",
        "call_id": call.id,
        "output": {"type": "computer_screenshot", "image_url": image_url},
    }
    if call.checks and ending.acknowledged:
        output["acknowledged_safety_checks"] = [
            {"id": check.id, "code": check.code, "message": check.message} for check in call.checks
        ]
    text = told(call, ending)
    if not text:
        return [output]
    message = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}
    return [output, message]
