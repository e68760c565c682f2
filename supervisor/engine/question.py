"""What can be asked: what a question has to give and take, the one about the supervisor itself, and one's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.core.answers import Reach
from supervisor.core.record import is_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.answers import Answer
    from supervisor.core.record_fields import Approval
    from supervisor.engine.answer_time import AnswerTime
    from supervisor.engine.way import Way

MAX_SAID = 300
"""Characters of what an agent says of its action that are shown."""
_NO_QUOTES = str.maketrans("“”", "''")


class Waiting(Protocol):
    """A question to the person."""

    request: str
    reach: Reach

    @property
    def twice(self) -> bool:
        """True when a yes takes two different gestures."""

    def first_yes(self, approval: Approval) -> None:
        """Take the first of them."""

    def first_yes_void(self) -> None:
        """Forget it."""

    @property
    def time(self) -> AnswerTime | None:
        """The time for an answer; None for as long as it takes."""

    def choices(self, reach: Reach) -> dict[str, Any]:
        """Give what the popup shows of how far a yes would reach."""

    def answer(self, answer: Answer, approval: Approval) -> None:
        """Take the answer."""

    def write(self, word: str, approval: Approval) -> None:
        """Let the person write about it."""

    def written(self, message: Mapping[str, Any]) -> None:
        """Take what they wrote."""

    def check_target(self) -> None:
        """End when what it is about has gone."""

    def show_again(self) -> None:
        """Show to a new ui what stands beside the question."""


@dataclass(slots=True)
class Question:
    """A confirmation of a loosening: re-arm, resume, quit."""

    request: str
    what: str
    """re-arm, resume or quit."""
    on_answer: Callable[[bool, Approval], None]
    reach: Reach = field(default_factory=Reach)
    """Nothing may be chosen: a confirmation is for itself."""
    time: None = None
    """A confirmation waits for as long as it takes."""

    twice: bool = False
    """It can be taken back."""

    def first_yes(self, _approval: Approval) -> None:
        """One gesture is enough."""

    def first_yes_void(self) -> None:
        """There is none."""

    def choices(self, _reach: Reach) -> dict[str, Any]:
        """A confirmation has none."""
        return {}

    def closed_as(self, *, approved: bool) -> str:
        """Give as what the ui is told that it is over."""
        return "approved" if approved else "rejected"

    def answer(self, answer: Answer, approval: Approval) -> None:
        """Take the answer."""
        self.on_answer(answer.approved, approval)

    def write(self, _word: str, _approval: Approval) -> None:
        """There is nothing to be written about a confirmation."""

    def written(self, _message: Mapping[str, Any]) -> None:
        """Likewise."""

    def check_target(self) -> None:
        """A confirmation is about the supervisor itself, which is there."""

    def show_again(self) -> None:
        """A confirmation has no mark on the screen."""


def _said(way: Way) -> str:
    """Give what the agent says of it, as a quotation that it cannot end; nothing where it may hold a secret."""
    reason = way.action.reason
    if not reason or is_secret(way.context):
        return ""
    words = way.parts.judge.redacted(reason).translate(_NO_QUOTES)
    return f"The agent says: “{words[:MAX_SAID]}{'…' if len(words) > MAX_SAID else ''}”"


def question_about(way: Way) -> dict[str, Any]:
    """Give what the ui is told of a held action."""
    action, context = way.action, way.context
    element, window = context.element, context.window
    rect = (element.rect if element else None) or (window.rect if window and action.point is None else None)
    point = action.end_point or action.point
    return {
        "t": "request",
        "id": way.request,
        "kind": "action",
        "sentence": way.parts.judge.sentence(action, context, way.assessment),
        "why": "; ".join(part for part in (way.changing.remark, way.decision.reason) if part),
        "rule": way.decision.rule_id,
        "agent": action.agent,
        "workflow": action.assignment.workflow,
        "point": [point.x, point.y] if point else None,
        "rect": [rect.x, rect.y, rect.width, rect.height] if rect else None,
        "deadline_s": None,
        "extends": False,
        "urgent": way.time.urgent,
        "masked": is_secret(context),
        "choices": way.choices(way.reach),
        "twice": way.twice,
        "first": "",
        "said": _said(way),
        **way.engine.past.of(way),
    }
