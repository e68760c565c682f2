"""While a change waits, nothing is decided more freely than by any policy since the last confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.autonomy import Level
from supervisor.core.context import Context, Window
from supervisor.core.policy_file import parse_policy
from supervisor.core.policy_in_force import MOST_TOGETHER, InForce
from supervisor.core.policy_order import STRENGTH
from supervisor.core.time_limit import Fallback, TimeLimit
from supervisor.detect.combine import gather
from tests.support.policies import facts, limit_s, policies, policies_near

if TYPE_CHECKING:
    from supervisor.core.facts import Facts
    from supervisor.core.policy import Policy

NOTHING_STOPS = '[tiers]\nhigh_risk = "allow"\nirreversible = "allow"\n'


def policy(*rules: str, more: str = "") -> Policy:
    return parse_policy(NOTHING_STOPS + more + "".join(rules), "test")


def rule(name: str, verdict: str, title: str = "*", more: str = "") -> str:
    head = f'[[rule]]\nid = "{name}"\nreason = "because of {name}"\nverdict = "{verdict}"\n'
    return f'{head}when.title = "{title}"\n{more}\n'


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_together_they_are_as_strict_as_each(data: st.DataObject) -> None:
    several = data.draw(st.lists(policies(), min_size=1, max_size=4))
    together = InForce.of(*several)
    for of in data.draw(st.lists(facts(), min_size=2, max_size=4)):
        assessment, decision = together.decide(of)
        limit = together.deadline_s(decision.rule_id)
        assert together.masks(of.context) == any(one.masks(of.context) for one in several)
        for one in several:
            its, word = one.decide(of)
            assert STRENGTH[decision.verdict] >= STRENGTH[word.verdict]
            assert assessment.tier.rank >= its.tier.rank
            before = limit_s(one, of)
            if decision.verdict is word.verdict is Verdict.ASK and before is not None:
                assert limit is not None
                assert limit <= before


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_comes_after_another_nothing_is_loosened(data: st.DataObject) -> None:
    first = data.draw(policies())
    seen, now = [first], InForce.of(first)
    for _ in range(data.draw(st.integers(1, 5))):
        seen.append(data.draw(policies_near(data.draw(st.sampled_from(seen)))))
        now = now.changed(seen[-1])
    for of in data.draw(st.lists(facts(), min_size=2, max_size=4)):
        decision = now.decide(of)[1]
        for one in seen:
            assert STRENGTH[decision.verdict] >= STRENGTH[one.decide(of)[1].verdict], one
            assert now.masks(of.context) >= one.masks(of.context)


def test_what_only_tightens_holds_alone() -> None:
    old, new = policy(rule("a", "ask")), policy(rule("a", "ask"), rule("b", "deny", "bank"))
    now = InForce.of(old)
    assert now.is_just(old)
    assert now.changed(new).is_just(new)


def test_what_loosens_changes_nothing_yet() -> None:
    now = InForce.of(policy(rule("a", "ask")))
    assert now.changed(policy()) is now


def test_what_was_tightened_meanwhile_is_not_taken_back_by_the_file_alone() -> None:
    old, both = policy(rule("a", "ask")), policy(rule("b", "deny", "bank"))
    now = InForce.of(old).changed(both)
    assert now.policies == (old, both)
    again = now.changed(policy(rule("a", "ask")))
    assert again is now
    assert not now.is_just(old)


def test_one_that_is_stricter_than_all_that_wait_takes_their_place() -> None:
    now = InForce.of(policy(rule("a", "ask"))).changed(policy(rule("b", "deny", "bank")))
    strictest = policy(rule("a", "ask"), rule("b", "deny", "bank"))
    assert now.changed(strictest).policies == (strictest,)


def test_the_shorter_time_to_answer_counts() -> None:
    slow, quick = policy(rule("a", "ask", more="deadline_s = 60")), policy(rule("b", "ask", more="deadline_s = 5"))
    for together in (InForce.of(slow, quick), InForce.of(quick, slow)):
        assert together.deadline_s("b") == 5.0
        assert together.deadline_s("c") is None
    urgent = policy(rule("b", "ask", more='deadline_s = 1\nfallback = "escalate"'))
    both = InForce.of(urgent, quick)
    assert both.time_limit("b") == TimeLimit(5.0)
    assert both.deadline_s("b") == 5.0
    assert InForce.of(urgent).time_limit("b") == TimeLimit(1.0, Fallback.ESCALATE)
    assert InForce.of(urgent).deadline_s("b") is None
    longer = policy(rule("b", "ask", more="deadline_s = 90"))
    assert InForce.of(longer, quick).deadline_s("b") == 5.0


def test_what_any_of_them_masks_is_masked() -> None:
    one = policy(more='[mask]\ntext = ["zz+"]\n')
    other = policy(more='[mask]\ntext = ["[0-9]{4}"]\n')
    together = InForce.of(one, other)
    clean = together.redactor.text("a zzz and 1234 b")
    assert "zzz" not in clean
    assert "1234" not in clean
    assert InForce.of(one).redactor.text("1234") == "1234"


def test_a_file_that_changes_for_ever_ends_in_a_refusal() -> None:
    now = InForce.of(policy(rule("r-0", "deny", "title 0")))
    for number in range(1, MOST_TOGETHER + 3):
        now = now.changed(policy(rule(f"r-{number}", "deny", f"title {number}")))
    assert now.unsettled
    assert len(now.policies) == MOST_TOGETHER
    stays = now.changed(policy(*(rule(f"r-{n}", "deny", f"title {n}") for n in range(MOST_TOGETHER + 3))))
    assert stays.unsettled, "only a person ends it"


@settings(max_examples=20, deadline=None)
@given(facts())
def test_unsettled_nothing_is_allowed(of: Facts) -> None:
    decision = InForce.of(policy(), unsettled=True).decide(of)[1]
    assert (decision.verdict, decision.rule_id) == (Verdict.DENY, "policy-unsettled")


def test_levels_go_no_further_than_by_any_of_them() -> None:
    far = parse_policy('[autonomy]\nhighest = "full-autonomy"\n[autonomy.confidence]\nhigh_risk = 0.6', "far")
    near = parse_policy('[autonomy]\nhighest = "batch-review"', "near")
    both = InForce.of(far, near).terms
    assert both.highest is Level.BATCH_REVIEW
    assert both.confidence[Tier.HIGH_RISK] == 0.8
    assert InForce.of(far).terms is far.terms


def test_a_rule_of_any_of_them_keeps_its_question() -> None:
    silent, batch = policy(rule("a", "ask")), policy(rule("b", "ask", more='asks_to = "batch-review"'))
    always = policy(rule("c", "ask", more='asks_to = "full-autonomy"'))
    here = gather(Action("1", "bot", ActionKind.CLICK), Context(Window(1, title="x")))
    assert InForce.of(silent).asks_to(here) is None
    assert InForce.of(silent, batch).asks_to(here) is Level.BATCH_REVIEW
    assert InForce.of(always, silent, batch).asks_to(here) is Level.FULL_AUTONOMY
    elsewhere = gather(Action("1", "bot", ActionKind.CLICK), Context())
    assert InForce.of(always).asks_to(elsewhere) is None
