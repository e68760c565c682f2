"""What the tray is told of levels, and what a person does there with a level that was earned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.core.autonomy_terms import Limit, Terms
from supervisor.core.patterns import compile_patterns
from supervisor.core.record import Event
from supervisor.engine.level_news import level_news
from supervisor.engine.levels import Wanted
from tests.support.levels_at_work import MINUTE, POLICY, changes, choose, confirm, stage_with, trash, use

if TYPE_CHECKING:
    from tests.support.playbook import SimulatedAgent, Stage

BOT = Scope(agent="bot")


def told(stage: Stage) -> dict[str, Any]:
    news = stage.ui.all("state")[-1]["autonomy"]
    assert isinstance(news, dict)
    return news


def dials(stage: Stage) -> dict[str, tuple[str, str]]:
    """Give level and what holds without loans, by agent."""
    return {dial["agent"]: (dial["level"], dial["lasting"]) for dial in told(stage)["dials"]}


def test_at_first_there_is_one_dial_at_the_gates() -> None:
    stage = stage_with()
    stage.engine.publish()
    (dial,) = told(stage)["dials"]
    assert dial == {
        "agent": "",
        "level": "approval-gates",
        "lasting": "approval-gates",
        "highest": "full-autonomy",
        "limited": False,
        "ends_ns": None,
        "lent_here": False,
        "why": "your policy begins there",
    }
    assert told(stage)["narrower"] == 0
    assert told(stage)["proposals"] == []


def test_each_agent_has_its_own_dial_under_the_name_that_it_was_given() -> None:
    stage = stage_with()
    stage.agent("bot")
    stage.agent("bot")
    choose(stage, Wanted(Level.EXCEPTION_ONLY, BOT))
    assert dials(stage) == {
        "": ("approval-gates", "approval-gates"),
        "bot": ("exception-only", "exception-only"),
    } | {name: ("approval-gates", "approval-gates") for name in dials(stage) if name not in ("", "bot")}


def test_what_is_lent_is_told_with_its_end_and_what_comes_after() -> None:
    stage = stage_with()
    stage.agent("bot")
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=15 * MINUTE))
    assert dials(stage)["bot"] == dials(stage)[""] == ("batch-review", "approval-gates")
    every, bot = told(stage)["dials"]
    assert every["ends_ns"] == bot["ends_ns"] == stage.engine.levels.dial.loans[EVERYTHING].ends_ns
    assert (every["lent_here"], bot["lent_here"]) == (True, False)
    # It ends by itself, and the tray is told without anybody's doing.
    stage.advance(15 * 60)
    assert dials(stage)[""] == ("approval-gates", "approval-gates")


def test_what_comes_after_a_loan_is_what_is_lent_more_widely_while_that_lasts() -> None:
    stage = stage_with()
    stage.agent("bot")
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=60 * MINUTE))
    choose(stage, Wanted(Level.FULL_AUTONOMY, BOT, 15 * MINUTE))
    assert dials(stage)["bot"] == ("full-autonomy", "batch-review")
    choose(stage, Wanted(Level.FULL_AUTONOMY, BOT, 90 * MINUTE))
    assert dials(stage)["bot"] == ("full-autonomy", "approval-gates")


def test_a_stricter_setting_of_an_agents_own_is_not_loosened_by_a_loan_for_all() -> None:
    stage = stage_with()
    stage.agent("bot")
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, BOT), "tray")
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=15 * MINUTE))
    assert dials(stage)["bot"] == ("full-oversight", "full-oversight")


def test_the_policy_and_a_ceiling_stand_above_what_is_told() -> None:
    stage = stage_with()
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    use(stage, POLICY.replace("full-autonomy", "batch-review"))
    stage.engine.publish()
    assert dials(stage)[""] == ("batch-review", "batch-review")
    assert told(stage)["dials"][0]["highest"] == "batch-review"
    levels = stage.engine.levels
    dial = levels.dial.apply(levels.dial.cap_with(BOT, Level.FULL_OVERSIGHT, ground="it changed", now_ns=0))
    every, bot = level_news(dial, Terms(highest=Level.FULL_AUTONOMY), ["bot"], 0)["dials"]
    assert (every["level"], bot["level"], bot["why"]) == ("full-autonomy", "full-oversight", "it changed")


def test_a_limit_for_an_agent_is_told_with_its_dial() -> None:
    limit = Limit(Level.CONFIDENCE_BASED, agent=compile_patterns(["b*"], []))
    terms = Terms(highest=Level.FULL_AUTONOMY, limits=(limit,))
    news = level_news(stage_with().engine.levels.dial, terms, ["bot", "clerk"], 0)
    assert [(dial["highest"], dial["limited"]) for dial in news["dials"]] == [
        ("full-autonomy", False),
        ("confidence-based", True),
        ("full-autonomy", False),
    ]


def test_where_the_policy_holds_a_level_down_that_is_why() -> None:
    stage = stage_with()
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    use(stage, POLICY.replace("full-autonomy", "batch-review"))
    stage.engine.publish()
    assert told(stage)["dials"][0]["why"] == "your policy goes no further"


def test_narrower_entries_are_counted() -> None:
    stage = stage_with()
    choose(stage, Wanted(Level.BATCH_REVIEW, Scope(app="thunar")))
    assert told(stage)["narrower"] == 1


# -- ending a loan before its time


def test_a_loan_is_ended_at_once() -> None:
    stage = stage_with()
    agent = stage.agent()
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=30 * MINUTE))
    assert stage.engine.levels.end_loan(EVERYTHING, "tray") == "ended"
    assert dials(stage)[""] == ("approval-gates", "approval-gates")
    assert changes(stage)[-1] == ("loan", "batch-review", None)
    assert trash(stage, agent) == ("ask", "trash")


def test_attack_ending_a_loan_behind_which_something_laxer_stands_takes_a_hand() -> None:
    stage = stage_with()
    choose(stage, Wanted(Level.CONFIDENCE_BASED, BOT, 30 * MINUTE))
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    assert stage.engine.levels.end_loan(BOT, "tray") == "asked: a person must confirm it at the screen"
    assert BOT in stage.engine.levels.dial.loans
    confirm(stage)
    assert BOT not in stage.engine.levels.dial.loans


# -- a level that was earned


def proposed() -> tuple[Stage, SimulatedAgent, str]:
    """Give a stage on which a level is proposed, and the proposal's name."""
    stage = stage_with(POLICY.replace("automatic", "propose"))
    agent = stage.agent()
    for _ in range(12):
        assert trash(stage, agent) == ("ask", "trash")
        stage.approve()
        stage.settle()
        stage.advance(5)
    (one,) = told(stage)["proposals"]
    return stage, agent, str(one["id"])


def test_a_proposal_is_told_calmly_and_once() -> None:
    stage, _, _ = proposed()
    assert stage.asked is None
    (one,) = told(stage)["proposals"]
    assert (one["level"], one["for"]) == ("confidence-based", "agent agent, app thunar, category files")
    assert one["why"].startswith("you were for ")
    assert changes(stage) == []


def test_taking_it_has_the_person_asked_and_only_a_hand_confirms_it() -> None:
    stage, _, name = proposed()
    assert stage.engine.levels.accept(name) == "asked: a person must confirm it at the screen"
    assert stage.ui.all("request")[-1]["sentence"].startswith("From now on confidence-based for agent agent")
    stage.approve()
    assert changes(stage) == []
    stage.engine.levels.confirmed_by_hand(stage.human_told[-1]["digest"])
    assert changes(stage) == [("setting", None, "confidence-based")]
    assert told(stage)["proposals"] == []


def test_refusing_it_holds_at_once_and_is_recorded() -> None:
    stage, agent, name = proposed()
    assert stage.engine.levels.decline(name, "tray") == "left as it is"
    assert told(stage)["proposals"] == []
    row = stage.rows(Event.ANSWERED.value)[-1]
    assert row["outcome"]["answer"] == "reject"
    assert row["outcome"]["how"] == "tray"
    assert changes(stage) == []
    # The next yes alone does not bring it back.
    assert trash(stage, agent) == ("ask", "trash")
    stage.approve()
    stage.settle()
    assert told(stage)["proposals"] == []
    assert stage.engine.levels.accept(name) == "nothing to do"


def test_attack_a_proposal_of_before_a_no_is_gone() -> None:
    stage, agent, name = proposed()
    stage.engine.levels.accept(name)
    stage.approve()
    confirmed = stage.human_told[-1]["digest"]
    for _ in range(3):
        assert trash(stage, agent) == ("ask", "trash")
        stage.reject()
        stage.advance(301)
    stage.engine.levels.confirmed_by_hand(confirmed)
    assert changes(stage) == []
    stage.engine.publish()
    assert told(stage)["proposals"] == []


def test_a_policy_without_promotions_takes_a_proposal_back() -> None:
    stage, _, name = proposed()
    use(stage, POLICY.replace("automatic", "off"))
    stage.engine.publish()
    assert told(stage)["proposals"] == []
    assert stage.engine.levels.accept(name) == "nothing to do"


@pytest.mark.parametrize("how", ["stopped", "headless"])
def test_where_nobody_can_be_asked_nothing_is_asked(how: str) -> None:
    stage, _, name = proposed()
    stage.engine.parts.headless = how == "headless"
    stage.engine.stopped = how == "stopped"
    assert stage.engine.levels.accept(name).startswith(("all is stopped", "nobody can be asked"))
    assert stage.asked is None
