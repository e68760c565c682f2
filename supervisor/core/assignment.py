"""On whose behalf an agent acts and for what: told by whoever started it, never by the agent itself."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

LONGEST_NAME = 60
"""Characters of a team's or workflow's name."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What stays the same for as long as an agent runs; empty is unknown, and matches no rule."""

    agent: str = ""
    """Name as given to `run --name`; two agents may have been given the same."""
    user: str = ""
    """Login name of the person whose supervisor it is."""
    team: str = ""
    """The person's team, from the settings."""
    workflow: str = ""
    """The task that it belongs to, as given to `run --workflow`."""

    def recorded(self, name: str) -> dict[str, Any]:
        """Give what the record says of it.

        Args:
            name: What the agent is called; as what it was given another, that is told too.
        """
        called = {"called": self.agent} if self.agent not in ("", name) else {}
        return called | {"user": self.user or None, "team": self.team or None, "workflow": self.workflow or None}


UNASSIGNED = Assignment()
"""Nothing is known."""


def wrong_name(name: str) -> str:
    """Say why a text is no name for a team or workflow; empty when it is one.

    A name that was cut or cleaned would be another one, and rules about it would not match.
    """
    if not name.isprintable() or unicodedata.normalize("NFC", name) != name:
        return "use plain letters, digits, signs and blanks"
    if len(name) > LONGEST_NAME:
        return f"keep it to {LONGEST_NAME} characters"
    if name != " ".join(name.split()):
        return "leave out the blanks before, after and beside other blanks"
    return ""
