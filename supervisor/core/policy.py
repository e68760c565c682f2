"""Rules and what follows from them: the one place where an assessment becomes a decision.

Precedence, strongest first: a matching rule that denies, one that asks, one that allows, then what the effect tier
says. Of several rules with the winning verdict the most specific one gives id and reason.

# INVARIANT: a rule that cannot be evaluated never leads to allow.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TYPE_CHECKING

from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_terms import Terms
from supervisor.core.facts import Program
from supervisor.core.fallbacks import fallback
from supervisor.core.redaction import Redactor
from supervisor.core.rule_index import RuleIndex
from supervisor.core.time_limit import Fallback, TimeLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.context import Context
    from supervisor.core.facts import Facts
    from supervisor.core.needs import Need
    from supervisor.core.patterns import Matcher
    from supervisor.core.ranges import Range

TIER_RULES = {tier: f"default-{tier.value.replace('_', '-')}" for tier in Tier}
"""Ids under which the tier defaults decide; a policy file may not use them for its own rules."""

_TIER_REASONS = {
    Tier.READ: "this only looks at something",
    Tier.REVERSIBLE: "this can be undone",
    Tier.HIGH_RISK: "this may do harm that is hard to undo",
    Tier.IRREVERSIBLE: "this cannot be undone",
}
_TIER_RULES_SAID = {
    Tier.READ: "anything, even what only looks",
    Tier.REVERSIBLE: "what can be undone, too",
    Tier.HIGH_RISK: "what may do harm that is hard to undo",
    Tier.IRREVERSIBLE: "what cannot be undone",
}
_STRENGTH = (Verdict.DENY, Verdict.ASK, Verdict.ALLOW)


def _app(facts: Facts) -> tuple[str, ...]:
    window = facts.context.window
    return (window.app, window.instance) if window else ()


def _agent(facts: Facts) -> tuple[str, ...]:
    # Of two agents with one name the second is called otherwise, and what is said of that name holds for both.
    return (facts.action.assignment.agent or facts.action.agent,)


def _of_assignment(name: str) -> Callable[[Facts], tuple[str, ...]]:
    def read(facts: Facts) -> tuple[str, ...]:
        value = getattr(facts.action.assignment, name)
        return (value,) if value else ()

    return read


def _path(facts: Facts) -> tuple[str, ...]:
    element = facts.context.element
    return (*element.path, " > ".join(element.path)) if element else ()


def _tool(facts: Facts) -> tuple[str, ...]:
    call = facts.action.tool
    return (call.name, f"{call.server}/{call.name}") if call is not None else ()


def _source(facts: Facts) -> tuple[str, ...]:
    stated = facts.action.stated
    return (stated.source,) if stated is not None and stated.source else ()


def _of_window(name: str) -> Callable[[Facts], tuple[str, ...]]:
    def read(facts: Facts) -> tuple[str, ...]:
        window = facts.context.window
        return (getattr(window, name),) if window else ()

    return read


def _of_element(name: str) -> Callable[[Facts], tuple[str, ...]]:
    def read(facts: Facts) -> tuple[str, ...]:
        element = facts.context.element
        return (getattr(element, name),) if element else ()

    return read


_READERS: dict[str, Callable[[Facts], tuple[str, ...]]] = {
    "action": lambda facts: (facts.action.kind,),
    "agent": _agent,
    "user": _of_assignment("user"),
    "team": _of_assignment("team"),
    "workflow": _of_assignment("workflow"),
    "keys": lambda facts: (facts.action.keys,),
    "text": lambda facts: (facts.action.text,),
    "tool": _tool,
    "source": _source,
    "app": _app,
    "executable": _of_window("executable"),
    "title": _of_window("title"),
    "role": _of_element("role"),
    "name": _of_element("name"),
    "dialog": _of_element("dialog_text"),
    "path": _path,
    "url": lambda facts: tuple(url for url in (facts.context.url, facts.context.frame_url) if url),
    "unknown": lambda facts: tuple(facts.context.unknown),
    "program": lambda facts: (facts.program,),
    "shell": lambda facts: (facts.shell,) if facts.shell else (),
    "control": lambda facts: (facts.control,) if facts.control else (),
    "tier": lambda facts: (facts.assessment.tier,),
    "category": lambda facts: (facts.assessment.category,),
}

PAGE = "url"
"""Name of the fact that says on which page it lands."""
TOOL = "tool"
"""Name of the fact that says which tool is called."""
BY_WORD = frozenset({"confidence", "source"})
"""Facts that only the agent itself states: they may stop something, and never let it pass."""
_STATED = {"items": "affected_count", "amount": "amount"}
"""Figures that an agent may state beside those that are seen."""
NUMBERS = ("items", "amount", "confidence", "rejections", "programs", "visits")
"""Facts that are numbers, called as in `Facts`."""
FIELDS = (*_READERS, *NUMBERS)
"""Facts that a rule can match."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact and what it must be.

    A fact that is not known matches nothing; `unknown` is the fact that says so.
    """

    field: str
    """One of `FIELDS` and none of `NUMBERS`."""
    matcher: Matcher
    """Any of its patterns is enough."""
    every: bool = False
    """All that the fact names must fit: a page that is allowed may lie inside of one that is not, or hold one. Of a
    tool whose own name has a `/` the server's must fit too: another server may call its tool `mail/send`."""

    def holds(self, facts: Facts) -> bool:
        """Tell whether the fact is there and fits."""
        if self.every:
            values = _READERS[self.field](facts)
            if self.field == TOOL and values:
                alone, behind = values
                return self.matcher.matches(behind) or ("/" not in alone and self.matcher.matches(alone))
            return bool(values) and all(self.matcher.matches(value) for value in values)
        # Plain loops here and in `matches`: this runs for every rule and every action.
        for value in _READERS[self.field](facts):  # noqa: SIM110 - a generator costs more than the match
            if self.matcher.matches(value):
                return True
        return False

    @property
    def size(self) -> int:
        """Number of patterns."""
        return self.matcher.size

    @property
    def pieces(self) -> frozenset[object]:
        """What fits, so that it can be compared."""
        return frozenset(self.matcher.parts)

    @property
    def needs(self) -> tuple[Need, ...] | None:
        """What the fact must have, for each pattern; None when one of them needs nothing."""
        return self.matcher.needs

    @property
    def fragile(self) -> bool:
        """True when it breaks on texts that cannot be encoded."""
        return bool(self.matcher.expressions or self.matcher.folded)


@dataclass(frozen=True, slots=True)
class NumberCondition:
    """A fact that is a number, and the ranges that it may lie in; not known it lies in none.

    # INVARIANT: a figure that is no number, or larger than any, lies in every range of a rule that is stricter and in
    # none of one that allows: nobody knows how much it is.
    """

    field: str
    """One of `NUMBERS`."""
    ranges: tuple[Range, ...]
    """Any of them is enough."""
    seen: bool = False
    """Only what is seen counts, and no figure that the agent states: of a rule that allows."""

    def holds(self, facts: Facts) -> bool:
        """Tell whether the number is known and lies in a range; of two figures, one seen and one stated, either."""
        number = getattr(facts, self.field)
        if number is not None and self._lies_in(number):
            return True
        stated = facts.action.stated
        if stated is None or self.seen or self.field not in _STATED:
            return False
        said = getattr(stated, _STATED[self.field])
        return said is not None and self._lies_in(said)

    def _lies_in(self, number: float) -> bool:
        if not isfinite(number):
            return not self.seen
        for one in self.ranges:  # noqa: SIM110 - a generator costs more than the match
            if one.holds(number):
                return True
        return False

    @property
    def size(self) -> int:
        """Number of ranges."""
        return len(self.ranges)

    @property
    def pieces(self) -> frozenset[object]:
        """What fits, so that it can be compared."""
        return frozenset(self.ranges)

    @property
    def needs(self) -> None:
        """Numbers are not looked up."""
        return

    @property
    def fragile(self) -> bool:
        """Numbers break nothing."""
        return False


@dataclass(frozen=True, slots=True)
class Rule:
    """What a person wants to happen in one kind of situation."""

    id: str
    """Unique in the policy; popup and record show it."""
    reason: str
    """One sentence for a person: why this is stopped, or why it may go on."""
    conditions: tuple[Condition | NumberCondition, ...]
    """All of them must hold; never empty."""
    verdict: Verdict | None = None
    """What happens; None leaves it to the tier."""
    tier: Tier | None = None
    """Least tier of a matching action; None adds nothing."""
    category: Category | None = None
    """Category of a matching action; None leaves it as assessed."""
    deadline_s: float | None = None
    """Longest wait for an answer, s; None waits for ever."""
    fallback: Fallback = Fallback.REJECT
    """What happens then."""
    asks_to: Level | None = None
    """The laxest level at which it still asks; None leaves it to the level."""

    @property
    def refused_after_s(self) -> float | None:
        """After how long without an answer it is refused, s; None for never."""
        return self.deadline_s if self.fallback is Fallback.REJECT else None

    def matches(self, facts: Facts) -> bool:
        """Tell whether every condition holds."""
        for condition in self.conditions:  # noqa: SIM110 - a generator costs more than the match
            if not condition.holds(facts):
                return False
        return True

    def matches_but_page(self, facts: Facts) -> bool:
        """Tell whether every condition but those on the page holds."""
        return all(condition.field == PAGE or condition.holds(facts) for condition in self.conditions)

    @property
    def of_page(self) -> bool:
        """True when it makes something stricter on some pages: where the page is unknown it must not be passed by."""
        stricter = self.verdict in (Verdict.DENY, Verdict.ASK) or self.tier is not None
        return stricter and any(condition.field == PAGE for condition in self.conditions)

    @property
    def specificity(self) -> tuple[int, int]:
        """Sort key: more conditions are more specific, then fewer alternatives in them."""
        return len(self.conditions), -sum(condition.size for condition in self.conditions)


Situation = frozenset[tuple[str, frozenset[object]]]
"""Facts and what fits each, so that rules can be compared."""


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules of one file with the defaults for what they do not name."""

    name: str
    """Where it comes from, for messages and the record."""
    rules: tuple[Rule, ...]
    """In the order of the file; the order decides only between equally specific rules."""
    tiers: Mapping[Tier, Verdict]
    """Verdict for each tier where no rule has one."""
    masked_fields: Matcher
    """Names of fields whose content is never shown or recorded, beside password fields."""
    redactor: Redactor = field(default_factory=Redactor)
    """What is secret in any text."""
    terms: Terms = field(default_factory=Terms)
    """How far levels may go."""
    _index: RuleIndex = field(init=False, repr=False, compare=False)
    _of_page: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    situations: tuple[Situation, ...] = field(init=False, repr=False, compare=False)
    """When each rule matches: two with the same situation match the same."""

    def __post_init__(self) -> None:
        """File the rules."""
        object.__setattr__(self, "_index", RuleIndex(self.rules, _READERS))
        situations = (
            frozenset((condition.field, condition.pieces) for condition in rule.conditions) for rule in self.rules
        )
        object.__setattr__(self, "situations", tuple(situations))
        object.__setattr__(self, "_of_page", tuple(rule for rule in self.rules if rule.of_page))

    def decide(self, facts: Facts) -> tuple[Assessment, Decision]:
        """Match all rules.

        Args:
            facts: The action and all that is known about it.

        Returns:
            The assessment, with what matching rules add to it, and the decision.
        """
        assessment, decision = self._decide(facts)
        if decision.verdict is Verdict.ALLOW and self._of_page and _page_is_unknown(facts):
            try:
                unsure = next((rule for rule in self._of_page if rule.matches_but_page(facts)), None)
            except Exception as error:  # noqa: BLE001 - as below
                return assessment, fallback("rule-error", type(error).__name__)
            if unsure is not None:
                return assessment, fallback("page-unknown", f"`{unsure.id}`")
        return assessment, decision

    def _decide(self, facts: Facts) -> tuple[Assessment, Decision]:
        matched: list[Rule] = []
        for rule in self._index.candidates(facts):
            try:
                if rule.matches(facts):
                    matched.append(rule)
            except Exception as error:  # noqa: BLE001 - whatever a rule dies of, it must not lead to allow
                detail = f"`{rule.id}`: {type(error).__name__}"
                return facts.assessment, fallback("rule-error", detail)
        if not matched:
            return facts.assessment, self._default(facts.assessment, matched)
        assessment = _raised(facts.assessment, matched)
        for verdict in _STRENGTH:
            winners = [rule for rule in matched if rule.verdict is verdict]
            if winners:
                best = max(winners, key=lambda rule: rule.specificity)
                return assessment, Decision(verdict, best.id, best.reason)
        return assessment, self._default(assessment, matched)

    def _default(self, assessment: Assessment, matched: list[Rule]) -> Decision:
        verdict = self.tiers[assessment.tier]
        if matched:
            best = max(matched, key=lambda rule: rule.specificity)
            return Decision(verdict, best.id, best.reason)
        reason = _TIER_REASONS[assessment.tier]
        if verdict is not Verdict.ALLOW:
            # What it does is said beside it, by the popup's sentence or by the evidence.
            verb = "asks before" if verdict is Verdict.ASK else "refuses"
            reason = f"your policy {verb} {_TIER_RULES_SAID[assessment.tier]}"
        return Decision(verdict, TIER_RULES[assessment.tier], reason)

    def asks_to(self, facts: Facts) -> Level | None:
        """Give the laxest level at which a rule that matches still asks; None where none says so."""
        try:
            if (
                self._of_page
                and _page_is_unknown(facts)
                and any(rule.matches_but_page(facts) for rule in self._of_page)
            ):
                # It asks for a reason that no level speaks of, whichever rule asks besides.
                return Level.FULL_AUTONOMY
            found = [rule.asks_to for rule in self._index.candidates(facts) if rule.asks_to and rule.matches(facts)]
        except Exception:  # noqa: BLE001 - whatever a rule dies of, no level may relax what it asks
            return Level.FULL_AUTONOMY
        return max(found, key=lambda level: level.rank, default=None)

    def time_limit(self, rule_id: str) -> TimeLimit | None:
        """Give how long an answer may take when `rule_id` asks, and what follows then; None for ever."""
        rule = next((rule for rule in self.rules if rule.id == rule_id), None)
        return TimeLimit(rule.deadline_s, rule.fallback) if rule is not None and rule.deadline_s is not None else None

    def deadline_s(self, rule_id: str) -> float | None:
        """Give after how long without an answer it is refused when `rule_id` asks, s; None for never."""
        return next((rule.refused_after_s for rule in self.rules if rule.id == rule_id), None)

    def masks(self, context: Context) -> bool:
        """Tell whether what is typed there must not be shown or recorded."""
        element = context.element
        return element is not None and (element.is_password or self.masked_fields.matches(element.name))


def _page_is_unknown(facts: Facts) -> bool:
    """Tell whether a browser did not say where this lands, or on which page."""
    context = facts.context
    if PAGE in context.unknown:
        return True
    # An agent that starts a browser gives it names besides: a folder's, a page's.
    browses = facts.browses or facts.program is Program.BROWSER
    return browses and context.url is None and bool(context.unknown)


def _raised(assessment: Assessment, matched: list[Rule]) -> Assessment:
    """Give the assessment with tier and category of the matching rules; tiers only go up."""
    tiers = [rule.tier for rule in matched if rule.tier is not None]
    categories = [rule for rule in matched if rule.category is not None]
    tier = max([assessment.tier, *tiers], key=lambda tier: tier.rank)
    category = assessment.category
    if categories:
        category = max(categories, key=lambda rule: rule.specificity).category or category
    if tier is assessment.tier and category is assessment.category:
        return assessment
    return replace(assessment, tier=tier, category=category)
