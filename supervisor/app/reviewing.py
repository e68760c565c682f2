"""What a command says when somebody marks actions of the record right or wrong, held against the record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.audit.review import began_after, passed_at
from supervisor.audit.storage import RecordError
from supervisor.core.review import Mark
from supervisor.engine.reviews import Found, Reviews

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from supervisor.audit.review import Passed
    from supervisor.engine.engine import Engine

MOST = 20
"""Rows that are marked by one command."""
LONGEST_NOTE = 500
_ROWS = re.compile(r"\d{1,18}( \d{1,18})*")


class Reviewing:
    """Serves the command `review`."""

    def __init__(self, engine: Engine, record: Path) -> None:
        self._reviews = Reviews(engine)
        self._engine = engine
        self._record = record

    def take(self, message: Mapping[str, object]) -> str:
        """Mark what is wanted, or have the person asked; says what became of it.

        Args:
            message: `mark`, `rows` (numbers parted by blanks) and where there is one a `note`.
        """
        rows = str(message.get("rows"))
        if str(message.get("mark")) not in set(Mark) or _ROWS.fullmatch(rows) is None:
            return "nothing to do"
        mark, seqs = Mark(str(message["mark"])), list(dict.fromkeys(map(int, rows.split())))
        if len(seqs) > MOST:
            return f"these are {len(seqs)} rows: mark {MOST} at a time"
        try:
            found = [self._found(one) for one in passed_at(self._record, seqs)]
        except RecordError as e:
            return str(e)
        note = str(message.get("note") or "")[:LONGEST_NOTE]
        return self._reviews.mark(found, mark, note, "command")

    def _found(self, one: Passed) -> Found:
        # Who acted then may have been another agent of that name.
        here = one.agent in self._engine.agents and not began_after(self._record, one.agent, one.seq)
        return Found(one.seq, one.hash, one.agent, one.app, one.category, one.tier, one.drawn, here)
