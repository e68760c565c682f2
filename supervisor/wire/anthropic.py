"""Anthropic's computer use: the `computer` tool in its three versions, and the toolset of one tool for each action.

Source: anthropic-sdk-python `types/beta/beta_computer_*` and `beta_tool_computer_use_*`; anthropic-quickstarts
`computer_use_demo/tools/computer.py`. What the reference refuses is refused: a click of 20241022 has no coordinate,
places outside of the picture are errors and never clamped. Where the versions differ, each keeps its own rules.
Pure, standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.wire import key_words
from supervisor.wire.call_fields import LONGEST_ID, CallError, Fields, id_of, shown
from supervisor.wire.model_call import Call, Ending, Kind, Size, Step, gesture, held, pressed, told, waits

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_KEYS = 200
LONGEST_S = 100
"""Of a wait or a held key; the reference has the same limit."""
MOST_CLICKS = 100
_FURTHEST_PX = 65_535
_BUTTONS = {"left_click": "left", "right_click": "right", "middle_click": "middle"}
_COUNTS = {"double_click": 2, "triple_click": 3}
_DIRECTIONS = {"up": ("dy", -1), "down": ("dy", 1), "left": ("dx", -1), "right": ("dx", 1)}

_FIRST = (
    *("key", "type", "mouse_move", "left_click", "left_click_drag", "right_click", "middle_click", "double_click"),
    *("screenshot", "cursor_position"),
)
_SECOND = (*_FIRST, "left_mouse_down", "left_mouse_up", "scroll", "hold_key", "wait", "triple_click")
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "computer_20241022": _FIRST,
    "computer_20250124": _SECOND,
    "computer_20251124": (*_SECOND, "zoom"),
    "computer_toolset_20260801": (*_SECOND, "zoom"),
}
"""What each version has."""


@dataclass(frozen=True, slots=True)
class Tool:
    """The tool as an app offers it to the model."""

    version: str
    """One of `ACTIONS`."""
    size: Size
    """Of the picture that the model is given."""
    zoom: bool = True
    """The model may zoom; counts for versions that have it."""

    @classmethod
    def from_param(cls, param: Mapping[str, Any], size: Size | None = None) -> Tool:
        """Read the entry of `tools`.

        Args:
            param: As the app sends it to the API.
            size: Of the pictures, for the toolset, whose entry has none; None to take the entry's.

        Raises:
            CallError: the app's mistake: it is no computer tool that is known here, or has no size.
        """
        fields = Fields(dict(param), "tool.")
        version = fields.choice("type", tuple(ACTIONS))
        if size is None:
            width = fields.whole("display_width_px", 1, _FURTHEST_PX)
            size = Size(width, fields.whole("display_height_px", 1, _FURTHEST_PX))
        if version == "computer_20251124":
            return cls(version, size, fields.flag("enable_zoom", default=False))
        return cls(version, size, _zoom_of_toolset(fields))

    @property
    def is_toolset(self) -> bool:
        """One tool for each action."""
        return self.version.startswith("computer_toolset")


def _zoom_of_toolset(fields: Fields) -> bool:
    match fields.value("configs"):
        case {"zoom": {"enabled": False}}:
            return False
        case _:
            return True


def is_call(block: object, tool: Tool) -> bool:
    """Tell whether a block of the model's message is a call of this tool, and not of another or a text."""
    match block:
        case {"type": "tool_use", "toolset_name": "computer"}:
            return tool.is_toolset
        case {"type": "tool_use", "name": "computer"}:
            return not tool.is_toolset
        case _:
            return False


def read(block: object, tool: Tool) -> Call:
    """Understand a `tool_use` block; what is not understood is a call with an error.

    Args:
        block: JSON data of one block.
        tool: As it was offered.
    """
    try:
        return _read(block, tool)
    except CallError as e:
        return Call(id_of(block, "id"), error=str(e))


def _read(block: object, tool: Tool) -> Call:
    envelope = Fields(block, "tool_use.")
    found = envelope.text("id", LONGEST_ID)
    if not is_call(block, tool):
        raise envelope.wrong("name", f"is no tool of {tool.version}")
    given = envelope.inside("input")
    name = envelope.text("name", 100) if tool.is_toolset else given.text("action", 100)
    if name not in ACTIONS[tool.version]:
        where = "tool_use.name" if tool.is_toolset else "input.action"
        raise CallError(f"`{where}`: `{shown(name)}` is no action of {tool.version}")
    steps = _steps(name, given, tool)
    given.nothing_else()
    return Call(found, (name,), tuple(steps))


def _steps(name: str, given: Fields, tool: Tool) -> list[Step]:
    if name in _BUTTONS or name in _COUNTS:
        return _click(name, given, tool)
    match name:
        case "mouse_move":
            x, y = given.place("coordinate", tool.size)
            return [gesture(0, "move", tool.size, x=x, y=y)]
        case "left_click_drag":
            return _drag(given, tool)
        case "scroll":
            return _scroll(given, tool)
        case "key":
            return _key(given, tool)
        case "hold_key":
            return _hold(given)
        case "type":
            return [gesture(0, "type", None, text=given.typed("text"))]
        case "left_mouse_down":
            return [gesture(0, "down", None, button="left")]
        case "left_mouse_up":
            return [gesture(0, "up", None, button="left")]
        case "wait":
            return waits(0, given.number("duration", 0, LONGEST_S))
        case "zoom":
            return [_zoom(given, tool)]
        case "cursor_position":
            return [Step(Kind.POINTER)]
        case _:
            return [Step(Kind.SCREENSHOT)]


def _point(given: Fields, tool: Tool) -> dict[str, int]:
    if not given.has("coordinate"):
        return {}
    if tool.version == "computer_20241022":
        raise given.wrong("coordinate", "is not taken by a click of computer_20241022: use mouse_move first")
    x, y = given.place("coordinate", tool.size)
    return {"x": x, "y": y}


def _held(given: Fields, tool: Tool, names: tuple[str, ...]) -> list[str] | None:
    """Take what is held meanwhile: `key` in the reference, `text` in newer versions."""
    there = [name for name in names if given.has(name)]
    if not there:
        return None
    if tool.version == "computer_20241022":
        raise given.wrong(there[0], "is not taken by this action of computer_20241022")
    if len(there) > 1:
        raise given.wrong(there[1], f"says what `{there[0]}` says already: leave one of them out")
    return key_words.modifiers(key_words.split(given.text(there[0], LONGEST_KEYS)), f"input.{there[0]}")


def _click(name: str, given: Fields, tool: Tool) -> list[Step]:
    held = _held(given, tool, ("text",) if tool.is_toolset else ("text", "key"))
    button, count = _BUTTONS.get(name, "left"), _COUNTS.get(name)
    return [gesture(0, "click", tool.size, **_point(given, tool), button=button, count=count, held=held)]


def _drag(given: Fields, tool: Tool) -> list[Step]:
    path = [list(given.place("coordinate", tool.size))]
    if given.has("start_coordinate") and tool.version == "computer_20241022":
        raise given.wrong("start_coordinate", "is not taken by computer_20241022: use mouse_move first")
    if given.has("start_coordinate") or tool.is_toolset:
        path.insert(0, list(given.place("start_coordinate", tool.size)))
    held = _held(given, tool, ("text",) if tool.is_toolset else ("text", "key"))
    return [gesture(0, "drag", tool.size, path=path, held=held)]


def _scroll(given: Fields, tool: Tool) -> list[Step]:
    axis, sign = _DIRECTIONS[given.choice("scroll_direction", tuple(_DIRECTIONS))]
    turned = {axis: sign * given.whole("scroll_amount", 0, MOST_CLICKS)}
    held = _held(given, tool, ("text",))
    return [gesture(0, "scroll", tool.size, **_point(given, tool), **turned, held=held)]


def _key(given: Fields, tool: Tool) -> list[Step]:
    """Press chords; xdotool takes several, with blanks between them."""
    text = given.text("text", LONGEST_KEYS)
    count = given.whole("repeat", 1, MOST_CLICKS, 1) if tool.is_toolset else 1
    words = text.split() or ["space"]
    if len(words) > key_words.MOST_KEYS:
        raise given.wrong("text", f"has more than {key_words.MOST_KEYS} chords")
    chords = [_chord(word, tool) for word in words]
    return pressed(0, chords * count) if len(chords) > 1 and count > 1 else pressed(0, chords, count)


def _chord(text: str, tool: Tool) -> str:
    words = key_words.split(text)
    found = key_words.chord(words, "input.text", keysyms=True)
    # xdotool types a lone capital; in a chord models write capitals as keyboards do, and mean the key.
    alone = len(words) == 1 and len(text) == 1 and text != text.lower() and not tool.is_toolset
    return f"shift+{found}" if alone else found


def _hold(given: Fields) -> list[Step]:
    words = key_words.split(given.text("text", LONGEST_KEYS).strip())
    keys = key_words.chord(words, "input.text", keysyms=True)
    seconds = given.number("duration", 0, LONGEST_S)
    return held(0, keys, waits(0, seconds))


def _zoom(given: Fields, tool: Tool) -> Step:
    if not tool.zoom:
        raise CallError("`input.action`: `zoom` is switched off for this tool")
    numbers = given.items("region", 1_000)
    if len(numbers) != 4:
        raise given.wrong("region", "has to be four numbers, [x0, y0, x1, y1]")
    named = [(f"region[{index}]", number) for index, number in enumerate(numbers)]
    left, top = given.on(tool.size, named[0], named[1])
    right, bottom = given.on(tool.size, named[2], named[3])
    if left >= right or top >= bottom:
        raise given.wrong("region", "has to be [x0, y0, x1, y1] with x0 < x1 and y0 < y1")
    return Step(Kind.ZOOM, region=(left, top, right, bottom))


def answer(
    call: Call,
    ending: Ending,
    tool: Tool,
    *,
    image: str | None = None,
    media_type: str = "image/png",
    pointer: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Write the `tool_result` block that answers a call.

    Args:
        call: What was read.
        ending: What became of it.
        tool: As it was offered.
        image: Base64 of the picture, after it or of the region zoomed to; None for none.
        media_type: Of the picture.
        pointer: Where the agent's pointer is, in pixels of the picture; for `cursor_position`.
    """
    text = told(call, ending)
    done = ending.whole(call)
    if done and call.names == ("cursor_position",) and pointer is not None:
        text = f"X={pointer[0]},Y={pointer[1]}"
    content: list[dict[str, Any]] = []
    if text:
        content.append({"type": "text", "text": text})
    if image is not None:
        source = {"type": "base64", "media_type": media_type, "data": image}
        content.append({"type": "image", "source": source})
    result: dict[str, Any] = {"type": "tool_result", "tool_use_id": call.id}
    if tool.is_toolset:
        result["toolset_name"] = "computer"
    # With an error the API takes text alone.
    if not done:
        return result | {"content": [part for part in content if part["type"] == "text"], "is_error": True}
    return result | {"content": content or [{"type": "text", "text": "Done."}]}
