"""`policy explain --jsonl`: one JSON object in, one out, by the code path of the live gate."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Action, ActionKind
from supervisor.core.assignment import Assignment
from supervisor.core.context import Context, Element, Window
from supervisor.core.keynames import canonical_chord
from supervisor.core.page_address import page_address
from supervisor.detect.combine import judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.policy import Policy

LONGEST_LINE = 4_000_000
"""Characters of one line of input."""
FIELDS = (
    "action",
    "window_title",
    "app",
    "url",
    "target_name",
    "target_role",
    "target_tag",
    "keys",
    "text",
    "reason",
)
"""Keys that are understood; others are left alone, because data sets carry their own."""
SCOPES = ("agent", "user", "team", "workflow")
"""Who acts for whom and for what."""
MORE_FIELDS = (*SCOPES, "executable", "dialog_text", "target_path")
"""Keys that `policy test` understands beside them: data sets may mean something else by these."""
_ALIASES = {
    "left_click": ActionKind.CLICK,
    "press": ActionKind.KEY,
    "hotkey": ActionKind.KEY,
    "keypress": ActionKind.KEY,
    "type_enter": ActionKind.TYPE_ENTER,
}


def explain_line(line: str, policy: Policy, scopes: Mapping[str, str | None] = MappingProxyType({})) -> str:
    """Judge one described action.

    Args:
        line: A JSON object with any of `FIELDS`; null and missing mean unknown.
        policy: The rules.
        scopes: Any of `SCOPES`.

    Returns:
        A JSON object with tier, category, verdict, rule_id and reason; or with `error`, one sentence.
    """
    try:
        action, context = described(_read(line) | dict(scopes))
    except InputError as e:
        return json.dumps({"error": str(e)})
    assessment, decision = judge(action, context, policy)
    return (
        json.dumps(
            {
                "tier": assessment.tier.value,
                "category": assessment.category.value,
                "verdict": decision.verdict.value,
                "rule_id": decision.rule_id,
                "reason": decision.reason,
            },
            ensure_ascii=False,
        )
        .encode("utf-8", "replace")
        .decode()
    )


class InputError(Exception):
    """A line that describes no action; the caller's fault."""


def described(given: Mapping[str, str | None]) -> tuple[Action, Context]:
    """Make an action and its place of what is said about them.

    Args:
        given: Any of `FIELDS` and `MORE_FIELDS`; None and missing mean unknown. Of `target_path` the names of what
            holds the target, from the outermost, joined by ` > `.

    Returns:
        The action and where it lands.

    Raises:
        InputError: `action` is no kind of action.
    """
    known = dict.fromkeys((*FIELDS, *MORE_FIELDS)) | dict(given)
    return _action(known), _context(known)


def _read(line: str) -> dict[str, str | None]:
    if len(line) > LONGEST_LINE:
        raise InputError(f"the line is too long: keep it below {LONGEST_LINE} characters")
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as e:
        detail = (
            e.msg.lower() if isinstance(e, json.JSONDecodeError) else "it is nested too deep or has too long a number"
        )
        raise InputError(f"the line is not JSON: {detail}: write one object a line") from e
    if not isinstance(raw, dict):
        raise InputError("the line is JSON but no object: write one object a line")
    return {name: _text(raw, name) for name in FIELDS}


def _text(raw: dict[str, Any], name: str) -> str | None:
    value = raw.get(name)
    if value is None or isinstance(value, str):
        return value
    if name == "keys" and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "+".join(value)
    raise InputError(f"`{name}` is no text: write a string or null")


def _action(given: dict[str, str | None]) -> Action:
    keys, text = canonical_chord(given["keys"] or ""), given["text"] or ""
    named = given["action"]
    if named is None:
        kind = ActionKind.KEY if keys else ActionKind.TYPE if text else ActionKind.CLICK
    else:
        word = named.strip().lower()
        known = _ALIASES.get(word) or (ActionKind(word) if word in set(ActionKind) else None)
        if known is None:
            raise InputError(f"`{named[:40]}` is no action: use one of {', '.join(ActionKind)}")
        kind = known
    if kind is ActionKind.KEY and not keys and text:
        # `{"action": "key", "text": "ctrl+Return"}`, as some agents write it.
        keys, text = canonical_chord(text), ""
    assignment = Assignment(**{name: given[name] or "" for name in SCOPES})
    agent = assignment.agent or "explain"
    return Action("explain", agent, kind, keys=keys, text=text, reason=given["reason"], assignment=assignment)


_ROLE = re.compile(r"\brole=[\"']?([\w-]+)")
_TYPE = re.compile(r"\btype=[\"']?([\w-]+)")
_ROLES = {
    "a": "link",
    "button": "push button",
    "menuitem": "menu item",
    "menuitemradio": "radio menu item",
    "menuitemcheckbox": "check menu item",
    "checkbox": "check box",
    "radio": "radio button",
    "switch": "switch",
    "tab": "page tab",
    "textarea": "entry",
    "combobox": "combo box",
    "select": "combo box",
    "option": "list item",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
}
"""HTML elements, ARIA roles and types of input to the names that the accessibility bus has for them."""


def _role_of_tag(tag: str | None) -> str | None:
    """Give the role of an HTML element, e.g. of `a role="button"`; None when it says nothing."""
    tag = tag[:300].strip("<> ").lower() if tag else ""
    name = tag.partition(" ")[0]
    said, kind = _ROLE.search(tag), _TYPE.search(tag)
    if said is not None:
        return _ROLES.get(said[1])
    if name == "input":
        word = kind[1] if kind is not None else "text"
        if word in ("submit", "button", "image", "reset"):
            return "push button"
        return _ROLES.get(word, "password text" if word == "password" else "entry")
    return _ROLES.get(name)


def _context(given: dict[str, str | None]) -> Context:
    app, title, url, executable = given["app"], given["window_title"], given["url"], given["executable"]
    url = url and (page_address(url) or url)
    name, role = given["target_name"], given["target_role"] or _role_of_tag(given["target_tag"])
    dialog, path = given["dialog_text"], given["target_path"]
    unknown: set[str] = set()
    window = None
    if app or title or executable:
        window = Window(id=1, title=title or "", app=app or "", executable=executable or "")
    if window is None:
        unknown.add("window")
    element = None
    if any(said is not None for said in (name, role, dialog, path)):
        above = tuple(path.split(" > ")) if path else ()
        element = Element(name=name or "", role=role or "", path=above, dialog_text=dialog or "")
    if element is None:
        unknown.add("element")
    return Context(window, element, url, frozenset(unknown))
