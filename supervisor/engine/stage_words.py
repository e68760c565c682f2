"""What a person is told of the stages: what a step changes, word for word, and how far the answers have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy_dial import Part
from supervisor.core.autonomy_path import merged, next_stage
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_stages import PRESETS, level_at
from supervisor.core.policy_changes import LONGEST
from supervisor.engine.level_news import shown
from supervisor.engine.level_words import MEANS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_dial import Change, Dial, Entry
    from supervisor.core.autonomy_path import Path
    from supervisor.core.autonomy_stages import Stage
    from supervisor.core.autonomy_terms import Terms

_GROUND = 40
"""Characters of why a ceiling was there, or stays."""
_NAMED = 3
"""Others that are named; of more the number is told."""


def step_words(
    dial: Dial,
    stage: Stage,
    scope: Scope,
    changes: Sequence[Change],
    *,
    terms: Terms,
    now_ns: int,
    doubt: str = "",
) -> str:
    """Say all that a step to a stage changes, and what the stage means.

    Args:
        dial: What holds before it.
        stage: Where it leads.
        scope: For whom.
        changes: The step.
        terms: The policy's.
        now_ns: Now, on the clock of the loans, ns.
        doubt: Why it may not hold for the next program of that name; empty where it may.

    Returns:
        Clauses without a full stop, no longer than a popup shows; where there are too many of them, those that are
        about others are counted.
    """
    most, after = PRESETS[stage][None], shown(scope, dial.apply(changes), terms, now_ns)
    stays = [f"yet it stays at {after.level}: {_cut(after.ground)}"] if after.level.rank < most.rank else []
    stays += [doubt] if doubt else []
    # What the level means is in the manual; what changes is nowhere else.
    for named, means in ((_NAMED, [MEANS[most]]), (0, [MEANS[most]]), (0, [])):
        clauses = [*_changed(scope, changes, named), *_again(dial, stage, scope, changes, named), *means, *stays]
        words = "; ".join(clauses)
        if len(words) <= LONGEST:
            break
    return words


def back_words(scope: Scope, changes: Sequence[Change]) -> str:
    """Say all that changes when steps are taken back; see `step_words`."""
    for named in (_NAMED, 0):
        words = "; ".join(_changed(scope, changes, named))
        if len(words) <= LONGEST:
            break
    return words or "no level changes"


def _changed(scope: Scope, changes: Sequence[Change], named: int) -> list[str]:
    """Say what changes, one clause for all that change alike; what is for all of a scope names nobody."""
    alike: dict[str, list[str]] = {}
    others: list[str] = []
    for change in merged(changes):
        before, after = (entry.level.value if entry is not None else "" for entry in (change.before, change.after))
        if before == after:
            continue
        one = change.scope
        what = f"{_kind(change.part, after)} (was {before or 'unset'}{_for_what(change)})"
        if one == scope:
            alike.setdefault(what, []).append("")
        elif one == Scope(scope.agent, scope.workflow, scope.app, one.category) and one.category is not None:
            alike.setdefault(what, []).append(one.category.value)
        else:
            others.append(f"{what} for {one.words}")
    mine = [what + (f" for {', '.join(names)}" if all(names) else "") for what, names in alike.items()]
    return mine + _some(others, named, "more changes")


def _for_what(change: Change) -> str:
    """Say why a ceiling that is lifted was there; an agent had a part in the words, so they are cut and quoted."""
    if change.part is not Part.CEILING or change.before is None or change.after is not None:
        return ""
    return f": “{_cut(change.before.ground)}”"


def _cut(ground: str) -> str:
    return ground if len(ground) <= _GROUND else f"{ground[: _GROUND - 1]}…"


def _kind(part: Part, after: str) -> str:
    if part is Part.SETTING:
        return after or "nothing set"
    if part is Part.LOAN:
        return f"lent {after}" if after else "nothing lent"
    return f"no more than {after}" if after else "no ceiling"


def _again(dial: Dial, stage: Stage, scope: Scope, changes: Sequence[Change], named: int) -> list[str]:
    """Say what is set more narrowly and goes further than the stage, where only a ceiling has kept it down."""
    found = [f"{entry.level} for {one.words}" for one, entry in holding_again(dial, stage, scope, changes)]
    again = _some(found, named, "more levels")
    return [f"with it holds again {', '.join(again)}"] if again else []


def holding_again(dial: Dial, stage: Stage, scope: Scope, changes: Sequence[Change]) -> list[tuple[Scope, Entry]]:
    """Give what comes to hold again by a step that lifts a ceiling and goes further than the stage.

    Args:
        dial: What holds before it.
        stage: Where it leads.
        scope: For whom.
        changes: The step.
    """
    if not any(change.part is Part.CEILING and change.after is None for change in changes):
        return []
    own = {scope, *(change.scope for change in changes)}

    def most(one: Scope) -> Level:
        return level_at(stage, one.category) if one.category is not None else PRESETS[stage][None]

    return [
        (one, entry)
        for one, entry in dial.settings.items()
        if one not in own and one.meets(scope) and one.size >= scope.size and entry.level.rank > most(one).rank
    ]


def _some(clauses: list[str], named: int, noun: str) -> list[str]:
    more = [f"{len(clauses) - named} {noun}"] if len(clauses) > named else []
    return clauses[:named] + more


def shown_words(path: Path, terms: Terms) -> str:
    """Say what the answers show, e.g. `23 of 65 answers, lower bound 0.81 of 0.90`."""
    evidence, count = terms.evidence, path.count
    if path.stage.next is None:
        return "the last stage"
    bound = f"lower bound {count.bound(evidence):.2f} of {evidence.rate:.2f}"
    return f"{count.answers} of {count.wanted(evidence)} answers, {bound}"


def earned_words(path: Path, terms: Terms) -> str:
    """Say by what the next stage is earned."""
    count, bound = path.count, path.count.bound(terms.evidence)
    return (
        f"you were for {count.right} of {count.answers} of its actions, which makes at least {bound:.0%} of all sure"
    )


def told_stage(scope: Scope, path: Path, terms: Terms) -> dict[str, Any]:
    """Give where somebody is, for tray and status."""
    count, evidence, following = path.count, terms.evidence, next_stage(path, scope, terms)
    return {
        "for": scope.words,
        "agent": scope.agent or "",
        "workflow": scope.workflow or "",
        "stage": path.stage.value,
        "answers": count.answers,
        "wanted": count.wanted(evidence) if path.stage.next is not None else None,
        "bound": round(count.bound(evidence), 4),
        "rate": evidence.rate,
        "attempt": count.attempt,
        "earned": following.value if following is not None else None,
        "words": shown_words(path, terms),
    }
