"""Keeps the figures of the record up with it while it grows, so that whoever asks for them need not go through it."""

from __future__ import annotations

import logging
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from supervisor.audit.figures import Sums
from supervisor.audit.storage import RecordError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from supervisor.core.ports import Loop

_log = logging.getLogger(__name__)
LOOK_S = 2.0
ENOUGH_ROWS = 1_000
"""So many new rows are worth opening the record for."""
KEEP_ROWS = 5_000
"""After so many the sums are written down."""
_BATCH = 2_000
"""Rows for which the record is held open: its log is not folded meanwhile."""
_A_TURN = 64
_REST_S = 0.02
"""Between two turns: the loop has other things to do, and an old record may have millions of rows."""


class Growing(Protocol):
    """A record that is being written."""

    path: Path
    """The database."""

    @property
    def last_seq(self) -> int:
        """The last row that is committed."""


class Summing:
    """Adds up a few rows at a time, behind everything else, as soon as the loop runs."""

    def __init__(self, loop: Loop, record: Growing) -> None:
        self._loop = loop
        self._record = record
        self._sums = Sums(record.path)
        self._rows: Generator[int, None, None] | None = None
        self._closed = False
        loop.after(LOOK_S, self._look)

    def close(self) -> None:
        """Let go of the record."""
        self._closed = True
        if self._rows is not None:
            self._rows.close()

    def _look(self) -> None:
        if self._closed:
            return
        if self._record.last_seq - self._sums.seq < ENOUGH_ROWS:
            self._loop.after(LOOK_S, self._look)
            return
        self._rows = self._sums.catch_up(_BATCH)
        self._turn()

    def _turn(self) -> None:
        if self._rows is None or self._closed:
            return
        try:
            more = len(list(islice(self._rows, _A_TURN))) == _A_TURN
        except RecordError as e:
            # Whoever asks for the figures is told the same.
            _log.warning("the figures are not kept up with the record: %s", e)
            return
        if more:
            self._loop.after(_REST_S, self._turn)
            return
        self._rows = None
        if self._sums.new >= KEEP_ROWS:
            self._sums.keep()
        self._loop.after(_REST_S, self._look)
