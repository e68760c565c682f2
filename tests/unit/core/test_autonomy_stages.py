from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Change, Dial
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from supervisor.core.autonomy_stages import PRESETS, Stage, enter, fall, is_at, level_at
from tests.support.levels import T0, dials, levels, situations, steadily

BOT = Scope(agent="bot")
OWN = {BOT, *(Scope("bot", category=category) for category in Category)}
TABLE = """
category     launch          early-production  mature            optimised
email        full-oversight  approval-gates    confidence-based  confidence-based
messaging    full-oversight  approval-gates    confidence-based  confidence-based
files        full-oversight  approval-gates    confidence-based  exception-only
settings     full-oversight  approval-gates    confidence-based  exception-only
finance      full-oversight  approval-gates    approval-gates    approval-gates
credentials  full-oversight  approval-gates    approval-gates    approval-gates
account      full-oversight  approval-gates    approval-gates    approval-gates
shell        full-oversight  approval-gates    confidence-based  confidence-based
publish      full-oversight  approval-gates    confidence-based  confidence-based
install      full-oversight  approval-gates    confidence-based  confidence-based
other        full-oversight  approval-gates    confidence-based  exception-only
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(stage, row[0], level) for row in ROWS[1:] for stage, level in zip(ROWS[0][1:], row[1:], strict=True)]


def entering(dial: Dial, stage: Stage, scope: Scope = BOT) -> tuple[Change, ...]:
    return enter(dial, stage, scope, ground="chosen", now_ns=T0)


def put(dial: Dial, stage: Stage, scope: Scope = BOT) -> Dial:
    return dial.apply(entering(dial, stage, scope))


def level_of(dial: Dial, category: str) -> Level:
    where = Situation("bot", "tidy", "thunar", Category(category))
    return dial.standing(where, T0, Level.FULL_AUTONOMY).level


@pytest.mark.parametrize(("stage", "category", "level"), CELLS)
def test_each_stage_has_its_levels(stage: str, category: str, level: str) -> None:
    assert level_of(put(Dial(), Stage(stage)), category) == level
    assert level_at(Stage(stage), Category(category)) == level


def test_the_table_names_all() -> None:
    assert {(stage, category) for stage, category, _ in CELLS} == {
        (s.value, c.value) for s in Stage for c in Category
    }


def test_the_stages_have_an_order() -> None:
    assert [stage.next for stage in Stage] == [*list(Stage)[1:], None]


@pytest.mark.parametrize("one", Stage)
@pytest.mark.parametrize("other", Stage)
def test_a_stage_leaves_nothing_of_the_one_before(one: Stage, other: Stage) -> None:
    through, straight = put(put(Dial(), one), other), put(Dial(), other)
    for category in Category:
        assert level_of(through, category) is level_of(straight, category)


@steadily
@given(dials(), situations)
def test_who_learns_has_everything_asked_whatever_is_set(dial: Dial, where: Situation) -> None:
    assert dial.only_tightens(entering(dial, Stage.LAUNCH))
    if where.agent == "bot":
        after = put(dial, Stage.LAUNCH)
        assert after.standing(where, T0, Level.FULL_AUTONOMY).level is Level.FULL_OVERSIGHT


@steadily
@given(dials(), st.sampled_from(Stage), situations, levels)
def test_a_stage_never_goes_past_a_cap_or_beyond_the_exceptions(
    dial: Dial, stage: Stage, where: Situation, cap: Level
) -> None:
    assert put(dial, stage).standing(where, T0, cap).level.rank <= cap.rank
    assert all(level.rank <= Level.EXCEPTION_ONLY.rank for level in PRESETS[stage].values())


@steadily
@given(dials(), st.sampled_from(Stage))
def test_what_was_taken_back_more_narrowly_stays_so(dial: Dial, stage: Stage) -> None:
    after = put(dial, stage)
    assert all(after.ceilings.get(one) == entry for one, entry in dial.ceilings.items() if one != BOT)


@steadily
@given(dials(), st.sampled_from(Stage), st.sampled_from(Stage), situations)
def test_to_fall_back_tightens_for_certain(dial: Dial, stage: Stage, earlier: Stage, where: Situation) -> None:
    before = put(dial, stage)
    changes = fall(before, earlier, BOT, ground="errors", now_ns=T0)
    after = before.apply(changes)
    assert before.only_tightens(changes)
    assert after.standing(where, T0, Level.FULL_AUTONOMY).level.rank <= (
        before.standing(where, T0, Level.FULL_AUTONOMY).level.rank
    )
    if where.agent == "bot":
        most = level_at(earlier, where.category)
        assert after.standing(where, T0, Level.FULL_AUTONOMY).level.rank <= max(
            most.rank, PRESETS[earlier][None].rank
        )
    if earlier.rank <= stage.rank:
        assert is_at(after, earlier, BOT) or stage is Stage.LAUNCH


def test_it_is_at_its_stage_until_somebody_sets_something_else_for_it() -> None:
    for stage in Stage:
        dial = put(Dial(), stage)
        assert is_at(dial, stage, BOT)
        assert not is_at(Dial(), stage, BOT)
        narrower = dial.apply(dial.set(replace(BOT, app="gimp"), Level.BATCH_REVIEW, ground="chosen", now_ns=T0))
        assert is_at(narrower, stage, BOT)
        other = dial.apply(dial.set(BOT, Level.BATCH_REVIEW, ground="chosen", now_ns=T0))
        assert not is_at(other, stage, BOT)
    assert EVERYTHING not in OWN
