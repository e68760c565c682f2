"""What a command would do, and how the parts of a command line add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORST_FIRST = (Shell.DESTRUCTIVE, Shell.RISKY, Shell.UNKNOWN, Shell.REVERSIBLE, Shell.READ)
_MILDNESS = {kind: -place for place, kind in enumerate(_WORST_FIRST)}


class ShellVerdict(NamedTuple):
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
        return self.tier.rank, _MILDNESS[self.kind]


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


def worst_kind(kinds: Iterable[Shell]) -> Shell | None:
    """Give the worst of kinds of effect; None for none."""
    return max(kinds, key=_MILDNESS.__getitem__, default=None)


def worst(verdicts: Iterable[ShellVerdict]) -> ShellVerdict:
    """Add the parts of a command line up: the worst tier and the worst kind count, evidence of harm is kept."""
    given = list(verdicts)
    if not given:
        return read("does nothing")
    top = given[0]
    if len(top.evidence) == 1:
        # By far the most frequent, and the same as what follows.
        if len(given) == 1:
            return top
        for verdict in given:
            if verdict.kind is not Shell.READ or verdict.tier is not Tier.READ:
                break
        else:
            return top
    ordered = sorted(given, key=lambda verdict: verdict.badness, reverse=True)
    top = ordered[0]
    kind = worst_kind(verdict.kind for verdict in ordered) or top.kind
    phrases = dict.fromkeys(
        phrase
        for verdict in ordered
        if verdict is top or verdict.kind not in (Shell.READ, Shell.REVERSIBLE)
        for phrase in verdict.evidence
    )
    return ShellVerdict(kind, top.tier, tuple(phrases)[:5])
