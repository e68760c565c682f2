"""What one policy changes in another, in words for the person who has to confirm it; what may loosen comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier, Verdict
from supervisor.core.autonomy_terms import NewAgents
from supervisor.core.policy_order import STRENGTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervisor.core.policy import Policy, Rule, Situation

LONGEST = 320
"""Characters; a popup shows so much without leaving any of it out, for nobody may confirm what cannot be read."""
_NAMED = 3
"""Rules named one by one; of more the number is told."""
_DONE = {Verdict.ALLOW: "allowed", Verdict.ASK: "asked", Verdict.DENY: "denied", None: "left to the tier"}


def changes_in_words(new: Policy, old: Policy) -> str:
    """Say what `new` does otherwise than `old`.

    Args:
        new: The policy that would be used.
        old: The one that holds.

    Returns:
        One sentence without a capital letter and a full stop; empty when they decide the same. Where it would be
        longer than `LONGEST`, rules are counted and not named.
    """
    words = "; ".join(_changes(new, old, _NAMED))
    return words if len(words) <= LONGEST else "; ".join(_changes(new, old, 0))


def _changes(new: Policy, old: Policy, named: int) -> Iterator[str]:
    before, after = _by_id(old), _by_id(new)
    looser = [tier for tier in Tier if STRENGTH[new.tiers[tier]] < STRENGTH[old.tiers[tier]]]
    stricter = [tier for tier in Tier if STRENGTH[new.tiers[tier]] > STRENGTH[old.tiers[tier]]]
    if looser:
        yield _tiers(looser, new, old)
    yield from _rules("removes", named, [_told(rule) for id_, (rule, _) in before.items() if id_ not in after])
    changed = [id_ for id_ in before if id_ in after and _said(*before[id_]) != _said(*after[id_])]
    yield from _rules("changes", named, [_changed(after[id_][0], before[id_][0]) for id_ in changed])
    added = sorted((rule for id_, (rule, _) in after.items() if id_ not in before), key=_strength)
    yield from _rules("adds", named, [_told(rule) for rule in added])
    if stricter:
        yield _tiers(stricter, new, old)
    yield from _levels(new, old)
    yield from _masks(new, old)


def _levels(new: Policy, old: Policy) -> Iterator[str]:
    if new.terms.highest is not old.terms.highest:
        yield f"lets levels of autonomy go to {new.terms.highest}, not {old.terms.highest}"
    elif replace(new.terms, canaries=old.terms.canaries, new_agents=old.terms.new_agents) != old.terms:
        yield "changes what levels of autonomy may do"
    if new.terms.canaries != old.terms.canaries:
        often = f"one in {new.terms.canaries} questions" if new.terms.canaries else "no question"
        yield f"makes {often} a test of attention"
    if new.terms.new_agents is not old.terms.new_agents:
        learn = new.terms.new_agents is NewAgents.LEARN
        yield "has new agents learn, with everything asked" if learn else "has new agents begin without learning"


def _masks(new: Policy, old: Policy) -> Iterator[str]:
    mine = new.masked_fields.parts | new.redactor.texts.parts
    its = old.masked_fields.parts | old.redactor.texts.parts
    if its - mine:
        yield "masks less" if mine <= its else "masks other texts and fields"
    elif mine - its:
        yield "masks more"


def _rules(what: str, named: int, told: Sequence[str]) -> Iterator[str]:
    if not told:
        return
    if not named:
        yield f"{what} {len(told)} rule{'s' * (len(told) > 1)}"
        return
    more = f" and {len(told) - named} more" if len(told) > named else ""
    yield f"{what} {', '.join(told[:named])}{more}"


def _tiers(tiers: Sequence[Tier], new: Policy, old: Policy) -> str:
    told = (
        f"{tier.value.replace('_', '-')} actions are {_DONE[new.tiers[tier]]}, not {_DONE[old.tiers[tier]]}"
        for tier in tiers
    )
    return ", ".join(told)


def _told(rule: Rule) -> str:
    return f"`{rule.id}` ({_DONE[rule.verdict]})"


def _changed(new: Rule, old: Rule) -> str:
    if new.verdict is old.verdict:
        return f"`{new.id}`"
    return f"`{new.id}` ({_DONE[new.verdict]}, not {_DONE[old.verdict]})"


def _by_id(policy: Policy) -> dict[str, tuple[Rule, Situation]]:
    return {rule.id: (rule, when) for rule, when in zip(policy.rules, policy.situations, strict=True)}


def _said(rule: Rule, when: Situation) -> tuple[object, ...]:
    return when, rule.verdict, rule.tier, rule.category, rule.deadline_s, rule.fallback, rule.asks_to


def _strength(rule: Rule) -> int:
    return STRENGTH[rule.verdict] if rule.verdict is not None else 1
