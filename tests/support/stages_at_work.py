"""Stages at work: an agent that learns under the real judge and policy, answers that count, a person who confirms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from supervisor.core.assessment import Category, Tier
from supervisor.core.autonomy_figures import Result
from supervisor.core.autonomy_kept import Kept
from supervisor.core.autonomy_promotion import Identity
from supervisor.core.autonomy_scope import Scope, Situation
from supervisor.core.record_fields import Approval
from tests.support.levels_at_work import POLICY, changes, confirm, stage_with

if TYPE_CHECKING:
    from supervisor.core.autonomy import Level
    from supervisor.engine.stages import Stages
    from tests.support.playbook import SimulatedAgent, Stage

BOT = Scope(agent="agent")
TIDY = Scope(workflow="tidy")
FIRST, OTHER = Identity("0a1b", "m-1"), Identity("2c3d", "m-1")
ASKED = "asked: a person must confirm it at the screen"
PROPOSE = POLICY.replace("automatic", "propose")
FILES = Situation("agent", "", "thunar", Category.FILES)
TAKES = 10
"""Answers that a stage takes by this policy."""


class Disk:
    """Keeps it as JSON."""

    def __init__(self) -> None:
        self.text: str | None = None

    def read(self, now_ns: int) -> Kept | None:
        return Kept.of(json.loads(self.text), now_ns) if self.text is not None else None

    def write(self, kept: Kept) -> None:
        self.text = json.dumps(kept.data())

    def set_aside(self) -> str:
        raise OSError(30, "read-only file system")


def supervisor(disk: Disk | None = None, policy: str = PROPOSE) -> tuple[Stage, Stages]:
    stage = stage_with(policy)
    stage.engine.levels.kept.restore(disk or Disk())
    return stage, stage.engine.levels.stages


def learning(policy: str = PROPOSE, disk: Disk | None = None) -> tuple[Stage, Stages, SimulatedAgent]:
    stage, stages = supervisor(disk, policy)
    stage.engine.levels.kept.agent_here("agent", FIRST)
    stages.begin("agent", "", learn=True, new=True)
    return stage, stages, stage.agent()


def said(latency_ms: int = 5000) -> Approval:
    return Approval("keyboard", "chord", latency_ms)


def answer(
    stages: Stages,
    count: int = 1,
    result: Result = Result.APPROVED,
    *,
    where: Situation = FILES,
    tier: Tier = Tier.HIGH_RISK,
    tightened: bool = False,
) -> None:
    for _ in range(count):
        stages.answered(where, tier, result, said(), tightened=tightened)


def at(stages: Stages, scope: Scope = BOT) -> tuple[str, int] | None:
    """Give at which stage it is and how many answers count there."""
    path = stages.there().get(scope)
    return (path.stage.value, path.count.answers) if path is not None else None


def take_up(stage: Stage, stages: Stages) -> None:
    assert stages.accept(stages.offers[0].name) == ASKED
    confirm(stage)


def steps(stage: Stage) -> list[tuple[str | None, str | None]]:
    return [(before, after) for part, before, after in changes(stage) if part == "stage"]


def mature(policy: str = PROPOSE) -> tuple[Stage, Stages, SimulatedAgent]:
    stage, stages, agent = learning(policy)
    for _ in range(2):
        answer(stages, TAKES)
        take_up(stage, stages)
    assert at(stages) == ("mature", 0)
    return stage, stages, agent


def level(stage: Stage, where: Situation = FILES) -> Level:
    levels = stage.engine.levels
    return levels.dial.standing(where, stage.loop.now_ns(), levels._terms.cap(where)).level
