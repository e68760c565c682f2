"""What one piece of evidence says of a call of a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from supervisor.core.assessment import Category, Tier

if TYPE_CHECKING:
    from supervisor.core.facts import Control, Shell


class ToolFinding(NamedTuple):
    """What a call would do."""

    tier: Tier
    evidence: tuple[str, ...]
    category: Category = Category.OTHER
    control: Control | None = None
    shell: Shell | None = None
    items: int | None = None
    """The longest list that it is given; None for none."""
    amount: float | None = None
    """The largest amount of money that it is given, infinite where that is no number; None for none."""
