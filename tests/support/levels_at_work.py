"""Levels at work: an engine with the real judge and policy, agents that want to delete, and a person who answers."""

from __future__ import annotations

from supervisor.app.judging import PolicyJudge
from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_scope import Scope
from supervisor.core.context import Element
from supervisor.core.policy_file import parse_policy
from supervisor.core.policy_in_force import InForce
from supervisor.engine.levels import Wanted
from tests.support.playbook import DOCS, TERMINAL, SimulatedAgent, Stage

POLICY = """version = 1
[autonomy]
highest = "full-autonomy"
promotion = "automatic"
[autonomy.evidence]
answers = 10
rate = 0.5
risk = 0.05
[[rule]]
id = "trash"
reason = "the trash is asked about"
verdict = "ask"
tier = "high_risk"
when.control = "trash"
"""
MINUTE = 60 * 10**9
FILES = Scope(category=Category.FILES)
BATCH = Wanted(Level.BATCH_REVIEW)


def stage_with(policy: str = POLICY, *, headless: bool = False) -> Stage:
    """Give an engine with the real judge, in which the Delete key asks and the Delete button cannot be undone."""
    stage = Stage(headless=headless)
    stage.engine.parts.judge = PolicyJudge(parse_policy(policy, "test"))
    stage.engine.levels = type(stage.engine.levels)(stage.engine)
    stage.engine.parts.external_judge = None
    stage.engine.parts.boot_ns = stage.loop.now_ns
    stage.window(DOCS, executable="thunar", app="Thunar")
    stage.window(TERMINAL, executable="mousepad", app="Mousepad")
    stage.desktop.focus = DOCS
    stage.elements.focused[DOCS] = Element("Documents", "table")
    return stage


def use(stage: Stage, policy: str) -> None:
    judge = stage.engine.parts.judge
    assert isinstance(judge, PolicyJudge)
    judge.use(InForce.of(parse_policy(policy, "new")))


def decided(stage: Stage) -> tuple[str, str]:
    """Let things settle; give verdict and rule of the last decision."""
    stage.settle()
    stage.advance(1.5)
    decision = stage.rows("decided")[-1]["decision"]
    return decision.verdict, decision.rule_id


def trash(stage: Stage, agent: SimulatedAgent) -> tuple[str, str]:
    agent.chord("Delete")
    return decided(stage)


def confirm(stage: Stage) -> None:
    """Say yes to the question about a level, and let `human` tell that a hand did."""
    stage.approve()
    name = next(m["digest"] for m in reversed(stage.human_told) if m["t"] == "policy")
    stage.engine.levels.confirmed_by_hand(name)


def choose(stage: Stage, wanted: Wanted) -> None:
    assert stage.engine.levels.want(wanted, "command") == "asked: a person must confirm it at the screen"
    confirm(stage)


def changes(stage: Stage) -> list[tuple[str, str | None, str | None]]:
    outcomes = [row["outcome"] for row in stage.rows("level_changed")]
    return [(outcome["part"], outcome["before"], outcome["after"]) for outcome in outcomes]
