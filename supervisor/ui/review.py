"""What waits to be gone through, as the service tells it; packets to checked, bounded values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import LEVEL_RULES, Level
from supervisor.core.review import Mark
from supervisor.ui.messages import MAX_WORDS, MessageError

_MAX_ROWS = 1_000
"""In one message."""


@dataclass(frozen=True, slots=True)
class Passed:
    """One action that passed without a question."""

    seq: int
    """Number of the row of the record that decided it."""
    time_ns: int
    """When, ns since 1970."""
    agent: str
    words: str
    """What was done, to what."""
    app: str
    """The program; empty when it is not known."""
    category: Category
    tier: Tier
    why: str
    """The rule that let it pass and its reason."""
    rule: str
    """That rule's id."""
    confidence: float | None
    """How sure the agent said it was, 0 to 1; None when it did not say."""
    unsure: bool
    """That is less than is wanted for the tier."""
    odds: float
    """With what probability it was drawn, 0 to 1."""
    undo: bool = False
    """It can be taken back, as far as is known."""
    undo_why: str = ""
    """What that would do, or why it cannot be; empty when nobody says."""

    @property
    def in_batch(self) -> bool:
        """It passed at batch review, where all of it is gone through."""
        return self.rule == LEVEL_RULES[Level.BATCH_REVIEW]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of all of it."""

    waiting: int = 0
    """How many wait."""
    left_out: int = 0
    """How many more were drawn and no longer wait, since too many did."""
    behind: int = 0
    """Rows of the record that are not looked at yet."""
    actions: int = 0
    """Today, by UTC."""
    asked: int = 0
    """Of these."""
    unsure: int = 0
    """Of these again: of so many the agent said that it is not sure enough."""
    problem: str = ""
    """Why the record cannot be read, as a sentence; empty when it can."""


@dataclass(frozen=True, slots=True)
class ReviewNews:
    """One page."""

    rows: tuple[Passed, ...]
    """The gravest first."""
    summary: Summary | None
    """With the first page, before which all that was told is void; None with those that follow."""


def parse_review(packet: dict[str, Any]) -> ReviewNews:
    """Read a `review` packet.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        rows = tuple(_row(row) for row in packet["rows"][:_MAX_ROWS])
        return ReviewNews(rows, _summary(packet) if packet.get("fresh") is True else None)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as e:
        raise MessageError(f"bad `review`: {e!r}") from e


def parse_marked(packet: dict[str, Any]) -> tuple[tuple[int, ...], Mark]:
    """Read a `review_marked` packet: which rows have a mark now, and which.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        return tuple(int(row) for row in packet["rows"][:_MAX_ROWS]), Mark(packet["mark"])
    except (KeyError, TypeError, ValueError, OverflowError) as e:
        raise MessageError(f"bad `review_marked`: {e!r}") from e


def _summary(packet: dict[str, Any]) -> Summary:
    waiting, left_out, behind = (max(0, int(packet[name])) for name in ("waiting", "left_out", "behind"))
    actions, asked, unsure = (max(0, int(count)) for count in packet["today"])
    problem = str(packet["problem"])[:MAX_WORDS]
    return Summary(waiting, left_out, behind, actions, asked, unsure, problem)


def _row(row: dict[str, Any]) -> Passed:
    confidence = row.get("confidence")
    agent, words, app, why, rule = (str(row[name])[:MAX_WORDS] for name in ("agent", "words", "app", "why", "rule"))
    return Passed(
        seq=int(row["seq"]),
        time_ns=int(row["time_ns"]),
        agent=agent,
        words=words,
        app=app,
        category=Category(row["category"]),
        tier=Tier(row["tier"]),
        why=why,
        rule=rule,
        confidence=None if confidence is None else min(1.0, max(0.0, float(confidence))),
        unsure=row.get("unsure") is True,
        odds=min(1.0, max(0.0, float(row["odds"]))),
        undo=bool(row.get("undo")),
        undo_why=str(row.get("undo_why") or "")[:MAX_WORDS],
    )
