"""Hands that make no gesture: they write down what was proposed, and answer as they were told to."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from supervisor.client.adapters.performing import Eyes, Hands
from supervisor.wire.vocabulary import Outcome, Status, read_proposal

if TYPE_CHECKING:
    from collections.abc import Mapping

PNG = b"\x89PNG a screenshot"
PART = b"\x89PNG a part of it"


class ScriptedHands(Hands):
    """Attributes:
    made: Gestures that were proposed, in order.
    answers: Outcomes by the number of the proposal, from 0; any other is done.
    """

    def __init__(self, **answers: Outcome) -> None:
        self.made: list[dict[str, Any]] = []
        self.answers = {int(number.removeprefix("at_")): outcome for number, outcome in answers.items()}

    @property
    def screen(self) -> tuple[int, int]:
        return 1280, 800

    def call(self, method: str, params: Mapping[str, Any], /) -> Any:
        if method == "screenshot":
            return {"format": "png", "width": 1280, "height": 800, "data": base64.b64encode(PNG).decode()}
        assert method == "propose"
        read_proposal(dict(params))
        outcome = self.answers.get(len(self.made), Outcome(status=Status.DONE))
        self.made.append(params["gesture"])
        return outcome.model_dump(mode="json")

    @property
    def kinds(self) -> list[str]:
        return [gesture["type"] for gesture in self.made]


REJECTED = Outcome(status=Status.REJECTED, reason="it is too risky")
MODIFIED = Outcome(status=Status.MODIFIED, ran="type `b`", approved=True)
APPROVED = Outcome(status=Status.DONE, approved=True)
BLIND = Eyes(lambda: PNG)
SEEING = Eyes(lambda: PNG, lambda _region: PART, lambda: (3, 4))
