"""What became of a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Outcome:
    """What became of a call; the words are those of the protocol."""

    status: str
    """`done`, `modified`, `rejected`, `denied`, `expired` or `stopped`."""
    reason: str = ""
    """Why, in one line."""
    note: str = ""
    """What had best be done next."""
    ran: str = ""
    """What really ran; empty when nothing did."""
    rule: str = ""
    """Id of the rule that decided."""
    action_id: str = ""
    """Its id in the record."""
    partly: bool = False
    """A part of it was made before it ended otherwise than done."""
    approved: bool = False
    """A person was asked about this very call, and said yes."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Outcome:
        """Read it as the protocol has it; what is not known here is left out."""
        names = cls.__dataclass_fields__.keys() - {"approved", "partly"}
        words = {name: str(raw[name]) for name in names if raw.get(name) is not None}
        approved, partly = raw.get("approved") is True, raw.get("partly") is True
        return cls(**({"status": "expired"} | words), approved=approved, partly=partly)

    @property
    def done(self) -> bool:
        """True when something was done: what was asked for, or what a person made of it."""
        return self.status in ("done", "modified")

    def __str__(self) -> str:
        """Say it in one line."""
        parts = [part.rstrip(".") for part in (self.ran or self.reason, self.note) if part]
        return "; ".join([f"{self.status}: {parts[0]}", *parts[1:]]) if parts else self.status
