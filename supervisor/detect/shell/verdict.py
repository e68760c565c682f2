"""What a command would do, and how the parts of a command line add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORST_FIRST = (Shell.DESTRUCTIVE, Shell.RISKY, Shell.UNKNOWN, Shell.REVERSIBLE, Shell.READ)


@dataclass(frozen=True, slots=True)
class ShellVerdict:
    """Effect of a command line."""

    kind: Shell
    """What kind of effect."""
    tier: Tier
    """How bad it could be."""
    evidence: tuple[str, ...] = ()
    """Short phrases that say what it does, strongest first, e.g. ``deletes `old` for good``."""

    @property
    def badness(self) -> tuple[int, int]:
        """Sort key: tier, then kind."""
        return self.tier.rank, -_WORST_FIRST.index(self.kind)


def read(evidence: str = "only reads") -> ShellVerdict:
    """Give the verdict of a command that changes nothing."""
    return ShellVerdict(Shell.READ, Tier.READ, (evidence,))


def reversible(evidence: str = "changes what can be undone") -> ShellVerdict:
    """Give the verdict of a command whose effect can be undone."""
    return ShellVerdict(Shell.REVERSIBLE, Tier.REVERSIBLE, (evidence,))


def risky(evidence: str, tier: Tier = Tier.HIGH_RISK) -> ShellVerdict:
    """Give the verdict of a command that changes the system, other machines or other programs."""
    return ShellVerdict(Shell.RISKY, tier, (evidence,))


def unknown(evidence: str) -> ShellVerdict:
    """Give the verdict of a command that hides what it does: computed, recalled, endless."""
    return ShellVerdict(Shell.UNKNOWN, Tier.HIGH_RISK, (evidence,))


def unfamiliar(evidence: str) -> ShellVerdict:
    """Give the verdict of a command that hides nothing, but that nobody knows: a script, a strange program.

    It is asked like all that is unknown. Its tier does not call it dangerous, because nothing in it says so.
    """
    return ShellVerdict(Shell.UNKNOWN, Tier.REVERSIBLE, (evidence,))


def destructive(evidence: str, tier: Tier = Tier.IRREVERSIBLE) -> ShellVerdict:
    """Give the verdict of a command that deletes or overwrites."""
    return ShellVerdict(Shell.DESTRUCTIVE, tier, (evidence,))


def worst(verdicts: Iterable[ShellVerdict]) -> ShellVerdict:
    """Add the parts of a command line up: the worst tier and the worst kind count, evidence of harm is kept."""
    ordered = sorted(verdicts, key=lambda verdict: verdict.badness, reverse=True)
    if not ordered:
        return read("does nothing")
    top = ordered[0]
    kind = min((verdict.kind for verdict in ordered), key=_WORST_FIRST.index)
    phrases = dict.fromkeys(
        phrase
        for verdict in ordered
        if verdict is top or verdict.kind not in (Shell.READ, Shell.REVERSIBLE)
        for phrase in verdict.evidence
    )
    return ShellVerdict(kind, top.tier, tuple(phrases)[:5])
