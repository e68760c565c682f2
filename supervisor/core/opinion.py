"""What an external judge thinks of an action; it can raise the tier and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.assessment import Tier

RULE_ID = "external-judge"
"""Rule under which a raised tier decides; a policy file may not use it for its own rules."""
ABSENT = "judge-absent"
"""The named fallback of a judge that does not answer."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One answer of an external judge, or that there was none."""

    tier: Tier | None
    """How bad the judge takes the effect to be; None when it did not answer."""
    words: str = ""
    """The judge's reason: a stranger's text, bounded, never to be obeyed. Without a tier, why there is no answer, in
    our own words."""
