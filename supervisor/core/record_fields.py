"""The supervisor's words as plain JSON for the record, bounded and with hidden text left out.

Points are [x, y], rectangles [x, y, width, height], physical px. A text longer than `TEXT_LIMIT` keeps both ends;
beside it stands `<name>_cut` with the whole text's length and sha256.

# INVARIANT: of hidden text nothing stays that it could be guessed from: no length, no digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from supervisor.core.action import Action, Point, Rect
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.context import Context, Element, Paste, Window

TEXT_LIMIT = 4096
"""Longest text kept whole, characters."""
MASK = "••••••••"
"""Stands for hidden text, whatever its length."""

_TELLING = frozenset({"text", "keys", "keycode", "keysym", "key", "char", "detail"})
"""Members of an outcome that would spell a hidden text."""
_TYPED = frozenset({"key_press", "key_release"})
"""Kinds of sent events whose detail, a keycode, would do the same."""
_HARMLESS_KEYS = frozenset(
    {
        *("Return", "KP_Enter", "Tab", "ISO_Left_Tab", "BackSpace", "Delete", "Escape"),
        *("ctrl", "alt", "shift", "super", "altgr"),
        *("Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next"),
    }
)
"""Keys that write no character, so that pressing them in a password field may be recorded."""


@dataclass(frozen=True, slots=True)
class Approval:
    """How a person answered."""

    approver: str
    """The device that answered, by its name, or both that did; or who or what else closed the request."""
    gesture: str
    """`chord` or `press`; where it took two, both: `press, then chord`."""
    latency_ms: int
    """From the request to the answer, ms."""
    note: str | None = None
    """More words about it; None when there are none."""


def cut(text: str) -> str:
    """Give `text` with its middle left out when it is longer than `TEXT_LIMIT`."""
    if len(text) <= TEXT_LIMIT:
        return text
    half = TEXT_LIMIT // 2
    return f"{text[:half]}…{text[1 - half :]}"


def cut_note(text: str) -> dict[str, Any]:
    """Give what tells a cut text from others: its length in characters and the sha256 of its UTF-8."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return {"length": len(text), "sha256": digest}


def _put(out: dict[str, Any], name: str, text: str | None) -> None:
    out[name] = text
    if text is not None and len(text) > TEXT_LIMIT:
        out[name] = cut(text)
        out[f"{name}_cut"] = cut_note(text)


def scrub(value: Any, secret: str) -> Any:
    """Give `value` with `secret` masked wherever a text quotes it."""
    if isinstance(value, str):
        return value.replace(secret, MASK) if secret in value else value
    if isinstance(value, dict):
        return {name: scrub(member, secret) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(member, secret) for member in value]
    return value


def hide_sends(outcome: Any) -> Any:
    """Give `outcome` without anything that spells what was typed; how much was sent stays to be seen."""
    if isinstance(outcome, dict):
        return {name: MASK if name in _TELLING else hide_sends(part) for name, part in outcome.items()}
    if isinstance(outcome, list | tuple):
        if len(outcome) > 1 and isinstance(outcome[0], str) and outcome[0] in _TYPED:
            return [outcome[0], MASK, *outcome[2:]]
        return [hide_sends(part) for part in outcome]
    return outcome


def hide_keys(keys: str) -> str:
    """Give a chord without the character it may write: `shift+a` becomes dots, `ctrl+Return` stays."""
    name = keys.rpartition("+")[2]
    return keys if not keys or name in _HARMLESS_KEYS else MASK


def action_dict(action: Action, *, masked: bool = False) -> dict[str, Any]:
    """Give `action` as plain JSON; points are [x, y] in px. A cut text has its note in `text_cut`."""
    out: dict[str, Any] = {
        "id": action.id,
        "agent": action.agent,
        "kind": action.kind,
        "point": _pair(action.point),
        "end_point": _pair(action.end_point),
        "button": action.button,
        "count": action.count,
        "text_exact": action.text_exact,
        "origin": action.origin,
    }
    _put(out, "keys", hide_keys(action.keys) if masked else action.keys)
    _put(out, "text", MASK if masked and action.text else action.text)
    _put(out, "reason", action.reason)
    if action.stated is not None and not masked:
        out["stated"] = action.stated.data
    if action.tool is not None:
        out["tool"] = {"server": action.tool.server, "name": action.tool.name}
    if masked:
        out["masked"] = True
    return out


def context_dict(context: Context, *, masked: bool = False) -> dict[str, Any]:
    """Give `context` as plain JSON; rectangles are [x, y, width, height] in px."""
    out: dict[str, Any] = {
        "window": _window_dict(context.window) if context.window else None,
        "element": _element_dict(context.element, masked=masked) if context.element else None,
        "unknown": sorted(context.unknown),
    }
    if context.pastes:
        out["pastes"] = [_paste_dict(paste, masked=masked) for paste in context.pastes]
    _put(out, "url", context.url)
    if context.frame_url is not None:
        _put(out, "frame_url", context.frame_url)
    return out


def _window_dict(window: Window) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": window.id,
        "pid": window.pid,
        "rect": _four(window.rect),
        "transient_for": window.transient_for,
        "override_redirect": window.override_redirect,
    }
    for name in ("title", "app", "instance", "executable"):
        _put(out, name, getattr(window, name))
    return out


def _paste_dict(paste: Paste, *, masked: bool) -> dict[str, Any]:
    out: dict[str, Any] = {"selection": paste.selection}
    _put(out, "text", MASK if masked and paste.text else paste.text)
    _put(out, "before", MASK if masked and paste.before else paste.before)
    return out


def _element_dict(element: Element, *, masked: bool) -> dict[str, Any]:
    out: dict[str, Any] = {
        "role": element.role,
        "path": [cut(name) for name in element.path],
        "rect": _four(element.rect),
        "states": sorted(element.states),
    }
    if element.selected is not None:
        out["selected"] = element.selected
    if element.selected_names:
        out["selected_names"] = [cut(name) for name in element.selected_names]
    if element.recipients:
        out["recipients"] = [cut(name) for name in element.recipients]
    hidden = masked or element.is_password
    _put(out, "name", element.name)
    _put(out, "dialog_text", element.dialog_text)
    _put(out, "text", MASK if hidden and element.text else element.text)
    return out


def assessment_dict(assessment: Assessment) -> dict[str, Any]:
    """Give `assessment` as plain JSON."""
    return {
        "tier": assessment.tier,
        "category": assessment.category,
        "evidence": [cut(words) for words in assessment.evidence],
    }


def decision_dict(decision: Decision) -> dict[str, Any]:
    """Give `decision` as plain JSON."""
    return {"verdict": decision.verdict, "rule_id": decision.rule_id, "reason": cut(decision.reason)}


def approval_dict(approval: Approval) -> dict[str, Any]:
    """Give `approval` as plain JSON."""
    return {
        "approver": cut(approval.approver),
        "gesture": approval.gesture,
        "latency_ms": approval.latency_ms,
        "note": None if approval.note is None else cut(approval.note),
    }


def _pair(point: Point | None) -> list[int] | None:
    return None if point is None else [point.x, point.y]


def _four(rect: Rect | None) -> list[int] | None:
    return None if rect is None else [rect.x, rect.y, rect.width, rect.height]
