from __future__ import annotations

from supervisor.core.assessment import Category, Tier
from supervisor.detect.tool_finding import ToolFinding


def test_what_nobody_says_is_not_known() -> None:
    found = ToolFinding(Tier.READ, ("only looks",))
    assert (found.category, found.control, found.shell, found.items, found.amount) == (Category.OTHER, *[None] * 4)
