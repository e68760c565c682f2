"""Stages at work: who learns has everything asked, and what the answers say is offered or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_figures import Result
from supervisor.core.autonomy_scope import Scope, Situation
from supervisor.core.autonomy_stages import Stage as Grade
from supervisor.engine.levels import Wanted
from tests.support.levels_at_work import POLICY, choose, confirm, decided, trash
from tests.support.playbook import BESIDE, DELETE
from tests.support.stages_at_work import (
    ASKED,
    BOT,
    FILES,
    FIRST,
    OTHER,
    PROPOSE,
    TAKES,
    TIDY,
    Disk,
    answer,
    at,
    learning,
    level,
    mature,
    said,
    steps,
    supervisor,
    take_up,
)

if TYPE_CHECKING:
    from tests.support.playbook import SimulatedAgent, Stage


# -- learning


def test_who_learns_has_everything_asked_at_once() -> None:
    stage, stages, agent = learning()
    assert steps(stage) == [(None, "launch")]
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "level-full-oversight")
    assert stage.ui.all("request")[-1]["choices"]["breadths"] == [], "no answer stands for more than one action"
    stage.approve()
    assert at(stages) == ("launch", 1)
    why = stage.rows("level_changed")[0]["outcome"]["why"]
    assert why == "it learns, as whoever started it wants"


def test_whatever_was_set_for_it_more_narrowly_is_asked_too() -> None:
    stage, stages = supervisor()
    choose(stage, Wanted(Level.FULL_AUTONOMY, Scope("agent", app="thunar", category=Category.FILES)))
    agent = stage.agent()
    assert trash(stage, agent) == ("allow", "level-full-autonomy")
    stages.begin("agent", "", learn=True, new=False)
    assert trash(stage, agent) == ("ask", "trash")


def test_every_answer_counts_once() -> None:
    stage, stages, agent = learning()
    for number, keys in enumerate(("", "Delete"), 1):
        if keys:
            agent.chord(keys)
        else:
            agent.click(BESIDE)
        decided(stage)
        stage.approve()
        stage.settle()
        assert at(stages) == ("launch", number)
    agent.click(DELETE)
    decided(stage)
    stage.reject()
    assert at(stages) == ("launch", 3)
    (told,) = stages.listed()
    assert (told["answers"], told["rate"], told["stage"], told["earned"]) == (3, 0.5, "launch", None)
    assert told["words"] == f"3 of {told['wanted']} answers, lower bound {told['bound']:.2f} of 0.50"


def test_attack_a_yes_to_what_nobody_can_have_read_counts_for_nothing() -> None:
    _, stages, _ = learning()
    stages.answered(FILES, Tier.READ, Result.APPROVED, said(1000), tightened=False)
    assert at(stages) == ("launch", 0)


def test_attack_a_yes_to_many_at_once_counts_once_whatever_they_are() -> None:
    _, stages, _ = learning()
    once = said()
    for category in Category:
        where = Situation("agent", "", "thunar", category)
        stages.answered(where, Tier.HIGH_RISK, Result.APPROVED, once, tightened=False)
        stages.answered(where, Tier.HIGH_RISK, Result.FOUND_RIGHT, once, tightened=False)
    assert at(stages) == ("launch", 1)
    for category in (Category.FILES, Category.EMAIL):
        where = Situation("agent", "", "thunar", category)
        stages.answered(where, Tier.HIGH_RISK, Result.REJECTED, once, tightened=False)
    assert at(stages) == ("launch", 3), "a no is one against each"


def test_who_is_on_the_path_already_stays_where_it_is() -> None:
    stage, stages, _ = learning()
    answer(stages, TAKES)
    take_up(stage, stages)
    stages.begin("agent", "", learn=True, new=False)
    assert at(stages) == ("early-production", 0)


def test_a_workflow_learns_by_itself() -> None:
    stage, stages = supervisor()
    stages.begin("agent", "tidy", learn=True, new=False)
    narrow = Scope("agent", "tidy")
    assert at(stages, narrow) == ("launch", 0)
    within, without = stage.agent("agent", "tidy"), stage.agent("agent", "other")
    within.click(BESIDE)
    assert decided(stage) == ("ask", "level-full-oversight")
    stage.approve()
    without.click(BESIDE)
    assert decided(stage)[0] == "allow"
    assert at(stages, narrow) == ("launch", 1)


def test_an_answer_counts_for_the_narrowest_path_alone() -> None:
    _, stages, _ = learning()
    stages.begin("agent", "tidy", learn=True, new=False)
    answer(stages, where=Situation("agent", "tidy", "thunar", Category.FILES))
    assert (at(stages), at(stages, Scope("agent", "tidy"))) == (("launch", 0), ("launch", 1))


LEARN = PROPOSE.replace("[autonomy]", '[autonomy]\nnew_agents = "learn"')


def test_the_policy_has_new_agents_learn() -> None:
    disk = Disk()
    stage, stages = supervisor(disk)
    stage.engine.levels.kept.agent_here("known", FIRST)
    stages.begin("known", "", learn=False, new=True)
    assert stages.there() == {}, "this policy does not"
    stage, stages = supervisor(disk, LEARN)
    for name in ("known", "fresh"):
        new = not stage.engine.levels.kept.knows(name)
        stage.engine.levels.kept.agent_here(name, FIRST)
        stages.begin(name, "tidy", learn=False, new=new)
    assert list(stages.there()) == [Scope(agent="fresh")]
    why = stage.rows("level_changed")[-2]["outcome"]["why"]
    assert why == "it is new, and your policy has new agents learn"


# -- the next stage


def test_the_next_stage_is_offered_taken_up_and_confirmed_by_hand() -> None:
    stage, stages, agent = learning()
    answer(stages, TAKES - 1, tier=Tier.READ)
    assert stages.offers == []
    agent.click(BESIDE)
    decided(stage)
    stage.advance(5)
    stage.approve()
    stage.settle()
    (offer,) = stages.offers
    (told,) = stage.engine.levels.news()["proposals"]
    assert told == {
        "id": offer.name,
        "stage": "early-production",
        "for": "agent agent",
        "why": f"you were for 10 of 10 of its actions, which makes at least {offer.ground[-16:-12]} of all sure",
    } or told["why"].startswith("you were for 10 of 10 of its actions")
    assert stage.asked is None, "it waits until the person cares for it"
    assert stages.accept(offer.name) == ASKED
    question = stage.ui.all("request")[-1]
    assert question["sentence"] == "From now on stage early-production for agent agent?"
    assert question["why"] == (
        "approval-gates (was unset); no ceiling (was full-oversight: “it learns, as whoever started it wants”); "
        "what your policy asks is asked"
    )
    stage.approve()
    assert steps(stage) == [(None, "launch")], "only `human` knows whose yes it was"
    stage.engine.levels.confirmed_by_hand(stage.human_told[-1]["digest"])
    assert steps(stage)[-1] == ("launch", "early-production")
    assert stage.rows("level_changed")[-1]["approval"] is not None
    agent.click(BESIDE)
    assert decided(stage)[0] == "allow"
    assert trash(stage, agent) == ("ask", "trash")


def test_a_refused_stage_takes_new_answers() -> None:
    stage, stages, _ = learning()
    answer(stages, TAKES)
    stages.accept(stages.offers[0].name)
    stage.reject()
    assert at(stages) == ("launch", 0)
    answer(stages, TAKES)
    assert stages.there()[BOT].count.attempt == 2, "which takes more answers where the bound decides"
    assert stages.decline(stages.offers[0].name, "tray") == "left as it is"
    assert (stages.offers, at(stages)) == ([], ("launch", 0))
    assert stage.rows("answered")[-1]["outcome"]["answer"] == "reject"


def test_it_enters_by_itself_only_where_the_policy_says_so() -> None:
    stage, stages, _ = learning(POLICY)
    answer(stages, TAKES)
    assert at(stages) == ("early-production", 0)
    assert stage.asked is None
    _, stages, _ = learning(POLICY.replace("automatic", "off"))
    answer(stages, TAKES)
    assert (at(stages), stages.offers) == (("launch", TAKES), [])


def yeses(stage: Stage, agent: SimulatedAgent, count: int) -> None:
    for _ in range(count):
        assert trash(stage, agent) == ("ask", "trash")
        stage.approve()
        stage.settle()
        stage.advance(5)


def proposed(stage: Stage) -> str:
    """Give of which kind what is proposed is: `p` for a level, `s` for a stage."""
    return "".join(one["id"][0] for one in stage.engine.levels.news()["proposals"])


def test_no_level_is_earned_by_the_way() -> None:
    stage, stages, agent = learning()
    yeses(stage, agent, TAKES)
    take_up(stage, stages)
    yeses(stage, agent, TAKES + 2)
    assert (at(stages), proposed(stage)) == (("early-production", TAKES + 2), "s")


def test_what_was_shown_for_a_stage_is_not_shown_for_a_level_again() -> None:
    stage, stages, agent = learning()
    yeses(stage, agent, TAKES)
    take_up(stage, stages)
    stages.back(BOT, "command", whole=True)
    confirm(stage)
    assert at(stages) is None
    yeses(stage, agent, TAKES - 1)
    assert proposed(stage) == ""
    yeses(stage, agent, 1)
    assert proposed(stage) == "p"


def test_no_stage_is_past_the_cap() -> None:
    stage, stages, _ = learning(PROPOSE.replace("full-autonomy", "approval-gates"))
    answer(stages, TAKES)
    take_up(stage, stages)
    answer(stages, 5 * TAKES)
    assert stages.offers == []
    says = stages.want(Grade.MATURE, BOT, "command")
    assert says == (
        "your policy does not go as far as stage mature: raise `highest` in its `[autonomy]` first; "
        "`agent-supervisor doctor` says where it is"
    )
    assert at(stages) == ("early-production", 5 * TAKES)


def test_attack_a_stage_that_was_earned_is_not_taken_up_once_it_is_not_any_more() -> None:
    stage, stages, _ = learning()
    answer(stages, TAKES)
    stages.accept(stages.offers[0].name)
    answer(stages, 30, Result.REJECTED)
    assert stages.offers == []
    confirm(stage)
    assert at(stages) == ("launch", TAKES + 30)


# -- what is taken back


def test_a_no_takes_a_level_there_and_begins_the_next_attempt() -> None:
    stage, stages, agent = mature()
    answer(stages, 5)
    agent.click(DELETE)
    decided(stage)
    stage.reject()
    assert at(stages) == ("mature", 0)
    assert stages.there()[BOT].count.attempt == 2
    assert level(stage) is Level.APPROVAL_GATES
    assert level(stage, Situation("agent", "", "gimp", Category.FILES)) is Level.CONFIDENCE_BASED
    # There answers go towards what was taken back, elsewhere towards the next stage.
    answer(stages, 3)
    assert at(stages) == ("mature", 0)
    answer(stages, 3, where=Situation("agent", "", "gimp", Category.FILES))
    assert at(stages) == ("mature", 3)


def test_what_was_taken_back_is_earned_again_and_no_stage_gives_it_by_the_way() -> None:
    stage, stages, agent = mature()
    agent.click(DELETE)
    decided(stage)
    stage.reject()
    answer(stages, 3 * TAKES, where=Situation("agent", "", "gimp", Category.FILES))
    take_up(stage, stages)
    assert at(stages) == ("optimised", 0)
    assert level(stage) is Level.APPROVAL_GATES
    for _ in range(40):
        # Past the time in which the very same is refused unasked.
        stage.advance(301)
        assert trash(stage, agent) == ("ask", "trash")
        stage.advance(2)
        stage.approve()
        stage.settle()
        if stage.engine.levels.proposals:
            break
    (proposal,) = stage.engine.levels.proposals
    assert proposal.level is Level.CONFIDENCE_BASED


def test_a_rise_in_errors_leads_back_to_the_gates() -> None:
    stage, stages, _ = mature()
    answer(stages, 12, Result.MODIFIED)
    assert at(stages) is not None
    assert steps(stage)[-1] == ("mature", "early-production")
    assert stage.rows("level_changed")[-1]["outcome"]["why"] == "errors have become more frequent than is tolerated"
    assert level(stage) is Level.APPROVAL_GATES


@pytest.mark.parametrize("told", [True, False])
def test_a_changed_agent_learns_anew(told: bool) -> None:
    stage, stages, agent = mature()
    answer(stages, 5)
    kept = stage.engine.levels.kept
    if told:
        kept.model_said("agent", "m-2")
    else:
        kept.agent_here("agent", OTHER)
    assert at(stages) == ("launch", 0)
    assert stages.there()[BOT].count.attempt == 2
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "level-full-oversight")
    # It is for a person to lift, and by evidence as ever.
    answer(stages, 2 * TAKES)
    assert at(stages) == ("launch", 2 * TAKES)
    take_up(stage, stages)
    assert level(stage) is Level.APPROVAL_GATES


def test_a_changed_agent_learns_anew_where_it_was_on_a_path_and_can_get_on_from_there() -> None:
    stage, stages = supervisor()
    stage.engine.levels.kept.agent_here("agent", FIRST)
    narrow, where = Scope("agent", "tidy"), Situation("agent", "tidy", "thunar", Category.FILES)
    stages.want(Grade.MATURE, narrow, "command")
    confirm(stage)
    stage.engine.levels.kept.agent_here("agent", OTHER)
    assert at(stages, narrow) == ("launch", 0)
    answer(stages, TAKES, where=where)
    take_up(stage, stages)
    assert level(stage, where) is Level.APPROVAL_GATES


def test_attack_another_program_does_not_go_on_where_one_has_learned() -> None:
    stage, stages, _ = learning()
    answer(stages, TAKES - 1)
    stage.engine.levels.kept.agent_here("agent", OTHER)
    assert at(stages) == ("launch", 0)
    stage, stages = supervisor()
    stages.want(Grade.LAUNCH, TIDY, "command")
    where = Situation("agent", "tidy", "thunar", Category.FILES)
    answer(stages, TAKES - 1, where=where)
    stages.agent_changed("else", "another program")
    assert at(stages, TIDY) == ("launch", TAKES - 1)
    stages.agent_changed("agent", "another program")
    assert at(stages, TIDY) == ("launch", 0)
    assert stage.rows("level_changed")[-1]["outcome"]["why"] == "another program: its answers count no more"


def test_what_was_found_wrong_counts_in_each_workflow_that_it_may_have_been() -> None:
    _, stages = supervisor()
    stages.want(Grade.LAUNCH, TIDY, "command")
    answer(stages, where=Situation("agent", "tidy", "thunar", Category.FILES))
    answer(stages, 1, Result.FOUND_WRONG, where=FILES)
    answer(stages, 1, Result.FOUND_WRONG, where=Situation("else", "", "thunar", Category.FILES))
    path = stages.there()[TIDY]
    assert (path.count.right, path.count.wrong) == (1, 1)


@pytest.mark.parametrize("strict", [Level.FULL_OVERSIGHT, Level.APPROVAL_GATES])
def test_attack_no_step_without_a_hand_takes_away_what_a_person_has_set_stricter(strict: Level) -> None:
    stage, stages, _ = learning(POLICY)
    answer(stages, TAKES)
    assert at(stages) == ("early-production", 0)
    scope = Scope("agent", category=Category.FILES)
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, scope), "command")
    if strict is Level.APPROVAL_GATES:
        choose(stage, Wanted(strict, scope))
    answer(stages, TAKES, where=Situation("agent", "", "thunar", Category.OTHER))
    assert level(stage) is strict
    assert [offer.stage for offer in stages.offers] == [Grade.MATURE]
    take_up(stage, stages)
    assert at(stages) == ("mature", 0)


def test_attack_no_step_without_a_hand_lets_hold_again_what_was_given_to_another_program() -> None:
    stage, stages = supervisor(policy=POLICY)
    kept = stage.engine.levels.kept
    kept.agent_here("agent", FIRST)
    choose(stage, Wanted(Level.BATCH_REVIEW, Scope("agent", app="thunar", category=Category.FILES)))
    stages.begin("agent", "", learn=True, new=False)
    kept.agent_here("agent", OTHER)
    answer(stages, TAKES)
    assert level(stage) is Level.FULL_OVERSIGHT
    assert [offer.stage for offer in stages.offers] == [Grade.EARLY_PRODUCTION]
