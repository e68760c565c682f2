"""What holds while a policy changes: the strictest of all that has been asked for since a person last confirmed.

A change counts at once as far as it tightens. What it loosens waits, and so does taking back what was tightened in
between: else whoever writes the file could undo it.

# INVARIANT: no action is decided more freely than by any of the policies, in any respect, until `confirmed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from supervisor.core.assessment import Verdict
from supervisor.core.autonomy_terms import joined
from supervisor.core.fallbacks import fallback
from supervisor.core.policy_order import STRENGTH, only_tightens
from supervisor.core.redaction import Redactor
from supervisor.core.time_limit import strictest

if TYPE_CHECKING:
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_terms import Terms
    from supervisor.core.context import Context
    from supervisor.core.facts import Facts
    from supervisor.core.policy import Policy
    from supervisor.core.time_limit import TimeLimit

MOST_TOGETHER = 8
"""Policies that are weighed for each action; a file that changes more often unconfirmed gets everything refused."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The policies that hold together, as one."""

    policies: tuple[Policy, ...]
    """Never empty; the one that was confirmed, or read at the start, first."""
    redactor: Redactor
    """Masks what any of them masks."""
    unsettled: bool = False
    """There would be too many of them: nothing is allowed."""

    @classmethod
    def of(cls, *policies: Policy, unsettled: bool = False) -> InForce:
        """Let policies hold together."""
        return cls(
            policies,
            reduce(_joined, (policy.redactor for policy in policies)),
            unsettled,
        )

    def decide(self, facts: Facts) -> tuple[Assessment, Decision]:
        """Give the strictest decision, with the worst tier that any of them sees.

        Args:
            facts: The action and all that is known about it.

        Returns:
            The assessment and the decision.
        """
        if self.unsettled:
            return facts.assessment, fallback("policy-unsettled")
        if len(self.policies) == 1:
            return self.policies[0].decide(facts)
        judged = [policy.decide(facts) for policy in self.policies]
        index = max(range(len(judged)), key=lambda number: self._weight(number, judged[number]))
        assessment, decision = judged[index]
        worst = max((one.tier for one, _ in judged), key=lambda tier: tier.rank)
        if worst is not assessment.tier:
            assessment = next(one for one, _ in judged if one.tier is worst)
        return assessment, decision

    def _weight(self, number: int, judged: tuple[Assessment, Decision]) -> tuple[int, float, int]:
        """Give the sort key of a decision: stricter, then less time to answer; of equals the first."""
        assessment, decision = judged
        asks = decision.verdict is Verdict.ASK
        limit_s = self.policies[number].deadline_s(decision.rule_id) if asks else None
        return STRENGTH[decision.verdict], -limit_s if limit_s is not None else float("-inf"), assessment.tier.rank

    @property
    def terms(self) -> Terms:
        """How far levels may go, by the strictest of them."""
        return joined(policy.terms for policy in self.policies)

    def asks_to(self, facts: Facts) -> Level | None:
        """Give the laxest level at which a rule of any of them that matches still asks; None where none says so."""
        found = [level for level in (policy.asks_to(facts) for policy in self.policies) if level is not None]
        return max(found, key=lambda level: level.rank, default=None)

    def time_limit(self, rule_id: str) -> TimeLimit | None:
        """Give how long an answer may take when `rule_id` asks, by the least patient of them; None for ever."""
        return strictest(policy.time_limit(rule_id) for policy in self.policies)

    def deadline_s(self, rule_id: str) -> float | None:
        """Give after how long it is refused when `rule_id` asks, by the least patient of them; s, None for never."""
        limits = [policy.deadline_s(rule_id) for policy in self.policies]
        return min((limit for limit in limits if limit is not None), default=None)

    def masks(self, context: Context) -> bool:
        """Tell whether what is typed there must not be shown or recorded."""
        return any(policy.masks(context) for policy in self.policies)

    def changed(self, new: Policy) -> InForce:
        """Take a policy that nobody has confirmed yet.

        Returns:
            What holds from now on: `new` alone where it only tightens, else all that is not stricter elsewhere too.
        """
        kept = [policy for policy in self.policies if not only_tightens(new, policy)]
        if not kept and not self.unsettled:
            return InForce.of(new)
        if any(only_tightens(policy, new) for policy in self.policies):
            # It adds nothing to what holds.
            return self
        if len(kept) >= MOST_TOGETHER or self.unsettled:
            return InForce.of(*self.policies, unsettled=True)
        return InForce.of(*kept, new)

    def is_just(self, policy: Policy) -> bool:
        """Tell whether a policy holds alone."""
        return not self.unsettled and len(self.policies) == 1 and self.policies[0] is policy


def _joined(one: Redactor, other: Redactor) -> Redactor:
    return Redactor(one.texts.joined(other.texts))
