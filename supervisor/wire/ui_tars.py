"""UI-TARS: a model that writes what it does as text, `Thought: …` and `Action: click(start_box='(x,y)')`.

Source: bytedance/UI-TARS-desktop `packages/ui-tars/action-parser` and its prompts. Places count in thousandths (1.0)
or in pixels of the picture as the model's own code resized it (1.5). Several actions stand apart by a blank line.
The text is cut by hand and in one pass; what is not exactly a call of a known function is an error.
Pure, standard library only.
"""

from __future__ import annotations

import math
import re
from typing import Any

from supervisor.wire import key_words
from supervisor.wire.call_fields import CallError, Fields, shown
from supervisor.wire.model_call import Call, Ending, Kind, Size, Step, gesture, pressed, stated, told, waits

GRID = Size(1000, 1000)
"""What places count in for 1.0."""
LONGEST_OUTPUT = 40_000
"""Characters of a model's output that are looked at: the longest text to type, all of it escaped, and a thought."""
MOST_ACTIONS = 50
MOST_ARGUMENTS = 8
SCROLL_CLICKS = 5
"""Of a `scroll`, which says no number: the reference's own."""
WAIT_S = 5
_FACTOR, _LEAST_PX, _MOST_PX, _MOST_RATIO = 28, 100 * 28 * 28, 16_384 * 28 * 28, 200
_MARK = re.compile(r"Action[ \t]*[:：]")
_LINE_MARK = re.compile(r"^[ \t]*Action[ \t]*[:：]", re.MULTILINE)
_NAME = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]{0,40})\s*\(")
_ARGUMENT = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]{0,40})\s*=\s*(['\"])")
_TAGS = re.compile(r"<\|box_start\|>|<\|box_end\|>|</?point>|</?bbox>")
_PLACE = re.compile(r"[\s(\[]*(-?\d{1,6}(?:\.\d{1,20})?(?:[\s,()]+-?\d{1,6}(?:\.\d{1,20})?){1,3})[\s)\]]*")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}
_CLICKS: dict[str, tuple[str, int | None]] = {
    **dict.fromkeys(("click", "left_click", "left_single"), ("left", None)),
    **dict.fromkeys(("left_double", "double_click"), ("left", 2)),
    **dict.fromkeys(("right_single", "right_click"), ("right", None)),
    "middle_click": ("middle", None),
}
_MOVES = ("mouse_move", "hover")
_DRAGS = ("drag", "left_click_drag")
_DIRECTIONS = {"up": ("dy", -1), "down": ("dy", 1), "left": ("dx", -1), "right": ("dx", 1)}
ACTIONS = (
    *_CLICKS,
    *_MOVES,
    *_DRAGS,
    *("hotkey", "press", "release", "type", "scroll", "wait", "finished", "call_user"),
)
"""All functions, and the names that some versions have for them."""


def smart_resized(screen: Size) -> Size:
    """Give the size of the picture that 1.5 counts in, for a screenshot of this size.

    Raises:
        CallError: the app's: the screen is 200 times as wide as it is high, or the other way.
    """
    width, height = screen.width, screen.height
    if max(width, height) > _MOST_RATIO * min(width, height):
        raise CallError(f"a picture of {width}x{height} is too long for UI-TARS: cut it")
    across, down = (max(_FACTOR, math.floor(side / _FACTOR + 0.5) * _FACTOR) for side in (width, height))
    if across * down > _MOST_PX:
        beta = math.sqrt(width * height / _MOST_PX)
        across, down = (math.floor(side / beta / _FACTOR) * _FACTOR for side in (width, height))
    elif across * down < _LEAST_PX:
        beta = math.sqrt(_LEAST_PX / (width * height))
        across, down = (math.ceil(side * beta / _FACTOR) * _FACTOR for side in (width, height))
    return Size(across, down)


def read(output: object, size: Size = GRID) -> Call:
    """Understand what the model wrote; what is not understood is a call with an error, and none of it is done.

    Args:
        output: The model's text.
        size: What its places count in: `GRID` for 1.0, `smart_resized(…)` for 1.5.
    """
    try:
        return _read(output, size)
    except CallError as e:
        return Call("", error=str(e))


def _read(output: object, size: Size) -> Call:
    if not isinstance(output, str):
        raise CallError("`output` has to be text")
    if len(output) > LONGEST_OUTPUT:
        raise CallError(f"`output` is longer than {LONGEST_OUTPUT} characters")
    # The first: what is typed may have such a line as well.
    mark = _LINE_MARK.search(output) or _MARK.search(output)
    if mark is None:
        raise CallError("`Action:` is missing: write one line `Action: name(argument='…')`")
    thought = output[: mark.start()].strip().removeprefix("Thought:").strip()
    names: list[str] = []
    steps: list[Step] = []
    for number, (name, arguments) in enumerate(_functions(output, mark.end())):
        given = Fields(arguments, f"{name}.")
        names.append(name)
        steps += _steps(number, name, given, size)
        given.nothing_else()
    return Call("", tuple(names), stated(steps, reason=thought))


# -- text to functions


def _functions(text: str, at: int) -> list[tuple[str, dict[str, object]]]:
    found = []
    while text[at:].strip():
        name = _NAME.match(text, at)
        if name is None:
            raise CallError(f"`Action`: `{shown(text[at:].strip())}` is no call: write name(argument='…')")
        arguments, at = _arguments(text, name.end(), name[1])
        found.append((name[1], arguments))
        if len(found) > MOST_ACTIONS:
            raise CallError(f"`Action` has more than {MOST_ACTIONS} calls")
        again = _MARK.match(text, len(text) - len(text[at:].lstrip()))
        at = again.end() if again else at
    if not found:
        raise CallError("`Action` has no call: write name(argument='…')")
    return found


def _arguments(text: str, at: int, name: str) -> tuple[dict[str, object], int]:
    """Read `a='…', b='…')`; give also where it ends."""
    found: dict[str, object] = {}
    while True:
        rest = len(text) - len(text[at:].lstrip(" \t\r\n,"))
        if text[rest : rest + 1] == ")":
            return found, rest + 1
        argument = _ARGUMENT.match(text, rest)
        if argument is None:
            raise CallError(f"`{name}`: `{shown(text[rest:])}` is no argument: write name='…', and `)` at the end")
        if argument[1] in found:
            raise CallError(f"`{name}.{argument[1]}` comes twice")
        if len(found) >= MOST_ARGUMENTS:
            raise CallError(f"`{name}` has more than {MOST_ARGUMENTS} arguments")
        found[argument[1]], at = _quoted(text, argument.end(), argument[2], f"{name}.{argument[1]}")


def _quoted(text: str, at: int, quote: str, where: str) -> tuple[str, int]:
    parts: list[str] = []
    while at < len(text):
        char = text[at]
        if char == quote:
            return "".join(parts), at + 1
        if char == "\\" and text[at + 1 : at + 2] in _ESCAPES and at + 1 < len(text):
            parts.append(_ESCAPES[text[at + 1]])
            at += 2
            continue
        parts.append(char)
        at += 1
    raise CallError(f"`{where}` has no {quote} at its end")


# -- functions to steps


def _steps(number: int, name: str, given: Fields, size: Size) -> list[Step]:
    if name in _CLICKS:
        button, count = _CLICKS[name]
        return [gesture(number, "click", size, **_named(given, size), button=button, count=count)]
    if name in _MOVES:
        return [gesture(number, "move", size, **_named(given, size))]
    if name in _DRAGS:
        path = [_place(given, ("start_box", "start_point"), size), _place(given, ("end_box", "end_point"), size)]
        return [gesture(number, "drag", size, path=[list(place) for place in path])]
    match name:
        case "hotkey":
            return pressed(number, [_chord(given)])
        case "press":
            return [gesture(number, "down", None, keys=_chord(given))]
        case "release":
            return [gesture(number, "up", None, keys=_chord(given))]
        case "type":
            return [gesture(number, "type", None, text=given.typed("content"))]
        case "scroll":
            axis, sign = _DIRECTIONS[given.choice("direction", tuple(_DIRECTIONS))]
            return [gesture(number, "scroll", size, **_named(given, size), **{axis: sign * SCROLL_CLICKS})]
        case "wait":
            return waits(number, WAIT_S)
        case "finished" | "call_user":
            return [Step(Kind(name), number, text=given.text("content", LONGEST_OUTPUT, ""))]
        case _:
            raise CallError(f"`Action`: `{shown(name)}` is no function of UI-TARS")


def _named(given: Fields, size: Size) -> dict[str, int]:
    x, y = _place(given, ("start_box", "point"), size)
    return {"x": x, "y": y}


def _place(given: Fields, names: tuple[str, str], size: Size) -> tuple[int, int]:
    """Take a place under either of its names; of a box it is the middle, rounded half up."""
    name = next((name for name in names if given.has(name)), names[0])
    match = _PLACE.fullmatch(_TAGS.sub(" ", given.text(name, 200)))
    numbers = [float(part) for part in re.split(r"[\s,()]+", match[1])] if match else []
    if len(numbers) not in (2, 4):
        raise given.wrong(name, "has to be a place '(x,y)' or a box '[x1,y1,x2,y2]'")
    x, y = numbers if len(numbers) == 2 else ((numbers[0] + numbers[2]) / 2, (numbers[1] + numbers[3]) / 2)
    return given.on(size, (name, math.floor(x + 0.5)), (name, math.floor(y + 0.5)))


def _chord(given: Fields) -> str:
    """Read `ctrl c` or `ctrl+c`."""
    name = "key" if given.has("key") or not given.has("hotkey") else "hotkey"
    words = [part for word in given.text(name, 200).split() for part in key_words.split(word)]
    return key_words.chord(words, f"{given.where}{name}")


def answer(call: Call, ending: Ending, *, image_url: str | None = None) -> dict[str, Any]:
    """Write the message of a chat that tells the model what became of it.

    Args:
        call: What was read.
        ending: What became of it.
        image_url: Of the screenshot after it, `data:image/png;base64,…` as a rule; None for none.
    """
    content: list[dict[str, Any]] = []
    text = told(call, ending)
    if text:
        content.append({"type": "text", "text": text})
    if image_url is not None:
        content.append({"type": "image_url", "image_url": {"url": image_url}})
    return {"role": "user", "content": content or [{"type": "text", "text": "Done."}]}
