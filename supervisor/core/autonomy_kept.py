"""What outlasts a supervisor: levels that a person set or an agent earned, what was taken back, and from whom.

What was lent is not among it: a loan ends with the supervisor at the latest, so that no clock has to be believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from supervisor.core.assessment import Category
from supervisor.core.autonomy import Level
from supervisor.core.autonomy_dial import Entry
from supervisor.core.autonomy_promotion import Identity
from supervisor.core.autonomy_scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
"""Version of `Kept.data`."""
MOST = 1_000
"""Of each kind; of more those that came last are kept."""
_LONGEST = 400
"""A longer text is none of ours, characters."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All of it."""

    settings: Mapping[Scope, Entry] = field(default_factory=lambda: MappingProxyType({}))
    """What was chosen or earned; where nobody has chosen the policy says it."""
    ceilings: Mapping[Scope, Entry] = field(default_factory=lambda: MappingProxyType({}))
    attempts: Mapping[Scope, int] = field(default_factory=lambda: MappingProxyType({}))
    """How often an agent has begun anew to earn a level."""
    agents: Mapping[str, Identity] = field(default_factory=lambda: MappingProxyType({}))
    """What they were, by name."""

    def data(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "format": FORMAT,
            "settings": _entries(self.settings),
            "ceilings": _entries(self.ceilings),
            "attempts": [[*_parts(scope), count] for scope, count in list(self.attempts.items())[-MOST:]],
            "agents": [[name, who.executable_hash, who.model] for name, who in list(self.agents.items())[-MOST:]],
        }

    @classmethod
    def of(cls, data: object, now_ns: int) -> Kept:
        """Read what `data` gave.

        Args:
            data: Plain JSON.
            now_ns: Now; all that is kept counts as given now, ns.

        Raises:
            ValueError: it is of another version, or none of ours: then nothing of it is believed.
        """
        try:
            if not isinstance(data, dict) or data["format"] != FORMAT:
                raise ValueError("this is of another version")
            return cls(
                _read_entries(data["settings"], now_ns),
                _read_entries(data["ceilings"], now_ns),
                MappingProxyType({_scope(*row[:4]): _count(row[4]) for row in _rows(data["attempts"], 5)}),
                MappingProxyType(
                    {_text(row[0]): Identity(_text(row[1]), _text(row[2])) for row in _rows(data["agents"], 3)}
                ),
            )
        except (KeyError, TypeError, IndexError) as e:
            raise ValueError("these are no levels") from e


def _entries(entries: Mapping[Scope, Entry]) -> list[list[object]]:
    return [
        [*_parts(scope), entry.level.value, entry.ground[:_LONGEST], entry.earned] for scope, entry in entries.items()
    ]


def _parts(scope: Scope) -> tuple[str | None, ...]:
    return scope.agent, scope.workflow, scope.app, scope.category.value if scope.category is not None else None


def _read_entries(rows: object, now_ns: int) -> Mapping[Scope, Entry]:
    found = {}
    for row in _rows(rows, 7):
        earned = row[6]
        if not isinstance(earned, bool):
            raise TypeError("not said")
        found[_scope(*row[:4])] = Entry(Level(_text(row[4])), _text(row[5]), now_ns, earned=earned)
    return MappingProxyType(found)


def _rows(rows: object, width: int) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == width for row in rows):
        raise ValueError("these are no rows")
    return rows


def _scope(agent: object, workflow: object, app: object, category: object) -> Scope:
    return Scope(
        _text(agent) if agent is not None else None,
        _text(workflow) if workflow is not None else None,
        _text(app) if app is not None else None,
        Category(_text(category)) if category is not None else None,
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError("no text")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 1 <= value <= 10**9:
        raise ValueError("no count")
    return value
