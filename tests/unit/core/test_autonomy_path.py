from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_bound import lower_bound, risk_of_attempt
from supervisor.core.autonomy_dial import Change, Dial, DialError, Entry, Part
from supervisor.core.autonomy_figures import AGAINST_IT, FOR_IT, Result
from supervisor.core.autonomy_path import (
    MOST_STEPS,
    MOST_WORKERS,
    Count,
    Path,
    goes_too_far,
    merged,
    next_stage,
    taken_back,
)
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import PRESETS, Stage, enter, fall
from supervisor.core.autonomy_terms import Evidence, Limit, Terms
from supervisor.core.patterns import Matcher
from tests.support.levels import T0, dials, levels, steadily

BOT = Scope(agent="bot")
EVIDENCE = Evidence()
LATER = [stage for stage in Stage if stage is not Stage.LAUNCH]
stages = st.sampled_from(Stage)


def counted(*results: Result, tier: Tier = Tier.HIGH_RISK, stage: Stage = Stage.LAUNCH) -> Count:
    count = Count()
    for result in results:
        count = count.after(result, tier, stage, 0.1)
    return count


# -- what counts


@pytest.mark.parametrize("tier", Tier)
def test_who_learns_has_every_answer_counted(tier: Tier) -> None:
    count = counted(*Result, tier=tier)
    assert (count.right, count.wrong) == (len(FOR_IT), len(AGAINST_IT))


@pytest.mark.parametrize("stage", LATER)
def test_from_then_on_nobody_gets_further_by_what_is_harmless(stage: Stage) -> None:
    assert (
        counted(*Result, tier=Tier.READ, stage=stage)
        == counted(*Result, tier=Tier.REVERSIBLE, stage=stage)
        == Count()
    )
    assert counted(*Result, tier=Tier.HIGH_RISK, stage=stage).answers == len(FOR_IT | AGAINST_IT)
    undone = counted(*Result, tier=Tier.IRREVERSIBLE, stage=stage)
    assert (undone.right, undone.wrong) == (0, len(AGAINST_IT))


@pytest.mark.parametrize("result", [Result.PASSED, Result.EXPIRED])
def test_no_answer_says_nothing(result: Result) -> None:
    assert counted(result) == Count()


def test_it_takes_as_many_answers_as_it_says() -> None:
    for count in (Count(), Count(20), Count(20, 2), Count(attempt=4), Count(5000, 3)):
        wanted = count.wanted(EVIDENCE)
        assert not replace(count, right=wanted - count.wrong - 1).is_enough(EVIDENCE) or count.answers >= wanted
        assert replace(count, right=wanted - count.wrong).is_enough(EVIDENCE)
    assert Count().wanted(EVIDENCE) == 65


def test_the_risk_is_split_over_attempts() -> None:
    count = Count(80)
    assert count.bound(EVIDENCE) == lower_bound(80, 0, risk_of_attempt(EVIDENCE.risk, 1))
    again = count.tightened()
    assert again == Count(attempt=2)
    assert replace(again, right=80).bound(EVIDENCE) < count.bound(EVIDENCE)
    assert again.begun() == Count(attempt=2)


def test_many_errors_are_a_rise() -> None:
    assert not counted(Result.APPROVED, Result.REJECTED).has_risen
    assert counted(*[Result.REJECTED] * 10).has_risen


@pytest.mark.parametrize(("wrong", "most"), [(0.12, 0.01), (0.02, 1.0)])
def test_of_agents_that_are_not_good_enough_hardly_any_is_ever_taken_further(wrong: float, most: float) -> None:
    taken = 0
    for agent in range(300):
        count = Count()
        for action in range(300):
            drawn = int.from_bytes(hashlib.sha256(f"{agent} {action}".encode()).digest()[:4]) / 2**32
            result = Result.REJECTED if drawn < wrong else Result.APPROVED
            count = count.after(result, Tier.REVERSIBLE, Stage.LAUNCH, 0.1)
            if count.is_enough(EVIDENCE):
                taken += 1
                break
    assert taken / 300 <= most
    assert taken > 270 or most < 1


# -- the next stage


@pytest.mark.parametrize(
    ("stage", "right", "wrong", "then"),
    [
        (Stage.LAUNCH, 100, 0, Stage.EARLY_PRODUCTION),
        (Stage.EARLY_PRODUCTION, 100, 0, Stage.MATURE),
        (Stage.MATURE, 100, 0, Stage.OPTIMISED),
        (Stage.OPTIMISED, 100, 0, None),
        (Stage.LAUNCH, 49, 0, None),
        (Stage.LAUNCH, 64, 0, None),
        (Stage.LAUNCH, 65, 0, Stage.EARLY_PRODUCTION),
        (Stage.LAUNCH, 0, 0, None),
        (Stage.LAUNCH, 90, 10, None),
    ],
)
def test_the_next_stage_is_proposed_by_the_answers(stage: Stage, right: int, wrong: int, then: Stage | None) -> None:
    path = Path(stage, Count(right, wrong))
    assert next_stage(path, BOT, Terms(highest=Level.FULL_AUTONOMY)) is then


@steadily
@given(stages, levels, levels, st.integers(0, 5000))
def test_no_stage_is_proposed_past_a_cap(stage: Stage, highest: Level, limit: Level, right: int) -> None:
    terms = Terms(highest=highest, limits=(Limit(limit, agent=Matcher(exact=frozenset({"bot"}))),))
    found = next_stage(Path(stage, Count(right)), BOT, terms)
    if found is not None:
        assert PRESETS[found][None].rank <= min(highest.rank, limit.rank)
        assert not goes_too_far(found, BOT, terms)


# -- steps


def step(dial: Dial, path: Path | None, stage: Stage) -> tuple[Dial, Path]:
    changes = enter(dial, stage, BOT, ground=f"to {stage}", now_ns=T0)
    after = dial.apply(changes)
    return after, Path.begins(stage, changes) if path is None else path.entered(stage, changes, Count())


def shown(dial: Dial) -> object:
    return dict(dial.settings), dict(dial.ceilings)


@steadily
@given(dials(), st.lists(stages, min_size=1, max_size=3 * MOST_STEPS))
def test_all_steps_are_taken_back_to_the_letter(dial: Dial, way: list[Stage]) -> None:
    at, path = step(dial, None, way[0])
    for stage in way[1:]:
        at, path = step(at, path, stage)
    assert len(path.steps) <= MOST_STEPS
    assert path.steps[0].before is None
    changes = [change for taken in path.steps for change in taken.changes]
    back = at.apply(taken_back(at, changes, ground="back", now_ns=T0 + 1))
    assert shown(back) == shown(dial)


@steadily
@given(dials(), stages, stages)
def test_one_step_is_taken_back_to_the_letter(dial: Dial, one: Stage, other: Stage) -> None:
    first, path = step(dial, None, one)
    second, path = step(first, path, other)
    back = second.apply(taken_back(second, path.steps[-1].changes, ground="back", now_ns=T0 + 1))
    assert shown(back) == shown(first)
    assert path.steps[-1].before is one


@steadily
@given(dials(), stages, stages)
def test_a_fall_is_taken_back_to_the_letter(dial: Dial, one: Stage, earlier: Stage) -> None:
    at, _ = step(dial, None, one)
    changes = fall(at, earlier, BOT, ground="errors", now_ns=T0)
    back = at.apply(changes)
    assert shown(back.apply(taken_back(back, changes, ground="back", now_ns=T0))) == shown(at)


def test_what_somebody_has_set_meanwhile_is_not_written_over() -> None:
    at, path = step(Dial(), None, Stage.MATURE)
    other = at.apply(at.set(BOT, Level.APPROVAL_GATES, ground="chosen", now_ns=T0))
    with pytest.raises(DialError, match="the level for agent bot has changed meanwhile"):
        taken_back(other, path.steps[0].changes, ground="back", now_ns=T0)


def test_what_was_lent_is_not_lent_again() -> None:
    loan = Entry(Level.FULL_AUTONOMY, "lent", T0, T0 + 100)
    changes = (Change(Part.LOAN, BOT, loan, None, "g", T0),)
    assert taken_back(Dial(), changes, ground="back", now_ns=T0) == ()


def test_changes_there_and_back_are_none() -> None:
    entry = Entry(Level.BATCH_REVIEW, "e")
    there = Change(Part.SETTING, BOT, None, entry, "g", T0)
    assert merged((there, there.reversed("back", T0))) == ()
    assert merged((there,)) == (there,)


def test_of_many_agents_each_is_taken_to_have_had_a_part() -> None:
    path = Path(Stage.LAUNCH)
    assert not path.worked_by("bot")
    for number in range(MOST_WORKERS):
        path = path.counted(Count(number), f"bot-{number}")
    assert path.worked_by("bot")
    assert len(path.counted(Count(), "more").workers) == MOST_WORKERS
    assert Category.FILES not in PRESETS[Stage.LAUNCH]
