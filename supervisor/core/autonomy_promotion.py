"""Levels that move by evidence: earned answer by answer, and lost at once.

A trial is what the answers say of one agent in one category and application, since it was last tightened. Only
answers to what is high risk count: it is what a laxer level lets pass, and nobody earns that by a hundred harmless
clicks.

A promotion is one level, and begins the next trial; after each loss, and each promotion that a person did not want,
the next attempt has a smaller part of the risk, so that all attempts of an agent that is not good enough have no more
than the policy's between them.

# INVARIANT: nothing here goes above the cap or to full autonomy, and what follows a rejection loosens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.autonomy import Level, strictest_level
from supervisor.core.autonomy_bound import has_risen, lower_bound, rise_after, risk_of_attempt
from supervisor.core.autonomy_dial import Change, Entry, Part
from supervisor.core.autonomy_figures import AGAINST_IT, FOR_IT, REJECTIONS
from supervisor.core.autonomy_scope import Scope
from supervisor.core.autonomy_terms import Promotion

if TYPE_CHECKING:
    from supervisor.core.autonomy_dial import Dial
    from supervisor.core.autonomy_figures import Result
    from supervisor.core.autonomy_scope import Situation
    from supervisor.core.autonomy_terms import Evidence, Terms

HIGHEST_EARNED = Level.EXCEPTION_ONLY
"""Full autonomy is given by a person, and by nothing else."""
_FLOOR = Level.APPROVAL_GATES
"""A rejection is an answer; it does not by itself have everything asked."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the answers say of one agent, category and application."""

    right: int = 0
    """Answers for it since it was last tightened."""
    wrong: int = 0
    """Answers against it since then; the one that tightened is not among them."""
    right_here: int = 0
    """Answers for it at this level."""
    wrong_here: int = 0
    attempt: int = 1
    """How often it has begun anew, from 1."""
    rise: float = 0.0
    """What speaks for a rise in errors."""

    def after(self, result: Result, tier: Tier, tolerated: float) -> Trial:
        """Give the trial with one more answer; what is not high risk, or no answer, says nothing.

        Args:
            result: What came of an action.
            tier: How bad its effect could be.
            tolerated: The rate of errors that is tolerated, above 0 and below 1.
        """
        if tier is not Tier.HIGH_RISK and not (tier is Tier.IRREVERSIBLE and result in AGAINST_IT):
            return self
        if result not in FOR_IT | AGAINST_IT:
            return self
        wrong = int(result in AGAINST_IT)
        return Trial(
            self.right + 1 - wrong,
            self.wrong + wrong,
            self.right_here + 1 - wrong,
            self.wrong_here + wrong,
            self.attempt,
            rise_after(self.rise, tolerated, wrong=bool(wrong)),
        )

    def earned(self, evidence: Evidence) -> float | None:
        """Give the lower bound on how often a person is for it; None where nobody has been."""
        if not self.right:
            return None
        return lower_bound(self.right, self.wrong, risk_of_attempt(evidence.risk, self.attempt))

    def is_enough(self, evidence: Evidence) -> bool:
        """Tell whether the answers at this level are enough for the next one."""
        if self.right_here + self.wrong_here < evidence.answers:
            return False
        return lower_bound(self.right_here, self.wrong_here, risk_of_attempt(evidence.risk, self.attempt)) >= (
            evidence.rate
        )

    def promoted(self) -> Trial:
        """Give the trial for the next level."""
        return replace(self, right_here=0, wrong_here=0)

    def declined(self) -> Trial:
        """Give the trial for the same level once more, after a person has left all as it is.

        It is another attempt: each has its own part of the risk, or the parts of many would be more than all of it.
        """
        return replace(self.promoted(), attempt=self.attempt + 1)

    @property
    def begun(self) -> bool:
        """True once an answer has counted since it began anew."""
        return self != Trial(attempt=self.attempt)

    def tightened(self) -> Trial:
        """Give the trial that begins after a loss."""
        return Trial(attempt=self.attempt + 1)


@dataclass(frozen=True, slots=True)
class Step:
    """A change of level that evidence calls for."""

    changes: tuple[Change, ...]
    """What changes on the dial; empty when it is so already."""
    trial: Trial
    """The trial from then on."""
    proposed: bool = False
    """A person has to confirm it first."""


def earned_scope(situation: Situation) -> Scope:
    """Give for whom and what evidence moves a level."""
    return Scope(situation.agent, situation.workflow or None, situation.app, situation.category)


def promotion(dial: Dial, situation: Situation, trial: Trial, terms: Terms, now_ns: int) -> Step | None:
    """Give the promotion that an agent has earned.

    Args:
        dial: The levels as they are.
        situation: Where the last answer was given.
        trial: What the answers say, with the last one.
        terms: The policy's.
        now_ns: Now, ns.

    Returns:
        One level more, or None: not earned, not known where, capped, or the policy has no promotions.
    """
    if terms.promotion is Promotion.OFF or not trial.is_enough(terms.evidence):
        return None
    scope = earned_scope(situation)
    if not situation.agent or not situation.app or _speaks_for_others(scope, dial):
        return None
    # What is only lent is not earned.
    lasting = dial.without_loans()
    cap = strictest_level(terms.cap(situation), HIGHEST_EARNED)
    level = lasting.standing(situation, now_ns, cap).level.laxer
    changes = _raised(dial, scope, level, _earned_words(trial, terms.evidence), now_ns)
    if lasting.apply(changes).standing(situation, now_ns, cap).level is not level:
        # The cap keeps it where it is, or a narrower setting or wider ceiling, which a person has to lift.
        return None
    return Step(changes, trial.promoted(), terms.promotion is Promotion.PROPOSE)


def _speaks_for_others(scope: Scope, dial: Dial) -> bool:
    """Tell whether what is earned outside of any workflow would hold in one for which something else was chosen."""
    entries = (*dial.settings, *dial.loans)
    return scope.workflow is None and any(one.workflow and one.meets(scope) for one in entries)


def _raised(dial: Dial, scope: Scope, level: Level, ground: str, now_ns: int) -> tuple[Change, ...]:
    entry = Entry(level, ground, now_ns, earned=True)
    ceiling = dial.ceilings.get(scope)
    lifted = () if ceiling is None else (Change(Part.CEILING, scope, ceiling, None, ground, now_ns),)
    return (*lifted, Change(Part.SETTING, scope, dial.settings.get(scope), entry, ground, now_ns))


def _earned_words(trial: Trial, evidence: Evidence) -> str:
    bound = lower_bound(trial.right_here, trial.wrong_here, risk_of_attempt(evidence.risk, trial.attempt))
    answers = trial.right_here + trial.wrong_here
    return f"you were for {trial.right_here} of {answers} such actions, which makes at least {bound:.0%} of all sure"


def tightening(
    dial: Dial, situation: Situation, trial: Trial, result: Result, *, terms: Terms, now_ns: int
) -> Step | None:
    """Give what one answer takes away.

    Args:
        dial: The levels as they are.
        situation: Where the answer was given.
        trial: What the answers say, with this one.
        result: The answer.
        terms: The policy's.
        now_ns: Now, ns.

    Returns:
        One level less after a rejection, the gates after a rise in errors; None when the level is no laxer than that.
    """
    standing = dial.standing(situation, now_ns, terms.cap(situation))
    if standing.level.rank <= _FLOOR.rank:
        return None
    if has_risen(trial.rise):
        level, ground = _FLOOR, "errors have become more frequent than is tolerated"
    elif result in REJECTIONS:
        level, ground = standing.level.stricter, f"a person said no to what it did at level {standing.level}"
    else:
        return None
    changes = dial.cap_with(earned_scope(situation), level, ground=ground, now_ns=now_ns)
    return Step(changes, trial.tightened())


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an agent the one that has earned something; empty is unknown."""

    executable_hash: str = ""
    """SHA-256 of its program, hex."""
    model: str = ""
    """Name of its model, as it says."""


def program_change(before: Identity | None, now: Identity) -> str:
    """Say why an agent's program is not known to be the one of before; empty when it is.

    Args:
        before: What the agent of that name was; None when none is known.
        now: What it is.
    """
    if not now.executable_hash:
        return "which program it is cannot be told"
    if before is None or not before.executable_hash:
        return "which program had its name before is not known"
    return "its program is another one than before" if before.executable_hash != now.executable_hash else ""


def model_change(before: Identity, now: Identity) -> str:
    """Say that an agent's model is another one than before; empty when it is the same."""
    if before.model == now.model:
        return ""
    return f"its model is {now.model or 'not told'}, and was {before.model or 'not told'}"


def learning(dial: Dial, scope: Scope, ground: str, now_ns: int) -> tuple[Change, ...]:
    """Give the changes by which everything is asked and every answer counted: of who is new, or has changed."""
    return dial.cap_with(scope, Level.FULL_OVERSIGHT, ground=ground, now_ns=now_ns)
