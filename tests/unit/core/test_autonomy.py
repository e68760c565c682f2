from __future__ import annotations

from itertools import product
from math import nan
from typing import TYPE_CHECKING

import pytest

from supervisor.core.assessment import Assessment, Decision, Tier, Verdict
from supervisor.core.autonomy import (
    LEVEL_RULES,
    UNSURE_RULE,
    Judged,
    Level,
    Review,
    Ruling,
    ruling,
    strictest_level,
)
from supervisor.core.autonomy_triggers import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = """
level             policy  tier          unsure  earned  trigger  kept  then   reviewed
*                 deny    *             *       *       *        *     deny   none
full-oversight    allow   *             *       *       *        *     ask    none
full-oversight    ask     *             *       *       *        *     ask    none
*                 ask     *             *       *       *        yes   ask    none
full-autonomy     allow   *             *       *       *        *     allow  none
full-autonomy     ask     *             *       *       *        no    allow  none
*                 allow   *             yes     *       *        *     ask    none
*                 allow   *             no      *       *        *     allow  none
*                 ask     *             yes     *       *        no    ask    none
*                 ask     irreversible  no      *       *        no    ask    none
*                 ask     *             no      *       yes      no    ask    none
approval-gates    ask     *             no      *       no       no    ask    none
confidence-based  ask     read          no      no      no       no    ask    none
confidence-based  ask     read          no      yes     no       no    allow  sample
confidence-based  ask     reversible    no      no      no       no    ask    none
confidence-based  ask     reversible    no      yes     no       no    allow  sample
confidence-based  ask     high_risk     no      no      no       no    ask    none
confidence-based  ask     high_risk     no      yes     no       no    allow  sample
batch-review      ask     *             no      *       no       no    allow  all
exception-only    ask     *             no      *       no       no    allow  sample
"""
"""What happens, by hand: the first line that fits counts, `*` is anything."""
KEPT = """
asks_to           full-oversight  approval-gates  confidence-based  batch-review  exception-only  full-autonomy
nothing           no              no              no                no            no              no
fallback          yes             yes             yes               yes           yes             yes
full-oversight    yes             no              no                no            no              no
approval-gates    yes             yes             no                no            no              no
confidence-based  yes             yes             yes               no            no              no
batch-review      yes             yes             yes               yes           no              no
exception-only    yes             yes             yes               yes           yes             no
full-autonomy     yes             yes             yes               yes           yes             yes
"""
"""Whether a question is kept at a level, by what the policy or a fallback says."""
WANTED = {Tier.READ: 0.1, Tier.REVERSIBLE: 0.5, Tier.HIGH_RISK: 0.8, Tier.IRREVERSIBLE: 0.95}
STATED = {
    "read": ((None, "no"), (0.09, "yes"), (0.1, "no"), (1.0, "no"), (nan, "yes"), (-1.0, "yes")),
    "reversible": ((None, "no"), (0.1, "yes"), (0.49, "yes"), (0.5, "no"), (1.0, "no"), (nan, "yes")),
    "high_risk": ((None, "no"), (0.0, "yes"), (0.79, "yes"), (0.8, "no"), (1.0, "no"), (nan, "yes")),
    "irreversible": ((None, "no"), (0.0, "yes"), (0.94, "yes"), (0.95, "no"), (1.0, "no"), (nan, "yes")),
}
"""What an agent may say of its confidence, and whether that is too little for the tier."""
EARNED = {
    "read": ((None, "no"), (0.09, "no"), (0.1, "yes"), (1.0, "yes"), (nan, "no")),
    "reversible": ((None, "no"), (0.49, "no"), (0.5, "yes"), (1.0, "yes"), (nan, "no")),
    "high_risk": ((None, "no"), (0.79, "no"), (0.8, "yes"), (1.0, "yes"), (nan, "no")),
    "irreversible": ((None, "no"), (0.94, "no"), (0.95, "yes"), (1.0, "yes"), (nan, "no")),
}
TRIGGERS: tuple[tuple[frozenset[Trigger], str], ...] = (
    (frozenset(), "no"),
    *((frozenset({trigger}), "yes") for trigger in Trigger),
    (frozenset(Trigger), "yes"),
)
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
KEEPS = {line.split()[0]: line.split()[1:] for line in KEPT.strip().splitlines()[1:]}
LEVELS = KEPT.strip().splitlines()[0].split()[1:]


def expected(case: tuple[str, ...]) -> tuple[str, str]:
    row = next(row for row in ROWS if all(cell in {"*", value} for cell, value in zip(row[:-2], case, strict=True)))
    return row[-2], row[-1]


def cases() -> Iterator[tuple[Level, Judged, tuple[str, ...]]]:
    """Give every combination, with its cells of the table."""
    for tier, verdict, keeper in product(Tier, Verdict, KEEPS):
        said = product(STATED[tier.value], EARNED[tier.value], TRIGGERS)
        for (stated, unsure), (earned, enough), (triggers, some) in said:
            judged = Judged(
                Assessment(tier),
                Decision(verdict, "paused" if keeper == "fallback" else "a-rule", "because"),
                stated,
                earned,
                triggers,
                Level(keeper) if keeper in LEVELS else None,
            )
            for level, kept in zip(LEVELS, KEEPS[keeper], strict=True):
                yield Level(level), judged, (level, verdict.value, tier.value, unsure, enough, some, kept)


def test_each_level_with_each_tier_confidence_and_trigger() -> None:
    wrong, seen = [], 0
    for level, judged, cells in cases():
        seen += 1
        rule = ruling(level, judged, WANTED)
        if (rule.decision.verdict.value, rule.review.value) != expected(cells):
            wrong.append((cells, rule))
    assert not wrong[:5]
    assert seen == 6 * 4 * 3 * len(KEEPS) * 6 * 5 * len(TRIGGERS)


def test_a_stricter_level_decides_nothing_more_freely() -> None:
    strength = {Verdict.ALLOW: 0, Verdict.ASK: 1, Verdict.DENY: 2}
    before: tuple[Judged, Ruling] | None = None
    for level, judged, _ in cases():
        now = ruling(level, judged, WANTED)
        if before is not None and before[0] is judged:
            assert strength[now.decision.verdict] <= strength[before[1].decision.verdict], (level, judged)
        before = judged, now


def test_a_stated_confidence_never_lets_anything_pass() -> None:
    for level, judged, _ in cases():
        if judged.stated is None:
            continue
        silent = Judged(judged.assessment, judged.decision, None, judged.earned, judged.triggers, judged.asks_to)
        if ruling(level, silent, WANTED).decision.verdict is not Verdict.ALLOW:
            assert ruling(level, judged, WANTED).decision.verdict is not Verdict.ALLOW


ASKED = Decision(Verdict.ASK, "delete", "your policy asks")
RISKY = Assessment(Tier.HIGH_RISK)


def test_what_is_not_changed_keeps_the_rule_and_its_words() -> None:
    assert ruling(Level.FULL_OVERSIGHT, Judged(RISKY, ASKED)).decision is ASKED
    allowed = Decision(Verdict.ALLOW, "mine", "fine")
    assert ruling(Level.EXCEPTION_ONLY, Judged(RISKY, allowed)) == Ruling(allowed, Review.NONE)


def test_what_a_level_lets_pass_names_the_rule_that_would_ask() -> None:
    rule = ruling(Level.BATCH_REVIEW, Judged(RISKY, ASKED))
    assert rule.decision == Decision(
        Verdict.ALLOW,
        LEVEL_RULES[Level.BATCH_REVIEW],
        "at this level it acts now, and you go through all of it afterwards (`delete` would ask)",
    )
    assert rule.review is Review.ALL


def test_what_a_level_asks_says_why() -> None:
    allowed = Decision(Verdict.ALLOW, "default-reversible", "this can be undone")
    mild = Assessment(Tier.REVERSIBLE)
    overseen = ruling(Level.FULL_OVERSIGHT, Judged(mild, allowed)).decision
    assert overseen == Decision(Verdict.ASK, "level-full-oversight", "you oversee each action of this agent")
    unsure = ruling(Level.EXCEPTION_ONLY, Judged(mild, allowed, stated=0.4)).decision
    assert unsure.rule_id == UNSURE_RULE
    assert unsure.reason == "the agent is only 40% sure, and 50% are wanted for this"


@pytest.mark.parametrize(
    ("level", "stricter", "laxer"),
    [
        (Level.FULL_OVERSIGHT, Level.FULL_OVERSIGHT, Level.APPROVAL_GATES),
        (Level.BATCH_REVIEW, Level.CONFIDENCE_BASED, Level.EXCEPTION_ONLY),
        (Level.FULL_AUTONOMY, Level.EXCEPTION_ONLY, Level.FULL_AUTONOMY),
    ],
)
def test_levels_have_neighbours(level: Level, stricter: Level, laxer: Level) -> None:
    assert (level.stricter, level.laxer) == (stricter, laxer)


def test_the_strictest_of_levels() -> None:
    assert strictest_level(Level.BATCH_REVIEW, Level.APPROVAL_GATES, Level.FULL_AUTONOMY) is Level.APPROVAL_GATES
