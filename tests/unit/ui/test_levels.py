from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_stages import Stage
from supervisor.core.autonomy_terms import Terms
from supervisor.engine.level_news import level_news
from supervisor.ui.levels import (
    Autonomy,
    LevelDial,
    Proposed,
    autonomy_line,
    brief,
    counted,
    level_line,
    level_name,
    parse_autonomy,
)
from supervisor.ui.stages import Progress
from tests.support.levels import T0, dials, steadily

SECOND = 10**9
LENT = LevelDial(level=Level.BATCH_REVIEW, ends_ns=900 * SECOND)
GIVEN: dict[str, Any] = {
    "dials": [
        {
            "agent": "bot",
            "level": "batch-review",
            "lasting": "approval-gates",
            "highest": "exception-only",
            "ends_ns": 5,
            "lent_here": True,
            "why": "a person lent it",
        }
    ],
    "narrower": 2,
    "proposals": [{"id": "p1", "level": "confidence-based", "for": "agent bot", "why": "65 of 65"}],
}


def test_a_stage_that_was_earned_and_who_is_on_the_way_are_read() -> None:
    stages: list[dict[str, Any]] = [{"for": "agent bot", "agent": "bot", "workflow": "", "stage": "launch"}]
    stages[0] |= {"answers": 3, "wanted": 65, "bound": 0.4, "rate": 0.9}
    earned = {"id": "s1", "stage": "early-production", "for": "agent bot", "why": "65 of 65"}
    read = parse_autonomy({"proposals": [earned], "stages": stages})
    assert read.proposed == (Proposed("s1", Stage.EARLY_PRODUCTION, "agent bot", "65 of 65"),)
    assert read.stages == (Progress("agent bot", Stage.LAUNCH, "bot", 3, 65, 0.4, 0.9),)


def test_what_the_service_tells_is_read() -> None:
    assert parse_autonomy(GIVEN) == Autonomy(
        (
            LevelDial(
                "bot",
                Level.BATCH_REVIEW,
                Level.APPROVAL_GATES,
                Level.EXCEPTION_ONLY,
                ends_ns=5,
                lent_here=True,
                why="a person lent it",
            ),
        ),
        (Proposed("p1", Level.CONFIDENCE_BASED, "agent bot", "65 of 65"),),
        2,
    )
    assert parse_autonomy({}) == Autonomy()
    assert Autonomy().all is None


@steadily
@given(dials(), st.lists(st.sampled_from(("bot", "clerk", "stranger")), max_size=4))
def test_whatever_the_engine_tells_is_understood(dial: Any, agents: list[str]) -> None:
    autonomy = parse_autonomy(level_news(dial, Terms(highest=Level.FULL_AUTONOMY), agents, T0))
    assert [one.agent for one in autonomy.dials] == ["", *dict.fromkeys(agents)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"dials": [{}]},
        {"dials": [GIVEN["dials"][0] | {"level": "lax"}]},
        {"dials": [GIVEN["dials"][0] | {"ends_ns": float("inf")}]},
        {"dials": 3},
        {"proposals": [{"id": "p1"}]},
        {"narrower": "many"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        parse_autonomy(wrong)


def test_each_level_has_its_name_and_its_line() -> None:
    assert len({level_name(level) for level in Level}) == len(Level)
    for level in Level:
        assert level_line(level).startswith(f"{level_name(level)}: ")
        assert len(level_line(level)) <= 64, "one line"


@pytest.mark.parametrize(
    ("left_s", "shown"), [(0, "0:00"), (9, "0:09"), (899, "14:59"), (3600, "1:00:00"), (86_399, "23:59:59")]
)
def test_time_as_it_runs(left_s: int, shown: str) -> None:
    assert counted(left_s) == shown


def test_what_is_left_ends_at_nothing() -> None:
    assert LENT.left_s(0) == 900
    assert LENT.left_s(1) == 900
    assert LENT.left_s(SECOND) == 899
    assert LENT.left_s(10_000 * SECOND) == 0
    assert LevelDial().left_s(0) is None


def test_the_line_says_level_and_time() -> None:
    assert autonomy_line(LevelDial(), 0) == "Autonomy: Approval gates"
    assert autonomy_line(LENT, 1 * SECOND) == "Autonomy: Batch review, 14:59 left"


def test_the_usual_level_is_not_worth_a_word() -> None:
    assert brief(Autonomy(), 0) == ""
    assert brief(Autonomy((LevelDial(),)), 0) == ""
    assert brief(Autonomy((LevelDial(level=Level.FULL_OVERSIGHT),)), 0) == "Full oversight"
    assert brief(Autonomy((LENT,)), 0) == "Batch review 15:00"


def test_only_what_is_lent_runs() -> None:
    assert Autonomy((LENT,)).counts
    assert not Autonomy((LevelDial(),)).counts
