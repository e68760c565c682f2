"""What a person may say to a question: yes, no, no because of something, or how far a yes shall reach.

Each is one word on its way from the popup's areas through `human` to the engine: `approve`, `reject`,
`reject:too-risky`, `select:control`, `select:today`. A `select` changes what the next yes means and answers nothing.
`modify` and `reject:other` answer nothing either: the person will write what shall be done instead, or why not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from supervisor.core.grants import Breadth, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

APPROVE, REJECT, SELECT = "approve", "reject", "select"
DID = "select:did"
"""Answers nothing either: what the agent did so far is shown, or hidden."""
TURN = "select:turn"
"""Answers nothing either: the popup shows the areas that it has no room for beside the others, or the first again."""
STOP = "stop"
"""Not an answer: everything stops."""
MODIFY = "modify"
OTHER = "reject:other"
FIRST_YES = "first"
"""The first of two gestures was made; it answers nothing yet."""
SECOND = "second"
"""The chord, and the area of the popup, that are for the second gesture alone."""
FirstGesture = Literal["chord", "press"]
"""How a first yes is said: by the approve chord, or by a press on Approve."""
MORE_TIME = "select:more-time"
"""Answers nothing either: the question waits longer."""
ONCE = "once"
"""Chosen while a yes is for this one action only; always at first."""
REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "wrong-target": ("Wrong target", "it aims at the wrong target"),
        "not-wanted": ("Not wanted", "this is not part of the task"),
        "too-risky": ("Too risky", "it is too risky: find a safer way"),
        "not-now": ("Not now", "not now: go on with something else first"),
    }
)
"""Reasons for a no, by name: what stands in the popup, and what is told to the agent and kept in the record."""
_NAME = re.compile(r"modify|stop|(?:reject|select):[a-z]+(?:-[a-z]+)*")
_LONGEST = 40


def is_extra_area(name: str) -> bool:
    """Tell whether a further area of a popup, beside approve and reject, may stand for `name`."""
    return name == SECOND or (len(name) <= _LONGEST and _NAME.fullmatch(name) is not None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said."""

    approved: bool
    reason: str | None = None
    """Why not, in words for the agent; None when the person did not say."""

    @classmethod
    def parse(cls, word: str) -> Answer:
        """Read an answer; whatever is not exactly yes is no."""
        kind, _, name = word.partition(":")
        reason = REASONS.get(name) if kind == REJECT else None
        return cls(word == APPROVE, reason[1] if reason else None)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a yes shall reach, as chosen so far."""

    offered: tuple[Breadth, ...] = ()
    """What may be chosen; empty when a yes is for this one action and nothing else."""
    breadth: Breadth | None = None
    """None: this one action."""
    span: Span = Span.QUARTER_HOUR
    """How long; counts with a breadth only."""

    def select(self, word: str) -> Reach:
        """Give the reach after `word`, e.g. `control` or `today`, was chosen; what is not offered changes nothing."""
        if word == ONCE:
            return Reach(self.offered, None, self.span)
        if word in self.offered:
            return Reach(self.offered, Breadth(word), self.span)
        if word in set(Span) and self.breadth is not None:
            return Reach(self.offered, self.breadth, Span(word))
        return self
