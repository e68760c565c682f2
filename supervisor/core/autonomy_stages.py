"""The path of a new agent or workflow in four stages, each a preset over the levels.

The first one is a ceiling, since it has to hold above whatever is set; the others are settings, so that what a person
sets more narrowly holds there as ever.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Change, Entry, Part
from supervisor.core.autonomy_scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.autonomy_dial import Dial


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

    rank: int
    """Position from 0 (launch) to 3 (optimised)."""

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)

    @property
    def next(self) -> Stage | None:
        """The one that follows; None after the last."""
        return next((stage for stage in Stage if stage.rank == self.rank + 1), None)


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


def level_at(stage: Stage, category: Category) -> Level:
    """Give the level of a stage for a category."""
    preset = PRESETS[stage]
    return preset.get(category, preset[None])


def enter(dial: Dial, stage: Stage, scope: Scope, *, ground: str, now_ns: int) -> tuple[Change, ...]:
    """Give the changes by which an agent or workflow is at a stage; the categories of another stage's are gone.

    Args:
        dial: The levels as they are.
        stage: Which.
        scope: For whom; of parts it may name agent, workflow and app.
        ground: Why, one clause for a person.
        now_ns: Now, ns.
    """
    preset = PRESETS[stage]
    if stage is Stage.LAUNCH:
        return dial.cap_with(scope, preset[None], ground=ground, now_ns=now_ns)
    changes: list[Change] = []
    for category, one in _scopes(scope):
        if category in preset:
            some = dial.set(one, preset[category], ground=ground, now_ns=now_ns)
        else:
            # What was taken back there stays so: no step gives it again.
            gone = dial.unset(one, ground=ground, now_ns=now_ns)
            some = tuple(change for change in gone if change.part is not Part.CEILING)
        dial = dial.apply(some)
        changes += some
    return tuple(changes)


def fall(dial: Dial, stage: Stage, scope: Scope, *, ground: str, now_ns: int) -> tuple[Change, ...]:
    """Give the changes by which nothing there goes further than an earlier stage: they only tighten.

    What a later stage set stays, made as strict, for what holds in its place may be laxer; above it all stands a
    ceiling, which ends with the next step onward.

    Args:
        dial: The levels as they are, with those of the later stage.
        stage: The earlier one.
        scope: For whom.
        ground: Why, one clause for a person.
        now_ns: Now, ns.
    """
    preset = PRESETS[stage]
    changes: list[Change] = []
    for category, one in _scopes(scope) if stage is not Stage.LAUNCH else ():
        level, before = preset.get(category, preset[None]), dial.settings.get(one)
        if before is not None and before.level.rank > level.rank:
            changes.append(Change(Part.SETTING, one, before, Entry(level, ground, now_ns), ground, now_ns))
    return (*changes, *dial.cap_with(scope, preset[None], ground=ground, now_ns=now_ns))


def is_at(dial: Dial, stage: Stage, scope: Scope) -> bool:
    """Tell whether the levels of an agent or workflow are still those of its stage; narrower ones say nothing."""
    entry = (dial.ceilings if stage is Stage.LAUNCH else dial.settings).get(scope)
    return entry is not None and entry.level is PRESETS[stage][None]


def _scopes(scope: Scope) -> list[tuple[Category | None, Scope]]:
    return [(one, Scope(scope.agent, scope.workflow, scope.app, one)) for one in (None, *Category)]
