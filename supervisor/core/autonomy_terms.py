"""What a policy says of levels: how far they may go, and what an agent has to show for it.

# INVARIANT: terms that hold together go no further than any of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.autonomy import NO_CONFIDENCE, Level, strictest_level
from supervisor.core.autonomy_triggers import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supervisor.core.assessment import Category
    from supervisor.core.autonomy_scope import Scope, Situation
    from supervisor.core.patterns import Matcher


class Promotion(StrEnum):
    """What follows when an agent has earned a laxer level, strictest first."""

    OFF = "off"
    PROPOSE = "propose"
    """A person is asked whether it holds from now on."""
    AUTOMATIC = "automatic"


class NewAgents(StrEnum):
    """How an agent of a name that nobody knows begins, strictest first."""

    LEARN = "learn"
    """At stage launch: all is asked, and every answer counted."""
    AS_OTHERS = "as-others"
    """What holds for all holds for it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How far levels may go for some; of parts that are None nothing is wanted."""

    highest: Level
    agent: Matcher | None = None
    workflow: Matcher | None = None
    app: Matcher | None = None
    categories: frozenset[Category] | None = None

    def may_cover(self, situation: Situation) -> bool:
        """Tell whether all that it wants is so, or not known."""
        if self.categories is not None and situation.category not in self.categories:
            return False
        parts = (self.agent, situation.agent), (self.workflow, situation.workflow), (self.app, situation.app)
        return all(matcher is None or not there or matcher.matches(there) for matcher, there in parts)

    def covers(self, scope: Scope) -> bool:
        """Tell whether it is about whatever is done in a scope."""
        if self.categories is not None and scope.category not in self.categories:
            return False
        parts = (self.agent, scope.agent), (self.workflow, scope.workflow), (self.app, scope.app)
        return all(matcher is None or (there is not None and matcher.matches(there)) for matcher, there in parts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an agent has to show before it is promoted."""

    rate: float = 0.9
    """How often a person has to be for it: the lower bound on that, 0 to 1."""
    answers: int = 50
    """So many of them at least."""
    risk: float = 0.01
    """With what probability, at most, an agent that is not so good is ever promoted, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Batch:
    """When what passed at batch review is presented to the person."""

    actions: int = 20
    """When there are so many of one agent."""
    pause_s: float = 60.0
    """When their agent has done nothing for so long; s."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a policy says; without a word of its own nothing goes beyond what it asks, and nothing is added."""

    level: Level = Level.APPROVAL_GATES
    """Where nobody has chosen another one."""
    highest: Level = Level.APPROVAL_GATES
    limits: tuple[Limit, ...] = ()
    confidence: Mapping[Tier, float] = field(default_factory=lambda: NO_CONFIDENCE)
    """How sure an agent has to be, for each tier."""
    bounds: Bounds = field(default_factory=Bounds)
    promotion: Promotion = Promotion.OFF
    evidence: Evidence = field(default_factory=Evidence)
    canaries: int = 0
    """One in so many questions, on average, is a test of attention; 0 for none."""
    new_agents: NewAgents = NewAgents.AS_OTHERS
    batch: Batch = field(default_factory=Batch)

    def cap(self, situation: Situation) -> Level:
        """Give the laxest level that may hold."""
        return strictest_level(self.highest, *(limit.highest for limit in self.limits if limit.may_cover(situation)))

    def highest_for(self, scope: Scope) -> Level:
        """Give the laxest level that may hold anywhere in a scope; a part of it may be kept lower."""
        return strictest_level(self.highest, *(limit.highest for limit in self.limits if limit.covers(scope)))


def joined(several: Iterable[Terms]) -> Terms:
    """Give the terms that hold where several do: in each respect the strictest."""
    terms = list(several)
    if len(terms) == 1:
        return terms[0]
    return Terms(
        level=strictest_level(*(one.level for one in terms)),
        highest=strictest_level(*(one.highest for one in terms)),
        limits=tuple(dict.fromkeys(limit for one in terms for limit in one.limits)),
        confidence=MappingProxyType({tier: max(one.confidence[tier] for one in terms) for tier in Tier}),
        bounds=Bounds(min(one.bounds.items for one in terms), min(one.bounds.amount for one in terms)),
        promotion=min((one.promotion for one in terms), key=list(Promotion).index),
        evidence=Evidence(
            max(one.evidence.rate for one in terms),
            max(one.evidence.answers for one in terms),
            min(one.evidence.risk for one in terms),
        ),
        canaries=min((one.canaries for one in terms if one.canaries), default=0),
        new_agents=min((one.new_agents for one in terms), key=list(NewAgents).index),
        batch=Batch(min(one.batch.actions for one in terms), min(one.batch.pause_s for one in terms)),
    )
