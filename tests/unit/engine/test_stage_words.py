from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Dial
from supervisor.core.autonomy_path import Count, Path, taken_back
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.core.autonomy_stages import Stage, enter
from supervisor.core.autonomy_terms import Terms
from supervisor.core.policy_changes import LONGEST
from supervisor.engine.stage_words import back_words, earned_words, shown_words, step_words, told_stage
from tests.support.levels import T0, dials, steadily

BOT = Scope(agent="bot")
TERMS = Terms(highest=Level.FULL_AUTONOMY)


def words(dial: Dial, stage: Stage, terms: Terms = TERMS, scope: Scope = BOT) -> str:
    changes = enter(dial, stage, scope, ground="chosen", now_ns=T0)
    return step_words(dial, stage, scope, changes, terms=terms, now_ns=T0)


def put(dial: Dial, level: Level, scope: Scope) -> Dial:
    return dial.apply(dial.set(scope, level, ground="chosen", now_ns=T0))


def test_a_step_names_each_level_that_it_changes() -> None:
    assert words(Dial(), Stage.OPTIMISED) == (
        "exception-only (was unset); confidence-based (was unset) for email, messaging, shell, publish, install; "
        "approval-gates (was unset) for finance, credentials, account; what your policy asks passes, save what "
        "cannot be undone, is unsure or out of the ordinary"
    )


def test_what_a_ceiling_kept_down_and_what_is_earned_or_lent_is_named() -> None:
    dial = put(Dial(), Level.EXCEPTION_ONLY, Scope("bot", app="gimp"))
    dial = dial.apply(enter(dial, Stage.LAUNCH, BOT, ground="it learns", now_ns=T0))
    dial = dial.apply(dial.lend(Scope("bot", app="geary"), Level.FULL_AUTONOMY, 10**9, ground="lent", now_ns=T0))
    told = words(dial, Stage.EARLY_PRODUCTION)
    for clause in (
        "approval-gates (was unset)",
        "no ceiling (was full-oversight: “it learns”)",
        "with it holds again exception-only for agent bot, app gimp",
        "nothing lent (was full-autonomy) for agent bot, app geary",
    ):
        assert clause in told


def test_what_goes_on_keeping_it_down_is_named() -> None:
    dial = Dial().apply(Dial().cap_with(EVERYTHING, Level.FULL_OVERSIGHT, ground="it cannot be read", now_ns=T0))
    assert words(dial, Stage.MATURE).endswith("; yet it stays at full-oversight: it cannot be read")


@steadily
@given(dials(), st.sampled_from(Stage))
def test_nobody_confirms_what_cannot_be_read(dial: Dial, stage: Stage) -> None:
    long = Scope("a" * 60, "w" * 60)
    for number in range(20):
        dial = put(dial, Level.FULL_AUTONOMY, Scope("a" * 60, "w" * 60, f"app-{number}"))
    dial = dial.apply(enter(dial, Stage.LAUNCH, long, ground="its model is " + 300 * "x", now_ns=T0))
    told = words(dial, stage, scope=long)
    assert len(told) <= LONGEST
    assert stage is Stage.LAUNCH or "more levels" in told


def test_what_is_taken_back_is_named_too() -> None:
    changes = enter(Dial(), Stage.MATURE, BOT, ground="chosen", now_ns=T0)
    at = Dial().apply(changes)
    assert back_words(BOT, taken_back(at, changes, ground="back", now_ns=T0)) == (
        "nothing set (was confidence-based); nothing set (was approval-gates) for finance, credentials, account"
    )
    assert back_words(BOT, ()) == "no level changes"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (Path(Stage.LAUNCH, Count(23)), "23 of 65 answers, lower bound 0.77 of 0.90"),
        (Path(Stage.LAUNCH), "0 of 65 answers, lower bound 0.00 of 0.90"),
        (Path(Stage.OPTIMISED, Count(23)), "the last stage"),
    ],
)
def test_how_far_the_answers_have_come(path: Path, told: str) -> None:
    assert shown_words(path, TERMS) == told


def test_what_is_told_to_tray_and_status() -> None:
    told = told_stage(Scope("bot", "tidy"), Path(Stage.LAUNCH, Count(65)), TERMS)
    assert told == {
        "for": "agent bot, workflow tidy",
        "agent": "bot",
        "workflow": "tidy",
        "stage": "launch",
        "answers": 65,
        "wanted": 65,
        "bound": told["bound"],
        "rate": 0.9,
        "attempt": 1,
        "earned": "early-production",
        "words": "65 of 65 answers, lower bound 0.90 of 0.90",
    }
    assert told["bound"] >= 0.9
    assert earned_words(Path(Stage.LAUNCH, Count(65)), TERMS).startswith("you were for 65 of 65 of its actions")
    assert Category.FILES.value not in told
