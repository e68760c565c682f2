"""What was asked and answered, as the service tells it from the record; packets to checked, bounded values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from supervisor.ui.messages import MAX_WORDS, MessageError

_MAX_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline."""

    time_s: float
    """When it began, s since 1970."""
    agent: str
    """Whose it is; empty for the supervisor's own."""
    words: str
    """What it was."""
    verdict: str
    """What followed, by which rule and why."""
    answer: str
    """What the person said; empty where nobody was asked."""
    outcome: str
    """What became of it."""
    request: str
    """The last request about it; empty where nobody was asked."""
    told: bool
    """It is for people who want to know what was asked and answered."""


def parse_past(packet: dict[str, Any]) -> tuple[tuple[Entry, ...], bool]:
    """Read a `past` packet.

    Returns:
        The lines, newest first, and whether all that was told before is void.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        rows = tuple(_entry(row) for row in packet["rows"][:_MAX_ROWS])
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as e:
        raise MessageError(f"bad `past`: {e!r}") from e
    return rows, packet.get("fresh") is True


def _entry(row: dict[str, Any]) -> Entry:
    names = ("agent", "words", "verdict", "answer", "outcome", "request")
    agent, words, verdict, answer, outcome, request = (str(row[name])[:MAX_WORDS] for name in names)
    time_s, told = int(row["time_ns"]) / 1e9, row.get("told") is True
    return Entry(time_s, agent, words, verdict, answer, outcome, request, told)
