"""What a tool that does several things is told to do: by an argument that names it, or by a switch.

A name says what a tool is for; `{"operations": ["list", "delete"]}` says what it does this time.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Category, Tier
from supervisor.core.facts import Control
from supervisor.core.tool_call import DEEPEST
from supervisor.detect.effects import EFFECTS
from supervisor.detect.showing import named
from supervisor.detect.tool_finding import ToolFinding
from supervisor.detect.tool_names import Deed, key_is, meaning_of_tool, words_of_key
from supervisor.detect.wordlist import wordlist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.tool_call import ToolCall

SUBMIT_KEYS = wordlist("submit pressenter enter slowly")
"""Keys that say whether Enter follows what is typed."""
_OPERATIONS = wordlist("action actions operation operations op ops mode modes act acts do perform")
_LISTS = wordlist(
    "step steps request requests change changes batch task tasks edit edits patch patches mutation mutations call"
    " calls instruction instructions job jobs update updates"
)
"""Keys whose list may hold what is done one after the other."""
_NAMED = wordlist("type kind name op action operation verb method command do") | {""}
"""Keys by which one of these says which it is."""
_SWITCHED = wordlist(
    "delete remove purge destroy erase wipe send pay submit execute overwrite flush uninstall publish buy sell"
)
_INVITED = wordlist("attendees attendee invitees guests participants")
_DENYING = wordlist("no not dont never without skip disable prevent include exclude show hide only is was")
"""Words that begin a switch that does not do what is named behind them."""
_NAME = re.compile(r"[A-Za-z0-9$_][\w-]{0,40}")
_BETWEEN = re.compile(r"[,;|+&/]")
_LONGEST = 1000
"""Characters of a value that are looked at: names of a few operations."""
_MOST = 500
"""Operations of one call that are looked at; `ToolCall.whole` tells that there is more in it."""


def what_is_told(call: ToolCall, deed: Deed) -> Iterator[ToolFinding]:
    """Judge what a tool is told to do.

    Args:
        call: The call.
        deed: What the tool does, as its name says.
    """
    if deed is Deed.MAKES and any(
        value and key_is(key, _INVITED) for part in call.objects for key, value in part.items()
    ):
        yield ToolFinding(Tier.HIGH_RISK, ("tells other people",), Category.OTHER, Control.SEND)
    found = dict.fromkeys(_told("", json.loads(call.arguments), deed, DEEPEST))
    for name in list(found)[:_MOST]:
        _, control, _ = meaning = meaning_of_tool(name)
        if control is not None:
            tier, category, _ = EFFECTS[control]
            yield ToolFinding(tier, (f"is told to {named(name)}",), category, control)
        elif meaning[0] in (Deed.CHANGES, Deed.RUNS, Deed.PRESSES):
            yield ToolFinding(Tier.HIGH_RISK, (f"is told to {named(name)}",))


def _told(key: str, value: Any, deed: Deed, deepest: int) -> Iterator[str]:
    """Give the names of what is told, wherever it stands."""
    if deepest == 0:
        return
    if isinstance(value, list):
        for one in value:
            if isinstance(one, dict) and key_is(key, _LISTS):
                yield from _names(_by_name(one))
            yield from _told(key, one, deed, deepest - 1)
    if not isinstance(value, dict):
        return
    for inner, given in value.items():
        if deed is Deed.FILLS and key_is(inner, SUBMIT_KEYS):
            continue  # pressed after typing: judged with the name
        if key_is(inner, _OPERATIONS):
            yield from _names(given)
        elif _switches(inner, given):
            yield inner
        yield from _told(inner, given, deed, deepest - 1)


def _names(given: Any) -> Iterator[str]:
    """Give the operations that a value names: by itself, in a list, or as the keys or the kind of an object."""
    if isinstance(given, str):
        parts = [part.strip() for part in _BETWEEN.split(given[:_LONGEST])]
        if all(_NAME.fullmatch(part) for part in parts if part):
            yield from (part for part in parts if part)
    elif isinstance(given, list):
        for one in given:
            if not isinstance(one, list):
                yield from _names(one)
    elif isinstance(given, dict):
        yield from (key for key, value in given.items() if _NAME.fullmatch(key) and _is_given(value))
        yield from _names(_by_name(given))


def _by_name(given: dict[str, Any]) -> list[str]:
    return [value for key, value in given.items() if isinstance(value, str) and "".join(words_of_key(key)) in _NAMED]


def _is_given(value: Any) -> bool:
    """Tell whether what a key names is to be done, rather than to be left or what it is done to."""
    return isinstance(value, dict | list) or is_switch(value)


def _switches(key: str, value: Any) -> bool:
    words = words_of_key(key)
    if not words or words[0] in _DENYING or _SWITCHED.isdisjoint(words):
        return False
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        return words[0] in _SWITCHED
    return is_switch(value)


def is_switch(value: Any) -> bool:
    """Tell whether a value turns something on."""
    return (isinstance(value, bool | int) or str(value).lower() in ("true", "yes", "on", "1")) and is_yes(value)


def is_yes(value: Any) -> bool:
    """Tell whether a value says yes; servers take `"true"`, `1` and the like for it."""
    return str(value).strip().lower() not in ("", "none", "false", "0", "0.0", "no", "off", "f", "n")
