"""Where an agent or workflow is on its path: what the answers since the last step show, and the steps it has taken.

An answer is for the next stage what it is for a promotion (`core.autonomy_promotion`), with the same bound and the
risk split over attempts alike. While all is asked, each answer counts: what the next stage lets pass is what the
policy allows. From then on it takes answers to what is high risk.

# INVARIANT: a step that is taken back gives what was there before it, to the letter, or nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.autonomy_bound import has_risen, lower_bound, rise_after, risk_of_attempt
from supervisor.core.autonomy_dial import Change, DialError, Part
from supervisor.core.autonomy_figures import AGAINST_IT, FOR_IT
from supervisor.core.autonomy_stages import PRESETS, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.autonomy import Level
    from supervisor.core.autonomy_dial import Dial, Entry
    from supervisor.core.autonomy_figures import Result
    from supervisor.core.autonomy_scope import Scope
    from supervisor.core.autonomy_terms import Evidence, Terms

MOST_STEPS = 8
"""Of more the oldest two become one."""
MOST_WORKERS = 50
"""Names of agents that are told apart in one workflow; where there are more, each is taken to work in it."""
_MOST_WANTED = 100_000
"""Nobody waits for more answers than these."""


@dataclass(frozen=True, slots=True)
class Count:
    """What the answers since the last step say."""

    right: int = 0
    wrong: int = 0
    attempt: int = 1
    """How often it has begun anew, from 1."""
    rise: float = 0.0
    """What speaks for a rise in errors."""

    def after(self, result: Result, tier: Tier, stage: Stage, tolerated: float) -> Count:
        """Give the count with one more answer; what is none, or says nothing at this stage, changes nothing.

        Args:
            result: What came of an action.
            tier: How bad its effect could be.
            stage: Where it was asked.
            tolerated: The rate of errors that is tolerated, above 0 and below 1.
        """
        if result not in FOR_IT | AGAINST_IT:
            return self
        wrong = result in AGAINST_IT
        speaks = tier is Tier.HIGH_RISK or (tier is Tier.IRREVERSIBLE and wrong)
        if stage is not Stage.LAUNCH and not speaks:
            return self
        rise = rise_after(self.rise, tolerated, wrong=wrong)
        return Count(self.right + (not wrong), self.wrong + wrong, self.attempt, rise)

    @property
    def answers(self) -> int:
        """How many count."""
        return self.right + self.wrong

    def bound(self, evidence: Evidence) -> float:
        """Give the lower bound on how often a person is for it, 0 to 1."""
        return lower_bound(self.right, self.wrong, risk_of_attempt(evidence.risk, self.attempt))

    def is_enough(self, evidence: Evidence) -> bool:
        """Tell whether it shows as much as a promotion takes."""
        return self.answers >= evidence.answers and self.bound(evidence) >= evidence.rate

    def wanted(self, evidence: Evidence) -> int:
        """Give how many answers it takes in all, if each from now on is for it."""
        low, high = self.right, self.right + _MOST_WANTED
        while low < high:
            middle = (low + high) // 2
            if replace(self, right=middle).is_enough(evidence):
                high = middle
            else:
                low = middle + 1
        return low + self.wrong

    @property
    def has_risen(self) -> bool:
        """True when enough speaks for a rise in errors."""
        return has_risen(self.rise)

    def begun(self) -> Count:
        """Give the count that begins with the next stage."""
        return Count(attempt=self.attempt)

    def tightened(self) -> Count:
        """Give the count that begins after a loss, or a stage that a person did not want."""
        return Count(attempt=self.attempt + 1)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step as it was taken."""

    before: Stage | None
    """Where it was; None before the path began."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One agent's or workflow's."""

    stage: Stage
    count: Count = field(default_factory=Count)
    steps: tuple[Taken, ...] = ()
    """Oldest first."""
    workers: frozenset[str] = frozenset()
    """Names of the agents whose answers count here."""

    def worked_by(self, agent: str) -> bool:
        """Tell whether an agent of a name may have had a part in it."""
        return agent in self.workers or len(self.workers) >= MOST_WORKERS

    def counted(self, count: Count, agent: str) -> Path:
        """Give the path after an answer to an agent."""
        workers = self.workers if len(self.workers) >= MOST_WORKERS else self.workers | {agent}
        return replace(self, count=count, workers=workers)

    def entered(self, stage: Stage, changes: tuple[Change, ...], count: Count) -> Path:
        """Give the path one step on, or back."""
        steps = (*self.steps, Taken(self.stage, changes))
        if len(steps) > MOST_STEPS:
            first, second, *rest = steps
            steps = (Taken(first.before, merged((*first.changes, *second.changes))), *rest)
        return replace(self, stage=stage, steps=steps, count=count)

    def put_all_of(self, changes: Iterable[Change]) -> bool:
        """Tell whether changes loosen or end no setting but those that the path itself has put."""
        put = {change.scope: change.after for taken in self.steps for change in taken.changes if _is_setting(change)}
        return all(
            change.before is None
            or _level(change.before) is _level(put.get(change.scope))
            or (change.after is not None and change.after.level.rank <= change.before.level.rank)
            for change in changes
            if _is_setting(change)
        )

    @classmethod
    def begins(cls, stage: Stage, changes: tuple[Change, ...]) -> Path:
        """Give a path that begins with a step."""
        return cls(stage, steps=(Taken(None, changes),))


def merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give what all changes together change, one for each entry."""
    found: dict[tuple[Part, Scope], Change] = {}
    for change in changes:
        first = found.get((change.part, change.scope), change)
        found[change.part, change.scope] = replace(change, before=first.before)
    return tuple(change for change in found.values() if change.before != change.after)


def taken_back(dial: Dial, changes: Iterable[Change], *, ground: str, now_ns: int) -> tuple[Change, ...]:
    """Give the changes by which all is as it was before others; what was lent then is over.

    Args:
        dial: The levels as they are.
        changes: What is to be taken back, in the order in which it was done.
        ground: Why, one clause for a person.
        now_ns: Now, ns.

    Raises:
        DialError: somebody has set something else meanwhile.
    """
    found: list[Change] = []
    for change in merged(changes):
        if change.part is Part.LOAN:
            continue
        there = (dial.settings if change.part is Part.SETTING else dial.ceilings).get(change.scope)
        if _level(there) is not _level(change.after):
            raise DialError(f"the level for {change.scope.words} has changed meanwhile: set the one that you want")
        if there != change.before:
            found.append(Change(change.part, change.scope, there, change.before, ground, now_ns))
    # What takes back comes first: under it nothing else can loosen.
    return tuple(sorted(found, key=lambda change: change.part is not Part.CEILING or change.after is None))


def _is_setting(change: Change) -> bool:
    return change.part is Part.SETTING


def _level(entry: Entry | None) -> Level | None:
    return entry.level if entry is not None else None


def next_stage(path: Path, scope: Scope, terms: Terms) -> Stage | None:
    """Give the stage that may be proposed.

    Args:
        path: Where it is, with the answers.
        scope: Whose path it is.
        terms: The policy's.

    Returns:
        The next one; None after the last, while the answers do not show enough, or where the policy goes no further.
    """
    stage = path.stage.next
    if stage is None or not path.count.is_enough(terms.evidence) or goes_too_far(stage, scope, terms):
        return None
    return stage


def goes_too_far(stage: Stage, scope: Scope, terms: Terms) -> bool:
    """Tell whether the policy goes less far than a stage, whatever the agent or workflow does."""
    return terms.highest_for(scope).rank < PRESETS[stage][None].rank
