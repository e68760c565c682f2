"""What is said when somebody marks actions of the record right or wrong, or orders that one be taken back."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from supervisor.app.undoing import UndoOrders
from supervisor.audit.review import looking_up
from supervisor.core.review import Mark
from supervisor.engine.reviews import Found, Reviews

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from supervisor.app.turns import Turns
    from supervisor.audit.review import Passed
    from supervisor.engine.engine import Engine

MOST = 200
"""Rows that are marked at once."""
LONGEST_NOTE = 500
UNDO = "undo"
"""In the place of a mark: have what one row decided taken back."""
_ROW = re.compile(r"\d{1,18}")
_ROWS = re.compile(r"\d{1,18}( \d{1,18})*")


class Reviewing:
    """Marks, each once the record was looked up for it; that takes turns, so that nothing held waits for it.

    Attributes:
        reviews: Writes the marks.
    """

    def __init__(self, engine: Engine, record: Path, turns: Turns) -> None:
        self.reviews = Reviews(engine)
        self._engine = engine
        self._record = record
        self._turns = turns
        self._orders = UndoOrders(engine, record, turns, os.environ)

    def take(self, message: Mapping[str, object], how: str, says: Callable[[str], None]) -> None:
        """Mark what is wanted, or have the person asked.

        Args:
            message: `mark` (`right`, `wrong` or `undo`), `rows` (numbers parted by blanks; of an undo one alone) and
                where there is one a `note`.
            how: `command` or `tray`.
            says: Takes what became of it, in a few words.
        """
        rows = str(message.get("rows"))
        if message.get("mark") == UNDO and _ROW.fullmatch(rows):
            self._orders.take(int(rows), says)
            return
        if str(message.get("mark")) not in set(Mark) or _ROWS.fullmatch(rows) is None:
            says("nothing to do")
            return
        mark, seqs = Mark(str(message["mark"])), list(dict.fromkeys(map(int, rows.split())))
        if len(seqs) > MOST:
            says(f"these are {len(seqs)} rows: mark {MOST} at a time")
            return
        note = str(message.get("note") or "")[:LONGEST_NOTE]

        def marks(passed: list[Passed]) -> None:
            says(self.reviews.mark([self._found(one) for one in passed], mark, note, how))

        self._turns.do(looking_up(self._record, seqs), marks, says)

    def _found(self, one: Passed) -> Found:
        # Who acted then may have been another agent of that name.
        began = self._engine.parts.recorder.began.get(one.agent)
        here = one.agent in self._engine.agents and began is not None and began < one.seq
        return Found(one.seq, one.hash, one.agent, one.app, one.category, one.tier, one.drawn, here)
