"""What a person who is asked can see of what went before: the agent's last actions, and answers to the like."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

from supervisor.core.action import ActionKind
from supervisor.core.cases import Cases, advice, summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.answers import Answer
    from supervisor.core.grants import Subject
    from supervisor.engine.way import Way

MAX_DID = 6
"""Actions of an agent that are shown."""
_PASSING = (ActionKind.MOVE, ActionKind.SCROLL)
"""Where the pointer only passes, nothing was done."""


class Past:
    """Remembers both; the agents' doings end with them, the answers go on in the record."""

    def __init__(self) -> None:
        self._did: dict[str, collections.deque[dict[str, str]]] = {}
        self._cases = Cases()

    def ended(self, way: Way, words: str, outcome: str) -> None:
        """Take an action that has ended, in the words of the mirror: nothing hidden is in them."""
        action = way.action
        if action.kind not in _PASSING:
            did = self._did.setdefault(action.agent, collections.deque(maxlen=MAX_DID))
            did.append({"words": words, "outcome": outcome})

    def answered(self, subject: Subject, answer: Answer) -> None:
        """Take how the person answered."""
        self._cases.add(subject, answer)

    def recall(self, earlier: Iterable[tuple[Subject, Answer]]) -> None:
        """Take how they answered before the service was started."""
        self._cases.recall(earlier)

    def forget(self, agent: str) -> None:
        """Take that an agent has ended: the next of that name is another."""
        self._did.pop(agent, None)

    def of(self, way: Way) -> dict[str, Any]:
        """Give what the popup shows: `did`, the last actions; `like`, how the like was answered; and the `advice`."""
        subject = way.subject
        cases = self._cases.like(subject)
        suggested = advice(subject, cases)
        return {
            "did": list(self._did.get(way.action.agent, ())),
            "like": summary(cases),
            "advice": {"answer": suggested.answer, "ground": suggested.ground},
            "opened": False,
        }
