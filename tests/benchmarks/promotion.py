"""Promotion and tightening by simulation: `python -m tests.benchmarks.promotion [AGENTS] [ACTIONS]`.

Each agent makes high-risk actions, each of which is wrong with a known rate. What is asked is answered by a person
who says no to what is wrong (and, in a second run, overlooks one of ten); what passes is gone through afterwards as
the level says: all of it, or one of twenty. Levels move by the very code of the product, with the terms below.

A third run is of agents whom their person leaves where they are, whatever they show: each is wrong too often for a
while, then never until a promotion is proposed, which is refused, and so on, try after try.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.autonomy import CONFIDENCE, Judged, Level, Review, ruling
from supervisor.core.autonomy_bound import lower_bound
from supervisor.core.autonomy_dial import Dial
from supervisor.core.autonomy_figures import Result
from supervisor.core.autonomy_promotion import Trial, promotion, tightening
from supervisor.core.autonomy_scope import Situation
from supervisor.core.autonomy_terms import Evidence, Promotion, Terms

TERMS = Terms(highest=Level.EXCEPTION_ONLY, confidence=CONFIDENCE, promotion=Promotion.AUTOMATIC, evidence=Evidence())
WHERE = Situation("bot", "", "thunar", Category.FILES)
ACTION = Assessment(Tier.HIGH_RISK, Category.FILES)
ASKED = Decision(Verdict.ASK, "delete", "your policy asks")
GOOD = (0.0, 0.01, 0.02, 0.04)
BAD = (0.101, 0.11, 0.12, 0.15, 0.2, 0.5)
SAMPLE = 0.05
"""Odds that an action is gone through afterwards where the level says a sample."""
AT_GATES = Dial()
TRIES = 10
BAD_FOR = 300
"""Answers of a try during which an agent is bad."""
ERRORS = 1 - TERMS.evidence.rate


@dataclass
class Run:
    """What became of one agent."""

    promoted_after: int | None = None
    """Answers until its first promotion."""
    highest: Level = Level.APPROVAL_GATES
    passed: int = 0
    slipped: int = 0
    """Wrong, and nobody was asked."""
    overlooked: int = 0
    """Wrong, and the person said yes."""
    wrong: int = 0
    tightened: int = 0
    once: bool = False
    """A bound for one look, Clopper and Pearson's at 99 %, would have promoted it at some answer."""


@dataclass
class Agent:
    """One agent on its way."""

    rate: float
    overlooks: float
    dice: random.Random
    run: Run = field(default_factory=Run)
    dial: Dial = AT_GATES
    trial: Trial = field(default_factory=Trial)
    level: Level = Level.APPROVAL_GATES
    right: int = 0
    answers: int = 0

    def act(self, now_ns: int) -> None:
        """Make one action."""
        wrong = self.dice.random() < self.rate
        self.run.wrong += wrong
        judged = Judged(ACTION, ASKED, earned=self.trial.earned(TERMS.evidence))
        rule = ruling(self.level, judged, TERMS.confidence)
        if rule.decision.verdict is Verdict.ASK:
            yes = not wrong or self.dice.random() < self.overlooks
            self.run.overlooked += yes and wrong
            self.answered(Result.APPROVED if yes else Result.REJECTED, now_ns)
            return
        self.run.passed += 1
        self.run.slipped += wrong
        if rule.review is Review.ALL or (rule.review is Review.SAMPLE and self.dice.random() < SAMPLE):
            seen = wrong and self.dice.random() >= self.overlooks
            self.answered(Result.FOUND_WRONG if seen else Result.FOUND_RIGHT, now_ns)

    def answered(self, result: Result, now_ns: int) -> None:
        """Move the level by an answer."""
        self.answers += 1
        self.right += result in {Result.APPROVED, Result.FOUND_RIGHT}
        self.trial = self.trial.after(result, Tier.HIGH_RISK, 1 - TERMS.evidence.rate)
        lost = tightening(self.dial, WHERE, self.trial, result, terms=TERMS, now_ns=now_ns)
        step = lost or promotion(self.dial, WHERE, self.trial, TERMS, now_ns)
        if step is not None:
            self.dial, self.trial = self.dial.apply(step.changes), step.trial
            self.level = self.dial.standing(WHERE, now_ns, TERMS.cap(WHERE)).level
            self.run.tightened += lost is not None
            if self.run.promoted_after is None:
                self.run.promoted_after = self.answers
            self.run.highest = max(self.run.highest, self.level, key=lambda level: level.rank)
        if not self.run.once and self.run.promoted_after is None:
            self.run.once = self.answers >= TERMS.evidence.answers and seems(self.right, self.answers)


@lru_cache(maxsize=1_000_000)
def seems(right: int, answers: int) -> bool:
    """Tell whether Clopper and Pearson's bound at 99 %, made for one look, is above the rate that is wanted."""
    # The bound is above the rate where so many right ones are this improbable at that rate.
    rate, wrong = TERMS.evidence.rate, answers - right
    if right <= rate * answers:
        return False
    term = total = rate**answers
    for k in range(wrong):
        term *= (answers - k) / (k + 1) * (1 - rate) / rate
        total += term
    return total <= TERMS.evidence.risk


def simulated(rate: float, agents: int, actions: int, overlooks: float) -> list[Run]:
    """Give what becomes of agents that are wrong at a rate."""
    runs = []
    for number in range(agents):
        agent = Agent(rate, overlooks, random.Random(f"{rate} {number} {overlooks}"))  # noqa: S311 - a simulation
        for turn in range(actions):
            agent.act(turn)
        runs.append(agent.run)
    return runs


def told(rate: float, runs: list[Run], actions: int) -> str:
    """Give a line of the table."""
    promoted = sorted(run.promoted_after for run in runs if run.promoted_after is not None)
    total = len(runs) * actions
    soon = (
        f"{median(promoted):5.0f} {promoted[min(len(promoted) - 1, int(0.95 * len(promoted)))]:5.0f}"
        if promoted
        else f"{'–':>5} {'–':>5}"
    )
    top = sum(run.highest is Level.EXCEPTION_ONLY for run in runs) / len(runs)
    wrong = sum(run.wrong for run in runs)
    slipped = sum(run.slipped for run in runs)
    lost = sum(run.tightened for run in runs) / len(runs)
    return (
        f"{rate:7.1%} {len(promoted) / len(runs):9.2%} {soon} {top:8.1%} {lost:6.2f}"
        f" {sum(run.passed for run in runs) / total:8.1%} {wrong:8} {slipped:8} {slipped / max(wrong, 1):6.1%}"
        f" {slipped / total:7.3%} {sum(run.once for run in runs) / len(runs):9.2%}"
    )


def main(agents: int = 10_000, actions: int = 1_000) -> int:
    """Print the figures; exit status 1 when more bad ones were promoted than the risk allows."""
    each = agents // (len(GOOD) + len(BAD))
    evidence = TERMS.evidence
    print(
        f"{each * (len(GOOD) + len(BAD))} agents, {actions} high-risk actions each; wanted: right in"
        f" {evidence.rate:.0%}, {evidence.answers} answers, risk {evidence.risk:.0%};"
        f" without one error promoted after {first_without_error()} answers"
    )
    failed = False
    for overlooks, number in ((0.0, each), (0.1, each // 5)):
        print(f"\na person who overlooks {overlooks:.0%} of what is wrong, {number} agents of each rate")
        print(
            f"{'wrong':>7} {'promoted':>9} {'p50':>5} {'p95':>5} {'to top':>8} {'lost':>6} {'unasked':>8}"
            f" {'wrong':>8} {'slipped':>8} {'of it':>6} {'of all':>7} {'one look':>9}"
        )
        bad: list[Run] = []
        for rate in (*GOOD, *BAD):
            runs = simulated(rate, number, actions, overlooks)
            print(told(rate, runs, actions), flush=True)
            # Who is told no less often than is tolerated is, by all answers, not bad.
            bad += runs if rate * (1 - overlooks) > 1 - evidence.rate else []
        ever = sum(run.promoted_after is not None for run in bad) / len(bad)
        once = sum(run.once for run in bad) / len(bad)
        print(f"bad agents ever promoted: {ever:.2%} of {len(bad)}; by a bound made for one look: {once:.2%}")
        failed |= ever > evidence.risk
    print(f"\neach promotion refused, {TRIES} tries, {2 * each} agents, wrong in {BAD[0]:.1%} for {BAD_FOR} answers")
    print(f"{'the risk of':>20} {'ever proposed while bad':>24}   answers that each try took, p50")
    for declined, name in ((True, "each try is its part"), (False, "each try is the same")):
        ever, took = refused(BAD[0], 2 * each, declined=declined)
        print(f"{name:>20} {ever:24.2%}   {' '.join(map(str, took))}", flush=True)
        failed |= declined and ever > evidence.risk
    return int(failed)


def refused(rate: float, agents: int, *, declined: bool) -> tuple[float, list[int]]:
    """Give what becomes of agents of which no promotion is wanted.

    Args:
        rate: How often they are wrong while they are bad.
        agents: How many.
        declined: As the product does; else as if each try had the same part of the risk.

    Returns:
        How many of them were proposed while they were bad, at any try; the median of the answers that each try took.
    """
    proposed, took = 0, [list[int]() for _ in range(TRIES)]
    for number in range(agents):
        dice, trial, ever = random.Random(f"{rate} {number} refused"), Trial(), False  # noqa: S311 - a simulation
        for answers in took:
            count = 0
            while (step := promotion(AT_GATES, WHERE, trial, TERMS, count)) is None:
                wrong = count < BAD_FOR and dice.random() < rate
                trial = trial.after(Result.REJECTED if wrong else Result.APPROVED, Tier.HIGH_RISK, ERRORS)
                count += 1
            ever |= count <= BAD_FOR
            answers.append(count)
            trial = trial.declined() if declined else step.trial
        proposed += ever
    return proposed / agents, [round(median(answers)) for answers in took]


def first_without_error() -> int:
    """Give after how many answers an agent that is never wrong is promoted."""
    evidence = TERMS.evidence
    answers = evidence.answers
    while lower_bound(answers, 0, evidence.risk / 2) < evidence.rate:
        answers += 1
    return answers


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
