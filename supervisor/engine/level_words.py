"""What a person is told of a level: what it means, what holds until now, and each entry of the dial."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.autonomy_dial import Dial, Entry, Part
    from supervisor.core.autonomy_scope import Scope

_ACTS = "what your policy asks passes, save what cannot be undone, is unsure or out of the ordinary"
MEANS: Mapping[Level, str] = MappingProxyType(
    {
        Level.FULL_OVERSIGHT: "each action is asked",
        Level.APPROVAL_GATES: "what your policy asks is asked",
        Level.CONFIDENCE_BASED: "what your policy asks passes once your answers have earned it",
        Level.BATCH_REVIEW: f"{_ACTS}, and you go through it afterwards",
        Level.EXCEPTION_ONLY: _ACTS,
        Level.FULL_AUTONOMY: "what your policy asks passes, even what cannot be undone",
    }
)
_NAMED = 3
"""Entries that a question names; the others are counted."""


def until_now(dial: Dial, scope: Scope, level: Level) -> str:
    """Say what is set for a scope by now, and what more comes to hold again when a laxer level is set for it.

    Args:
        dial: What holds.
        scope: For whom a level is wanted.
        level: Which.
    """
    own, ceiling = dial.settings.get(scope), dial.ceilings.get(scope)
    words = f"until now it is {own.level}" if own is not None else "until now nothing is set for it"
    if ceiling is None or ceiling.level.rank >= level.rank:
        return words
    words = f"{words}, and no more than {ceiling.level} by what was taken back"
    again = [
        f"{entry.level} for {one.words}"
        for one, entry in dial.settings.items()
        if one != scope and one.size >= scope.size and one.meets(scope)
        if entry.level.rank > level.rank and not entry.earned
    ]
    more = f" and {len(again) - _NAMED} more" if len(again) > _NAMED else ""
    return f"{words}; with it holds again {', '.join(again[:_NAMED])}{more}" if again else words


def told(part: Part, scope: Scope, entry: Entry, now_ns: int) -> dict[str, Any]:
    """Give an entry of the dial for tray and status.

    Args:
        part: What kind of entry it is.
        scope: For whom it is.
        entry: The entry.
        now_ns: Now, on the clock of the loans, ns.
    """
    found = {"part": part.value, "for": scope.words, "level": entry.level.value, "why": entry.ground}
    if entry.ends_ns is not None:
        found["seconds_left"] = str(max(0, round((entry.ends_ns - now_ns) / 1e9)))
    return found


def span_words(span_ns: int) -> str:
    """Give a time as somebody writes it, e.g. `30 min`.

    Args:
        span_ns: How long, ns.
    """
    minutes, seconds = divmod(span_ns // 10**9, 60)
    if seconds or not minutes:
        return f"{span_ns // 10**9} s"
    return f"{minutes} min" if minutes % 60 else f"{minutes // 60} h"
