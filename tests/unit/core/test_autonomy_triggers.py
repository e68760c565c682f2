from __future__ import annotations

from math import nan

import pytest

from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Tier
from supervisor.core.autonomy_triggers import Bounds, Trigger, triggers
from supervisor.core.context import Context
from supervisor.core.facts import Facts, Program
from supervisor.core.stated import Stated


def facts(
    stated: Stated | None = None,
    *,
    unknown: frozenset[str] = frozenset(),
    rejections: int | None = None,
    items: int | None = None,
    amount: float | None = None,
) -> Facts:
    action = Action("1", "bot", ActionKind.CLICK, stated=stated)
    context = Context(unknown=unknown)
    return Facts(
        action,
        context,
        Program.OTHER,
        Assessment(Tier.HIGH_RISK),
        rejections=rejections,
        items=items,
        amount=amount,
    )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (facts(), set()),
        (facts(Stated(confidence=0.1, source="user", amount=99.0, affected_count=19)), set()),
        (facts(unknown=frozenset({"url"})), {Trigger.UNKNOWN_TARGET}),
        (facts(rejections=0), set()),
        (facts(rejections=1), {Trigger.REJECTED_BEFORE}),
        (facts(Stated(source="document")), {Trigger.NOT_THE_PERSONS_WISH}),
        (facts(Stated(source="web")), {Trigger.NOT_THE_PERSONS_WISH}),
        (facts(Stated(source="unknown")), {Trigger.NOT_THE_PERSONS_WISH}),
        (facts(items=19), set()),
        (facts(items=20), {Trigger.MANY}),
        (facts(Stated(affected_count=20), items=1), {Trigger.MANY}),
        (facts(amount=99.99), set()),
        (facts(amount=100.0), {Trigger.MUCH}),
        (facts(Stated(amount=nan)), {Trigger.MUCH}),
        (facts(Stated(amount=100.0, source="web"), items=100), {
            Trigger.MUCH, Trigger.MANY, Trigger.NOT_THE_PERSONS_WISH,
        }),
    ],
)  # fmt: skip
def test_what_is_out_of_the_ordinary(given: Facts, found: set[Trigger]) -> None:
    assert triggers(given, Bounds()) == found


def test_a_judges_warning_is() -> None:
    assert triggers(facts(), Bounds(), warned=True) == {Trigger.WARNED}


def test_the_policy_says_what_is_many_and_much() -> None:
    assert triggers(facts(items=3, amount=5.0), Bounds(items=3, amount=5)) == {Trigger.MANY, Trigger.MUCH}
