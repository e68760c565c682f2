"""Gemini's computer use: function calls whose places count in thousandths of the screen.

Source: google-gemini/computer-use-preview `agent.py`, `computers/playwright/playwright.py`; google-genai `types.py`.
The functions for a browser are made of what a person would press in one: `navigate` is Ctrl+L, the address and Enter,
`go_back` Alt+Left. Defaults are the reference's: a field is cleared before typing, Enter is not pressed.
Pure, standard library only.
"""

from __future__ import annotations

from typing import Any

from supervisor.wire import key_words
from supervisor.wire.call_fields import LONGEST_ID, CallError, Fields, id_of, shown
from supervisor.wire.model_call import (
    Call,
    Ending,
    Kind,
    SafetyCheck,
    Size,
    Step,
    gesture,
    pressed,
    stated,
    told,
    waits,
)

GRID = Size(1000, 1000)
"""What places count in."""
ACTIONS = (
    *("open_web_browser", "click_at", "hover_at", "type_text_at", "scroll_document", "scroll_at", "wait_5_seconds"),
    *("go_back", "go_forward", "search", "navigate", "key_combination", "drag_and_drop"),
)
LONGEST_URL = 2_000
SEARCH_URL = "https://www.google.com"
"""Where `search` goes, as in the reference."""
PX_PER_CLICK = 100
"""Of a wheel, as for OpenAI."""
MAGNITUDE = 800
"""Of a `scroll_at` that says none, as in the reference."""
MOST_CLICKS = 100
WAIT_S = 5
_DIRECTIONS = {"up": ("dy", -1), "down": ("dy", 1), "left": ("dx", -1), "right": ("dx", 1)}
_CONFIRM = "require_confirmation"


def is_call(call: object) -> bool:
    """Tell whether a function call is one of computer use, and not of a function of the app's own."""
    match call:
        case {"name": str(name)}:
            return name in ACTIONS
        case _:
            return False


def read(call: object, size: Size) -> Call:
    """Understand a function call; what is not understood is a call with an error.

    Args:
        call: JSON data, `{"name": …, "args": {…}, "id": …}`.
        size: Of the screen that the model sees, px: how far it means to scroll depends on it.
    """
    try:
        return _read(call, size)
    except CallError as e:
        return Call(id_of(call, "id"), error=str(e))


def _read(call: object, size: Size) -> Call:
    envelope = Fields(call, "function_call.")
    found = envelope.text("id", LONGEST_ID, "")
    name = envelope.text("name", 100)
    if name not in ACTIONS:
        raise CallError(f"`function_call.name`: `{shown(name)}` is no action of computer use")
    given = envelope.inside("args", "args.")
    checks = _checks(given)
    intent = given.text("intent", 10_000, "")
    steps = _steps(name, given, size)
    given.nothing_else()
    reason = intent or (_summary(name, given) if checks and len(steps) > 1 else "")
    return Call(found, (name,), stated(steps, reason=reason, checks=checks), checks=checks)


def _summary(name: str, given: Fields) -> str:
    """Say what the whole of an action is that is made of several gestures."""
    what = shown(given.value("text" if name == "type_text_at" else "url"))
    return f"{name}: {what}" if name in ("type_text_at", "navigate") else name


def _checks(given: Fields) -> tuple[SafetyCheck, ...]:
    if not given.has("safety_decision"):
        return ()
    said = Fields(given.value("safety_decision"), "args.safety_decision.")
    decision = said.text("decision", 100)
    explanation = said.text("explanation", 10_000, "")
    # Whatever it says, a decision that is there is for a person: an unknown word is not a yes.
    if decision in ("regular", "allowed"):
        return ()
    return (SafetyCheck("", None if decision == _CONFIRM else decision, explanation or None),)


def _steps(name: str, given: Fields, size: Size) -> list[Step]:
    match name:
        case "click_at":
            return [gesture(0, "click", GRID, **_place(given))]
        case "hover_at":
            return [gesture(0, "move", GRID, **_place(given))]
        case "type_text_at":
            return _type(given)
        case "scroll_document":
            return _scroll_document(given, size)
        case "scroll_at":
            return [_scroll(given, size)]
        case "wait_5_seconds":
            return waits(0, WAIT_S)
        case "go_back":
            return pressed(0, ["alt+Left"])
        case "go_forward":
            return pressed(0, ["alt+Right"])
        case "search":
            return _navigate(SEARCH_URL)
        case "navigate":
            return _navigate(_url(given))
        case "key_combination":
            return pressed(0, [_chord(given.text("keys", 200))])
        case "drag_and_drop":
            start = given.x_and_y("x", "y", GRID)
            end = given.x_and_y("destination_x", "destination_y", GRID)
            return [gesture(0, "drag", GRID, path=[list(start), list(end)])]
        case _:
            # In the reference the browser is open already, and this shows it.
            return [Step(Kind.SCREENSHOT)]


def _place(given: Fields) -> dict[str, int]:
    x, y = given.x_and_y("x", "y", GRID)
    return {"x": x, "y": y}


def _type(given: Fields) -> list[Step]:
    steps = [gesture(0, "click", GRID, **_place(given))]
    if given.flag("clear_before_typing", default=True):
        steps += pressed(0, ["ctrl+a", "Delete"])
    if given.value("text") != "":
        steps.append(gesture(0, "type", None, text=given.typed("text")))
    if given.flag("press_enter", default=False):
        steps += pressed(0, ["Return"])
    return steps


def _scroll_document(given: Fields, size: Size) -> list[Step]:
    direction = given.choice("direction", tuple(_DIRECTIONS))
    if direction in ("up", "down"):
        return pressed(0, ["Page_Up" if direction == "up" else "Page_Down"])
    axis, sign = _DIRECTIONS[direction]
    return [gesture(0, "scroll", None, **{axis: sign * _clicks(size.width // 2)})]


def _scroll(given: Fields, size: Size) -> Step:
    axis, sign = _DIRECTIONS[given.choice("direction", tuple(_DIRECTIONS))]
    across = size.height if axis == "dy" else size.width
    pixels = given.whole("magnitude", 0, GRID.width, MAGNITUDE) * across // GRID.width
    return gesture(0, "scroll", GRID, **_place(given), **{axis: sign * _clicks(pixels)})


def _clicks(pixels: int) -> int:
    return min(-(-pixels // PX_PER_CLICK), MOST_CLICKS)


def _url(given: Fields) -> str:
    url = given.text("url", LONGEST_URL)
    if not url.isprintable():
        raise given.wrong("url", "has a character that does not print")
    return url


def _navigate(url: str) -> list[Step]:
    return [*pressed(0, ["ctrl+l"]), gesture(0, "type", None, text=url), *pressed(0, ["Return"])]


def _chord(keys: str) -> str:
    """Read `control+c`; some write commas."""
    apart = "+" not in keys and "," in keys.strip(", ")
    words = [part.strip() for part in keys.split(",") if part.strip()] if apart else key_words.split(keys)
    return key_words.chord(words, "args.keys")


def answer(
    call: Call,
    ending: Ending,
    name: str,
    *,
    image: str | bytes | None = None,
    media_type: str = "image/png",
    url: str = "",
) -> dict[str, Any]:
    """Write the part with the function's response.

    Args:
        call: What was read.
        ending: What became of it.
        name: Of the function, as the model called it.
        image: The screenshot after it: base64 for JSON, bytes for `google-genai`; None for none.
        media_type: Of the screenshot.
        url: Of the page that the browser shows; empty when it is not known.
    """
    response: dict[str, Any] = {"url": url}
    text = told(call, ending)
    if text:
        response["output" if ending.whole(call) else "error"] = text
    if call.checks and ending.acknowledged:
        response["safety_acknowledgement"] = "true"
    found: dict[str, Any] = {"name": name, "response": response}
    if call.id:
        found["id"] = call.id
    if image is not None:
        found["parts"] = [{"inline_data": {"mime_type": media_type, "data": image}}]
    return {"function_response": found}
