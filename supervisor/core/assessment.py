"""What an action would do: effect tier, category and the evidence for it; and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SENDS = "sends a message"
"""How the evidence begins that something goes to somebody."""


class Tier(StrEnum):
    """How bad the effect could be, mildest first."""

    READ = "read"
    REVERSIBLE = "reversible"
    HIGH_RISK = "high_risk"
    IRREVERSIBLE = "irreversible"

    rank: int
    """Position from 0 (read) to 3 (irreversible)."""

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)


class Category(StrEnum):
    """What part of life the effect falls in."""

    EMAIL = "email"
    MESSAGING = "messaging"
    FILES = "files"
    SETTINGS = "settings"
    FINANCE = "finance"
    CREDENTIALS = "credentials"
    ACCOUNT = "account"
    SHELL = "shell"
    PUBLISH = "publish"
    INSTALL = "install"
    OTHER = "other"


class Verdict(StrEnum):
    """What happens to an action. Never a bool."""

    ALLOW = "allow"
    ASK = "ask"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Assessment:
    """Effect tier and category of an action, with the evidence in words."""

    tier: Tier
    """How bad the effect could be."""
    category: Category = Category.OTHER
    """What part of life it touches."""
    evidence: tuple[str, ...] = ()
    """Short phrases, strongest first, e.g. `control is called “Delete”`."""


def sends(assessment: Assessment) -> bool:
    """Tell whether what an action does first of all is to send something to somebody."""
    return bool(assessment.evidence) and assessment.evidence[0].startswith(SENDS)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the rule that caused it; popup, record and `policy explain` print these three."""

    verdict: Verdict
    """allow, ask or deny."""
    rule_id: str
    """Id of the rule in the policy, or of a named fallback in `core.fallbacks`."""
    reason: str
    """One sentence for a person."""
