"""Levels at work: what a person's answers change."""

from __future__ import annotations

from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import Scope
from supervisor.engine.levels import Wanted
from tests.support.levels_at_work import (
    BATCH,
    POLICY,
    changes,
    choose,
    confirm,
    decided,
    stage_with,
    trash,
    use,
)
from tests.support.playbook import DELETE, SimulatedAgent, Stage


def test_one_rejection_takes_a_level_at_once() -> None:
    stage = stage_with()
    agent = stage.agent()
    choose(stage, BATCH)
    agent.click(DELETE)
    assert decided(stage) == ("ask", "default-irreversible")
    stage.reject()
    assert changes(stage)[-1] == ("ceiling", None, "confidence-based")
    row = stage.rows("level_changed")[-1]
    assert row["outcome"]["scope"] == "agent agent, app thunar, category files"
    assert row["outcome"]["why"] == "a person said no to what it did at level batch-review"


def test_what_was_rejected_here_before_is_out_of_the_ordinary() -> None:
    stage = stage_with()
    agent = stage.agent()
    choose(stage, Wanted(Level.EXCEPTION_ONLY))
    agent.click(DELETE)
    assert decided(stage) == ("ask", "default-irreversible")
    stage.reject()
    stage.advance(2)
    assert trash(stage, agent) == ("ask", "trash")


def test_attack_no_level_lets_pass_what_was_rejected_a_moment_ago() -> None:
    stage = stage_with()
    agent = stage.agent()
    assert trash(stage, agent) == ("ask", "trash")
    stage.reject()
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    assert trash(stage, agent) == ("deny", "rejected-again")


def test_attack_no_level_lets_pass_what_was_rejected_for_good() -> None:
    stage = stage_with()
    agent = stage.agent()
    for _ in range(3):
        assert trash(stage, agent) == ("ask", "trash")
        stage.reject()
        stage.advance(301)
    choose(stage, Wanted(Level.FULL_AUTONOMY))
    stage.advance(3600)
    assert trash(stage, agent) == ("deny", "rejected-thrice")


def test_answers_earn_a_level() -> None:
    stage = stage_with()
    agent = stage.agent()
    for _ in range(12):
        assert trash(stage, agent) == ("ask", "trash")
        stage.approve()
        stage.settle()
        stage.advance(5)
        if changes(stage):
            break
    assert changes(stage) == [("setting", None, "confidence-based")]
    assert "you were for" in stage.rows("level_changed")[-1]["outcome"]["why"]


def together(stage: Stage, count: int) -> None:
    """Let so many agents of one name wait for the same, and ask about all as one."""
    for _ in range(count):
        stage.agent().chord("Delete")
        stage.settle()
    stage.engine.holds.together([item.request for item in stage.engine.holds.waiting])
    assert stage.ui.all("request")[-1]["count"] == count


def test_attack_a_yes_to_many_at_once_is_one_answer() -> None:
    stage = stage_with()
    together(stage, 20)
    stage.advance(5)
    stage.approve()
    stage.settle()
    assert [row["outcome"]["answer"] for row in stage.rows("answered")] == ["approve"] * 20
    assert changes(stage) == []


def test_a_no_to_many_at_once_is_one_against_each() -> None:
    stage = stage_with(POLICY.replace('verdict = "ask"', 'verdict = "ask"\nasks_to = "full-autonomy"'))
    choose(stage, Wanted(Level.EXCEPTION_ONLY))
    together(stage, 3)
    stage.reject()
    assert changes(stage)[1:] == [
        ("ceiling", None, "batch-review"),
        ("ceiling", "batch-review", "confidence-based"),
        ("ceiling", "confidence-based", "approval-gates"),
    ]


def test_attack_a_yes_to_what_nobody_can_have_read_earns_nothing() -> None:
    stage = stage_with()
    agent = stage.agent()
    for _ in range(30):
        agent.chord("Delete")
        stage.settle()
        stage.advance(1.0)
        assert stage.asked
        stage.approve()
        stage.settle()
        stage.advance(5)
    assert changes(stage) == []
    # A no counts however soon it comes.
    choose(stage, BATCH)
    agent.click(DELETE)
    stage.settle()
    stage.reject()
    assert changes(stage)[-1] == ("ceiling", None, "confidence-based")


def with_evidence_at_the_cap() -> tuple[Stage, SimulatedAgent]:
    """Give a stage on which the answers are enough for a level, as soon as the policy lets it hold."""
    stage = stage_with(POLICY.replace("full-autonomy", "approval-gates"))
    agent = stage.agent()
    for _ in range(12):
        assert trash(stage, agent) == ("ask", "trash")
        stage.approve()
        stage.settle()
        stage.advance(5)
    assert changes(stage) == []
    return stage, agent


def test_attack_a_no_earns_nothing_whatever_went_before() -> None:
    stage, agent = with_evidence_at_the_cap()
    use(stage, POLICY)
    assert trash(stage, agent) == ("ask", "trash")
    stage.reject()
    assert changes(stage) == []


def test_what_was_earned_before_a_person_tightened_counts_no_more() -> None:
    stage, agent = with_evidence_at_the_cap()
    assert stage.engine.levels.want(Wanted(Level.APPROVAL_GATES, Scope(agent="agent")), "tray").startswith("set:")
    use(stage, POLICY)
    before = changes(stage)
    assert trash(stage, agent) == ("ask", "trash")
    stage.approve()
    assert changes(stage) == before


def test_attack_each_promotion_that_is_refused_leaves_a_smaller_part_of_the_risk() -> None:
    stage = stage_with(POLICY.replace("automatic", "propose").replace("rate = 0.5", "rate = 0.8"))
    agent, took = stage.agent(), []
    for how in ("accept", "decline", "accept", "decline"):
        for count in range(1, 100):
            assert trash(stage, agent) == ("ask", "trash")
            stage.approve()
            stage.settle()
            stage.advance(5)
            if stage.engine.levels.proposals:
                took.append(count)
                break
        name = stage.engine.levels.proposals[0].name
        if how == "decline":
            assert stage.engine.levels.decline(name, "tray") == "left as it is"
        else:
            stage.engine.levels.accept(name)
            stage.reject()
        assert stage.engine.levels.proposals == []
    assert took == sorted(set(took)), "each takes more answers than the one before"
    assert changes(stage) == []


def test_a_refused_promotion_takes_new_evidence() -> None:
    stage = stage_with(POLICY.replace("automatic", "propose"))
    agent = stage.agent()

    def yeses(most: int) -> int:
        """Say yes until a level is proposed; give how often that took."""
        for count in range(1, most + 1):
            assert trash(stage, agent) == ("ask", "trash")
            stage.approve()
            stage.settle()
            stage.advance(5)
            if stage.engine.levels.proposals:
                return count
        return 0

    first = yeses(12)
    assert first
    assert stage.asked is None, "it waits until the person cares for it"
    stage.engine.levels.accept(stage.engine.levels.proposals[0].name)
    assert stage.ui.all("request")[-1]["sentence"].startswith("From now on confidence-based")
    stage.reject()
    assert yeses(first - 1) == 0
    assert yeses(1) == 1
    stage.engine.levels.accept(stage.engine.levels.proposals[0].name)
    confirm(stage)
    assert changes(stage) == [("setting", None, "confidence-based")]
