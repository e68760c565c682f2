"""The index loses no rule: it decides as trying all of them in order does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Tier, Verdict
from supervisor.core.assignment import Assignment
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Control, Facts, Program
from supervisor.core.patterns import compile_patterns
from supervisor.core.policy import _READERS, Condition, NumberCondition, Policy, Rule
from supervisor.core.ranges import Range
from supervisor.core.rule_index import RuleIndex

_PATTERNS: st.SearchStrategy[tuple[list[str], list[str]]] = st.one_of(
    st.text("abcAB *?", min_size=1, max_size=7).map(lambda glob: ([glob], [])),
    st.sampled_from(["abc", "(?i)ABC", "a|b", "^ab.*ca$", "[ab]c", "abca?b"]).map(lambda re: ([], [re])),
    st.just((["abc*", "cab", "x"], ["(?i)bca"])),
)
_CONDITIONS = st.one_of(
    st.builds(
        lambda name, patterns: Condition(name, compile_patterns(*patterns)),
        st.sampled_from(["title", "name", "app", "path", "text", "url", "agent", "team", "workflow"]),
        _PATTERNS,
    ),
    st.sampled_from(["delete", "pay"]).map(lambda word: Condition("control", compile_patterns([word]))),
    st.builds(lambda low: NumberCondition("items", (Range(low, None),)), st.integers(0, 3)),
)
_RULES = st.lists(st.lists(_CONDITIONS, min_size=1, max_size=3), max_size=12).map(
    lambda many: [Rule(f"r{n}", "x", tuple(one), Verdict.ASK) for n, one in enumerate(many)]
)
_TEXTS = st.text("abcAB x", max_size=9) | st.sampled_from(
    ["", "abc", "abcab", "x" * 300 + "abc", "\ud800", "\ud800abc"]
)
_FACTS = st.builds(
    lambda title, app, name, text, control, items: Facts(
        Action("1", "bot", ActionKind.CLICK, text=text, assignment=Assignment(name, text, app, title)),
        Context(Window(1, title, app), Element(name, path=(name, title)), title),
        Program.OTHER,
        Assessment(Tier.READ),
        None,
        control,
        items,
    ),
    *([_TEXTS] * 4),
    st.sampled_from([None, *Control]),
    st.none() | st.integers(0, 4),
)


def outcome(rules: Any, facts: Facts) -> list[str]:
    """Ids of the rules that match, up to the first that breaks."""
    found = []
    for rule in rules:
        try:
            if rule.matches(facts):
                found.append(rule.id)
        except UnicodeEncodeError:
            return [*found, f"{rule.id} breaks"]
    return found


@given(_RULES, _FACTS)
def test_no_rule_is_lost_and_their_order_is_kept(rules: list[Rule], facts: Facts) -> None:
    assert outcome(RuleIndex(rules, _READERS).candidates(facts), facts) == outcome(rules, facts)


def facts_of(title: str) -> Facts:
    action = Action("1", "bot", ActionKind.CLICK)
    return Facts(action, Context(Window(1, title)), Program.OTHER, Assessment(Tier.READ))


def rules_of(*globs: str) -> list[Rule]:
    return [Rule(glob, "x", (Condition("title", compile_patterns([glob])),), Verdict.ASK) for glob in globs]


@pytest.mark.parametrize(
    ("title", "candidates"),
    [("Invoice 17", ["*invoice 17*", "*"]), ("Report 18", ["report 18", "*"]), ("nothing", ["*"]), ("", ["*"])],
)
def test_few_rules_are_tried(title: str, candidates: list[str]) -> None:
    index = RuleIndex(rules_of("*invoice 17*", "report 18", "*"), _READERS)
    assert [rule.id for rule in index.candidates(facts_of(title))] == candidates


def test_of_a_thousand_rules_hardly_any_is_tried() -> None:
    index = RuleIndex(rules_of(*(f"*report {n}*" for n in range(1000, 2000))), _READERS)
    tried = list(index.candidates(facts_of("Report 1234 - Viewer")))
    assert "*report 1234*" in [rule.id for rule in tried]
    assert len(tried) < 40


def test_what_was_found_for_a_text_is_found_again() -> None:
    index = RuleIndex(rules_of(*(f"*report {n}*" for n in range(1000, 2000))), _READERS)
    titles = [f"Report {n} - Viewer" for n in range(1000, 2000)]
    first = [[rule.id for rule in index.candidates(facts_of(title))] for title in titles]
    assert all(f"*report {n}*" in found for n, found in enumerate(first, 1000))
    assert [[rule.id for rule in index.candidates(facts_of(title))] for title in titles * 2] == first * 2


def test_a_text_on_which_expressions_break_is_tried_with_all() -> None:
    rules = [Rule("r", "x", (Condition("title", compile_patterns([], ["bank"])),), Verdict.ALLOW)]
    decision = Policy("p", tuple(rules), dict.fromkeys(Tier, Verdict.ALLOW), compile_patterns([])).decide(
        facts_of("\ud800")
    )
    assert decision[1].rule_id == "rule-error"


def test_of_equal_rules_the_first_in_the_file_comes_first() -> None:
    globs = {5: "*both*", 100: "*both"}
    rules = rules_of(*(globs.get(n, f"report {n}") for n in range(101)))
    assert [rule.id for rule in RuleIndex(rules, _READERS).candidates(facts_of("both"))] == ["*both*", "*both"]
