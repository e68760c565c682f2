"""Whether one policy can be shown to be nowhere looser than another; where nobody can tell it is not.

Of two rules that are compared the conditions are the same, piece by piece: what two expressions have in common is
never guessed. So adding rules that stop things, making rules and tiers stricter and masking more is shown, and all
else is for a person to look at.

# INVARIANT: what is said to tighten decides no action more freely, whatever its facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier, Verdict
from supervisor.core.autonomy_terms import joined
from supervisor.core.policy import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.core.policy import Policy, Rule, Situation

STRENGTH = {Verdict.ALLOW: 0, Verdict.ASK: 1, Verdict.DENY: 2}
"""How strict a verdict is."""
_NO_TIER = -1


def only_tightens(new: Policy, old: Policy) -> bool:
    """Tell whether `new` is at least as strict as `old` for every action, in every respect.

    Args:
        new: The policy that would be used.
        old: The one that it is compared with.

    Returns:
        True when that is certain.
    """
    return (
        _tiers_tighten(new, old)
        and _masks_tighten(new, old)
        and _rules_stay(new, old)
        and _rules_added_stop(new, old)
        and _deadlines_stay(new, old)
        and _pages_stay(new, old)
        and _levels_go_no_further(new, old)
    )


def _levels_go_no_further(new: Policy, old: Policy) -> bool:
    return new.terms == joined((new.terms, old.terms))


def _tiers_tighten(new: Policy, old: Policy) -> bool:
    return all(STRENGTH[new.tiers[tier]] >= STRENGTH[old.tiers[tier]] for tier in Tier)


def _masks_tighten(new: Policy, old: Policy) -> bool:
    return new.masked_fields.parts >= old.masked_fields.parts and new.redactor.texts.parts >= old.redactor.texts.parts


def _rules_stay(new: Policy, old: Policy) -> bool:
    """Tell whether each rule that stops something, raises a tier or may break is there still, and no weaker."""
    there = _by_situation(new)
    rises = _rises_with_tier(new)
    for rule, situation in zip(old.rules, old.situations, strict=True):
        heirs = there.get(situation, [])
        if not heirs:
            # One that breaks on some text denies there, whatever its verdict.
            adds = (rule.tier, rule.category, rule.refused_after_s) != (None, None, None)
            if adds or rule.verdict not in (None, Verdict.ALLOW):
                return False
            if any(condition.fragile for condition in rule.conditions):
                return False
        elif not any(_inherits(heir, rule, rises=rises) for heir in heirs):
            return False
    return True


def _inherits(heir: Rule, rule: Rule, *, rises: bool) -> bool:
    """Tell whether a rule for the same situation is no weaker."""
    if heir.category is not rule.category:
        # What a yes covers goes by the category.
        return False
    if rule.asks_to is not None and (heir.asks_to is None or heir.asks_to.rank < rule.asks_to.rank):
        return False
    mine, its = _rank(rule.tier), _rank(heir.tier)
    if its < mine or (its > mine and not rises):
        return False
    if rule.verdict in (None, Verdict.ALLOW):
        return True
    return heir.verdict is not None and STRENGTH[heir.verdict] >= STRENGTH[rule.verdict]


def _rules_added_stop(new: Policy, old: Policy) -> bool:
    """Tell whether each rule that decides where none did is as strict as any tier was, and adds nothing else."""
    there = _by_situation(old)
    strictest = max(STRENGTH[verdict] for verdict in old.tiers.values())
    rises = _rises_with_tier(new)
    for rule, situation in zip(new.rules, new.situations, strict=True):
        before = there.get(situation, [])
        if rule.category is not None and all(one.category is not rule.category for one in before):
            return False
        if rule.tier is not None and not rises and all(one.tier is not rule.tier for one in before):
            return False
        decided = any(one.verdict is not None for one in before)
        if rule.verdict is not None and not decided and STRENGTH[rule.verdict] < strictest:
            return False
    return True


def _deadlines_stay(new: Policy, old: Policy) -> bool:
    """Tell whether no question waits for longer."""
    limits = [rule.refused_after_s for rule in old.rules if rule.refused_after_s is not None]
    if not limits:
        return True
    before, after = list(_questions(old)), list(_questions(new))
    if before == after:
        return True
    return all(limit is not None and limit <= min(limits) for _, limit in after)


def _pages_stay(new: Policy, old: Policy) -> bool:
    """Tell whether no rule on pages could break that denies what all others allow, while another one would ask."""
    breaks = any(
        condition.fragile and condition.field != PAGE
        for rule in old.rules
        if rule.of_page
        for condition in rule.conditions
    )
    return not breaks or (dict(new.tiers), _verdicts(new)) == (dict(old.tiers), _verdicts(old))


def _verdicts(policy: Policy) -> list[tuple[Situation, Verdict | None, Tier | None]]:
    rules = zip(policy.situations, policy.rules, strict=True)
    return [(situation, rule.verdict, rule.tier) for situation, rule in rules]


def _questions(policy: Policy) -> Iterator[tuple[object, float | None]]:
    """Give the rules by which something may be asked, with their limits, in the order that decides between them."""
    for rule, situation in zip(policy.rules, policy.situations, strict=True):
        if rule.verdict in (None, Verdict.ASK):
            yield (situation, rule.specificity, rule.verdict), rule.refused_after_s


def _rises_with_tier(policy: Policy) -> bool:
    """Tell whether a worse tier is never treated more freely."""
    strengths = [STRENGTH[policy.tiers[tier]] for tier in Tier]
    return strengths == sorted(strengths)


def _by_situation(policy: Policy) -> dict[Situation, list[Rule]]:
    found: dict[Situation, list[Rule]] = {}
    for rule, situation in zip(policy.rules, policy.situations, strict=True):
        found.setdefault(situation, []).append(rule)
    return found


def _rank(tier: Tier | None) -> int:
    return _NO_TIER if tier is None else tier.rank
