"""An action and its place as they were judged, made again from a row of the record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.assessment import Assessment, Category, Tier
from supervisor.core.context import Context, Element, Paste, Window
from supervisor.core.facts import Program
from supervisor.core.typing_buffer import TypingBuffer
from supervisor.detect.programs import program_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


def action_of(row: Mapping[str, Any]) -> Action:
    """Give the action that `record_fields.action_dict` wrote; missing members have their defaults."""
    said = {name: value for name, value in row.items() if name in _ACTION}
    return Action(
        **{"id": "recorded", "agent": "bot"} | said,
        kind=ActionKind(row["kind"]),
        point=_point(row.get("point")),
        end_point=_point(row.get("end_point")),
    )


def context_of(row: Mapping[str, Any]) -> Context:
    """Give the context that `record_fields.context_dict` wrote; missing members have their defaults."""
    window, element = row.get("window"), row.get("element")
    return Context(
        _window(window) if window else None,
        _element(element) if element else None,
        row.get("url"),
        frozenset(row.get("unknown", ())),
        tuple(Paste(**paste) for paste in row.get("pastes", ())),
    )


def retold(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Action]]:
    """Give rows with their actions, the lines of terminals as certain as the keys before make them now.

    A row of running text holds its last character alone, which is as good as all of them here; what is handed over is
    in its row.
    """
    line, place = TypingBuffer(), ""
    for row in rows:
        action, window = action_of(row), row.get("window", {}).get("executable", "")
        if window != place:
            line, place = TypingBuffer(), window
        if (
            row.get("element", {}).get("role") == "terminal"
            or program_kind(context_of(row).window) is Program.TERMINAL
        ):
            if action.kind is ActionKind.TYPE:
                line = line.typed(action.text)
            elif action.kind in (ActionKind.KEY, ActionKind.TYPE_ENTER):
                if action.kind is ActionKind.TYPE_ENTER:
                    line = replace(line, text=action.text)
                    action = replace(action, text_exact=line.exact, behind=line.behind)
                line = line.pressed(action.keys, terminal=True, readline=True)
        yield row, action


def assessment_of(row: Mapping[str, Any]) -> Assessment:
    """Give the assessment that `record_fields.assessment_dict` wrote."""
    return Assessment(Tier(row["tier"]), Category(row["category"]), tuple(row["evidence"]))


def facts_of(row: Mapping[str, Any], clean: Callable[[str], str]) -> dict[str, Any]:
    """Give what the judgement sees of a row, and what it decided: no places, ids, or parts that say nothing."""
    action, context = row["action"], row["context"]
    kept: dict[str, Any] = {"kind": action["kind"]}
    kept |= _said(action, ("keys", "text", "reason"), clean)
    if not action["text_exact"]:
        kept["text_exact"] = False
    if context["window"]:
        window = _said(context["window"], ("title", "app", "instance", "executable"), clean)
        for flag in ("transient_for", "override_redirect"):
            if context["window"][flag]:
                window[flag] = 1 if flag == "transient_for" else True
        kept["window"] = window
    if context["element"]:
        kept["element"] = _said(context["element"], ("name", "role", "dialog_text", "text"), clean)
        kept["element"]["path"] = [clean(name) for name in context["element"]["path"]]
    kept |= _said(context, ("url",), clean)
    if context["unknown"]:
        kept["unknown"] = context["unknown"]
    for paste in context.get("pastes", ()):
        kept.setdefault("pastes", []).append(paste | _said(paste, ("text", "before"), clean))
    return kept


def _said(row: Mapping[str, Any], names: Sequence[str], clean: Callable[[str], str]) -> dict[str, Any]:
    return {name: clean(row[name]) for name in names if row[name]}


_ACTION = ("id", "agent", "button", "count", "keys", "text", "text_exact", "reason", "origin")


def _window(row: Mapping[str, Any]) -> Window:
    known: dict[str, Any] = {"id": 1} | dict(row)
    return Window(**known | {"rect": _rect(row.get("rect"))})


def _element(row: Mapping[str, Any]) -> Element:
    plain = {name: row[name] for name in ("name", "role", "dialog_text", "text") if name in row}
    return Element(
        **plain,
        path=tuple(row.get("path", ())),
        rect=_rect(row.get("rect")),
        states=frozenset(row.get("states", ())),
        selected=row.get("selected"),
        selected_names=tuple(row.get("selected_names", ())),
    )


def _point(pair: Sequence[int] | None) -> Point | None:
    return Point(*pair) if pair else None


def _rect(four: Sequence[int] | None) -> Rect | None:
    return Rect(*four) if four else None
