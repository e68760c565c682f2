"""What makes an action out of the ordinary, so that a question about it stays one at every level but full autonomy.

A trigger keeps a question and never adds one: that is for the rules of a policy, which know the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.facts import Facts

_ASKED_FOR_BY_OTHERS = frozenset({"document", "web", "unknown"})


class Trigger(StrEnum):
    """What is out of the ordinary."""

    UNKNOWN_TARGET = "unknown-target"
    """Something that was wanted to be known of the target is not."""
    REJECTED_BEFORE = "rejected-before"
    """A person has said no to such an action of this agent in this program, and not yes since."""
    NOT_THE_PERSONS_WISH = "not-the-persons-wish"
    """By the agent's own word a document, a page or nobody it knows asked for it."""
    MANY = "many"
    """It is about many things."""
    MUCH = "much"
    """It is about much money."""
    WARNED = "warned"
    """A judge beside the rules took it to be graver than they do."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on something is many, or much."""

    items: float = 20
    """Things."""
    amount: float = 100
    """Money, in whatever currency."""


def triggers(facts: Facts, bounds: Bounds, *, warned: bool = False) -> frozenset[Trigger]:
    """Give what is out of the ordinary about an action.

    Args:
        facts: All that is known about it; of two figures, one seen and one stated, the larger counts.
        bounds: From where on something is many, or much.
        warned: A judge beside the rules took it to be graver.
    """
    stated = facts.action.stated
    found = {
        Trigger.UNKNOWN_TARGET: bool(facts.context.unknown),
        Trigger.REJECTED_BEFORE: bool(facts.rejections),
        Trigger.NOT_THE_PERSONS_WISH: stated is not None and stated.source in _ASKED_FOR_BY_OTHERS,
        Trigger.MANY: _reaches(bounds.items, facts.items, stated.affected_count if stated is not None else None),
        Trigger.MUCH: _reaches(bounds.amount, facts.amount, stated.amount if stated is not None else None),
        Trigger.WARNED: warned,
    }
    return frozenset(trigger for trigger, there in found.items() if there)


def _reaches(bound: float, *numbers: float | None) -> bool:
    # Negated, so that what is no number counts as large.
    return any(number is not None and not number < bound for number in numbers)
