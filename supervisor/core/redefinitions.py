"""Tools of which their server says something else than at first, and those that a person took as they are now.

What a name promises is worth no more than the server that gives it: a tool that was harmless when it was approved, or
when a rule was written for it, may become another. So it is asked about once, whatever lets it pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Action

_Definition = tuple[str, str, str, str]


class Redefinitions:
    """What was approved as it is defined now, for as long as the agent runs."""

    def __init__(self) -> None:
        self._approved: set[_Definition] = set()

    def open(self, action: Action) -> bool:
        """Tell whether it calls a tool that was redefined, and that nobody has approved since."""
        definition = _of(action)
        return definition is not None and definition not in self._approved

    def approved(self, action: Action) -> None:
        """Take that a person said yes to a call, of the tool as it is defined now."""
        definition = _of(action)
        if definition is not None:
            self._approved.add(definition)

    def forget(self, agent: str) -> None:
        """Forget what was approved for an agent that has ended."""
        self._approved = {one for one in self._approved if one[0] != agent}


def _of(action: Action) -> _Definition | None:
    call = action.tool
    return (action.agent, call.server, call.name, call.redefined) if call is not None and call.redefined else None
