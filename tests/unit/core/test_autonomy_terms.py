from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import CONFIDENCE, Level
from supervisor.core.autonomy_scope import Scope, Situation
from supervisor.core.autonomy_terms import Batch, Evidence, Limit, NewAgents, Promotion, Terms, joined
from supervisor.core.autonomy_triggers import Bounds
from supervisor.core.patterns import compile_patterns
from tests.support.levels import steadily

FILES = Situation("bot", "tidy", "thunar", Category.FILES)
MONEY = Situation("bot", "tidy", "gnucash", Category.FINANCE)
UNKNOWN = Situation("bot", "", "", Category.FILES)
BANK = Limit(Level.FULL_OVERSIGHT, app=compile_patterns(["gnucash"], []))
FINANCE = Limit(Level.APPROVAL_GATES, categories=frozenset({Category.FINANCE}))
STRANGERS = Limit(Level.CONFIDENCE_BASED, agent=compile_patterns(["b*"], []), workflow=compile_patterns(["x"], []))


def test_without_a_word_nothing_goes_beyond_the_policy_and_nothing_is_added() -> None:
    assert Terms().cap(FILES) is Level.APPROVAL_GATES
    assert Terms().level is Level.APPROVAL_GATES
    assert set(Terms().confidence.values()) == {0.0}
    assert Terms().promotion is Promotion.OFF


@pytest.mark.parametrize(
    ("limits", "where", "cap"),
    [
        ((), FILES, Level.EXCEPTION_ONLY),
        ((FINANCE,), FILES, Level.EXCEPTION_ONLY),
        ((FINANCE,), MONEY, Level.APPROVAL_GATES),
        ((FINANCE, BANK), MONEY, Level.FULL_OVERSIGHT),
        ((BANK,), FILES, Level.EXCEPTION_ONLY),
        ((BANK,), UNKNOWN, Level.FULL_OVERSIGHT),
        ((STRANGERS,), FILES, Level.EXCEPTION_ONLY),
        ((STRANGERS,), UNKNOWN, Level.CONFIDENCE_BASED),
    ],
)
def test_the_strictest_limit_holds_and_the_unknown_is_within_it(
    limits: tuple[Limit, ...], where: Situation, cap: Level
) -> None:
    assert Terms(highest=Level.EXCEPTION_ONLY, limits=limits).cap(where) is cap


def test_a_scope_goes_as_far_as_the_limits_that_cover_all_of_it() -> None:
    bots = Limit(Level.APPROVAL_GATES, agent=compile_patterns(["b*"], []))
    terms = Terms(highest=Level.EXCEPTION_ONLY, limits=(bots, BANK, FINANCE, STRANGERS))

    def highest(agent: str | None = None, workflow: str | None = None, app: str | None = None) -> Level:
        return terms.highest_for(Scope(agent, workflow, app))

    assert highest() is Level.EXCEPTION_ONLY
    assert highest(agent="bot") is Level.APPROVAL_GATES
    assert highest(agent="clerk") is Level.EXCEPTION_ONLY
    assert highest(agent="clerk", workflow="x") is Level.EXCEPTION_ONLY
    assert highest(workflow="x") is Level.EXCEPTION_ONLY
    assert highest(app="gnucash") is Level.FULL_OVERSIGHT
    assert highest(app="thunar") is Level.EXCEPTION_ONLY
    assert highest(agent="bot", app="gnucash") is Level.FULL_OVERSIGHT
    assert terms.highest_for(Scope(category=Category.FINANCE)) is Level.APPROVAL_GATES
    assert terms.highest_for(Scope(category=Category.FILES)) is Level.EXCEPTION_ONLY


terms = st.builds(
    Terms,
    level=st.sampled_from(Level),
    highest=st.sampled_from(Level),
    limits=st.lists(st.sampled_from((BANK, FINANCE, STRANGERS))).map(tuple),
    confidence=st.fixed_dictionaries({tier: st.floats(0, 1) for tier in Tier}),
    bounds=st.builds(Bounds, st.floats(1, 100), st.floats(1, 100)),
    promotion=st.sampled_from(Promotion),
    evidence=st.builds(Evidence, st.floats(0.5, 1), st.integers(1, 100), st.floats(0.001, 0.1)),
    new_agents=st.sampled_from(NewAgents),
    batch=st.builds(Batch, st.integers(1, 100), st.floats(5, 100)),
)


@steadily
@given(st.lists(terms, min_size=1, max_size=4))
def test_together_they_go_no_further_than_any(several: list[Terms]) -> None:
    both = joined(several)
    for one in several:
        for where in (FILES, MONEY, UNKNOWN):
            assert both.cap(where).rank <= one.cap(where).rank
        assert both.level.rank <= one.level.rank
        assert all(both.confidence[tier] >= one.confidence[tier] for tier in Tier)
        assert (both.bounds.items, both.bounds.amount) <= (
            one.bounds.items,
            max(one.bounds.amount, both.bounds.amount),
        )
        assert both.bounds.amount <= one.bounds.amount
        assert list(Promotion).index(both.promotion) <= list(Promotion).index(one.promotion)
        assert both.evidence.rate >= one.evidence.rate
        assert both.evidence.answers >= one.evidence.answers
        assert both.evidence.risk <= one.evidence.risk
        assert list(NewAgents).index(both.new_agents) <= list(NewAgents).index(one.new_agents)
        assert both.batch.actions <= one.batch.actions
        assert both.batch.pause_s <= one.batch.pause_s


def test_terms_alone_stay_what_they_are() -> None:
    alone = Terms(highest=Level.BATCH_REVIEW, confidence=CONFIDENCE)
    assert joined([alone]) is alone
