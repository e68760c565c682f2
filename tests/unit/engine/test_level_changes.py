"""What a person reads before they let a level hold: what else changes with it, and how far their policy goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Change, Dial, Entry, Part
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.core.autonomy_terms import Terms
from supervisor.engine.level_changes import past_the_policy, what_changes
from supervisor.engine.levels import Wanted
from tests.support.levels_at_work import MINUTE, choose, stage_with

if TYPE_CHECKING:
    from tests.support.playbook import Stage

BOT = Scope(agent="bot")
TERMS = Terms(highest=Level.FULL_AUTONOMY)
MEANS = "then what your policy asks passes, even what cannot be undone"


def why(stage: Stage) -> str:
    return str(stage.ui.all("request")[-1]["why"])


def about(dial: Dial, level: Level, scope: Scope) -> str:
    changes = dial.set(scope, level, ground="chosen", now_ns=5)
    return what_changes(level, scope, changes, dial, terms=TERMS, now_ns=5)


def with_entry(dial: Dial, part: Part, scope: Scope, entry: Entry) -> Dial:
    return dial.apply((Change(part, scope, None, entry, entry.ground, 0),))


def test_what_holds_until_now_is_said_with_what_the_level_means() -> None:
    assert about(Dial(), Level.FULL_AUTONOMY, EVERYTHING) == f"until now it is approval-gates; {MEANS}"


def test_what_is_lent_until_now_is_said_to_end() -> None:
    stage = stage_with()
    choose(stage, Wanted(Level.BATCH_REVIEW, for_ns=15 * MINUTE))
    stage.engine.levels.want(Wanted(Level.FULL_AUTONOMY), "tray")
    ends = "what was lent for all agents, batch-review, ends"
    assert why(stage) == f"until now it is approval-gates; {MEANS}; {ends}"
    stage.reject()
    stage.engine.levels.want(Wanted(Level.FULL_AUTONOMY, for_ns=15 * MINUTE), "tray")
    assert why(stage) == f"until now it is approval-gates; {MEANS}; {ends} as soon as this begins"


def test_what_was_earned_and_goes_no_further_any_more_is_told() -> None:
    scope = Scope(agent="bot", app="thunar")
    dial = with_entry(Dial(), Part.SETTING, scope, Entry(Level.BATCH_REVIEW, "earned", earned=True))
    told = about(dial, Level.CONFIDENCE_BASED, BOT)
    assert told.endswith("; agent bot, app thunar goes from batch-review, which it had earned, to confidence-based")


def test_a_level_that_something_wider_holds_down_is_said_to_change_nothing_yet() -> None:
    dial = with_entry(Dial(), Part.CEILING, EVERYTHING, Entry(Level.APPROVAL_GATES, "errors rise"))
    assert about(dial, Level.FULL_AUTONOMY, BOT).endswith("; yet it stays at approval-gates: errors rise")


def test_of_many_changes_some_are_told_and_all_are_counted() -> None:
    dial = Dial()
    for number in range(6):
        earned = Entry(Level.BATCH_REVIEW, "earned", earned=True)
        dial = with_entry(dial, Part.SETTING, Scope(app=f"app-{number}"), earned)
    told = about(dial, Level.CONFIDENCE_BASED, EVERYTHING)
    assert told.count("which it had earned") == 3
    assert told.endswith("; 3 more levels change with it")


def test_past_the_policy_is_said_with_what_to_do() -> None:
    assert past_the_policy(Level.FULL_AUTONOMY, BOT, TERMS) == ""
    assert "set `highest` under `[autonomy]`" in past_the_policy(Level.BATCH_REVIEW, BOT, Terms())
