from __future__ import annotations

import pytest

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import CONFIDENCE, Level
from supervisor.core.autonomy_scope import Situation
from supervisor.core.autonomy_terms import Batch, Evidence, NewAgents, Promotion, Terms, joined
from supervisor.core.autonomy_triggers import Bounds
from supervisor.core.policy_changes import changes_in_words
from supervisor.core.policy_file import PolicyError, parse_policy
from supervisor.core.policy_order import only_tightens

FULL = """version = 1
[autonomy]
level = "approval-gates"
highest = "exception-only"
promotion = "automatic"
[autonomy.confidence]
reversible = 0.6
high_risk = 0.95
[autonomy.escalate]
items = 5
amount = 50
[autonomy.evidence]
rate = 0.95
answers = 100
risk = 0.005
[autonomy.batch]
actions = 14
pause_s = 30
[[autonomy.limit]]
category = ["finance", "credentials"]
highest = "approval-gates"
[[autonomy.limit]]
app = { re = "^gnome-" }
agent = "new-*"
highest = "full-oversight"
[[rule]]
id = "big"
reason = "much of it"
when.items = { min = 50 }
verdict = "ask"
asks_to = "exception-only"
"""
MISTAKES: list[tuple[str, str, int, list[str]]] = [
    ('level = "approval-gates"', 'level = "gates"', 3, ["`gates` is no level in `[autonomy]`", "`approval-gates`?"]),
    ('level = "approval-gates"', 'level = "full-autonomy"', 3, ["`level` full-autonomy is laxer", "lower this"]),
    ('highest = "exception-only"', 'higest = "x"', 4, ["unknown key `higest` in `[autonomy]`", "mean `highest`?"]),
    ('promotion = "automatic"', 'promotion = "auto"', 5, ["`auto` is no promotion", "`automatic`?"]),
    ("reversible = 0.6", "reversible = 1.6", 7, ["`reversible` in `[autonomy.confidence]`", "less than or equal"]),
    ("high_risk = 0.95", "high_risk = 0.4", 8, ["`high_risk` in `[autonomy.confidence]`", "greater than"]),
    ("high_risk = 0.95", "hihg_risk = 0.4", 8, ["unknown key `hihg_risk`", "`high_risk`?"]),
    ("high_risk = 0.95", "high_risk = nan", 8, ["`high_risk`", "finite"]),
    ("items = 5", 'items = "5"', 10, ["`items` in `[autonomy.escalate]`", "valid number"]),
    ("rate = 0.95", "rate = 1", 13, ["`rate` in `[autonomy.evidence]`", "0.999"]),
    ("answers = 100", "answers = 2", 14, ["`answers` in `[autonomy.evidence]`", "10"]),
    ("risk = 0.005", "risk = 0.5", 15, ["`risk` in `[autonomy.evidence]`", "0.05"]),
    ("actions = 14", "actions = 0", 17, ["`actions` in `[autonomy.batch]`", "greater than"]),
    ("pause_s = 30", "pause_s = 1", 18, ["`pause_s` in `[autonomy.batch]`", "greater than"]),
    ("pause_s = 30", "pause = 30", 18, ["unknown key `pause` in `[autonomy.batch]`", "`pause_s`?"]),
    ('category = ["finance", "credentials"]', "", 19, ["a limit has to say for what", "add `agent`"]),
    ('highest = "approval-gates"\n[[', "[[", 19, ["the key `highest` is missing in `[autonomy.limit]`", "add it"]),
    ('"finance", ', '"finanse", ', 20, ["`finanse` is no category", "`finance`?"]),
    ('"^gnome-"', '"(?=x)"', 23, ["`(?=x)`", "RE2"]),
    ('agent = "new-*"', "agent = 5", 24, ["`agent` in `[autonomy.limit]`", "write a text"]),
    ('asks_to = "exception-only"', 'asks_to = "all"', 31, ["`all` is no level in rule `big`", "use one of"]),
    ('verdict = "ask"', 'verdict = "deny"', 31, ["rule `big` says `asks_to` and does not ask"]),
    ('id = "big"', 'id = "level-unsure"', 27, ["`level-unsure` is the supervisor's own"]),
    ('id = "big"', 'id = "level-batch-review"', 27, ["`level-batch-review` is the supervisor's own"]),
]
"""What is replaced in `FULL`, by what, the line of the mistake and words of the sentence."""


def test_a_file_without_the_table_relaxes_nothing() -> None:
    assert parse_policy("version = 1", "p").terms == Terms()


def test_an_empty_table_stays_at_the_gates_and_asks_about_what_the_agent_is_unsure_of() -> None:
    terms = parse_policy("[autonomy]", "p").terms
    assert (terms.level, terms.highest, terms.promotion) == (
        Level.APPROVAL_GATES,
        Level.APPROVAL_GATES,
        Promotion.PROPOSE,
    )
    assert terms.confidence == CONFIDENCE
    assert (terms.bounds, terms.evidence, terms.batch) == (Bounds(), Evidence(), Batch())
    assert terms.limits == ()


def test_the_table_becomes_terms() -> None:
    policy = parse_policy(FULL, "p")
    terms = policy.terms
    assert (terms.level, terms.highest, terms.promotion) == (
        Level.APPROVAL_GATES,
        Level.EXCEPTION_ONLY,
        Promotion.AUTOMATIC,
    )
    assert terms.confidence == {**CONFIDENCE, Tier.REVERSIBLE: 0.6, Tier.HIGH_RISK: 0.95}
    assert terms.bounds == Bounds(5, 50)
    assert terms.evidence == Evidence(0.95, 100, 0.005)
    assert terms.batch == Batch(14, 30)
    assert policy.rules[0].asks_to is Level.EXCEPTION_ONLY


@pytest.mark.parametrize(
    ("where", "cap"),
    [
        (Situation("bot", "", "thunar", Category.FILES), Level.EXCEPTION_ONLY),
        (Situation("bot", "", "thunar", Category.CREDENTIALS), Level.APPROVAL_GATES),
        (Situation("new-1", "", "gnome-text", Category.FILES), Level.FULL_OVERSIGHT),
        (Situation("new-1", "", "thunar", Category.FILES), Level.EXCEPTION_ONLY),
        (Situation("new-1", "", "", Category.FILES), Level.FULL_OVERSIGHT),
    ],
)
def test_limits_are_caps(where: Situation, cap: Level) -> None:
    assert parse_policy(FULL, "p").terms.cap(where) is cap


@pytest.mark.parametrize(("old", "new", "line", "words"), MISTAKES)
def test_each_mistake_has_its_sentence(old: str, new: str, line: int, words: list[str]) -> None:
    assert old in FULL
    with pytest.raises(PolicyError) as caught:
        parse_policy(FULL.replace(old, new, 1), "mine.toml")
    assert caught.value.line == line, caught.value
    assert "\n" not in caught.value.sentence
    assert all(word in caught.value.sentence for word in words), caught.value.sentence


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", ""),
        ('highest = "exception-only"', 'highest = "batch-review"', "batch-review, not exception-only"),
        ("high_risk = 0.95", "high_risk = 0.99", "changes what levels of autonomy may do"),
        ("items = 5", "items = 4", "changes what levels of autonomy may do"),
        ('promotion = "automatic"', 'promotion = "off"', "changes what levels of autonomy may do"),
        ("actions = 14", "actions = 10", "changes what levels of autonomy may do"),
        ("pause_s = 30", "pause_s = 20", "changes what levels of autonomy may do"),
        ("rate = 0.95", "rate = 0.96", "changes what levels of autonomy may do"),
        ('asks_to = "exception-only"', 'asks_to = "full-autonomy"', "changes `big`"),
        ('app = { re = "^gnome-" }\n', "", "changes what levels of autonomy may do"),
    ],
)  # fmt: skip
def test_what_tightens_levels_is_known_and_what_loosens_them_has_to_be_confirmed(
    old: str, new: str, words: str
) -> None:
    lax, strict = parse_policy(FULL, "p"), parse_policy(FULL.replace(old, new, 1), "p")
    # A limit for more cannot be told from another one.
    assert only_tightens(strict, lax) is (not old.startswith("app"))
    assert only_tightens(lax, strict) is (not old)
    assert words in changes_in_words(strict, lax)
    assert bool(changes_in_words(strict, lax)) is bool(old)


@pytest.mark.parametrize(("written", "canaries"), [("", 0), ("[attention]", 0), ("[attention]\ncanaries = 50", 50)])
def test_tests_of_attention_are_off_until_the_policy_wants_some(written: str, canaries: int) -> None:
    for more in ("", "[autonomy]\n"):
        assert parse_policy(f"version = 1\n{more}{written}\n", "p").terms.canaries == canaries


@pytest.mark.parametrize("value", ["-1", "true", "1.5", '"often"', "1000000"])
def test_how_often_is_a_whole_number(value: str) -> None:
    with pytest.raises(PolicyError, match="canaries"):
        parse_policy(f"[attention]\ncanaries = {value}\n", "p")
    with pytest.raises(PolicyError, match="did you mean `canaries`"):
        parse_policy("[attention]\ncanary = 5\n", "p")


def test_fewer_tests_of_attention_have_to_be_confirmed_and_are_told() -> None:
    often, seldom, never = (parse_policy(f"[attention]\ncanaries = {one}\n", "p") for one in (20, 50, 0))
    assert only_tightens(often, seldom)
    assert not only_tightens(seldom, often)
    assert not only_tightens(never, often)
    assert changes_in_words(seldom, often) == "makes one in 50 questions a test of attention"
    assert changes_in_words(never, often) == "makes no question a test of attention"
    assert joined((often.terms, never.terms)).canaries == 20


def test_new_agents_begin_as_others_or_learn() -> None:
    assert terms_with("").new_agents is NewAgents.AS_OTHERS
    assert terms_with('new_agents = "learn"').new_agents is NewAgents.LEARN
    with pytest.raises(PolicyError, match="`train` is no new_agents in") as caught:
        terms_with('new_agents = "train"')
    assert caught.value.line == 3


def test_what_new_agents_do_is_named_where_a_policy_changes_it() -> None:
    usual, learn = (
        parse_policy(f"version = 1\n[autonomy]\n{line}\n", "test") for line in ("", 'new_agents = "learn"')
    )
    assert "has new agents learn, with everything asked" in changes_in_words(learn, usual)
    assert "has new agents begin without learning" in changes_in_words(usual, learn)
    assert only_tightens(learn, usual)
    assert not only_tightens(usual, learn)


def terms_with(line: str) -> Terms:
    return parse_policy(f"version = 1\n[autonomy]\n{line}\n", "test").terms
