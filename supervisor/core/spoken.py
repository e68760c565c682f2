"""What comes beside the input of an agent that can talk, and how it is told what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Verdict
from supervisor.core.fallbacks import fallback
from supervisor.core.lifecycle import State
from supervisor.core.undo import ORIGIN

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Decision
    from supervisor.core.stated import Stated

_ENDS = {
    "stopped": State.STOPPED,
    "partly-made": State.PARTLY,
    **dict.fromkeys(("behind-reject", "behind-hold", "scene-changed", "client-gone", "called-off"), State.EXPIRED),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words about an input event; may make what it proposes graver, never milder."""

    origin: str = "x11"
    """Way in, as in `Action.origin`."""
    reason: str | None = None
    """The agent's own statement; None when it made none."""
    stated: Stated | None = None
    """What it states beside that; None for nothing."""
    warns: str = ""
    """Why the agent itself would have a person asked; empty for nothing."""
    call: int = 0
    """Number of the call that the event is a part of; 0 for none."""
    text: str = ""
    """What the whole call types, or its beginning; empty where it is no text."""

    def asks(self, decision: Decision) -> Decision:
        """Give what is decided in the place of something else, since of this a person is asked.

        What agents warn of is asked where it would pass; what a person has ordered is asked as that, whoever asks.
        """
        if self.origin == ORIGIN:
            return decision if decision.verdict is Verdict.DENY else fallback("undo", self.warns)
        warned = self.warns and decision.verdict is Verdict.ALLOW
        return fallback("agent-warns", self.warns) if warned else decision

    def whole(self, action: Action) -> Action:
        """Give the last action of the call as it is told to the agent: of a text it is but a part.

        Args:
            action: As it was decided: all that is in the field so far, up to the last word.
        """
        if not self.text.strip():
            return action
        enters = action.kind is ActionKind.TYPE_ENTER and self.text.endswith("\n")
        text = self.text.removesuffix("\n") if enters else self.text
        return replace(action, kind=ActionKind.TYPE_ENTER if enters else ActionKind.TYPE, text=text)


SILENT = Spoken()
"""Of a program that only makes input."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended."""

    state: State
    """An end."""
    decision: Decision
    """What decided."""
    action_id: str = ""
    """Empty where it never became an action."""
    words: str = ""
    """What was done, in the words of the mirror; empty where nothing was."""
    modified: bool = False
    """A person changed it."""
    rejected: bool = False
    """A person said no."""
    approved: bool = False
    """A person was asked about it and said yes, and it was done."""

    @classmethod
    def by_rule(cls, rule_id: str, detail: str = "") -> Ending:
        """Give the end of an event that never became an action, by a named fallback."""
        return cls(_ENDS.get(rule_id, State.REFUSED), fallback(rule_id, detail))
