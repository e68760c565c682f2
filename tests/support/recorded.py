"""An action and its place as they were judged, made again from a row of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.action import Action, ActionKind, Point, Rect
from supervisor.core.assessment import Assessment, Category, Tier
from supervisor.core.context import Context, Element, Paste, Window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


def assessment_of(row: Mapping[str, Any]) -> Assessment:
    """Give the assessment that `record_fields.assessment_dict` wrote."""
    return Assessment(Tier(row["tier"]), Category(row["category"]), tuple(row["evidence"]))


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
    )


def _point(pair: Sequence[int] | None) -> Point | None:
    return Point(*pair) if pair else None


def _rect(four: Sequence[int] | None) -> Rect | None:
    return Rect(*four) if four else None
