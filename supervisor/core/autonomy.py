"""How much is left to an agent: six levels, and what each makes of the policy's decision.

A level relaxes questions and adds them; what is denied stays denied at every level, and what a named fallback asks
stays asked. An agent's own word that it is unsure asks; its word that it is sure changes nothing: what relaxes is the
confidence that the agent has earned by a person's answers (`core.autonomy_bound`).

# INVARIANT: of one action, a stricter level decides nothing more freely than a laxer one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from supervisor.core.assessment import Assessment, Decision, Tier, Verdict
from supervisor.core.fallbacks import FALLBACK_IDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.autonomy_triggers import Trigger


class Level(StrEnum):
    """How much is left to an agent, strictest first."""

    FULL_OVERSIGHT = "full-oversight"
    """Each action is asked."""
    APPROVAL_GATES = "approval-gates"
    """What the policy asks is asked."""
    CONFIDENCE_BASED = "confidence-based"
    """What the policy asks is asked, until the agent has earned enough confidence for the tier."""
    BATCH_REVIEW = "batch-review"
    """It acts, and a person goes through all of it afterwards."""
    EXCEPTION_ONLY = "exception-only"
    """It acts; what is out of the ordinary is asked, and a sample of the rest is gone through afterwards."""
    FULL_AUTONOMY = "full-autonomy"
    """It acts; only what no level relaxes is asked or refused."""

    rank: int
    """Position from 0 (full oversight) to 5 (full autonomy)."""

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)

    @property
    def stricter(self) -> Level:
        """The next stricter level; the strictest has none but itself."""
        return list(Level)[max(0, self.rank - 1)]

    @property
    def laxer(self) -> Level:
        """The next laxer level; the laxest has none but itself."""
        return list(Level)[min(len(Level) - 1, self.rank + 1)]


def strictest_level(*levels: Level) -> Level:
    """Give the strictest of levels."""
    return min(levels, key=lambda level: level.rank)


class Review(StrEnum):
    """What a person goes through after the fact."""

    NONE = "none"
    SAMPLE = "sample"
    """With stated odds."""
    ALL = "all"


LEVEL_RULES: Mapping[Level, str] = MappingProxyType({level: f"level-{level}" for level in Level})
"""Ids under which a level lets pass, or asks; a policy file may not use them for its own rules."""
UNSURE_RULE = "level-unsure"
"""Id under which the agent's own low confidence asks; likewise."""
_RELAXED = MappingProxyType(
    {
        Level.CONFIDENCE_BASED: "the agent has earned it: your answers to such actions were yes",
        Level.BATCH_REVIEW: "at this level it acts now, and you go through all of it afterwards",
        Level.EXCEPTION_ONLY: "at this level only what is out of the ordinary is asked",
        Level.FULL_AUTONOMY: "at this level it acts without asking",
    }
)
NO_CONFIDENCE: Mapping[Tier, float] = MappingProxyType(dict.fromkeys(Tier, 0.0))
"""Nothing is asked for being unsure."""
CONFIDENCE: Mapping[Tier, float] = MappingProxyType(
    {Tier.READ: 0.0, Tier.REVERSIBLE: 0.5, Tier.HIGH_RISK: 0.8, Tier.IRREVERSIBLE: 0.95}
)
"""How sure an agent has to be, for each tier, where a policy does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An action as the policy judged it, with what a level goes by."""

    assessment: Assessment
    decision: Decision
    """The policy's."""
    stated: float | None = None
    """How sure the agent says it is, 0 to 1; None when it does not say."""
    earned: float | None = None
    """The lower bound on how often such actions of this agent are approved, 0 to 1; None where there is none."""
    triggers: frozenset[Trigger] = field(default_factory=frozenset)
    """What is out of the ordinary."""
    asks_to: Level | None = None
    """The laxest level at which a rule of the policy that matched wants it asked; None leaves it to the level."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What happens to an action at a level."""

    decision: Decision
    review: Review = Review.NONE
    """How much of what is let pass like this is gone through afterwards."""


def ruling(level: Level, judged: Judged, confidence: Mapping[Tier, float] = CONFIDENCE) -> Ruling:
    """Give what a level makes of the policy's decision.

    Args:
        level: The level that holds for the action.
        judged: The action as the policy judged it.
        confidence: How sure an agent has to be, for each tier.

    Returns:
        The policy's decision with its own rule and reason where nothing changes; else one under a rule of the level.
    """
    decision = judged.decision
    if decision.verdict is Verdict.DENY:
        return Ruling(decision)
    if decision.verdict is Verdict.ALLOW:
        return _added(level, judged, confidence)
    if _stays_asked(level, judged, confidence):
        return Ruling(decision)
    relaxed = Decision(Verdict.ALLOW, LEVEL_RULES[level], f"{_RELAXED[level]} (`{decision.rule_id}` would ask)")
    return Ruling(relaxed, _REVIEWED[level])


_REVIEWED = MappingProxyType(
    {
        Level.CONFIDENCE_BASED: Review.SAMPLE,
        Level.BATCH_REVIEW: Review.ALL,
        Level.EXCEPTION_ONLY: Review.SAMPLE,
        Level.FULL_AUTONOMY: Review.NONE,
    }
)


def _added(level: Level, judged: Judged, confidence: Mapping[Tier, float]) -> Ruling:
    """Ask about what the policy allows, where the level does."""
    if level is Level.FULL_OVERSIGHT:
        reason = "you oversee each action of this agent"
        return Ruling(Decision(Verdict.ASK, LEVEL_RULES[level], reason))
    if level is not Level.FULL_AUTONOMY and unsure(judged, confidence):
        tier = judged.assessment.tier
        reason = f"the agent is only {judged.stated:.0%} sure, and {confidence[tier]:.0%} are wanted for this"
        return Ruling(Decision(Verdict.ASK, UNSURE_RULE, reason))
    return Ruling(judged.decision)


def _stays_asked(level: Level, judged: Judged, confidence: Mapping[Tier, float]) -> bool:
    if judged.decision.rule_id in FALLBACK_IDS:
        # Something is amiss, and no level speaks of that.
        return True
    if judged.asks_to is not None and level.rank <= judged.asks_to.rank:
        return True
    if level is Level.FULL_AUTONOMY:
        return False
    tier = judged.assessment.tier
    if tier is Tier.IRREVERSIBLE or judged.triggers or unsure(judged, confidence):
        return True
    if level is Level.CONFIDENCE_BASED:
        # Negated, so that what is no number is not enough.
        return judged.earned is None or not judged.earned >= confidence[tier]
    return level.rank <= Level.APPROVAL_GATES.rank


def unsure(judged: Judged, confidence: Mapping[Tier, float]) -> bool:
    """Tell whether the agent itself says that it is less sure than is wanted for the tier."""
    # Negated, so that what is no number counts as unsure.
    return judged.stated is not None and not judged.stated >= confidence[judged.assessment.tier]
