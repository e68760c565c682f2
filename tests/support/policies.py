"""Policies and facts of a small world, so that rules meet the same actions often: for tests that try many of them."""

from __future__ import annotations

from operator import attrgetter

from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Facts, Program
from supervisor.core.patterns import compile_patterns
from supervisor.core.policy import Condition, NumberCondition, Policy, Rule
from supervisor.core.ranges import Range
from supervisor.core.redaction import Redactor
from supervisor.core.time_limit import Fallback

TITLES = ("bank", "bin", "notes", "\ud800")
"""The last one cannot be encoded: expressions break on it."""
NAMES = ("Pay", "Key", "Delete")

_limits = st.sampled_from([None, None, 5.0, 60.0])
_ID = attrgetter("id")
"""A file with one id twice is refused."""
_texts = st.lists(st.sampled_from(["b*", "*n*", "bank", "?in", "notes"]), min_size=1, max_size=2, unique=True)


@st.composite
def _conditions(draw: st.DrawFn) -> tuple[Condition | NumberCondition, ...]:
    kind = draw(st.sampled_from(["items", "title", "action", "expression", "both", "page", "page and expression"]))
    clicks = Condition("action", compile_patterns([draw(st.sampled_from(["click", "key", "*"]))]))
    if kind == "items":
        return (NumberCondition("items", (Range(draw(st.sampled_from([1, 10])), None),)),)
    if kind == "action":
        return (clicks,)
    page = Condition("url", compile_patterns([draw(st.sampled_from(["https://bank/*", "https://shop/*"]))]))
    breaks = Condition("title", compile_patterns([], [draw(st.sampled_from(["b.n", "^no", "i|o"]))]))
    if kind == "expression":
        return (breaks,)
    if kind.startswith("page"):
        return (page,) if kind == "page" else (page, breaks)
    title = Condition("title", compile_patterns(draw(_texts)))
    return (title,) if kind == "title" else (clicks, title)


@st.composite
def rules(draw: st.DrawFn, name: str = "r") -> Rule:
    return Rule(
        id=f"{name}-{draw(st.integers(0, 3))}",
        reason="a reason",
        conditions=draw(_conditions()),
        verdict=draw(st.sampled_from([None, *Verdict])),
        tier=draw(st.sampled_from([None, None, *Tier])),
        category=draw(st.sampled_from([None, None, Category.EMAIL])),
        deadline_s=draw(_limits),
        fallback=draw(st.sampled_from([*Fallback, Fallback.REJECT])),
    )


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    return Policy(
        "made",
        tuple(draw(st.lists(rules(), max_size=4, unique_by=_ID))),
        {tier: draw(st.sampled_from(Verdict)) for tier in Tier},
        compile_patterns(draw(st.lists(st.sampled_from(["key", "p*"]), max_size=2))),
        Redactor(compile_patterns([], draw(st.lists(st.sampled_from(["[0-9]{4}", "zz+"]), max_size=2)))),
    )


@st.composite
def policies_near(draw: st.DrawFn, old: Policy) -> Policy:
    """Change a policy here and there, so that the two are often comparable."""
    kept = [rule for rule in old.rules if draw(st.integers(0, 5))]
    changed = [_changed(draw, rule) if not draw(st.integers(0, 2)) else rule for rule in kept]
    added = draw(st.lists(rules("added"), max_size=2, unique_by=_ID))
    tiers = dict(old.tiers)
    if not draw(st.integers(0, 2)):
        tiers[draw(st.sampled_from(Tier))] = draw(st.sampled_from(Verdict))
    order = [*changed, *added] if draw(st.booleans()) else [*added, *changed]
    return Policy("near", tuple(order), tiers, old.masked_fields, old.redactor)


def _changed(draw: st.DrawFn, rule: Rule) -> Rule:
    other = draw(rules())
    what = draw(st.sampled_from(["verdict", "tier", "deadline_s", "fallback", "category"]))
    return Rule(
        **{
            name: getattr(other if name == what else rule, name)
            for name in ("id", "reason", "conditions", "verdict", "tier", "category", "deadline_s", "fallback")
        }
    )


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    title, name = draw(st.sampled_from(TITLES)), draw(st.sampled_from(NAMES))
    page = draw(st.sampled_from([None, "https://bank/pay", "https://news/"]))
    return Facts(
        Action("1", "bot", draw(st.sampled_from([ActionKind.CLICK, ActionKind.KEY]))),
        Context(
            Window(1, title, "firefox"),
            Element(name, "push button"),
            page,
            frozenset() if page else frozenset({"url"}),
        ),
        Program.BROWSER,
        Assessment(draw(st.sampled_from(Tier))),
        items=draw(st.sampled_from([None, 1, 20])),
    )


def limit_s(policy: Policy, of: Facts) -> float | None:
    """Give how long a question may stand by a policy; None for ever."""
    return policy.deadline_s(policy.decide(of)[1].rule_id)
