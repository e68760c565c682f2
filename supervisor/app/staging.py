"""What a command or the tray says when somebody wants an agent or workflow in another stage, read and handed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.app.leveling import LevelError
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.engine.stages import Stages

BACK, LEAVE = "back", "leave"
"""Words that take back the last step, or all of them."""
WORDS = (*Stage, BACK, LEAVE)
_LONGEST = 200
_TRAY = "stage-learn:"


@dataclass(frozen=True, slots=True)
class WantedStage:
    """A step that somebody wants."""

    scope: Scope
    """For whom."""
    stage: Stage | None
    """Which; None to take back."""
    whole: bool = False
    """All steps are taken back, not only the last one."""


def wanted_stage(message: Mapping[str, object]) -> WantedStage:
    """Read what is wanted.

    Args:
        message: `stage`, one of `WORDS`, and `agent`, `workflow` or both.

    Raises:
        LevelError: it cannot be read.
    """
    agent, workflow = (str(message.get(name) or "")[:_LONGEST] or None for name in ("agent", "workflow"))
    if agent is None and workflow is None:
        raise LevelError("a stage is an agent's or a workflow's: name it with `--agent` or `--workflow`")
    word, scope = str(message.get("stage") or ""), Scope(agent, workflow)
    if word in (BACK, LEAVE):
        return WantedStage(scope, None, whole=word == LEAVE)
    if word not in set(Stage):
        raise LevelError(f"`{word[:_LONGEST]}` is no stage: use one of {', '.join(WORDS)}")
    return WantedStage(scope, Stage(word))


def learning_word(what: str) -> Mapping[str, object] | None:
    """Read `stage-learn:AGENT`, a line of the tray's menu; None where something else is wanted."""
    return {"stage": Stage.LAUNCH.value, "agent": what.removeprefix(_TRAY)} if what.startswith(_TRAY) else None


def want_stage(stages: Stages, message: Mapping[str, object], how: str) -> str:
    """Have a stage hold, or the person asked; says what became of it.

    Args:
        stages: Who is where.
        message: What `wanted_stage` reads.
        how: `command` or `tray`.
    """
    try:
        wanted = wanted_stage(message)
    except LevelError as e:
        return str(e)
    if wanted.stage is None:
        return stages.back(wanted.scope, how, whole=wanted.whole)
    return stages.want(wanted.stage, wanted.scope, how)
