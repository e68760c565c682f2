"""What a person is told before a level is let hold: how far their policy goes, and what changes beside the level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.autonomy_dial import Part
from supervisor.engine.level_news import shown
from supervisor.engine.level_words import MEANS, until_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_dial import Change, Dial
    from supervisor.core.autonomy_scope import Scope
    from supervisor.core.autonomy_terms import Terms

WHERE = "; `agent-supervisor doctor` says where it is"
"""The policy in force may be one that is shipped."""
_MOST = 3
"""More changes beside the one that is wanted are counted."""


def past_the_policy(level: Level, scope: Scope, terms: Terms) -> str:
    """Say that a policy does not let a level hold for a scope, and what to do; empty where it does."""
    highest = terms.highest_for(scope)
    if level.rank <= highest.rank:
        return ""
    if highest is terms.highest:
        return f"your policy goes no further than {highest}: set `highest` under `[autonomy]` in it first{WHERE}"
    return (
        f"your policy goes no further than {highest} for {scope.words}: change its `[[autonomy.limit]]` first{WHERE}"
    )


def what_changes(
    level: Level, scope: Scope, changes: Sequence[Change], dial: Dial, *, terms: Terms, now_ns: int
) -> str:
    """Say why a person is asked about a level: what holds until now, what it means, and what else it changes.

    Args:
        level: The level.
        scope: For whom and what.
        changes: All that is changed when it holds.
        dial: What holds until now.
        terms: The policy's.
        now_ns: Now, on the clock of the loans, ns.
    """
    beside = [words for change in changes if (words := _beside(change, scope, level))]
    if len(beside) > _MOST:
        beside[_MOST:] = [f"{len(beside) - _MOST} more levels change with it"]
    after = shown(scope, dial.apply(changes), terms, now_ns)
    if after.level.rank < level.rank:
        beside.append(f"yet it stays at {after.level}: {after.ground}")
    return "; ".join([until_now(dial, scope, level), f"then {MEANS[level]}", *beside])


def _beside(change: Change, scope: Scope, level: Level) -> str:
    """Say what a change does beside what is asked; empty where it is what is asked."""
    before = change.before
    if before is None or change.part is Part.CEILING:
        return ""
    if change.part is Part.LOAN:
        ends = f"what was lent for {change.scope.words}, {before.level}, ends"
        return ends if change.after is None else f"{ends} as soon as this begins"
    if change.scope == scope:
        return ""
    return f"{change.scope.words} goes from {before.level}, which it had earned, to {level}"
