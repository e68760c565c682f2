"""For whom and what a level holds: all, or an agent, a workflow, an application, a category, or several at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Category
    from supervisor.core.context import Context


@dataclass(frozen=True, slots=True)
class Situation:
    """Who acts where, and what part of life it touches; empty is unknown."""

    agent: str
    """Name as given to `run --name`."""
    workflow: str
    app: str
    """Base name of the program's file, or its class where that is not known; `tool:` and a server for a call."""
    category: Category

    @classmethod
    def of(cls, action: Action, context: Context, assessment: Assessment) -> Situation:
        """Read it off an action that was judged."""
        window = context.window
        app = (window.executable or window.app) if window is not None else ""
        if action.tool is not None:
            app = f"tool:{action.tool.server}"
        given = action.assignment
        return cls(given.agent or action.agent, given.workflow, app, assessment.category)


@dataclass(frozen=True, slots=True)
class Scope:
    """What has to be so for a level to hold; None is anything."""

    agent: str | None = None
    workflow: str | None = None
    app: str | None = None
    category: Category | None = None

    @property
    def size(self) -> int:
        """How many parts it names: more are more specific."""
        return len(self._named())

    def covers(self, situation: Situation) -> bool:
        """Tell whether all of its parts are so; what is not known is no part's."""
        return all(getattr(situation, name) == wanted for name, wanted in self._named().items())

    def may_cover(self, situation: Situation) -> bool:
        """Tell whether its parts are so or not known."""
        return all(getattr(situation, name) in (wanted, "") for name, wanted in self._named().items())

    def meets(self, other: Scope) -> bool:
        """Tell whether something may lie in both."""
        mine, its = self._named(), other._named()
        return all(mine[name] == its[name] for name in mine.keys() & its.keys())

    def lies_in(self, other: Scope) -> bool:
        """Tell whether all that it covers is covered by another one too."""
        return other._named().items() <= self._named().items()

    @property
    def words(self) -> str:
        """The scope for a person, e.g. `agent bot, app thunar`."""
        return ", ".join(f"{name} {value}" for name, value in self._named().items()) or "all agents"

    def _named(self) -> dict[str, str]:
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: value for name, value in parts.items() if value is not None}


EVERYTHING = Scope()
"""All agents, whatever they do."""
