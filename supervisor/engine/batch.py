"""Many held actions that are alike, as one question.

# INVARIANT: a batch has nothing in it that its question does not show. What is irreversible, a secret, partly
unknown, or held because something is amiss stands for itself; of different sentences only so many are put together
as the popup has lines for. Each action is looked at again before it is sent, as after any yes.
"""

from __future__ import annotations

import collections
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from supervisor.core.action import POINTER_KINDS
from supervisor.core.answers import REASONS, Reach
from supervisor.core.assessment import Tier
from supervisor.core.lifecycle import State
from supervisor.core.record import Event, is_secret
from supervisor.core.time_limit import Fallback

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from supervisor.core.answers import Answer
    from supervisor.core.record_fields import Approval
    from supervisor.engine.answer_time import AnswerTime
    from supervisor.engine.parts import Parts
    from supervisor.engine.way import Way

FROM = 4
"""So many that are alike are asked about together, where the person did not choose them."""
FEWEST = 2
"""So many that the person chose are."""
MOST_LINES = 4
"""Different sentences in one question."""
MOST_LOOKED_AT = 256
"""So many of those that wait are looked at, where the person did not choose them."""
_LONGEST = 200
"""A longer sentence may be cut in the popup: it stands for itself. Characters."""
_CUT = "…"
_NAMED = 3
"""Agents, and workflows, that are named; the others are counted."""
_LEAVE_OUT = "To leave some of these out, select the others in the list of what waits."


@dataclass(slots=True)
class Batch:
    """One question about several actions."""

    request: str
    ways: list[Way]
    """The actions, in the order in which they came."""
    message: dict[str, Any]
    """What the ui is told."""
    reach: Reach = field(default_factory=Reach)
    """Nothing wider may be chosen: it is wide enough."""

    @property
    def time(self) -> AnswerTime | None:
        """The time of the one that is over first: then that is refused, and the others are asked about further."""
        limited = [(way.time.limit.left_s, way.time) for way in self.ways if way.time.limit is not None]
        return min(limited, key=lambda each: each[0])[1] if limited else None

    @property
    def twice(self) -> bool:
        """Nothing that takes two gestures is in it."""
        return False

    def choices(self, _reach: Reach) -> dict[str, Any]:
        """Give the reasons for a no."""
        return dict(self.message["choices"])

    def answer(self, answer: Answer, approval: Approval) -> None:
        """Take the answer for each of them."""
        for way in list(self.ways):
            way.answer(answer, approval)

    def first_yes(self, _approval: Approval) -> None:
        """One is enough."""

    def first_yes_void(self) -> None:
        """There is none."""

    def write(self, _word: str, _approval: Approval) -> None:
        """Several cannot be made another at once."""

    def written(self, _message: Mapping[str, Any]) -> None:
        """Likewise."""

    def check_target(self) -> None:
        """Each looks after its own."""

    def show_again(self) -> None:
        """Each has its own mark."""


def likeness(way: Way, sentence: str) -> Hashable | None:
    """Give what alike actions have in common; None for what stands for itself, e.g. by a long `sentence`."""
    if way.state is not State.HELD or way.is_drop or way.assessment.tier is Tier.IRREVERSIBLE:
        return None
    limited = way.time.limit is not None
    # What waits on after its time is asked in another order then: its place is its own.
    if limited and way.time.fallback is not Fallback.REJECT:
        return None
    subject = way.subject
    # What a fallback asks about, what hides a secret and what is partly unknown is known to stand alone there.
    if not subject.known or is_secret(way.context) or len(sentence) > _LONGEST:
        return None
    element = way.context.element
    if element is not None and (element.selected or 0) > max(1, len(element.selected_names)):
        return None  # “a” and 2 more: which they are is not shown
    # Without a control, only the place tells one click from another.
    place = way.action.point if way.action.kind in POINTER_KINDS and not subject.control else None
    what = (subject.rule_id, subject.category, subject.tier, subject.executable, subject.app, subject.sites)
    how = (limited, way.time.urgent, way.decision.reason)
    return (*what, *how, way.action.kind, way.action.keys, subject.control, place)


def gather(
    ways: Sequence[Way], sentence_of: Callable[[Way], str], new_id: Callable[[], str], *, fewest: int = FROM
) -> Batch | None:
    """Put together what is like the first.

    Args:
        ways: Held actions; the first is the one that would be asked about.
        sentence_of: Says what a held action is.
        new_id: Gives the id of the new question.
        fewest: Fewer are no batch.

    Returns:
        The batch; None when there are too few, or the first stands for itself.
    """
    if len(ways) < fewest:
        return None
    said = [sentence_of(way) for way in ways]
    key = likeness(ways[0], said[0])
    if key is None:
        return None
    # Two that read the same because both were cut are not the same.
    first: dict[str, Hashable] = {}
    alike = [
        (way, words)
        for way, words in zip(ways, said, strict=True)
        if likeness(way, words) == key and (_CUT not in words or first.setdefault(words, _facts(way)) == _facts(way))
    ]
    counted = collections.Counter(words for _, words in alike)
    # The one whose turn it is is among them; of the others, those that are there most often.
    others = [words for words, _ in counted.most_common() if words != said[0]]
    shown = {words: counted[words] for words in (said[0], *others[: MOST_LINES - 1])}
    members = [way for way, words in alike if words in shown]
    if len(members) < fewest:
        return None
    left_out = sum(way.decision.rule_id == ways[0].decision.rule_id for way in ways) - len(members)
    request = new_id()
    return Batch(request, members, _message(request, members, shown, left_out))


def _facts(way: Way) -> Hashable:
    """Give what its sentence may tell in part."""
    window, element = way.context.window, way.context.element
    names = (*element.selected_names, *element.recipients) if element is not None else ()
    return (window.title if window is not None else "", way.action.text, names)


def recorded(parts: Parts, batch: Batch) -> bool:
    """Write that a person is asked about several at once."""
    outcome = {"request": batch.request, "members": [way.request for way in batch.ways]}
    return parts.recorder.write(Event.APPROVAL_REQUESTED, durable=True, outcome=outcome)


def _message(request: str, members: list[Way], shown: Mapping[str, int], left_out: int) -> dict[str, Any]:
    first, count = members[0], len(members)
    one = len(shown) == 1
    rest = f"{left_out} more that this rule holds, but that are not like these, are asked about by themselves."
    return {
        "t": "request",
        "id": request,
        "kind": "action",
        "sentence": f"{count} times: {next(iter(shown))}" if one else f"{count} actions that are alike",
        "why": first.decision.reason,
        "rule": first.decision.rule_id,
        "agent": _named(way.action.agent for way in members),
        "workflow": _named(way.action.assignment.workflow for way in members),
        "point": None,
        "rect": None,
        "deadline_s": None,
        "extends": False,
        "urgent": first.time.urgent,
        "masked": True,
        "choices": {"reasons": [[name, words[0]] for name, words in REASONS.items()]},
        "count": count,
        "lines": [] if one else [f"{times} × {sentence}" for sentence, times in shown.items()],
        "beside": f"{rest} {_LEAVE_OUT}" if left_out else _LEAVE_OUT,
        # They are of one rule, program and sites: what was answered to the like of one was to the like of all.
        **first.engine.past.of(first),
        "did": [],
    }


def _named(names: Iterable[str]) -> str:
    """Name each once, and no more than a line has room for."""
    each = [name for name in dict.fromkeys(names) if name]
    return ", ".join(each[:_NAMED]) + (f" and {len(each) - _NAMED} more" if len(each) > _NAMED else "")
