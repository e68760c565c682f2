"""The list of held actions, as the service tells it; packets to checked, bounded values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from supervisor.core.assessment import Category, Tier
from supervisor.ui.messages import MAX_WORDS, MessageError

_MAX_ROWS = 1_000
"""In one message."""


@dataclass(frozen=True, slots=True)
class Held:
    """One held action."""

    id: str
    """Its request."""
    sentence: str
    """What will happen, to what."""
    agent: str
    """Whose it is."""
    tier: Tier
    """How bad the effect could be."""
    category: Category
    """What part of life it touches."""
    age_s: float
    """How long it waited when it was told; s."""
    why: str = ""
    """Why it was stopped."""
    rule: str = ""
    """Id of the rule that stopped it."""
    workflow: str = ""
    """The task that the agent belongs to; empty for none."""
    confidence: float | None = None
    """How sure the agent says it is, 0 to 1; None when it does not say."""


@dataclass(frozen=True, slots=True)
class HeldNews:
    """What changed in the list."""

    rows: tuple[Held, ...]
    """What came."""
    gone: tuple[str, ...]
    """Requests that ended."""
    asked: str
    """The request that is asked now; empty for none."""
    fresh: bool
    """All that was told before is void."""
    members: tuple[str, ...] = ()
    """The requests that are asked about together; empty while the question is about one."""


def parse_held(packet: dict[str, Any]) -> HeldNews:
    """Read a `held` packet.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        return HeldNews(
            rows=tuple(_row(row) for row in packet["rows"][:_MAX_ROWS]),
            gone=tuple(str(request) for request in packet["gone"]),
            asked=str(packet["asked"]),
            fresh=packet.get("fresh") is True,
            members=tuple(str(request) for request in packet.get("members", [])[:_MAX_ROWS]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise MessageError(f"bad `held`: {e!r}") from e


def _row(row: dict[str, Any]) -> Held:
    confidence = row.get("confidence")
    return Held(
        id=str(row["id"]),
        sentence=str(row["sentence"])[:MAX_WORDS],
        agent=str(row["agent"])[:MAX_WORDS],
        tier=Tier(row["tier"]),
        category=Category(row["category"]),
        age_s=max(0.0, float(row["age_s"])),
        why=str(row.get("why") or "")[:MAX_WORDS],
        rule=str(row.get("rule") or "")[:MAX_WORDS],
        workflow=str(row.get("workflow") or "")[:MAX_WORDS],
        confidence=None if confidence is None else min(1.0, max(0.0, float(confidence))),
    )
