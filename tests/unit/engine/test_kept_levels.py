"""Levels from one supervisor to the next: what lasts, what does not, and what an agent loses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_kept import Kept
from supervisor.core.autonomy_promotion import Identity, learning
from supervisor.core.autonomy_scope import EVERYTHING, Scope
from supervisor.engine.levels import Wanted
from tests.support.levels_at_work import BATCH, MINUTE, POLICY, changes, choose, confirm, decided, stage_with, trash
from tests.support.playbook import DELETE

if TYPE_CHECKING:
    from tests.support.playbook import Stage

BOT = Scope(agent="agent")
FIRST, OTHER = Identity("0a1b", "m-1"), Identity("2c3d", "m-1")


class Disk:
    """Keeps it as JSON, as long as it works."""

    def __init__(self) -> None:
        self.text: str | None = None
        self.works = True
        self.writes = 0
        self.aside: str | None = None

    def read(self, now_ns: int) -> Kept | None:
        return Kept.of(json.loads(self.text), now_ns) if self.text is not None else None

    def write(self, kept: Kept) -> None:
        if not self.works:
            raise OSError(28, "no space left on device")
        self.text = json.dumps(kept.data())
        self.writes += 1

    def set_aside(self) -> str:
        if not self.works:
            raise OSError(30, "read-only file system")
        self.aside, self.text = self.text, None
        return "levels.aside"


def supervisor(disk: Disk, policy: str = POLICY) -> Stage:
    stage = stage_with(policy)
    stage.engine.levels.kept.restore(disk)
    return stage


def earn(stage: Stage, most: int = 12) -> int:
    """Say yes until a level is earned; give how often that took, 0 for never."""
    before, agent = len(changes(stage)), stage.agent()
    for count in range(1, most + 1):
        assert trash(stage, agent) == ("ask", "trash")
        stage.approve()
        stage.settle()
        stage.advance(5)
        if len(changes(stage)) > before:
            return count
    return 0


def problems(stage: Stage) -> list[dict[str, Any]]:
    return [row["outcome"] for row in stage.rows("problem")]


def test_what_nobody_has_changed_begins_as_the_policy_says() -> None:
    disk = Disk()
    begins = supervisor(disk, POLICY.replace("[autonomy]", '[autonomy]\nlevel = "batch-review"'))
    assert trash(begins, begins.agent()) == ("allow", "level-batch-review")
    after = supervisor(disk)
    assert trash(after, after.agent()) == ("ask", "trash")


@pytest.mark.parametrize("scope", [EVERYTHING, BOT])
def test_what_a_person_has_set_holds_in_the_next_supervisor(scope: Scope) -> None:
    disk = Disk()
    choose(supervisor(disk), Wanted(Level.BATCH_REVIEW, scope))
    stage = supervisor(disk)
    assert trash(stage, stage.agent()) == ("allow", "level-batch-review")
    (row,) = stage.rows("level_changed")
    assert row["outcome"]["why"] == "as before the supervisor ended: chosen by a person"
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, scope), "command")
    stage = supervisor(disk)
    assert trash(stage, stage.agent()) == ("ask", "trash")
    assert stage.engine.levels.dial.settings[scope].level is Level.FULL_OVERSIGHT


def test_the_policy_caps_what_was_kept() -> None:
    disk = Disk()
    choose(supervisor(disk), BATCH)
    stage = supervisor(disk, POLICY.replace("full-autonomy", "approval-gates"))
    assert trash(stage, stage.agent()) == ("ask", "trash")


def test_what_was_earned_holds_in_the_next_supervisor_and_is_lost_by_a_no() -> None:
    disk = Disk()
    assert earn(supervisor(disk))
    stage = supervisor(disk)
    (row,) = stage.rows("level_changed")
    assert (row["outcome"]["after"], row["outcome"]["scope"][:11]) == ("confidence-based", "agent agent")
    (scope,) = (scope for scope, entry in stage.engine.levels.dial.settings.items() if entry.earned)
    agent = stage.agent()
    agent.click(DELETE)
    assert decided(stage) == ("ask", "default-irreversible")
    stage.reject()
    assert changes(stage)[-1] == ("ceiling", None, "approval-gates")
    stage = supervisor(disk)
    assert stage.engine.levels.dial.ceilings[scope].level is Level.APPROVAL_GATES


def test_a_loan_ends_with_the_supervisor_whatever_the_clock_says() -> None:
    disk = Disk()
    stage = supervisor(disk)
    choose(stage, Wanted(Level.CONFIDENCE_BASED, BOT))
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT, for_ns=30 * MINUTE))
    after = supervisor(disk)
    assert after.engine.levels.dial.loans == {}
    assert after.engine.levels.dial.settings[BOT].level is Level.CONFIDENCE_BASED


def test_a_clock_that_jumps_lengthens_no_loan() -> None:
    stage = supervisor(Disk())
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT, for_ns=30 * MINUTE))
    begun_ns = stage.loop.now_ns()
    for shift_ns in (-60 * MINUTE, 60 * MINUTE):
        stage.engine.parts.boot_ns = lambda shift_ns=shift_ns: begun_ns + shift_ns  # type: ignore[misc]
        assert [entry["part"] for entry in stage.engine.levels.listed()] == ["setting"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", "nonsense", '{"format": 1, "settings": 7}'])
def test_attack_what_cannot_be_read_loosens_nothing(text: str) -> None:
    disk = Disk()
    choose(supervisor(disk), BATCH)
    disk.text = text
    stage = supervisor(disk)
    (told,) = problems(stage)
    assert told["why"].startswith("the levels that were kept cannot be read")
    assert told["why"].endswith("what was there is in `levels.aside` now")
    assert disk.aside == text
    assert trash(stage, stage.agent()) == ("ask", "trash")
    assert changes(stage) == [("ceiling", None, "full-oversight")]
    # A person lifts it, and then all is kept as ever.
    choose(stage, BATCH)
    after = supervisor(disk)
    assert (problems(after), trash(after, after.agent())) == ([], ("allow", "level-batch-review"))


def test_what_cannot_be_recorded_again_does_not_hold() -> None:
    disk = Disk()
    choose(supervisor(disk), BATCH)
    stage = stage_with()
    stage.journal.room = 0
    stage.engine.levels.kept.restore(disk)
    assert stage.engine.levels.dial.settings[EVERYTHING].level is Level.APPROVAL_GATES
    assert stage.engine.levels.dial.ceilings[EVERYTHING].level is Level.FULL_OVERSIGHT


def test_what_cannot_be_read_nor_set_aside_is_not_written_over() -> None:
    disk = Disk()
    disk.text, disk.works = "nonsense", False
    stage = supervisor(disk)
    assert trash(stage, stage.agent()) == ("ask", "trash")
    (told,) = problems(stage)
    assert told["why"].endswith("cannot be set aside: read-only file system: remove it")
    disk.works = True
    choose(stage, BATCH)
    assert disk.text == "nonsense"


def test_attack_what_was_taken_back_stays_so_where_it_cannot_be_recorded_again() -> None:
    disk = Disk()
    stage = supervisor(disk)
    choose(stage, BATCH)
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, Scope(agent="else")), "command")
    stage.engine.levels.kept.agent_here("agent", FIRST)
    choose(stage, Wanted(Level.EXCEPTION_ONLY, BOT))
    stage.engine.levels.kept.agent_here("agent", OTHER)
    stage = stage_with()
    stage.journal.room = 0
    stage.engine.levels.kept.restore(disk)
    dial = stage.engine.levels.dial
    assert {scope: entry.level for scope, entry in dial.ceilings.items()} == {
        BOT: Level.FULL_OVERSIGHT,
        EVERYTHING: Level.FULL_OVERSIGHT,
    }
    assert dial.settings[Scope(agent="else")].level is Level.FULL_OVERSIGHT
    assert BOT not in dial.settings
    # A person's word for all does not bring back what another program had earned.
    stage.journal.room = None
    choose(stage, BATCH)
    assert trash(stage, stage.agent()) == ("ask", "trash")


def test_what_cannot_be_written_down_holds_and_is_told_once() -> None:
    disk = Disk()
    stage = supervisor(disk)
    disk.works = False
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT), "command")
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, BOT), "command")
    assert stage.engine.levels.dial.settings[EVERYTHING].level is Level.FULL_OVERSIGHT
    (told,) = problems(stage)
    assert told["why"] == "levels cannot be kept for the next supervisor: no space left on device"


# -- agents


@pytest.mark.parametrize("now", [OTHER, Identity("0a1b", "m-2"), Identity(model="m-1"), Identity()])
def test_attack_another_program_or_model_under_the_name_has_everything_asked(now: Identity) -> None:
    disk = Disk()
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", FIRST)
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", FIRST)
    assert trash(stage, stage.agent()) == ("allow", "level-batch-review")
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", now)
    assert changes(stage)[-1] == ("ceiling", None, "full-oversight")
    why = stage.rows("level_changed")[-1]["outcome"]["why"]
    assert why.startswith(("its program is another one than before", "its model is", "which program it is cannot"))
    agent = stage.agent()
    assert trash(stage, agent) == ("ask", "trash")
    # It stays so until a person says else, also when the first one comes back.
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", FIRST)
    assert trash(stage, stage.agent()) == ("ask", "trash")
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    assert stage.engine.levels.dial.ceilings == {}


@pytest.mark.parametrize("before", [None, Identity()])
@pytest.mark.parametrize("now", [Identity(), FIRST])
def test_attack_a_program_that_cannot_be_told_is_not_the_one_of_before(
    before: Identity | None, now: Identity
) -> None:
    disk = Disk()
    stage = supervisor(disk)
    if before is not None:
        stage.engine.levels.kept.agent_here("agent", before)
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", now)
    assert changes(stage)[-1] == ("ceiling", None, "full-oversight")
    assert trash(stage, stage.agent()) == ("ask", "trash")


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (None, "no agent of that name has begun yet: the first one has everything asked"),
        (Identity(), "which program it is cannot be told: when it begins again everything is asked"),
        (FIRST, "what your policy asks passes, save"),
    ],
)
def test_who_sets_a_level_for_a_name_reads_for_whom_it_will_not_hold(before: Identity | None, says: str) -> None:
    stage = supervisor(Disk())
    if before is not None:
        stage.engine.levels.kept.agent_here("agent", before)
    for wanted in (BATCH, Wanted(Level.BATCH_REVIEW, BOT)):
        stage.engine.levels.want(wanted, "command")
    for_all, for_it = (str(message["why"]) for message in stage.ui.all("request")[-2:])
    assert says in for_it
    assert "everything" not in for_all
    assert ("everything" in for_it) == (before is not FIRST)


def test_a_program_that_cannot_be_told_keeps_what_is_no_more_than_the_gates() -> None:
    disk = Disk()
    stage = supervisor(disk)
    stage.engine.levels.want(Wanted(Level.APPROVAL_GATES, BOT), "command")
    stage.engine.levels.kept.agent_here("agent", Identity())
    assert stage.engine.levels.dial.ceilings == {}


def test_attack_what_a_program_that_cannot_be_told_has_shown_is_not_the_next_ones() -> None:
    took = earn(supervisor(Disk()))
    stage = supervisor(Disk())
    for _ in range(2):
        stage.engine.levels.kept.agent_here("agent", Identity())
        assert earn(stage, took - 1) == 0


def test_what_an_agent_says_of_its_model_while_it_runs_makes_it_no_other_program() -> None:
    stage = supervisor(Disk())
    stage.engine.levels.kept.agent_here("agent", Identity())
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    stage.engine.levels.kept.model_said("agent", "m-1")
    assert trash(stage, stage.agent()) == ("allow", "level-batch-review")


def test_a_change_is_written_down_once() -> None:
    disk = Disk()
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", FIRST)
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    before = disk.writes
    stage.engine.levels.kept.agent_here("agent", OTHER)
    assert disk.writes == before + 1
    stage.engine.levels.want(Wanted(Level.FULL_OVERSIGHT, Scope(agent="else")), "command")
    assert disk.writes == before + 2


def test_a_model_is_taken_from_when_it_is_said_and_silence_is_no_other_one() -> None:
    disk = Disk()
    stage = supervisor(disk)
    kept = stage.engine.levels.kept
    program = Identity("0a1b")
    kept.agent_here("agent", program)
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    before = changes(stage)
    kept.model_said("agent", "m-1")
    kept.agent_here("agent", program)
    kept.model_said("agent", "m-1")
    assert changes(stage) == before
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_here("agent", program)
    stage.engine.levels.kept.model_said("agent", "m-2")
    assert stage.rows("level_changed")[-1]["outcome"]["why"] == "its model is m-2, and was m-1"
    assert trash(stage, stage.agent()) == ("ask", "trash")


def test_attack_who_says_another_model_again_and_again_keeps_nobody_busy() -> None:
    disk = Disk()
    stage = supervisor(disk)
    kept = stage.engine.levels.kept
    for number in range(100):
        kept.model_said("agent", f"m-{number}")
    assert disk.writes == 2
    kept.agent_gone("agent")
    kept.model_said("agent", "m")
    assert disk.writes == 3


def test_attack_a_model_that_changes_once_more_keeps_nothing_that_was_given_to_the_one_between() -> None:
    stage = supervisor(Disk())
    kept = stage.engine.levels.kept
    kept.agent_here("agent", FIRST)
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    for model, before in (("m-2", "m-1"), ("m-3", "m-2")):
        kept.model_said("agent", model)
        assert stage.rows("level_changed")[-1]["outcome"]["why"] == f"its model is {model}, and was {before}"
        assert trash(stage, stage.agent())[0] == "ask"
        choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
        assert trash(stage, stage.agent()) == ("allow", "level-batch-review")


def test_attack_answers_to_one_model_go_towards_no_level_of_the_next() -> None:
    took = earn(supervisor(Disk()))
    stage = supervisor(Disk())
    kept = stage.engine.levels.kept
    kept.agent_here("agent", FIRST)
    for model in ("m-2", "m-3", "m-4"):
        kept.model_said("agent", model)
        assert earn(stage, took - 1) == 0


def test_what_holds_for_all_holds_for_another_program_too() -> None:
    stage = supervisor(Disk())
    choose(stage, BATCH)
    for identity in (FIRST, OTHER):
        stage.engine.levels.kept.agent_here("agent", identity)
    assert trash(stage, stage.agent()) == ("allow", "level-batch-review")


def test_another_agent_loses_nothing() -> None:
    stage = supervisor(Disk())
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    for identity in (FIRST, OTHER):
        stage.engine.levels.kept.agent_here("else", identity)
    assert trash(stage, stage.agent()) == ("allow", "level-batch-review")


def test_attack_what_one_program_has_shown_is_not_the_others() -> None:
    stage = supervisor(Disk())
    stage.engine.levels.kept.agent_here("agent", FIRST)
    took = earn(supervisor(Disk()))
    assert earn(stage, took - 1) == 0
    stage.engine.levels.kept.agent_here("agent", OTHER)
    assert earn(stage, took - 1) == 0


def test_attack_an_agent_that_is_gone_takes_its_answers_along_and_leaving_gains_nothing() -> None:
    disk = Disk()
    evidence = POLICY.replace("rate = 0.5", "rate = 0.8")
    took = earn(supervisor(Disk(), evidence), 60)
    assert took > 10, "so that it is the bound that counts"
    stage = supervisor(disk, evidence)
    assert earn(stage, took - 1) == 0
    before = disk.writes
    stage.engine.levels.kept.agent_gone("else")
    assert disk.writes == before
    stage.engine.levels.kept.agent_gone("agent")
    assert earn(stage, took - 1) == 0
    stage.engine.levels.kept.agent_gone("agent")
    # It is another attempt each time, and takes more answers; also in the next supervisor.
    kept = disk.read(0)
    assert kept is not None
    assert list(kept.attempts.values()) == [3]
    assert earn(supervisor(disk, evidence), 60) > took


@pytest.mark.parametrize("ends", ["declined", "died"])
def test_attack_nothing_is_gained_by_the_end_of_the_supervisor(ends: str) -> None:
    disk = Disk()
    evidence = POLICY.replace("rate = 0.5", "rate = 0.8")
    took = earn(supervisor(Disk(), evidence), 60)
    stage = supervisor(disk, evidence.replace("automatic", "propose"))
    levels = stage.engine.levels
    if ends == "declined":
        assert earn(stage, took) == 0, "it is only proposed"
        assert levels.decline(levels.proposals[0].name, "tray") == "left as it is"
    else:
        assert earn(stage, 1) == 0
    kept = disk.read(0)
    assert kept is not None
    assert list(kept.attempts.values()) == [3 if ends == "declined" else 2]
    writes = disk.writes
    assert earn(stage, 1) == 0
    assert disk.writes == writes, "no answer but the first is worth a look at the disk"
    assert earn(supervisor(disk, evidence), 60) > took


def test_a_level_that_was_earned_waits_for_a_word_also_when_the_agent_is_gone() -> None:
    stage = supervisor(Disk(), POLICY.replace("automatic", "propose"))
    levels = stage.engine.levels
    earn(stage)
    (proposal,) = levels.proposals
    levels.kept.agent_gone("agent")
    assert levels.proposals == [proposal]
    levels.accept(proposal.name)
    confirm(stage)
    assert changes(stage) == [("setting", None, "confidence-based")]


def test_attack_another_program_has_not_what_waits_for_a_word() -> None:
    stage = supervisor(Disk(), POLICY.replace("automatic", "propose"))
    levels = stage.engine.levels
    levels.kept.agent_here("agent", FIRST)
    earn(stage)
    assert levels.proposals
    levels.kept.agent_here("agent", OTHER)
    assert levels.proposals == []


def test_who_leaves_without_an_answer_has_lost_nothing() -> None:
    disk = Disk()
    stage = supervisor(disk)
    stage.engine.levels.kept.agent_gone("agent")
    assert earn(stage) == earn(supervisor(Disk()))


def test_attack_another_program_has_everything_asked_also_once_that_is_not_so_of_all_any_more() -> None:
    stage = supervisor(Disk())
    stage.engine.levels.kept.agent_here("agent", FIRST)
    choose(stage, Wanted(Level.BATCH_REVIEW, BOT))
    agent = stage.agent()
    assert trash(stage, agent) == ("allow", "level-batch-review")
    levels = stage.engine.levels
    assert levels._change(learning(levels.dial, EVERYTHING, "all is asked", 0))
    levels.kept.agent_here("agent", OTHER)
    choose(stage, Wanted(Level.APPROVAL_GATES))
    assert trash(stage, agent) == ("ask", "trash")
    assert decided(stage)[0] == "ask"
    assert levels.dial.ceilings[BOT].level is Level.FULL_OVERSIGHT
