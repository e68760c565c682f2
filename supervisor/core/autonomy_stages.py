"""The path of a new agent or workflow in four stages, each a preset over the levels; a person takes each step."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_bound import lower_bound
from supervisor.core.autonomy_figures import AGAINST_IT, FOR_IT
from supervisor.core.autonomy_scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.autonomy_dial import Change, Dial
    from supervisor.core.autonomy_figures import Figures
    from supervisor.core.autonomy_terms import Evidence


class Stage(StrEnum):
    """Where on the path it is, in order."""

    LAUNCH = "launch"
    """It learns: everything is asked and every answer counted."""
    EARLY_PRODUCTION = "early-production"
    """What the policy asks is asked."""
    MATURE = "mature"
    """What it has earned passes."""
    OPTIMISED = "optimised"
    """What is out of the ordinary is asked."""


_SERIOUS = (Category.FINANCE, Category.CREDENTIALS, Category.ACCOUNT)
_OUTWARD = (Category.EMAIL, Category.MESSAGING, Category.PUBLISH, Category.SHELL, Category.INSTALL)
_Preset = MappingProxyType[Category | None, Level]
PRESETS: Mapping[Stage, _Preset] = MappingProxyType(
    {
        Stage.LAUNCH: MappingProxyType({None: Level.FULL_OVERSIGHT}),
        Stage.EARLY_PRODUCTION: MappingProxyType({None: Level.APPROVAL_GATES}),
        Stage.MATURE: MappingProxyType(
            {None: Level.CONFIDENCE_BASED, **dict.fromkeys(_SERIOUS, Level.APPROVAL_GATES)}
        ),
        Stage.OPTIMISED: MappingProxyType(
            {
                None: Level.EXCEPTION_ONLY,
                **dict.fromkeys(_OUTWARD, Level.CONFIDENCE_BASED),
                **dict.fromkeys(_SERIOUS, Level.APPROVAL_GATES),
            }
        ),
    }
)
"""Levels of each stage, by category; None for all that are not named."""


def enter(dial: Dial, stage: Stage, scope: Scope, now_ns: int) -> tuple[Change, ...]:
    """Give the changes by which an agent or workflow is at a stage; the categories of another stage's are gone.

    Args:
        dial: The levels as they are.
        stage: Which.
        scope: For whom; of parts it may name agent, workflow and app.
        now_ns: Now, ns.
    """
    ground = f"a person put {scope.words} at stage {stage}"
    preset = PRESETS[stage]
    changes: list[Change] = []
    for category in (None, *Category):
        one = Scope(scope.agent, scope.workflow, scope.app, category)
        if category in preset:
            some = dial.set(one, preset[category], ground=ground, now_ns=now_ns)
        else:
            some = dial.unset(one, ground=ground, now_ns=now_ns)
        dial = dial.apply(some)
        changes += some
    return tuple(changes)


def next_stage(stage: Stage, figures: Figures, evidence: Evidence) -> Stage | None:
    """Give the stage that may be proposed; None for the last one, or while the answers do not show enough.

    Args:
        stage: Where it is.
        figures: What came of its actions since it is there.
        evidence: The policy's.
    """
    later = list(Stage)[list(Stage).index(stage) + 1 :]
    right, wrong = figures.of(*FOR_IT), figures.of(*AGAINST_IT)
    enough = right + wrong >= evidence.answers and lower_bound(right, wrong, evidence.risk) >= evidence.rate
    return later[0] if later and enough else None
