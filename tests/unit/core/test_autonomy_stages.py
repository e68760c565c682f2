from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Dial
from supervisor.core.autonomy_figures import Figures, Result
from supervisor.core.autonomy_scope import Scope, Situation
from supervisor.core.autonomy_stages import Stage, enter, next_stage
from supervisor.core.autonomy_terms import Evidence
from tests.support.levels import T0, dials, steadily

BOT = Scope(agent="bot")
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


def level_of(dial: Dial, category: str) -> Level:
    where = Situation("bot", "tidy", "thunar", Category(category))
    return dial.standing(where, T0, Level.FULL_AUTONOMY).level


@pytest.mark.parametrize(("stage", "category", "level"), CELLS)
def test_each_stage_has_its_levels(stage: str, category: str, level: str) -> None:
    dial = Dial().apply(enter(Dial(), Stage(stage), BOT, T0))
    assert level_of(dial, category) == level


def test_the_table_names_all() -> None:
    assert {(stage, category) for stage, category, _ in CELLS} == {
        (s.value, c.value) for s in Stage for c in Category
    }


@steadily
@given(dials(), st.sampled_from(Stage), st.sampled_from(Stage))
def test_a_stage_leaves_nothing_of_the_one_before(dial: Dial, one: Stage, other: Stage) -> None:
    through = dial.apply(enter(dial, one, BOT, T0))
    through = through.apply(enter(through, other, BOT, T0))
    straight = dial.apply(enter(dial, other, BOT, T0))

    def own(at: Dial) -> dict[Scope, Level]:
        return {
            s: e.level for s, e in at.settings.items() if s in {BOT, *(Scope("bot", category=c) for c in Category)}
        }

    assert own(through) == own(straight)


def answers(right: int, wrong: int) -> Figures:
    figures = Figures()
    for _ in range(right):
        figures = figures.after(Result.APPROVED)
    for _ in range(wrong):
        figures = figures.after(Result.REJECTED)
    return figures


@pytest.mark.parametrize(
    ("stage", "right", "wrong", "then"),
    [
        (Stage.LAUNCH, 100, 0, Stage.EARLY_PRODUCTION),
        (Stage.EARLY_PRODUCTION, 100, 0, Stage.MATURE),
        (Stage.MATURE, 100, 0, Stage.OPTIMISED),
        (Stage.OPTIMISED, 100, 0, None),
        (Stage.LAUNCH, 49, 0, None),
        (Stage.LAUNCH, 0, 0, None),
        (Stage.LAUNCH, 90, 10, None),
    ],
)
def test_the_next_stage_is_proposed_by_the_answers(stage: Stage, right: int, wrong: int, then: Stage | None) -> None:
    assert next_stage(stage, answers(right, wrong), Evidence()) is then
