"""Keeps the figures of the record up with it while it grows, so that whoever asks for them need not go through it."""

from __future__ import annotations

import logging
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from supervisor.audit.figures import Sums
from supervisor.audit.storage import RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from supervisor.core.autonomy_tally import Tally
    from supervisor.core.ports import Loop

_log = logging.getLogger(__name__)
LOOK_S = 2.0
AGAIN_S = 30.0
"""After this the record is looked at again when it could not be read; twice as long each time it still cannot."""
LONGEST_S = 3600.0
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
    """Adds up a few rows at a time, behind everything else, as soon as the loop runs.

    Attributes:
        problem: Why the record cannot be read any further, as a sentence; empty while it can.
        on_new: Called when something was added up.
    """

    def __init__(self, loop: Loop, record: Growing) -> None:
        self._loop = loop
        self._record = record
        self._sums = Sums(record.path)
        self._rows: Generator[int, None, None] | None = None
        self._seen = 0
        self._then: list[Callable[[], None]] = []
        self._closed = False
        self._again_s = AGAIN_S
        self.problem = ""
        self.on_new: Callable[[], None] = lambda: None
        self._timer = loop.after(LOOK_S, self._look)

    @property
    def tally(self) -> Tally:
        """What is added up so far."""
        return self._sums.tally

    @property
    def behind(self) -> int:
        """How many rows there are that it is not made of yet."""
        return max(0, self._record.last_seq - self._sums.seq)

    def now(self, then: Callable[[], None]) -> None:
        """Add up what is new, at most some thousand rows of it, before anything else that can wait.

        Args:
            then: Called when that is done, or cannot be.
        """
        if self._closed:
            then()
            return
        self._then.append(then)
        if self._rows is None:
            self._timer.cancel()
            self._timer = self._loop.after(0, self._look)

    def close(self) -> None:
        """Let go of the record."""
        self._closed = True
        if self._rows is not None:
            self._rows.close()

    def _look(self) -> None:
        if self._closed:
            return
        last = self._record.last_seq
        new, is_quiet = last - self._sums.seq, last == self._seen
        self._seen = last
        # A few rows wait until no more come: each time the record has to be opened for them.
        if new < ENOUGH_ROWS and not (new and is_quiet) and not self._then:
            self._timer = self._loop.after(LOOK_S, self._look)
            return
        self._rows = self._sums.catch_up(_BATCH)
        self._turn()

    def _turn(self) -> None:
        if self._rows is None or self._closed:
            return
        try:
            more = len(list(islice(self._rows, _A_TURN))) == _A_TURN
        except RecordError as e:
            self._start_over(str(e))
            return
        if more:
            self._timer = self._loop.after(0 if self._then else _REST_S, self._turn)
            return
        self._rows = None
        self.problem, self._again_s = "", AGAIN_S
        if self._sums.new >= KEEP_ROWS:
            self._sums.keep()
        self._timer = self._loop.after(_REST_S, self._look)
        self._tell()

    def _start_over(self, problem: str) -> None:
        """Begin again after a while with what is kept: the disk may have been busy, or the record be mended."""
        if problem != self.problem:
            # Whoever asks for the figures is told the same.
            _log.warning("the figures are not kept up with the record: %s", problem)
        self.problem = problem
        self._sums = Sums(self._record.path)
        self._timer = self._loop.after(self._again_s, self._look)
        self._again_s = min(2 * self._again_s, LONGEST_S)
        self._tell()

    def _tell(self) -> None:
        self._rows = None
        then, self._then = self._then, []
        self.on_new()
        for one in then:
            one()
