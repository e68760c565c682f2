"""The tools that a model is given over MCP, and what their calls mean in our own words. Pure.

One tool for each gesture, with the fields of the vocabulary; `computer` with Anthropic's words for models that were
trained on them; and questions that change nothing. Every tool that acts takes `reason` and `confidence`, because a
person who is asked decides better with them.

Source: Model Context Protocol, schema 2025-11-25, `Tool`, `ToolAnnotations`, `CallToolResult`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from supervisor.wire.anthropic import ACTIONS
from supervisor.wire.model_call import because, of_the_rest
from supervisor.wire.vocabulary import (
    Outcome,
    Picture,
    Proposal,
    Status,
    ToolProposal,
    VocabularyError,
    one_line,
    read_proposal,
    read_tool_proposal,
    schema,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.wire.model_call import Size

INSTRUCTIONS = (
    "You work on a person's own desktop, under supervision: each action is shown to the person before it happens, and"
    " one that may do harm waits until they answer, which may take minutes. Say in `reason` why you want it. When an"
    " action is refused, do not try it again in another form: do something else, or ask the person. Take a screenshot"
    " after you were refused, and whenever you are not sure what is on the screen. Places are pixels of the last"
    " screenshot."
)


class Question(StrEnum):
    """A tool that changes nothing."""

    SCREENSHOT = "screenshot"
    POINTER = "cursor_position"
    STATUS = "supervisor_status"


@dataclass(frozen=True, slots=True)
class Tool:
    """What is said of a tool."""

    name: str
    title: str
    description: str
    schema: dict[str, Any]
    """JSON Schema of its arguments."""
    annotations: dict[str, bool] = field(default_factory=dict)


_GESTURES: dict[str, tuple[str, str]] = {
    "move": ("Move", "Move the pointer, e.g. to see a tooltip."),
    "click": ("Click", "Click, double-click (`count` 2) or right-click (`button` right) at a place."),
    "drag": ("Drag", "Press at the first place of `path`, move along the others, let go at the last."),
    "scroll": ("Scroll", "Turn the wheel at a place: `dy` 3 goes on reading, negative goes back."),
    "key": ("Press keys", "Press keys together, e.g. `ctrl+s`, `Return`, `alt+Tab`."),
    "type": ("Type", "Type text where the focus is, in any script. A line feed presses Enter."),
    "down": ("Hold down", "Press a button or keys and leave them down until `up`."),
    "up": ("Let go", "Let a button or keys go."),
    "wait": ("Wait", "Do nothing for a while, e.g. until a page has loaded."),
}
_SPOKEN = ("reason", "confidence", "alternatives", "task", "source_trust")
"""What may be said beside every gesture."""
_PROPOSAL = "propose_action"
_SUBSTANCE = ("amount", "currency", "recipients", "affected_count")
"""What is said of a wish that says what it does, not why."""
_EMPTY: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}


def tools() -> tuple[Tool, ...]:
    """List the tools, without `computer`."""
    whole = schema()
    parts = whole["$defs"]
    said = {name: parts["Statement"]["properties"][name] for name in _SPOKEN}
    found = [_gesture(name, parts, said) for name in _GESTURES]
    acts = {"readOnlyHint": False, "destructiveHint": True, "idempotentHint": False, "openWorldHint": True}
    looks = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}
    found = [Tool(tool.name, tool.title, tool.description, tool.schema, acts) for tool in found]
    found.append(
        Tool(
            _PROPOSAL,
            "Ask before acting",
            "Ask the person whether you may do something that you would do by other means than this desktop: run a"
            " command, send a mail, pay. Do it only when the answer says so.",
            _proposal(parts),
            looks,
        )
    )
    found.append(
        Tool(
            Question.SCREENSHOT,
            "Screenshot",
            "See the whole desktop. Places are pixels of this picture.",
            _EMPTY,
            looks,
        )
    )
    found.append(
        Tool(Question.POINTER, "Pointer", "Where your pointer is, in pixels of the last screenshot.", _EMPTY, looks)
    )
    found.append(
        Tool(
            Question.STATUS,
            "Status",
            "Whether you may act: running, paused or stopped; and what waits.",
            _EMPTY,
            looks,
        )
    )
    return tuple(found)


_ACTIONS = ACTIONS["computer_20251124"]


def computer(size: Size) -> Tool:
    """Describe the tool that has Anthropic's words.

    Args:
        size: Of the screenshots that the model is given.
    """
    number = {"type": "integer", "minimum": 0}
    place = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    text = {"type": "string"}
    said = schema()["$defs"]["Statement"]["properties"]
    properties: dict[str, Any] = {
        "action": {"type": "string", "enum": list(_ACTIONS)},
        "coordinate": place | {"description": "[x, y] in pixels of the screenshot."},
        "start_coordinate": place | {"description": "Where a drag begins."},
        "text": text | {"description": "What is typed, or keys as xdotool names them, or what is held meanwhile."},
        "key": text | {"description": "A modifier that is held during a click."},
        "scroll_direction": {"type": "string", "enum": ["up", "down", "left", "right"]},
        "scroll_amount": number,
        "duration": {"type": "number", "minimum": 0, "description": "Seconds."},
        "region": {"type": "array", "items": number, "minItems": 4, "maxItems": 4, "description": "[x0, y0, x1, y1]"},
        "reason": said["reason"],
        "confidence": said["confidence"],
    }
    whole = {"type": "object", "properties": properties, "required": ["action"], "additionalProperties": False}
    about = f"The mouse, the keyboard and the screen; screenshots are {size.width}x{size.height} pixels."
    acts = {"readOnlyHint": False, "destructiveHint": True, "idempotentHint": False, "openWorldHint": True}
    return Tool("computer", "Computer", about, whole, acts)


def _gesture(name: str, parts: Mapping[str, Any], said: dict[str, Any]) -> Tool:
    title, description = _GESTURES[name]
    own = parts[name.capitalize()]
    properties = {key: value for key, value in own["properties"].items() if key != "type"}
    needed = [key for key in own.get("required", ()) if key != "type"]
    whole = {"type": "object", "properties": properties | said, "additionalProperties": False}
    if needed:
        whole["required"] = needed
    used = _used(whole, parts)
    return Tool(name, title, description, whole | ({"$defs": used} if used else {}))


def _used(part: Any, parts: Mapping[str, Any]) -> dict[str, Any]:
    """Give the definitions that a schema refers to."""
    found: dict[str, Any] = {}
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            name = reference.rpartition("/")[2]
            found |= {name: parts[name]} | _used(parts[name], parts)
        for inner in part.values():
            found |= _used(inner, parts)
    elif isinstance(part, list):
        for inner in part:
            found |= _used(inner, parts)
    return found


def _proposal(parts: Mapping[str, Any]) -> dict[str, Any]:
    kind = {"type": "string", "minLength": 1, "maxLength": 200, "description": "In two words, e.g. `send_email`."}
    summary = {"type": "string", "minLength": 1, "maxLength": 2000, "description": "What will be done, to what."}
    properties = {"kind": kind, "summary": summary, **parts["Statement"]["properties"]}
    whole = {
        "type": "object",
        "properties": properties,
        "required": ["kind", "summary"],
        "additionalProperties": False,
    }
    used = _used(whole, parts)
    return whole | ({"$defs": used} if used else {})


def read_call(
    name: str, arguments: Mapping[str, Any] | None, picture: Picture | None = None
) -> Proposal | ToolProposal | Question:
    """Understand a call of one of `tools`.

    Args:
        name: Of the tool.
        arguments: As they come.
        picture: The screenshot that the model has seen last; None for none.

    Raises:
        VocabularyError: it is none of ours, or not as its schema says; the sentence names the field.
    """
    given = dict(arguments or {})
    if name in set(Question):
        if given:
            raise VocabularyError(f"`{one_line(str(next(iter(given))))}`: `{name}` takes no arguments")
        return Question(name)
    if name == _PROPOSAL:
        return _permission(given)
    if name not in _GESTURES:
        raise VocabularyError(
            f"there is no tool `{one_line(name)}`: the tools are {', '.join(_GESTURES)}, {_PROPOSAL}"
        )
    statement = {key: given.pop(key) for key in _SPOKEN if key in given}
    raw: dict[str, Any] = {"gesture": given | {"type": name}, "statement": statement}
    if picture is not None:
        raw["picture"] = {"width": picture.width, "height": picture.height}
    try:
        return read_proposal(raw)
    except VocabularyError as e:
        said = str(e).replace(f"gesture.{name}.", "").replace(f"gesture.{name}", name).replace("statement.", "")
        raise VocabularyError(said) from e


def _permission(given: dict[str, Any]) -> ToolProposal:
    kind, summary = given.pop("kind", None), given.pop("summary", None)
    for field_name, value in (("kind", kind), ("summary", summary)):
        if not isinstance(value, str) or not value.strip():
            raise VocabularyError(f"`{field_name}`: say it as text")
    told = {key: given[key] for key in _SUBSTANCE if given.get(key) not in (None, "", [], ())}
    try:
        return read_tool_proposal({"tool": kind, "arguments": {"summary": summary} | told, "statement": given})
    except VocabularyError as e:
        raise VocabularyError(str(e).replace("statement.", "").replace("`tool`", "`kind`")) from e


def answer(outcome: Outcome, *, permission: bool = False) -> tuple[str, bool]:
    """Say how a call ended, to the model.

    Args:
        outcome: How it ended.
        permission: It was a wish to do something by other means.

    Returns:
        One or two sentences, and whether they are an error.
    """
    if outcome.status is Status.DONE:
        return (
            "Approved: do it now, as you said."
            if permission
            else f"Done: {outcome.ran}."
            if outcome.ran
            else "Done.",
            False,
        )
    heads = {
        Status.MODIFIED: "The person changed it before it was done",
        Status.REJECTED: "The person rejected it",
        Status.DENIED: "It was refused",
        Status.EXPIRED: "It expired, and nothing was done",
        Status.STOPPED: "Stopped",
    }
    parts = [_in_part(outcome.status) if outcome.partly else heads[outcome.status]]
    if outcome.ran:
        parts[0] += f": {outcome.ran}"
    else:
        parts[0] += because(outcome.reason)
    if outcome.note:
        parts.append(outcome.note[:1].upper() + outcome.note[1:])
    return ". ".join(part.rstrip(".") for part in parts) + ".", not outcome.ran_through


def _in_part(status: Status) -> str:
    """Say how a call ended before all of it was made."""
    if status is Status.MODIFIED:
        return "The person changed it, and a part of that was done"
    return f"A part of it was done, and {of_the_rest(status)}"
