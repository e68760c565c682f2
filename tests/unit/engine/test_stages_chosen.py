"""Stages at work: what a person chooses, what outlasts a supervisor, and that nothing loosens by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_figures import Result
from supervisor.core.autonomy_scope import EVERYTHING, Scope, Situation
from supervisor.core.autonomy_stages import Stage as Grade
from supervisor.engine.levels import Wanted
from tests.support.levels import steadily
from tests.support.levels_at_work import BATCH, choose, confirm, stage_with, trash
from tests.support.stages_at_work import (
    ASKED,
    BOT,
    FIRST,
    PROPOSE,
    TAKES,
    TIDY,
    Disk,
    answer,
    at,
    learning,
    level,
    mature,
    steps,
    supervisor,
    take_up,
)

if TYPE_CHECKING:
    from supervisor.engine.stages import Stages
    from tests.support.playbook import Stage

# -- what a person chooses


def test_a_stage_that_loosens_is_asked_and_one_that_tightens_holds() -> None:
    stage, stages = supervisor()
    assert stages.want(Grade.OPTIMISED, BOT, "command") == ASKED
    question = stage.ui.all("request")[-1]
    assert question["sentence"] == "From now on stage optimised for agent agent?"
    for words in ("exception-only (was unset)", "finance, credentials, account", "email, messaging, publish"):
        assert words in question["why"].replace("shell, publish", "publish"), question["why"]
    assert len(question["why"]) <= 320
    assert at(stages) is None
    confirm(stage)
    assert at(stages) == ("optimised", 0)
    assert stages.want(Grade.OPTIMISED, BOT, "command") == "it is at stage optimised already"
    assert stages.want(Grade.EARLY_PRODUCTION, BOT, "command") == "set: stage early-production for agent agent"
    assert stages.want(Grade.LAUNCH, BOT, "tray") == "set: stage launch for agent agent"
    assert steps(stage) == [(None, "optimised"), ("optimised", "early-production"), ("early-production", "launch")]
    assert stages.want(Grade.MATURE, BOT, "command") == ASKED


def test_what_a_ceiling_keeps_down_is_named_before_it_holds_again() -> None:
    stage, stages = supervisor()
    choose(stage, Wanted(Level.EXCEPTION_ONLY, Scope("agent", app="gimp")))
    stages.want(Grade.LAUNCH, BOT, "command")
    stages.want(Grade.EARLY_PRODUCTION, BOT, "command")
    why = stage.ui.all("request")[-1]["why"]
    assert "with it holds again exception-only for agent agent, app gimp" in why


def test_a_step_is_taken_back_to_the_letter() -> None:
    stage, stages = supervisor()
    choose(stage, Wanted(Level.EXCEPTION_ONLY, BOT))
    before = stage.engine.levels.dial
    stages.want(Grade.LAUNCH, BOT, "command")
    assert level(stage) is Level.FULL_OVERSIGHT
    assert stages.back(BOT, "command") == ASKED
    question = stage.ui.all("request")[-1]
    assert question["sentence"] == "Take back stage launch for agent agent, so that it has no stage?"
    assert question["why"] == "no ceiling (was full-oversight: “stage launch, set by command”)"
    confirm(stage)
    assert stage.engine.levels.dial == before
    assert (at(stages), steps(stage)[-1]) == (None, ("launch", None))
    assert stages.back(BOT, "command") == "nothing to do"


def test_one_step_or_all_of_them_are_taken_back() -> None:
    stage, stages, _ = mature()
    assert stages.back(BOT, "command") == ASKED
    confirm(stage)
    assert at(stages) == ("early-production", 0)
    assert level(stage) is Level.APPROVAL_GATES
    assert stages.back(BOT, "command", whole=True) == ASKED
    confirm(stage)
    assert at(stages) is None
    assert (set(stage.engine.levels.dial.settings), stage.engine.levels.dial.ceilings) == ({EVERYTHING}, {})


def test_who_has_another_level_set_is_on_the_path_no_more() -> None:
    stage, stages, _ = learning()
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    assert at(stages) is None
    assert stage.rows("level_changed")[-1]["outcome"] == {
        "part": "stage",
        "scope": "agent agent",
        "before": "launch",
        "after": None,
        "why": "another level was set for it",
    }


def test_a_yes_to_what_has_changed_meanwhile_is_asked_again() -> None:
    stage, stages = supervisor()
    stages.want(Grade.MATURE, BOT, "command")
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, Scope("agent", app="gimp")), "command")
    confirm(stage)
    assert at(stages) is None
    stage.settle()
    assert stage.asked
    confirm(stage)
    assert at(stages) == ("mature", 0)


def test_what_cannot_be_recorded_does_not_loosen_and_does_tighten() -> None:
    stage, stages, _ = mature()
    stages.want(Grade.OPTIMISED, BOT, "command")
    stage.approve()
    stage.journal.room = 0
    stage.engine.levels.confirmed_by_hand(stage.human_told[-1]["digest"])
    assert at(stages) == ("mature", 0)
    stages.want(Grade.LAUNCH, BOT, "command")
    assert (at(stages), level(stage)) == (("launch", 0), Level.FULL_OVERSIGHT)


def test_where_nobody_can_be_asked_nothing_is_offered() -> None:
    stage = stage_with(PROPOSE, headless=True)
    stages = stage.engine.levels.stages
    stages.begin("agent", "", learn=True, new=True)
    answer(stages, TAKES)
    assert stages.offers == []
    assert stages.want(Grade.MATURE, BOT, "command").startswith("nobody can be asked here")


# -- from one supervisor to the next


def test_a_stage_and_its_answers_hold_in_the_next_supervisor() -> None:
    disk = Disk()
    stage, stages, _ = learning(disk=disk)
    answer(stages, TAKES)
    take_up(stage, stages)
    answer(stages, 7)
    stage.engine.levels.kept.agent_gone("agent")
    stage, stages = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", FIRST)
    assert at(stages) == ("early-production", 7)
    assert stages.back(BOT, "command") == ("set: stage launch for agent agent" if not stage.asked else ASKED)
    if stage.asked:
        confirm(stage)
    assert at(stages) == ("launch", 0)
    assert level(stage) is Level.FULL_OVERSIGHT


def test_attack_a_no_is_not_forgotten_by_a_crash() -> None:
    disk = Disk()
    _, stages, _ = learning(disk=disk)
    answer(stages, 3)
    answer(stages, 1, Result.REJECTED)
    answer(stages, 3)
    _, stages = supervisor(disk)
    path = stages.there()[BOT]
    assert (path.count.right, path.count.wrong) == (3, 1)


def test_attack_what_was_kept_does_not_hold_without_its_levels() -> None:
    disk = Disk()
    mature_stage, stages, _ = learning(disk=disk)
    assert at(stages) == ("launch", 0)
    mature_stage.engine.levels.kept.keep()
    assert disk.text is not None
    data = json.loads(disk.text)
    data["paths"][0][4] = "optimised"
    disk.text = json.dumps(data)
    stage, stages = supervisor(disk)
    assert at(stages) is None
    assert level(stage) is Level.FULL_OVERSIGHT


# -- whatever comes


DOINGS: st.SearchStrategy[tuple[Any, ...]] = st.one_of(
    st.tuples(st.just("want"), st.sampled_from(Grade), st.sampled_from((BOT, TIDY, Scope("agent", "tidy")))),
    st.tuples(st.just("back"), st.sampled_from((BOT, TIDY)), st.booleans()),
    st.tuples(st.just("begin"), st.sampled_from(("", "tidy"))),
    st.tuples(st.just("answer"), st.sampled_from(sorted(Result)), st.integers(1, 12)),
    st.tuples(st.just("changed")),
    st.tuples(st.just("accept")),
)


def levels_of(stage: Stage) -> list[int]:
    return [
        level(stage, Situation(agent, workflow, "thunar", category)).rank
        for agent in ("agent", "else")
        for workflow in ("", "tidy")
        for category in (Category.FILES, Category.EMAIL, Category.FINANCE)
    ]


def do(stages: Stages, what: str, *rest: Any) -> None:
    if what == "want":
        stages.want(rest[0], rest[1], "command")
    elif what == "back":
        stages.back(rest[0], "command", whole=rest[1])
    elif what == "begin":
        stages.begin("agent", rest[0], learn=True, new=False)
    elif what == "answer":
        answer(stages, rest[1], Result(rest[0]), where=Situation("agent", "tidy", "thunar", Category.FILES))
    elif what == "changed":
        stages.agent_changed("agent", "another program")
    elif stages.offers:
        stages.accept(stages.offers[0].name)


@settings(steadily, max_examples=60)
@given(st.lists(st.tuples(DOINGS, st.booleans()), max_size=12))
def test_nothing_loosens_unless_a_hand_confirms_it(doings: list[tuple[tuple[Any, ...], bool]]) -> None:
    policy = f'{PROPOSE}\n[[autonomy.limit]]\ncategory = ["files"]\nhighest = "confidence-based"\n'
    stage, stages = supervisor(policy=policy)
    for doing, yes in doings:
        before = levels_of(stage)
        do(stages, *doing)
        now = levels_of(stage)
        assert all(after <= there for after, there in zip(now, before, strict=True)), doing
        stage.settle()
        if stage.asked:
            if yes:
                confirm(stage)
            else:
                stage.reject()
        assert level(stage).rank <= Level.CONFIDENCE_BASED.rank, "never past the cap"


def test_what_is_lent_to_all_goes_on_beside_a_path() -> None:
    stage, _, agent = learning()
    choose(stage, BATCH)
    assert trash(stage, agent) == ("ask", "trash")
    assert level(stage, Situation("else", "", "thunar", Category.FILES)) is Level.BATCH_REVIEW
