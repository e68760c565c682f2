from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Tier
from supervisor.core.assignment import Assignment
from supervisor.core.context import Context, Element, Window
from supervisor.core.facts import Facts, Program
from supervisor.core.policy_file import parse_policy, read_policy_file
from supervisor.core.rule_overlap import covered_rules


def policy(*rules: str) -> str:
    """Rules by what they say beside id and reason."""
    return "\n".join(f'[[rule]]\nid = "r{n}"\nreason = "x"\n{rule}\n' for n, rule in enumerate(rules))


def covered(*rules: str) -> list[tuple[int, int]]:
    text = policy(*rules)
    parse_policy(text, "x")
    return list(covered_rules(read_policy_file(text, "x").rule))


DENY, ASK, ALLOW = ('\nverdict = "deny"', '\nverdict = "ask"', '\nverdict = "allow"')


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ('when.title = "*bank*"', 'when.title = "*bank*"'),
        ('when.title = "*BANK*"', 'when.title = "*bank*"'),
        ('when.title = ["*bank*", "x"]', 'when.title = "*bank*"'),
        ('when.title = "*bank*"', 'when.title = ["my bank", "*bank of ?"]'),
        ('when.title = "*"', 'when.title = { re = "bank" }'),
        ('when.title = { re = "bank" }', 'when.title = { re = "bank" }'),
        ('when.title = "*bank*"', 'when.title = "*bank*"\nwhen.control = "pay"'),
        ('when.program = ["mail", "browser"]', 'when.program = "mail"\nwhen.control = "send"'),
        ('when.keys = "ctrl+Return"', 'when.keys = "Ctrl+Enter"'),
        ("when.amount = { min = 100 }", "when.amount = { min = 500, max = 900 }"),
        ("when.amount = { min = 100 }", "when.amount = 200"),
        ("when.items = [3, 4]", "when.items = 3"),
        ('when.control = "pay"', 'when.control = "pay"\nwhen.workflow = "invoices"'),
        ('when.workflow = "inv*"', 'when.workflow = ["invoices", "INVENTORY"]\nwhen.team = "ops"'),
    ],
)
def test_a_rule_behind_a_wider_and_stricter_one_never_decides(wide: str, narrow: str) -> None:
    assert covered(wide + DENY, narrow + ASK) == [(1, 0)]
    assert covered(narrow + ALLOW, wide + ASK) == [(0, 1)]
    assert (1, 0) not in covered(wide + ALLOW, narrow + ASK)


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ('when.title = "*bank*"', 'when.title = "*"'),
        ('when.title = "*bank*"', 'when.title = ["*bank*", "shop"]'),
        ('when.title = "*bank*"\nwhen.control = "pay"', 'when.title = "*bank*"'),
        ('when.title = { re = "bank" }', 'when.title = "bank"'),
        ('when.title = "bank?"', 'when.title = "bank*"'),
        ('when.title = "ban?*"', 'when.title = "bank*"'),
        ('when.title = "*bank*"', 'when.name = "*bank*"'),
        ("when.amount = { min = 500 }", "when.amount = { min = 100 }"),
        ("when.amount = { min = 500 }", "when.items = { min = 500 }"),
        ('when.control = "pay"\nwhen.workflow = "invoices"', 'when.control = "pay"'),
        ('when.workflow = "*"', 'when.team = "ops"'),
        ('when.user = "anna"', 'when.agent = "anna"'),
        ('when.title = "*bank*"', 'when.title = "*bank*"\ntier = "irreversible"'),
        ('when.title = "*bank*"', 'when.title = "*bank*"\ncategory = "finance"'),
    ],
)
def test_a_rule_that_may_decide_is_let_pass(other: str, rule: str) -> None:
    assert not covered(other + DENY, rule + ASK)


def test_of_two_equal_rules_the_second_never_decides() -> None:
    assert covered('when.name = "x"' + ASK, 'when.name = "x"' + ASK) == [(1, 0)]


def test_a_more_specific_rule_of_the_same_verdict_gives_the_words() -> None:
    assert not covered('when.name = "*"' + ASK, 'when.name = "x"\nwhen.title = "y"' + ASK)


def test_many_rules_are_compared_in_little_time() -> None:
    rules = [f'when.name = "button {n}"{ASK}' for n in range(3000)]
    assert covered(*rules, 'when.name = "button 7"' + ALLOW) == [(3000, 7)]


_GLOBS = st.text("ab*?", min_size=1, max_size=4)
_RULES = st.lists(
    st.tuples(_GLOBS, st.none() | _GLOBS, st.none() | _GLOBS, st.sampled_from([DENY, ASK, ALLOW])),
    min_size=2,
    max_size=4,
)


@given(_RULES)
def test_what_never_decides_does_not_for_any_name(rules: list[tuple[str, str | None, str | None, str]]) -> None:
    written = [
        f'when.name = "{name}"'
        + (f'\nwhen.title = "{title}"' if title else "")
        + (f'\nwhen.workflow = "{workflow}"' if workflow else "")
        + verdict
        for name, title, workflow, verdict in rules
    ]
    judged = parse_policy(policy(*written), "x")
    never = {f"r{index}" for index, _ in covered(*written)}
    texts = ["".join(signs) for length in range(4) for signs in itertools.product("abA", repeat=length)]
    for name, title, workflow in itertools.product(texts, ["", "a", "b", "ab"], ["", "a", "ab"]):
        action = Action("1", "bot", ActionKind.CLICK, assignment=Assignment(workflow=workflow))
        context = Context(Window(1, title), Element(name))
        facts = Facts(action, context, Program.OTHER, Assessment(Tier.READ))
        assert judged.decide(facts)[1].rule_id not in never
