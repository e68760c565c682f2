"""What was asked and answered, as the service tells it from the record; packets to checked, bounded values."""

from __future__ import annotations

from typing import Any

from supervisor.core.timeline_entry import Entry
from supervisor.ui.messages import MAX_WORDS, MessageError

_MAX_ROWS = 1_000


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
    time_ns, told = int(row["time_ns"]), row.get("told") is True
    return Entry(time_ns, agent, words, verdict, answer, outcome, request, told)
