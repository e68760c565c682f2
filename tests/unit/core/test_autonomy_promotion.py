from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_bound import risk_of_attempt
from supervisor.core.autonomy_dial import Dial, Part
from supervisor.core.autonomy_figures import REJECTIONS, Result
from supervisor.core.autonomy_promotion import (
    HIGHEST_EARNED,
    Identity,
    Trial,
    earned_scope,
    learning,
    model_change,
    program_change,
    promotion,
    tightening,
)
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from supervisor.core.autonomy_terms import Evidence, Limit, Promotion, Terms
from tests.support.levels import T0, dials, levels, scopes, situations, steadily

HERE = Situation("bot", "", "thunar", Category.FILES)
AUTOMATIC = Terms(highest=Level.FULL_AUTONOMY, promotion=Promotion.AUTOMATIC)
ENOUGH = Trial(right=100, right_here=100)
"""A hundred answers for it and none against."""
ERRORS = 1 - AUTOMATIC.evidence.rate


def answered(*results: Result, trial: Trial | None = None, tier: Tier = Tier.HIGH_RISK) -> Trial:
    trial = trial or Trial()
    for result in results:
        trial = trial.after(result, tier, ERRORS)
    return trial


def level_of(dial: Dial, where: Situation = HERE, terms: Terms = AUTOMATIC) -> Level:
    return dial.standing(where, T0, terms.cap(where)).level


def put(dial: Dial, scope: Scope, level: Level) -> Dial:
    return dial.apply(dial.set(scope, level, ground="chosen", now_ns=T0))


# -- what counts


def test_answers_to_what_is_high_risk_count() -> None:
    results = (Result.APPROVED, Result.FOUND_RIGHT, Result.REJECTED, Result.MODIFIED, Result.FOUND_WRONG)
    trial = answered(*results)
    assert (trial.right, trial.wrong, trial.right_here, trial.wrong_here) == (2, 3, 2, 3)


@pytest.mark.parametrize("tier", [Tier.READ, Tier.REVERSIBLE])
def test_nobody_earns_anything_by_what_is_harmless(tier: Tier) -> None:
    assert answered(*Result, tier=tier) == Trial()


def test_of_what_cannot_be_undone_only_a_no_counts() -> None:
    trial = answered(*Result, tier=Tier.IRREVERSIBLE)
    assert (trial.right, trial.wrong) == (0, 3)


def test_no_answer_says_nothing() -> None:
    assert answered(Result.EXPIRED, Result.PASSED) == Trial()


def test_what_is_earned_is_less_after_each_loss() -> None:
    evidence = Evidence()
    assert Trial().earned(evidence) is None
    earned = ENOUGH.earned(evidence)
    assert earned is not None
    assert 0.9 < earned < 1
    later = replace(ENOUGH, attempt=3).earned(evidence)
    assert later is not None
    assert later < earned


def test_a_loss_begins_the_next_attempt_with_nothing() -> None:
    assert replace(ENOUGH, rise=2.0).tightened() == Trial(attempt=2)


def test_attempts_that_a_person_did_not_want_have_no_more_than_the_whole_risk_together() -> None:
    evidence, trial, parts = Evidence(), Trial(), []
    for _ in range(1_000):
        parts.append(risk_of_attempt(evidence.risk, trial.attempt))
        trial = replace(trial, right=trial.right + 100, right_here=100).declined()
        assert (trial.right_here, trial.wrong_here) == (0, 0)
    assert sum(parts) <= evidence.risk
    assert trial.right == 100_000, "what passes where it is earned already goes by all answers"


def test_a_trial_has_begun_once_an_answer_counts() -> None:
    assert not Trial(attempt=3).begun
    assert not answered(Result.EXPIRED).begun
    assert answered(Result.REJECTED).begun
    assert answered(Result.APPROVED).promoted().begun
    assert not answered(Result.APPROVED).tightened().begun


# -- promotion


def test_enough_answers_earn_one_level() -> None:
    step = promotion(Dial(), HERE, ENOUGH, AUTOMATIC, T0)
    assert step is not None
    assert not step.proposed
    (change,) = step.changes
    assert (change.part, change.scope) == (Part.SETTING, Scope("bot", None, "thunar", Category.FILES))
    assert change.ground == "you were for 100 of 100 such actions, which makes at least 93% of all sure"
    assert change.after is not None
    assert change.after.earned
    assert level_of(Dial().apply(step.changes)) is Level.CONFIDENCE_BASED
    assert (step.trial.right, step.trial.right_here) == (100, 0)


def test_a_person_is_asked_unless_the_policy_says_otherwise() -> None:
    step = promotion(Dial(), HERE, ENOUGH, replace(AUTOMATIC, promotion=Promotion.PROPOSE), T0)
    assert step is not None
    assert step.proposed
    assert promotion(Dial(), HERE, ENOUGH, replace(AUTOMATIC, promotion=Promotion.OFF), T0) is None


@pytest.mark.parametrize(
    "trial",
    [
        Trial(),
        Trial(right=49, right_here=49),
        Trial(right=64, right_here=64),
        Trial(right=100, right_here=0),
        Trial(right=90, wrong=10, right_here=90, wrong_here=10),
        replace(ENOUGH, attempt=50),
    ],
)
def test_too_little_earns_nothing(trial: Trial) -> None:
    assert promotion(Dial(), HERE, trial, AUTOMATIC, T0) is None


@pytest.mark.parametrize("where", [replace(HERE, app=""), replace(HERE, agent="")])
def test_what_is_not_known_earns_nothing(where: Situation) -> None:
    assert promotion(Dial(), where, ENOUGH, AUTOMATIC, T0) is None


def test_nothing_is_earned_above_the_cap_or_to_full_autonomy() -> None:
    finance = Limit(Level.APPROVAL_GATES, categories=frozenset({Category.FINANCE}))
    terms = replace(AUTOMATIC, limits=(finance,))
    money = replace(HERE, category=Category.FINANCE)
    assert promotion(Dial(), money, ENOUGH, terms, T0) is None
    dial = put(Dial(), EVERYTHING, Level.EXCEPTION_ONLY)
    assert promotion(dial, HERE, ENOUGH, AUTOMATIC, T0) is None


def test_what_is_lent_is_not_earned() -> None:
    dial = Dial()
    scope = earned_scope(HERE)
    dial = dial.apply(dial.lend(scope, Level.BATCH_REVIEW, 10**9, ground="lent", now_ns=T0))
    step = promotion(dial, HERE, ENOUGH, AUTOMATIC, T0)
    assert step is not None
    after = dial.apply(step.changes)
    assert level_of(after) is Level.BATCH_REVIEW
    assert level_of(after.without_loans()) is Level.CONFIDENCE_BASED


def test_what_a_person_keeps_elsewhere_is_not_passed_by() -> None:
    kept = put(Dial(), Scope(agent="bot", workflow="tidy"), Level.FULL_OVERSIGHT)
    assert promotion(kept, HERE, ENOUGH, AUTOMATIC, T0) is None
    within = replace(HERE, workflow="other")
    step = promotion(kept, within, ENOUGH, AUTOMATIC, T0)
    assert step is not None
    assert level_of(kept.apply(step.changes), replace(HERE, workflow="tidy")) is Level.FULL_OVERSIGHT


def test_nor_is_what_a_person_gave_elsewhere_taken() -> None:
    given = put(Dial(), Scope(agent="bot", workflow="tidy"), Level.EXCEPTION_ONLY)
    assert promotion(given, HERE, ENOUGH, AUTOMATIC, T0) is None


def test_attack_what_is_earned_lifts_no_ceiling_from_what_was_lent_elsewhere() -> None:
    tidy = replace(HERE, workflow="tidy")
    loan = Dial().lend(earned_scope(tidy), Level.EXCEPTION_ONLY, 10**9, ground="lent", now_ns=T0)
    dial = Dial().apply(loan)
    dial = dial.apply(dial.cap_with(earned_scope(HERE), Level.APPROVAL_GATES, ground="a no", now_ns=T0))
    assert level_of(dial, tidy) is Level.APPROVAL_GATES
    assert promotion(dial, HERE, ENOUGH, AUTOMATIC, T0) is None
    assert promotion(dial.without_loans(), HERE, ENOUGH, AUTOMATIC, T0) is not None


def test_a_wider_ceiling_keeps_it_where_it_is() -> None:
    dial = Dial().apply(learning(Dial(), Scope(agent="bot"), "it is new", T0))
    assert level_of(dial) is Level.FULL_OVERSIGHT
    assert promotion(dial, HERE, ENOUGH, AUTOMATIC, T0) is None


@steadily
@given(dials(), situations, levels, st.sampled_from(Promotion), st.integers(0, 300))
def test_never_past_a_cap(dial: Dial, where: Situation, cap: Level, how: Promotion, answers: int) -> None:
    terms = Terms(highest=cap, promotion=how)
    step = promotion(dial, where, Trial(right=answers, right_here=answers), terms, T0)
    if step is not None:
        before, after = dial.without_loans(), dial.apply(step.changes).without_loans()
        assert level_of(after, where, terms) is level_of(before, where, terms).laxer
        assert after.standing(where, T0, Level.FULL_AUTONOMY).level.rank <= min(cap.rank, HIGHEST_EARNED.rank)


# -- tightening


@pytest.mark.parametrize("result", sorted(REJECTIONS))
@pytest.mark.parametrize("level", [level for level in Level if level.rank > Level.APPROVAL_GATES.rank])
def test_one_rejection_takes_one_level_at_once(level: Level, result: Result) -> None:
    dial = put(Dial(), EVERYTHING, level)
    step = tightening(dial, HERE, ENOUGH, result, terms=AUTOMATIC, now_ns=T0)
    assert step is not None
    after = dial.apply(step.changes)
    assert level_of(after) is level.stricter
    assert after.standing(HERE, T0, Level.FULL_AUTONOMY).ground == f"a person said no to what it did at level {level}"
    assert step.trial == Trial(attempt=2)
    assert not step.proposed
    # Elsewhere nothing has happened.
    assert level_of(after, replace(HERE, app="geary")) is level


@pytest.mark.parametrize("result", sorted(set(Result) - REJECTIONS))
def test_no_other_answer_takes_any_by_itself(result: Result) -> None:
    dial = put(Dial(), EVERYTHING, Level.BATCH_REVIEW)
    assert tightening(dial, HERE, ENOUGH, result, terms=AUTOMATIC, now_ns=T0) is None


@pytest.mark.parametrize("level", [Level.FULL_OVERSIGHT, Level.APPROVAL_GATES])
def test_at_the_gates_a_no_is_an_answer_and_no_more(level: Level) -> None:
    dial = put(Dial(), EVERYTHING, level)
    assert tightening(dial, HERE, Trial(rise=99.0), Result.REJECTED, terms=AUTOMATIC, now_ns=T0) is None


def test_a_rise_in_errors_leads_back_to_the_gates() -> None:
    dial = put(Dial(), EVERYTHING, Level.EXCEPTION_ONLY)
    trial = ENOUGH
    for _ in range(20):
        trial = trial.after(Result.MODIFIED, Tier.HIGH_RISK, ERRORS)
    step = tightening(dial, HERE, trial, Result.MODIFIED, terms=AUTOMATIC, now_ns=T0)
    assert step is not None
    assert level_of(dial.apply(step.changes)) is Level.APPROVAL_GATES


def test_the_loan_of_a_laxer_level_does_not_outlast_a_no() -> None:
    dial = Dial()
    dial = dial.apply(dial.lend(EVERYTHING, Level.FULL_AUTONOMY, 10**9, ground="lent", now_ns=T0))
    step = tightening(dial, HERE, Trial(), Result.REJECTED, terms=AUTOMATIC, now_ns=T0)
    assert step is not None
    assert level_of(dial.apply(step.changes)) is Level.EXCEPTION_ONLY


@steadily
@given(dials(), st.tuples(situations, situations), st.sampled_from(Result), levels, st.floats(0, 20))
def test_what_follows_an_answer_against_it_loosens_nothing_for_anybody(
    dial: Dial, places: tuple[Situation, Situation], result: Result, cap: Level, rise: float
) -> None:
    where, elsewhere = places
    terms = Terms(highest=cap, promotion=Promotion.AUTOMATIC)
    step = tightening(dial, where, Trial(rise=rise), result, terms=terms, now_ns=T0)
    if step is None:
        assert result not in REJECTIONS or level_of(dial, where, terms).rank <= Level.APPROVAL_GATES.rank
        return
    after = dial.apply(step.changes)
    assert dial.only_tightens(step.changes)
    assert level_of(after, where, terms).rank < level_of(dial, where, terms).rank
    assert level_of(after, elsewhere, terms).rank <= level_of(dial, elsewhere, terms).rank


def test_what_was_lost_is_earned_again_and_takes_longer() -> None:
    dial = put(Dial(), EVERYTHING, Level.CONFIDENCE_BASED)
    lost = tightening(dial, HERE, ENOUGH, Result.REJECTED, terms=AUTOMATIC, now_ns=T0)
    assert lost is not None
    dial, trial, answers = dial.apply(lost.changes), lost.trial, 0
    while (step := promotion(dial, HERE, trial, AUTOMATIC, T0)) is None:
        trial, answers = answered(Result.APPROVED, trial=trial), answers + 1
    assert level_of(dial.apply(step.changes)) is Level.CONFIDENCE_BASED
    assert not dial.apply(step.changes).ceilings
    assert answers > 65


# -- who it is


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Identity("a", "m"), Identity("a"), ""),
        (Identity("a"), Identity("b"), "its program is another one than before"),
        (Identity("a"), Identity(), "which program it is cannot be told"),
        (Identity(), Identity(), "which program it is cannot be told"),
        (None, Identity(), "which program it is cannot be told"),
        (Identity(), Identity("a"), "which program had its name before is not known"),
        (None, Identity("a"), "which program had its name before is not known"),
    ],
)
def test_a_program_is_the_same_only_where_both_are_known(before: Identity | None, now: Identity, words: str) -> None:
    assert program_change(before, now) == words


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Identity("a", "m"), Identity("a", "m"), ""),
        (Identity("a", "m"), Identity("a", "n"), "its model is n, and was m"),
        (Identity("a", "m"), Identity("a"), "its model is not told, and was m"),
    ],
)
def test_another_model_is_noticed(before: Identity, now: Identity, words: str) -> None:
    assert model_change(before, now) == words


@steadily
@given(dials(), scopes, situations, levels)
def test_who_is_new_or_has_changed_is_asked_about_everything(
    dial: Dial, scope: Scope, where: Situation, cap: Level
) -> None:
    changes = learning(dial, scope, "its program is another one than before", T0)
    after = dial.apply(changes)
    if scope.covers(where):
        assert after.standing(where, T0, cap).level is Level.FULL_OVERSIGHT
    assert dial.only_tightens(changes)
