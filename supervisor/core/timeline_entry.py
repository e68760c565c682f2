"""One line of what was asked and answered, as it is read from the record and shown in a window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline, in its parts; without control or bidirectional characters."""

    time_ns: int
    """When it began, ns since 1970."""
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
    """It is for people who want to know what was asked and answered, and what else a person did."""
