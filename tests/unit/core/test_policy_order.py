"""What is shown to tighten tightens, and the common ways to tighten are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.assessment import Verdict
from supervisor.core.policy_file import parse_policy
from supervisor.core.policy_order import STRENGTH, only_tightens
from tests.support.policies import facts, limit_s, policies, policies_near

if TYPE_CHECKING:
    from supervisor.core.facts import Facts
    from supervisor.core.policy import Policy

BASE = """
[mask]
fields = ["*key*"]
text = ["[0-9]{16}"]
[[rule]]
id = "no-bank"
reason = "not my bank"
when = { title = "*bank*" }
verdict = "deny"
[[rule]]
id = "delete"
reason = "it deletes"
when = { control = ["delete", "trash"] }
verdict = "ask"
tier = "high_risk"
category = "files"
[[rule]]
id = "notes"
reason = "only notes"
when = { title = "Notes", items = { max = 3 } }
verdict = "allow"
"""


def policy(text: str) -> Policy:
    return parse_policy(text, "test")


def changed(*swaps: tuple[str, str], more: str = "") -> Policy:
    text = BASE
    for before, after in swaps:
        assert before in text
        text = text.replace(before, after)
    return policy(text + more)


def added(verdict: str, when: str = '{ app = "gimp" }', more: str = "") -> str:
    return f'[[rule]]\nid = "added"\nreason = "x"\nwhen = {when}\nverdict = "{verdict}"\n{more}\n'


@pytest.mark.parametrize(
    "tighter",
    [
        changed(),
        changed(("it deletes", "it deletes, and that is that")),
        changed(('id = "delete"', 'id = "deletion"')),
        changed(('["delete", "trash"]', '["trash", "delete"]')),
        changed(('verdict = "ask"', 'verdict = "deny"')),
        changed(('verdict = "allow"', 'verdict = "ask"')),
        changed(('tier = "high_risk"', 'tier = "irreversible"')),
        changed(('"*key*"', '"*key*", "*pin*"')),
        changed(('"[0-9]{16}"', '"[0-9]{16}", "zz"')),
        changed(more='[tiers]\nreversible = "ask"\n'),
        changed(more=added("deny")),
        changed(more=added("ask")),
        changed(more=added("ask", more="deadline_s = 10")),
        policy(BASE[: BASE.index('[[rule]]\nid = "notes"')]),
    ],
)
def test_what_plainly_tightens_is_known_to(tighter: Policy) -> None:
    assert only_tightens(tighter, policy(BASE))


@pytest.mark.parametrize(
    "other",
    [
        changed(('verdict = "deny"', 'verdict = "ask"')),
        changed(('"*bank*"', '"*banks*"')),
        changed(('["delete", "trash"]', '"delete"')),
        changed(('tier = "high_risk"', 'tier = "reversible"')),
        changed(('category = "files"', 'category = "email"')),
        changed(('"*key*"', '"key"')),
        changed(('"[0-9]{16}"', '"[0-9]{8}"')),
        changed(more='[tiers]\nirreversible = "allow"\n'),
        changed(more=added("allow")),
        policy(BASE[BASE.index('[[rule]]\nid = "delete"') :]),
    ],
)
def test_what_may_loosen_is_left_to_a_person(other: Policy) -> None:
    assert not only_tightens(other, policy(BASE))


def test_a_question_where_a_tier_denied_loosens() -> None:
    strict = changed(more='[tiers]\nirreversible = "deny"\n')
    assert not only_tightens(changed(more='[tiers]\nirreversible = "deny"\n' + added("ask")), strict)
    assert only_tightens(changed(more='[tiers]\nirreversible = "deny"\n' + added("deny")), strict)


def test_a_question_that_may_stand_longer_loosens() -> None:
    timed = changed(('verdict = "ask"', 'verdict = "ask"\ndeadline_s = 30'))
    assert not only_tightens(changed(), timed)
    assert only_tightens(changed(('verdict = "ask"', 'verdict = "ask"\ndeadline_s = 20')), timed)
    assert not only_tightens(
        changed(('verdict = "ask"', 'verdict = "ask"\ndeadline_s = 30'), more=added("ask")), timed
    )


def test_an_allowing_rule_that_breaks_on_some_text_is_missed() -> None:
    breaks = changed(('title = "Notes"', 'title = { re = "^No" }'))
    assert not only_tightens(policy(BASE[: BASE.index('[[rule]]\nid = "notes"')]), breaks)


def test_a_rule_on_pages_that_breaks_where_the_page_is_unknown_denies_what_another_would_ask() -> None:
    page = added("deny", '{ url = "https://bank/*", title = { re = "i|o" } }')
    asks = added("ask", '{ action = "click" }').replace('"added"', '"clicks"')
    assert only_tightens(changed(more=page), changed(more=page))
    assert not only_tightens(changed(more=page + asks), changed(more=page))
    whole = page.replace('{ re = "i|o" }', '"bin"')
    assert only_tightens(changed(more=whole + asks), changed(more=whole))


def test_a_worse_tier_that_is_treated_more_freely_is_no_reason() -> None:
    odd = 'high_risk = "ask"\nirreversible = "allow"\n'
    old = changed(more=f"[tiers]\n{odd}")
    assert not only_tightens(changed(('"high_risk"', '"irreversible"'), more=f"[tiers]\n{odd}"), old)


def as_strict(new: Policy, old: Policy, of: Facts) -> bool:
    (mine, my_word), (its, its_word) = new.decide(of), old.decide(of)
    if STRENGTH[my_word.verdict] != STRENGTH[its_word.verdict]:
        return STRENGTH[my_word.verdict] > STRENGTH[its_word.verdict]
    if my_word.verdict is Verdict.DENY:
        return True
    limit, before = limit_s(new, of), limit_s(old, of)
    in_time = my_word.verdict is Verdict.ALLOW or before is None or (limit is not None and limit <= before)
    return in_time and (my_word.verdict is Verdict.ALLOW or mine.tier.rank >= its.tier.rank)


@settings(max_examples=700, deadline=None)
@given(st.data())
def test_whatever_is_said_to_tighten_is_as_strict_for_every_action(data: st.DataObject) -> None:
    old = data.draw(policies())
    new = data.draw(policies_near(old))
    if only_tightens(new, old):
        for of in data.draw(st.lists(facts(), min_size=4, max_size=8)):
            assert as_strict(new, old, of), (new, old, of)
            assert new.masks(of.context) >= old.masks(of.context)


@settings(max_examples=100, deadline=None)
@given(policies())
def test_a_policy_tightens_itself(one: Policy) -> None:
    assert only_tightens(one, replace(one, name="other"))
