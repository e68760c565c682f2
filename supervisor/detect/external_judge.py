"""What an external judge is asked, and what becomes of its answer: a tier that goes up, or nothing.

# INVARIANT: no answer and no failure lowers a tier or turns a question or a refusal into an allow.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Decision, Tier, Verdict
from supervisor.core.fallbacks import fallback
from supervisor.core.keynames import split_chord
from supervisor.core.opinion import ABSENT, RULE_ID
from supervisor.core.policy import TIER_RULES
from supervisor.detect.combine import gather
from supervisor.detect.keys import LOOKING_KEYS
from supervisor.detect.showing import quoted, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment
    from supervisor.core.context import Context
    from supervisor.core.facts import Facts
    from supervisor.core.opinion import Opinion

_NEVER = frozenset({ActionKind.MOVE, ActionKind.SCROLL, ActionKind.TYPE})
"""Motion and the wheel do nothing of note, and text waits for the key that hands it over."""
_MOVING = frozenset({"shift", "ctrl"})
_LONGEST = {"text": 1200, "title": 200, "app": 60, "executable": 60, "keys": 40, "page": 300, "frame": 300}
_LONGEST |= {"name": 200, "role": 60, "dialog": 500, "paste": 600}
_MOST_ANCESTORS, _LONGEST_ANCESTOR = 6, 60
_LONGEST_SAID = 140
_TIER_RULES = frozenset(TIER_RULES.values())


class Rules(Protocol):
    """What decides: a policy."""

    def decide(self, facts: Facts) -> tuple[Assessment, Decision]:
        """Give assessment and decision."""


def worth_asking(action: Action, context: Context, rules: Rules, tiers: Collection[Tier]) -> bool:
    """Tell whether the answer could change what follows.

    Args:
        action: The gesture.
        context: Where it would land.
        rules: The policy.
        tiers: Own tiers about which the person wants the judge to be asked.
    """
    if action.kind in _NEVER or (action.kind is ActionKind.KEY and _only_moves(action.keys)):
        return False
    facts = gather(action, context)
    assessment, decision = rules.decide(facts)
    if decision.verdict is not Verdict.ALLOW or assessment.tier not in tiers:
        return False
    higher = [tier for tier in Tier if tier.rank > assessment.tier.rank]
    return any(_decided(facts, tier, rules)[1].verdict is not Verdict.ALLOW for tier in higher)


def question(action: Action, context: Context, clean: Callable[[Any], Any] = lambda facts: facts) -> str:
    """Write the facts as one JSON object, bounded, with signs that nobody sees made visible.

    Args:
        action: The gesture, without secrets.
        context: Where it would land, without secrets, and no field whose content is hidden.
        clean: Takes out of the facts what is secret all the same.
    """
    facts: dict[str, Any] = {"action": action.kind.value}
    _put(facts, "keys", action.keys)
    _put(facts, "text", action.text)
    if not action.text_exact:
        facts["text_is_a_guess"] = True
    if context.pastes:
        facts["pastes"] = [
            "could not be read" if paste.text is None else _bounded("paste", paste.before + paste.text)
            for paste in context.pastes[:2]
        ]
    if (window := context.window) is not None:
        place: dict[str, Any] = {}
        for name in ("title", "app", "executable"):
            _put(place, name, getattr(window, name))
        facts["window"] = place
    if (element := context.element) is not None:
        target: dict[str, Any] = {}
        _put(target, "name", element.name)
        _put(target, "role", element.role)
        _put(target, "dialog", element.dialog_text)
        if element.path:
            target["inside"] = [shown(name, _LONGEST_ANCESTOR) for name in element.path[-_MOST_ANCESTORS:]]
        facts["element"] = target
    _put(facts, "page", context.url or "")
    _put(facts, "frame", context.frame_url or "")
    if context.unknown:
        facts["unknown"] = sorted(context.unknown)
    return json.dumps(clean(facts), ensure_ascii=False)


def weighed(
    action: Action, context: Context, rules: Rules, opinion: Opinion, *, ignores_failure: bool
) -> tuple[Assessment, Decision]:
    """Give what follows once the judge has spoken, or has not.

    Args:
        action: The gesture.
        context: Where it would land.
        rules: The policy.
        opinion: What the judge said.
        ignores_failure: The person lets pass what a judge that does not answer was asked about.

    Returns:
        The assessment, its tier as the rules have it or raised, and the decision, never laxer than the rules'.
    """
    facts = gather(action, context)
    assessment, decision = rules.decide(facts)
    if opinion.tier is None:
        absent = fallback(ABSENT, opinion.words)
        assessment = replace(assessment, evidence=(*assessment.evidence, absent.reason))
        return assessment, decision if ignores_failure or decision.verdict is not Verdict.ALLOW else absent
    said = f"the external judge says: {quoted(opinion.words, _LONGEST_SAID)}"
    if opinion.tier.rank <= assessment.tier.rank:
        return replace(assessment, evidence=(*assessment.evidence, f"{said} ({opinion.tier})")), decision
    raised, stricter = _decided(facts, opinion.tier, rules)
    raised = replace(raised, evidence=(f"{said}", *assessment.evidence))
    if _STRENGTH.index(stricter.verdict) < _STRENGTH.index(decision.verdict):
        # A rule of the person's that speaks of this tier has its own words.
        own = stricter.rule_id not in _TIER_RULES
        return raised, stricter if own else Decision(stricter.verdict, RULE_ID, said)
    return raised, decision


_STRENGTH = (Verdict.ALLOW, Verdict.ASK, Verdict.DENY)[::-1]


def _decided(facts: Facts, tier: Tier, rules: Rules) -> tuple[Assessment, Decision]:
    return rules.decide(replace(facts, assessment=replace(facts.assessment, tier=tier)))


def _only_moves(keys: str) -> bool:
    held, key = split_chord(keys)
    return key in LOOKING_KEYS and not held - _MOVING


def _put(out: dict[str, Any], name: str, text: str) -> None:
    """Put a text where there is one."""
    if text:
        out[name] = _bounded(name, text)


def _bounded(name: str, text: str) -> str:
    """Give both ends of a text that is too long: the middle tells least, and that it is missing is said."""
    limit = _LONGEST[name]
    if len(text) > limit:
        text = f"{text[: limit // 2]}…{len(text) - limit} more…{text[-limit // 2 :]}"
    return shown(text, limit + 40)
