"""What outlasts a supervisor: levels that a person set or an agent earned, what was taken back, and from whom.

What was lent is not among it: a loan ends with the supervisor at the latest, so that no clock has to be believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from supervisor.core.autonomy_path_kept import path_row, read_path
from supervisor.core.autonomy_promotion import Identity
from supervisor.core.autonomy_rows import (
    entry_row,
    parts,
    read_count,
    read_entry,
    read_rows,
    read_scope,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.core.autonomy_dial import Entry
    from supervisor.core.autonomy_path import Path
    from supervisor.core.autonomy_scope import Scope

FORMAT = 1
"""Version of `Kept.data`."""
MOST = 1_000
"""Of each kind; of more those that came last are kept."""
MOST_PATHS = 100
"""Likewise, of agents and workflows on their way through the stages."""


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
    paths: Mapping[Scope, Path] = field(default_factory=lambda: MappingProxyType({}))
    """Who is on the way through the stages."""

    def data(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "format": FORMAT,
            "settings": _entries(self.settings),
            "ceilings": _entries(self.ceilings),
            "attempts": [[*parts(scope), count] for scope, count in list(self.attempts.items())[-MOST:]],
            "agents": [[name, who.executable_hash, who.model] for name, who in list(self.agents.items())[-MOST:]],
            "paths": [[*parts(scope), *path_row(path)] for scope, path in list(self.paths.items())[-MOST_PATHS:]],
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
                MappingProxyType(
                    {read_scope(*row[:4]): read_count(row[4]) for row in read_rows(data["attempts"], 5)}
                ),
                MappingProxyType(
                    {
                        read_text(row[0]): Identity(read_text(row[1]), read_text(row[2]))
                        for row in read_rows(data["agents"], 3)
                    }
                ),
                # What was written before there were stages has none.
                MappingProxyType(
                    {read_scope(*row[:4]): read_path(row[4:], now_ns) for row in read_rows(data.get("paths", []), 11)}
                ),
            )
        except (KeyError, TypeError, IndexError) as e:
            raise ValueError("these are no levels") from e


def _entries(entries: Mapping[Scope, Entry]) -> list[list[object]]:
    return [[*parts(scope), *entry_row(entry)] for scope, entry in entries.items()]


def _read_entries(rows: object, now_ns: int) -> Mapping[Scope, Entry]:
    return MappingProxyType({read_scope(*row[:4]): read_entry(row[4:], now_ns) for row in read_rows(rows, 7)})
