"""Levels at work: what holds for an action, and what a person chooses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import Scope
from supervisor.engine.levels import Wanted
from tests.support.levels_at_work import (
    BATCH,
    FILES,
    MINUTE,
    POLICY,
    changes,
    choose,
    confirm,
    decided,
    stage_with,
    trash,
    use,
)
from tests.support.playbook import BESIDE, DELETE, DOCS


def test_at_first_all_is_as_the_policy_says() -> None:
    stage = stage_with()
    assert trash(stage, stage.agent()) == ("ask", "trash")
    assert stage.rows("level_changed") == []


def test_full_oversight_asks_about_what_the_policy_allows_and_no_answer_stands() -> None:
    stage = stage_with()
    agent = stage.agent()
    assert stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT), "command") == "set: full-oversight for all agents"
    agent.click(BESIDE)
    assert decided(stage) == ("ask", "level-full-oversight")
    assert stage.ui.all("request")[-1]["choices"]["breadths"] == []
    assert changes(stage) == [("setting", "approval-gates", "full-oversight")]


def test_at_full_oversight_a_yes_is_for_one_action_alone() -> None:
    stage = stage_with()
    agent = stage.agent()
    assert trash(stage, agent) == ("ask", "trash")
    assert stage.ui.all("request")[-1]["choices"]["breadths"]
    stage = stage_with()
    agent = stage.agent()
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT), "command")
    assert trash(stage, agent) == ("ask", "trash")
    assert stage.ui.all("request")[-1]["choices"]["breadths"] == []


def test_what_was_judged_at_another_level_is_judged_anew() -> None:
    stage = stage_with()
    before = stage.engine.parts.judge.version()
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT), "command")
    assert stage.engine.parts.judge.version() > before


def test_a_laxer_level_holds_once_a_hand_has_confirmed_it() -> None:
    stage = stage_with()
    agent = stage.agent()
    assert stage.engine.levels.want(BATCH, "command") == "asked: a person must confirm it at the screen"
    question = stage.ui.all("request")[-1]
    assert question["sentence"] == "Let batch-review hold for all agents?"
    assert not question["rule"], "it is the supervisor that asks, and the sentence is no rule"
    assert question["why"].startswith("until now it is approval-gates; then what your policy asks passes, save")
    assert stage.engine.levels.dial.settings[Scope()].level is Level.APPROVAL_GATES
    stage.approve()
    assert changes(stage) == [], "only `human` knows whose yes it was"
    confirmed = stage.human_told[-1]
    assert confirmed["t"] == "policy"
    stage.engine.levels.confirmed_by_hand(confirmed["digest"])
    assert changes(stage) == [("setting", "approval-gates", "batch-review")]
    assert stage.rows("level_changed")[-1]["approval"] is not None
    assert trash(stage, agent) == ("allow", "level-batch-review")
    # Once: the same word again changes nothing.
    stage.engine.levels.confirmed_by_hand(confirmed["digest"])
    assert len(changes(stage)) == 1


def test_a_no_leaves_all_as_it_is() -> None:
    stage = stage_with()
    stage.engine.levels.want(BATCH, "tray")
    stage.reject()
    assert not [m for m in stage.human_told if m["t"] == "policy"]
    assert changes(stage) == []
    assert trash(stage, stage.agent()) == ("ask", "trash")


@pytest.mark.parametrize("name", ["", "level 2", "level", "None"])
def test_a_word_about_something_else_confirms_nothing(name: str) -> None:
    stage = stage_with()
    stage.engine.levels.want(BATCH, "command")
    stage.approve()
    stage.engine.levels.confirmed_by_hand(name)
    assert changes(stage) == []


def test_what_no_hand_confirmed_is_over_and_another_question_is_not() -> None:
    stage = stage_with()
    for agent in ("one", "other"):
        stage.engine.levels.want(Wanted(Level.BATCH_REVIEW, Scope(agent=agent)), "command")
        stage.approve()
    first, second = (m["digest"] for m in stage.human_told if m["t"] == "policy")
    stage.engine.levels.refused_by_hand(first)
    row = stage.rows("answered")[-1]
    assert (row["outcome"]["answer"], row["outcome"]["sentence"]) == (
        "reject",
        "Let batch-review hold for agent one?",
    )
    assert row["outcome"]["why"].startswith("a keyboard or pointer of this machine has to confirm it")
    stage.advance(1)
    note = "“Let batch-review hold for agent one?” is not done: a keyboard or pointer of this machine has to"
    assert stage.ui.all("state")[-1]["note"].startswith(note)
    stage.engine.levels.confirmed_by_hand(first)
    assert changes(stage) == []
    stage.engine.levels.confirmed_by_hand(second)
    assert [row["outcome"]["scope"] for row in stage.rows("level_changed")] == ["agent other"]
    stage.advance(1)
    assert stage.ui.all("state")[-1]["note"] == ""
    before = len(stage.rows("answered"))
    stage.engine.levels.refused_by_hand(second)
    assert len(stage.rows("answered")) == before, "it is over"


@pytest.mark.parametrize("level", [Level.BATCH_REVIEW, Level.EXCEPTION_ONLY])
def test_what_cannot_be_undone_is_asked_below_full_autonomy(level: Level) -> None:
    stage = stage_with()
    agent = stage.agent()
    choose(stage, Wanted(level))
    agent.click(DELETE)
    assert decided(stage) == ("ask", "default-irreversible")
    choose_later = stage_with()
    agent = choose_later.agent()
    choose(choose_later, Wanted(Level.FULL_AUTONOMY))
    agent.click(DELETE)
    assert decided(choose_later) == ("allow", "level-full-autonomy")


def test_what_the_policy_denies_stays_denied_at_every_level() -> None:
    stage = stage_with(POLICY.replace('verdict = "ask"', 'verdict = "deny"'))
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    assert trash(stage, stage.agent()) == ("deny", "trash")


def test_a_rule_may_ask_at_every_level() -> None:
    stage = stage_with(POLICY.replace('verdict = "ask"', 'verdict = "ask"\nasks_to = "full-autonomy"'))
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    assert trash(stage, stage.agent()) == ("ask", "trash")


def test_the_policy_says_how_far_a_level_may_go() -> None:
    stage = stage_with("version = 1")
    says = stage.engine.levels.want(BATCH, "command")
    assert says == (
        "your policy goes no further than approval-gates: set `highest` under `[autonomy]` in it first; "
        "`agent-supervisor doctor` says where it is"
    )
    stage = stage_with()
    choose(stage, BATCH)
    use(stage, POLICY.replace("full-autonomy", "approval-gates"))
    assert trash(stage, stage.agent()) == ("ask", "trash")


def test_a_level_past_a_limit_for_its_scope_is_refused_and_not_asked() -> None:
    stage = stage_with(POLICY + '[[autonomy.limit]]\nagent = ["b*"]\nhighest = "approval-gates"\n')
    says = stage.engine.levels.want(Wanted(Level.BATCH_REVIEW, Scope(agent="bot")), "command")
    assert says == (
        "your policy goes no further than approval-gates for agent bot: change its `[[autonomy.limit]]` first; "
        "`agent-supervisor doctor` says where it is"
    )
    assert stage.asked is None
    assert stage.engine.levels.want(BATCH, "command").startswith("asked")


def test_the_policy_says_where_it_begins_until_somebody_chooses() -> None:
    begins = POLICY.replace("[autonomy]", '[autonomy]\nlevel = "batch-review"')
    stage = stage_with(begins)
    agent = stage.agent()
    assert trash(stage, agent) == ("allow", "level-batch-review")
    use(stage, POLICY)
    assert trash(stage, agent) == ("ask", "trash")


def test_a_level_holds_for_whom_it_was_set() -> None:
    stage = stage_with()
    one, other = stage.agent("one"), stage.agent("other")
    choose(stage, Wanted(Level.BATCH_REVIEW, Scope(agent="one")))
    assert trash(stage, one) == ("allow", "level-batch-review")
    assert trash(stage, other) == ("ask", "trash")


def test_what_is_not_known_is_out_of_the_ordinary() -> None:
    stage = stage_with()
    choose(stage, BATCH)
    del stage.elements.focused[DOCS]
    assert trash(stage, stage.agent()) == ("ask", "trash")


GRAVE = """
[[rule]]
id = "grave"
reason = "what is high risk you want to see"
verdict = "ask"
when.tier = "high_risk"
"""


@pytest.mark.parametrize(
    ("rule", "level", "then"),
    [
        ("", Level.BATCH_REVIEW, ("ask", "external-judge")),
        ("", Level.EXCEPTION_ONLY, ("ask", "external-judge")),
        ("", Level.FULL_AUTONOMY, ("allow", "level-full-autonomy")),
        (GRAVE, Level.BATCH_REVIEW, ("ask", "grave")),
        (GRAVE, Level.EXCEPTION_ONLY, ("ask", "grave")),
        (GRAVE, Level.FULL_AUTONOMY, ("allow", "level-full-autonomy")),
        (f'{GRAVE}asks_to = "full-autonomy"\n', Level.FULL_AUTONOMY, ("ask", "grave")),
    ],
)
def test_what_the_external_judge_warned_of_stays_asked_whichever_rule_asks(
    rule: str, level: Level, then: tuple[str, str]
) -> None:
    stage = stage_with(f"{POLICY}{rule}")
    stage.engine.parts.external_judge = stage.external_judge
    agent = stage.agent()
    choose(stage, Wanted(level))
    agent.chord("Return")
    stage.settle()
    stage.external_judge.answer(Tier.HIGH_RISK, "careful")
    assert decided(stage) == then


def test_a_judge_that_takes_it_to_be_no_graver_warns_of_nothing() -> None:
    stage = stage_with(f"{POLICY}{GRAVE}")
    stage.engine.parts.external_judge = stage.external_judge
    agent = stage.agent()
    choose(stage, BATCH)
    agent.chord("Return")
    stage.settle()
    stage.external_judge.answer(Tier.READ)
    assert decided(stage)[0] == "allow"
    stage.external_judge.asked.clear()
    assert trash(stage, agent) == ("allow", "level-batch-review")
    assert stage.external_judge.asked == [], "it is asked about what the rules allow alone"


def test_a_loan_ends_by_itself() -> None:
    stage = stage_with()
    agent = stage.agent()
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=30 * MINUTE))
    assert trash(stage, agent) == ("allow", "level-batch-review")
    assert stage.rows("level_changed")[-1]["outcome"]["seconds"] == "1800"
    told = stage.engine.status()["levels"]
    assert [entry["part"] for entry in told] == ["setting", "loan"]
    assert int(told[1]["seconds_left"]) <= 1800
    stage.advance(30 * 60)
    assert trash(stage, agent) == ("ask", "trash")
    assert changes(stage)[-1] == ("loan", "batch-review", None)
    assert [entry["part"] for entry in stage.engine.status()["levels"]] == ["setting"]


def test_a_stop_takes_back_what_was_lent() -> None:
    stage = stage_with()
    agent = stage.agent()
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=30 * MINUTE))
    assert trash(stage, agent) == ("allow", "level-batch-review")
    stage.stop()
    assert changes(stage)[-1] == ("loan", "batch-review", None)
    assert stage.rows("level_changed")[-1]["outcome"]["why"] == "everything was stopped"
    assert stage.engine.levels.want(BATCH, "command").startswith("all is stopped: re-arm first")
    stage.rearm()
    assert len(changes(stage)) == 2, "once"
    assert [entry["part"] for entry in stage.engine.status()["levels"]] == ["setting"]
    assert trash(stage, stage.agent("next")) == ("ask", "trash")


def test_what_was_asked_before_a_stop_is_confirmed_by_nothing_after_it() -> None:
    stage = stage_with()
    stage.engine.levels.want(BATCH, "command")
    stage.approve()
    name = stage.human_told[-1]["digest"]
    stage.stop()
    stage.rearm()
    stage.engine.levels.confirmed_by_hand(name)
    assert changes(stage) == []


def test_attack_a_stricter_level_is_not_undone_by_who_has_not_seen_it() -> None:
    stage = stage_with()
    levels = stage.engine.levels
    laxer = Wanted(Level.BATCH_REVIEW, meets=Level.APPROVAL_GATES)
    assert levels.want(Wanted(Level.FULL_OVERSIGHT, meets=Level.EXCEPTION_ONLY), "command").startswith("set:")
    assert levels.want(laxer, "tray") == "it is full-oversight by now for all agents: look at it again"
    assert stage.asked is None
    assert levels.want(replace(laxer, meets=Level.FULL_OVERSIGHT), "tray").startswith("asked")


@pytest.mark.parametrize("scope", [Scope(), Scope(agent="agent"), Scope(app="thunar")])
def test_attack_a_yes_does_not_undo_what_was_tightened_since_it_was_asked(scope: Scope) -> None:
    stage = stage_with()
    levels, wanted = stage.engine.levels, Wanted(Level.BATCH_REVIEW, Scope(agent="agent"), meets=Level.APPROVAL_GATES)
    levels.want(wanted, "tray")
    levels.want(Wanted(Level.FULL_OVERSIGHT, scope), "command")
    confirm(stage)
    assert changes(stage)[-1][2] == "full-oversight"
    assert len(changes(stage)) == 1
    # It is asked again, by what holds now.
    question = stage.ui.all("request")[-1]
    assert question["id"] == stage.asked
    own = "it is full-oversight" if scope == wanted.scope else "nothing is set for it"
    assert question["why"].startswith(f"until now {own}")
    confirm(stage)
    assert changes(stage)[-1][2] == "batch-review"


def test_what_is_said_of_others_meanwhile_takes_no_second_yes() -> None:
    stage = stage_with()
    stage.engine.levels.want(Wanted(Level.BATCH_REVIEW, Scope(agent="one")), "tray")
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, Scope(agent="other")), "tray")
    confirm(stage)
    assert changes(stage)[-1] == ("setting", None, "batch-review")


def test_what_is_stricter_is_not_lent() -> None:
    stage = stage_with()
    says = stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, for_ns=MINUTE), "command")
    assert says == "`full-oversight` is no laxer than `approval-gates`: set it without a time"


def test_what_has_been_asked_is_the_persons_to_answer() -> None:
    stage = stage_with()
    agent = stage.agent()
    agent.chord("Delete")
    stage.settle()
    assert stage.asked
    choose_first = stage.engine.levels.want(BATCH, "command")
    assert choose_first.startswith("asked")
    confirm(stage)
    # It is asked still, at the level at which it was.
    assert [row["decision"].verdict for row in stage.rows("decided")] == ["ask"]
    assert stage.asked


def test_nor_is_it_let_pass_when_its_target_has_changed_meanwhile() -> None:
    stage = stage_with()
    stage.agent().chord("Delete")
    stage.settle()
    stage.engine.levels.want(BATCH, "command")
    confirm(stage)
    stage.window(DOCS, executable="thunar", app="Thunar", title="another folder")
    stage.approve()
    assert decided(stage) == ("ask", "trash")
    assert len(stage.rows("decided")) == 2


def test_without_a_screen_nothing_is_loosened() -> None:
    stage = stage_with(headless=True)
    assert stage.engine.levels.want(BATCH, "command").startswith("nobody can be asked here")
    assert stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT), "command").startswith("set:")


def test_what_cannot_be_recorded_is_not_loosened_and_is_tightened_all_the_same() -> None:
    stage = stage_with()
    stage.engine.levels.want(BATCH, "command")
    stage.approve()
    stage.journal.room = 0
    stage.engine.levels.confirmed_by_hand(stage.human_told[-1]["digest"])
    assert stage.engine.levels.dial.settings[Scope()].level is Level.APPROVAL_GATES
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT), "command")
    assert stage.engine.levels.dial.settings[Scope()].level is Level.FULL_OVERSIGHT


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (BATCH, "batch-review for all agents"),
        (Wanted(Level.FULL_AUTONOMY, Scope(app="gimp"), 90 * MINUTE), "full-autonomy for app gimp for 90 min"),
        (
            Wanted(Level.FULL_AUTONOMY, FILES, 120 * MINUTE),
            "full-autonomy for category files for 2 h",
        ),
        (Wanted(Level.FULL_AUTONOMY, for_ns=90 * 10**9), "full-autonomy for all agents for 90 s"),
    ],
)
def test_what_is_wanted_in_words(wanted: Wanted, words: str) -> None:
    assert wanted.words == words
