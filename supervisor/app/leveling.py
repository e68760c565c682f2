"""What a command or the tray says when somebody wants another level, read; it decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.engine.levels import Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPAN = re.compile(r"(\d{1,5}) ?(s|m|min|h)")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600}
_LONGEST = 200
_Kind = TypeVar("_Kind", Level, Category)


class LevelError(ValueError):
    """No level can be read from it; the sentence names the remedy."""


def wanted_level(message: Mapping[str, object]) -> Wanted:
    """Read what is wanted.

    Args:
        message: `level`, and where they are wanted `for`, `agent`, `workflow`, `app`, `category`; `meets` is the
            level that whoever wants it saw hold there.

    Raises:
        LevelError: it cannot be read.
    """
    return Wanted(
        _one_of(Level, message.get("level"), "level"),
        Scope(
            _text(message, "agent"),
            _text(message, "workflow"),
            _text(message, "app"),
            _one_of(Category, message["category"], "category") if message.get("category") else None,
        ),
        span_ns(str(message["for"])) if message.get("for") else None,
        _one_of(Level, message["meets"], "level") if message.get("meets") else None,
    )


@dataclass(frozen=True, slots=True)
class TrayWord:
    """What a line of the tray's menu wants of levels."""

    kind: str
    """`level`, `level-end`, `level-accept` or `level-decline`."""
    proposal: str = ""
    """Name of what was proposed; empty for none."""
    scope: Scope = EVERYTHING
    """For whom."""
    wanted: Mapping[str, object] = field(default_factory=dict)
    """What `wanted_level` reads."""


def tray_word(what: str) -> TrayWord | None:
    """Read `level:LEVEL@MEETS:TIME:AGENT`, `level-end:AGENT`, `level-accept:NAME` or `level-decline:NAME`.

    MEETS is the level that the menu showed; without it there is no `@`. Time and agent may be empty. An agent's
    name comes last: it may have colons in it.

    Returns:
        None where something else is wanted.
    """
    kind, colon, rest = what.partition(":")
    if not colon or kind not in ("level", "level-end", "level-accept", "level-decline"):
        return None
    if kind == "level-end":
        return TrayWord(kind, scope=Scope(agent=rest[:_LONGEST] or None))
    if kind != "level":
        return TrayWord(kind, proposal=rest)
    level, _, rest = rest.partition(":")
    span, _, agent = rest.partition(":")
    level, _, meets = level.partition("@")
    return TrayWord(kind, wanted={"level": level, "meets": meets, "for": span, "agent": agent})


def span_ns(text: str) -> int:
    """Read a time like `30m`, ns.

    Raises:
        LevelError: it is none.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        raise LevelError(f"`{text[:_LONGEST]}` is no time: write it like 30m, 2h or 90s")
    return int(found[1]) * _SECONDS[found[2]] * 10**9


def _one_of(kind: type[_Kind], value: object, noun: str) -> _Kind:
    try:
        return kind(str(value))
    except ValueError as e:
        words = ", ".join(kind)
        raise LevelError(f"`{str(value)[:_LONGEST]}` is no {noun}: use one of {words}") from e


def _text(message: Mapping[str, object], name: str) -> str | None:
    value = message.get(name)
    return str(value)[:_LONGEST] if value else None
