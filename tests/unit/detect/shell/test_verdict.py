from __future__ import annotations

from itertools import permutations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell.verdict import ShellVerdict, destructive, read, reversible, risky, unknown, worst

MILDEST_FIRST = [read(), reversible(), unknown("u"), risky("r"), destructive("d", Tier.HIGH_RISK), destructive("d")]


@pytest.mark.parametrize("size", [2, 3])
def test_the_worst_part_counts_in_any_order(size: int) -> None:
    for parts in permutations(MILDEST_FIRST, size):
        expected = max(parts, key=MILDEST_FIRST.index)
        assert (worst(parts).kind, worst(parts).tier) == (expected.kind, expected.tier)


def test_nothing_does_nothing() -> None:
    assert worst([]).tier is Tier.READ


def test_evidence_of_harm_is_kept_strongest_first_and_bounded() -> None:
    parts = [read("looks"), risky("changes"), destructive("deletes"), risky("changes")]
    assert worst(parts).evidence == ("deletes", "changes")
    assert len(worst([risky(str(n)) for n in range(50)]).evidence) == 5


def test_kinds_have_their_tiers() -> None:
    assert unknown("x") == ShellVerdict(Shell.UNKNOWN, Tier.HIGH_RISK, ("x",))
    assert destructive("x").tier is Tier.IRREVERSIBLE
