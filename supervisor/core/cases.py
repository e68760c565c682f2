"""How a person answered what was like an action that is asked about, and what that suggests; pure.

# INVARIANT: a yes is never suggested for what cannot be undone, is partly unknown, or was ever rejected.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.answers import Answer
    from supervisor.core.grants import Subject

MAX_CASES = 500
"""Answers that are remembered; the oldest go first."""
ENOUGH = 2
"""So many yeses to the very same thing suggest another."""


@dataclass(frozen=True, slots=True)
class Case:
    """One answer."""

    subject: Subject
    approved: bool
    reason: str | None
    """Why not, in words; None when the person did not say."""


@dataclass(frozen=True, slots=True)
class Advice:
    """An answer that is suggested."""

    answer: str
    """`approve` or `reject`; empty for none."""
    ground: str
    """Why, as a clause."""


class Cases:
    """The answers of a person, the newest last."""

    def __init__(self) -> None:
        self._cases: deque[Case] = deque(maxlen=MAX_CASES)

    def add(self, subject: Subject, answer: Answer) -> None:
        """Remember an answer; what stands for itself, or is partly unknown, is like nothing else."""
        if subject.known:
            self._cases.append(Case(subject, answer.approved, answer.reason))

    def recall(self, earlier: Iterable[tuple[Subject, Answer]]) -> None:
        """Remember answers from before all that are known, the oldest first; no more of them than there is room."""
        since, self._cases = self._cases, deque(maxlen=MAX_CASES)
        for subject, answer in earlier:
            self.add(subject, answer)
        self._cases.extend(since)

    def like(self, subject: Subject) -> list[Case]:
        """Give those that were asked by the same rule, about the same program and sites; the newest first."""
        if not subject.known:
            return []
        wanted = _alike(subject)
        return [case for case in reversed(self._cases) if _alike(case.subject) == wanted]


def summary(cases: list[Case]) -> str:
    """Say how they were answered, in a sentence; empty when there are none."""
    if not cases:
        return ""
    yes = sum(case.approved for case in cases)
    no = len(cases) - yes
    said = " and ".join(part for part in (f"approved {yes}" if yes else "", f"rejected {no}" if no else "") if part)
    last = next((case for case in cases if not case.approved and case.reason), None)
    why = f"; the last no: {last.reason}" if last is not None else ""
    return f"Of questions like this in the same program you {said}{why}."


def advice(subject: Subject, cases: list[Case]) -> Advice:
    """Suggest an answer, where those before leave no doubt.

    Args:
        subject: What is asked about.
        cases: Those like it, the newest first.
    """
    same = [case for case in cases if _same(case.subject, subject)]
    if same and not same[0].approved:
        return Advice("reject", "you rejected the very same")
    if cases and not any(case.approved for case in cases):
        return Advice("reject", "you have approved nothing like it")
    if subject.tier is Tier.IRREVERSIBLE or not subject.known or len(same) < ENOUGH:
        return Advice("", "")
    if all(case.approved for case in cases) and all(subject.tier.rank <= case.subject.tier.rank for case in same):
        return Advice("approve", f"you approved the very same {len(same)} times and rejected nothing like it")
    return Advice("", "")


def _alike(subject: Subject) -> tuple[object, ...]:
    return (subject.rule_id, subject.category, subject.executable, subject.app, subject.sites)


def _same(one: Subject, other: Subject) -> bool:
    return (one.gesture, one.control) == (other.gesture, other.control) and one.tool == other.tool
