"""What an agent that can talk says of its own action: believed only where it makes the action graver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stated:
    """Facts by the agent's own word; None and empty where it says nothing."""

    confidence: float | None = None
    """How sure it is that this is right, 0 to 1."""
    amount: float | None = None
    """Money that it moves."""
    currency: str = ""
    recipients: tuple[str, ...] = ()
    """Whom it reaches."""
    affected_count: int | None = None
    """How many things it changes."""
    source: str = ""
    """Where the wish for it comes from: `user`, `document`, `web` or `unknown`."""
    task: str = ""
    """The task that it is a step of."""

    @property
    def words(self) -> str:
        """All of it but the task, in one line; empty for nothing."""
        parts = [f"{self.confidence:.0%} sure"] if self.confidence is not None else []
        if self.recipients:
            parts.append(f"it is for {', '.join(self.recipients)}")
        if self.amount is not None:
            parts.append(f"it moves {self.amount:,.10g} {self.currency}".rstrip())
        if self.affected_count is not None:
            parts.append(f"it changes {self.affected_count} things")
        if self.source in _SOURCES:
            parts.append(_SOURCES[self.source])
        return ". ".join(parts)

    @property
    def data(self) -> dict[str, Any]:
        """What is said, as plain JSON."""
        said: dict[str, Any] = {
            "confidence": self.confidence,
            "amount": self.amount,
            "currency": self.currency or None,
            "recipients": list(self.recipients) or None,
            "affected_count": self.affected_count,
            "source": self.source or None,
            "task": self.task or None,
        }
        return {name: value for name, value in said.items() if value is not None}


_SOURCES = {
    "document": "a document asked for it",
    "web": "a web page asked for it",
    "unknown": "who asked for it is not known",
}
