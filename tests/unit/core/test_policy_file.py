from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier, Verdict
from supervisor.core.fallbacks import FALLBACK_IDS
from supervisor.core.policy import FIELDS, Condition, NumberCondition
from supervisor.core.policy_file import LONGEST_FILE, PolicyError, When, parse_policy
from supervisor.resources import resource

GOOD = """version = 1

[tiers]
read = "allow"

[mask]
fields = ["*pin*"]

[[rule]]
id = "one"
reason = "because"
when.keys = ["Ctrl+Enter", "ctrl+*"]
when.program = "mail"
verdict = "ask"
deadline_s = 30

[[rule]]
id = "two"
reason = "because of that"
tier = "irreversible"
category = "finance"
[rule.when]
title = ["*bank*", { re = "(?i)x" }]
amount = [20, { min = 500 }]
"""


MISTAKES: list[tuple[str, str, int, list[str]]] = [
    ('verdict = "ask"', 'verdcit = "ask"', 14, ["`verdcit`", "`one`", "did you mean `verdict`"]),
    ('verdict = "ask"', 'verdict = "aks"', 14, ["`aks` is no verdict", "did you mean `ask`"]),
    ('"mail"', '"mial"', 13, ["`mial` is no program", "did you mean `mail`"]),
    ("title =", "titel =", 23, ["`titel`", "did you mean `title`"]),
    ('"(?i)x"', '"(?=x)"', 23, ["`(?=x)`", "RE2"]),
    ('tier = "irreversible"', 'tier = "awful"', 20, ["`awful` is no tier", "high_risk"]),
    ('id = "two"', 'id = "one"', 18, ["`one` is used twice", "rename"]),
    ('id = "two"', 'id = "rule-error"', 18, ["the supervisor's own"]),
    ('id = "two"', 'id = "default-read"', 18, ["the supervisor's own"]),
    ('id = "two"\n', "", 17, ["`id` is missing", "number 2"]),
    ('id = "two"', 'id = "Two!"', 18, ["small letters"]),
    ('id = "two"', "id = 2", 18, ["`id`", "string"]),
    ('reason = "because of that"', "reason = 5", 19, ["`reason`", "`two`"]),
    ('title = ["*bank*", { re = "(?i)x" }]\namount = [20, { min = 500 }]', "", 17, ["no condition", "`when`"]),
    ('title = ["*bank*", { re = "(?i)x" }]', "title = []", 23, ["`title`", "{ re = "]),
    ('"*bank*"', '""', 23, ["empty"]),
    ('"*bank*"', "7", 23, ["`title`", "write a text"]),
    ("deadline_s = 30", "deadline_s = -1", 15, ["`deadline_s`", "greater than 0"]),
    ("deadline_s = 30", "deadline_s = nan", 15, ["`deadline_s`"]),
    ("deadline_s = 30", 'deadline_s = "30"', 15, ["`deadline_s`", "valid number"]),
    ("deadline_s = 30", "deadline_s = true", 15, ["`deadline_s`"]),
    ("version = 1", "version = true", 1, ["`version`"]),
    ("deadline_s = 30", 'fallback = "allow"', 15, ["`fallback`", "'reject'"]),
    ("[tiers]", "[tires]", 3, ["`tires`", "did you mean `tiers`"]),
    ('read = "allow"', 'read = "alow"', 4, ["`alow` is no verdict", "did you mean `allow`"]),
    ('read = "allow"', 'raed = "allow"', 4, ["`raed`", "did you mean `read`"]),
    ("version = 1", "version = 2", 1, ["`version`"]),
    ("version = 1", "version = ", 1, ["not TOML", "invalid value"]),
    ('fields = ["*pin*"]', "fields = [5]", 7, ["`fields`"]),
    ("{ min = 500 }", "{ mni = 500 }", 24, ["`amount`", "{ min = …, max = … }"]),
    ("{ min = 500 }", '"500"', 24, ["`amount`", "write a number"]),
    ("{ min = 500 }", "{ min = true }", 24, ["`amount`", "write a number"]),
    ("{ min = 500 }", "{}", 24, ["`amount`", "write a number"]),
    ("{ min = 500 }", "nan", 24, ["`amount`", "write a number"]),
]
SCOPED = """[scope.accounts]
workflow = ["invoices", "dunning"]
team = { re = "^acc" }

[[rule]]
id = "pay"
reason = "because"
scope = "accounts"
when.control = "pay"
verdict = "deny"

[[rule]]
id = "any"
reason = "because of that"
when.control = "pay"
verdict = "ask"
"""
SCOPE_MISTAKES: list[tuple[str, str, int, list[str]]] = [
    ('scope = "accounts"', 'scope = "account"', 8, ["no scope `account` for rule `pay`", "did you mean `accounts`"]),
    ('scope = "accounts"', "scope = 5", 8, ["`scope` in rule `pay`", "string"]),
    ("when.control", 'when.workflow = "x"\nwhen.control', 8, ["`pay`", "`accounts` both say `workflow`"]),
    ('"^acc"', '"(?=x)"', 3, ["`(?=x)`", "RE2"]),
    ("team =", "taem =", 3, ["unknown key `taem`", "did you mean `team`"]),
    ("workflow =", "workflow = 5 #", 2, ["`workflow`", "write a text"]),
    ("[scope.accounts]", "[scope.Accounts]", 1, ["scope `Accounts`", "small letters"]),
    ("[scope.accounts]", "[scope.other]\n[scope.accounts]", 1, ["scope `other` has no condition"]),
    ("[scope.accounts]", "[scpe.accounts]", 1, ["unknown key `scpe`", "did you mean `scope`"]),
]
"""The same of `SCOPED`."""
"""What is replaced in `GOOD`, by what, the line of the mistake and words of the sentence."""


def failure(text: str) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text, "mine.toml")
    return caught.value


def test_a_file_becomes_rules() -> None:
    policy = parse_policy(GOOD, "mine.toml")
    one, two = policy.rules
    assert (one.id, one.verdict, one.deadline_s, one.fallback) == ("one", Verdict.ASK, 30, "reject")
    assert (two.verdict, two.tier, two.category) == (None, Tier.IRREVERSIBLE, Category.FINANCE)
    assert policy.tiers == {
        Tier.READ: Verdict.ALLOW,
        Tier.REVERSIBLE: Verdict.ALLOW,
        Tier.HIGH_RISK: Verdict.ASK,
        Tier.IRREVERSIBLE: Verdict.ASK,
    }
    keys = next(c for c in one.conditions if isinstance(c, Condition) and c.field == "keys")
    assert keys.matcher.matches("ctrl+Return")
    assert keys.matcher.matches("ctrl+x")


@pytest.mark.parametrize(("old", "new", "line", "words"), MISTAKES)
def test_each_mistake_has_line_and_remedy(old: str, new: str, line: int, words: list[str]) -> None:
    error = failure(GOOD.replace(old, new, 1))
    assert error.line == line, error
    for word in words:
        assert word in error.sentence
    assert "\n" not in str(error)
    assert str(error).startswith(f"policy `mine.toml`, line {line}: ")


@pytest.mark.parametrize(("old", "new", "line", "words"), SCOPE_MISTAKES)
def test_each_mistake_about_a_scope_has_line_and_remedy(old: str, new: str, line: int, words: list[str]) -> None:
    error = failure(SCOPED.replace(old, new, 1))
    assert error.line == line, error
    for word in words:
        assert word in error.sentence


def test_a_scope_without_any_scopes_is_told_how_to_write_one() -> None:
    assert "write `[scope.NAME]`" in failure(SCOPED[SCOPED.index("[[rule]]") :]).sentence


def test_a_rule_has_the_conditions_of_its_scope_and_is_as_specific_as_written_out() -> None:
    policy = parse_policy(SCOPED, "p")
    scoped, other = policy.rules
    written = 'when.workflow = ["invoices", "dunning"]\nwhen.team = { re = "^acc" }\nwhen.control'
    whole = SCOPED[SCOPED.index("[[rule]]") :].replace('scope = "accounts"\n', "").replace("when.control", written, 1)
    plain = parse_policy(whole, "p")
    assert policy.situations == plain.situations
    assert scoped.specificity == plain.rules[0].specificity > other.specificity


@pytest.mark.parametrize("empty", ["", "  \n", "# only a comment\n"])
def test_an_empty_file_is_refused(empty: str) -> None:
    assert "no settings and no rules" in failure(empty).sentence


def test_an_endless_file_is_refused() -> None:
    assert "too long" in failure("#" * (LONGEST_FILE + 1)).sentence


@pytest.mark.parametrize("rule_id", sorted(FALLBACK_IDS))
def test_no_rule_may_pass_for_a_fallback(rule_id: str) -> None:
    assert failure(GOOD.replace('"one"', f'"{rule_id}"')).line == 10


def test_every_fact_can_be_written() -> None:
    assert set(When.model_fields) == set(FIELDS)


def test_the_shipped_policy_is_one() -> None:
    policy = parse_policy(resource("policy/default.toml").read_text(), "default.toml")
    assert 10 <= len(policy.rules) <= 20
    assert all(rule.verdict is Verdict.ASK for rule in policy.rules)
    assert all(rule.reason[0].islower() and not rule.reason.endswith(".") for rule in policy.rules)
    assert policy.tiers[Tier.IRREVERSIBLE] is Verdict.ASK


def test_the_examples_in_the_shipped_policy_work_when_switched_on() -> None:
    text = resource("policy/default.toml").read_text()
    head, _, examples = text.partition("# Examples to change and switch on:\n#\n")
    on = "\n".join(line.removeprefix("#").strip() for line in examples.splitlines())
    assert {"no-bank", "answer-soon"} <= {rule.id for rule in parse_policy(head + on, "x").rules}


@given(st.text(max_size=200))
def test_any_text_is_a_policy_or_a_policy_error(text: str) -> None:
    try:
        parse_policy(text, "x")
    except PolicyError as error:
        assert error.line >= 1  # noqa: PT017 - whether it is raised depends on the text


@given(
    st.dictionaries(
        st.sampled_from(["id", "reason", "verdict", "tier", "deadline_s", "when.title", "when.program", "other"]),
        st.one_of(st.integers(), st.booleans(), st.text("abc*?()[]", max_size=6).map(lambda t: f'"{t}"')),
    )
)
def test_any_rule_is_a_rule_or_a_policy_error(entries: dict[str, object]) -> None:
    text = "[[rule]]\n" + "\n".join(
        f"{key} = {str(value).lower() if isinstance(value, bool) else value}" for key, value in entries.items()
    )
    try:
        parse_policy(text, "x")
    except PolicyError as error:
        assert 1 <= error.line <= len(entries) + 1  # noqa: PT017 - same


def test_texts_to_mask_are_expressions() -> None:
    policy = parse_policy('version = 1\n[mask]\ntext = ["CARD-[0-9]+"]\n', "p")
    assert "1234" not in policy.redactor.text("pay with CARD-1234")
    with pytest.raises(PolicyError, match="not an RE2 expression"):
        parse_policy('version = 1\n[mask]\ntext = ["("]\n', "p")


@pytest.mark.parametrize("said", ["when.confidence = { min = 0.9 }", 'when.source = "user"'])
def test_attack_no_rule_allows_by_the_agents_own_word(said: str) -> None:
    rule = '[[rule]]\nid = "trusting"\nreason = "r"\nverdict = "{}"\n{}\n'
    error = failure("version = 1\n" + rule.format("allow", said))
    assert "by the agent's own word" in str(error)
    for verdict in ("ask", "deny"):
        assert parse_policy("version = 1\n" + rule.format(verdict, said), "mine.toml").rules


def test_a_rule_that_allows_by_a_number_goes_by_what_is_seen() -> None:
    rule = '[[rule]]\nid = "small"\nreason = "r"\nverdict = "{}"\nwhen.amount = {{ max = 5 }}\n'
    for verdict, seen in (("allow", True), ("ask", False)):
        (made,) = parse_policy("version = 1\n" + rule.format(verdict), "mine.toml").rules
        (number,) = made.conditions
        assert isinstance(number, NumberCondition)
        assert number.seen is seen
