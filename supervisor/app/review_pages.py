"""Tells the ui's window what was drawn to be gone through, the gravest first, and what the day was like; in pages."""

from __future__ import annotations

import json
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from supervisor.audit.review import drawing
from supervisor.core.autonomy_figures import Figures
from supervisor.core.autonomy_tally import DAY_NS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    from supervisor.app.reviewing import Reviewing
    from supervisor.app.summing import Summing
    from supervisor.app.turns import Turns
    from supervisor.audit.review import Passed
    from supervisor.core.review import Mark, Queue

MOST = 1_000
"""Rows that are told: more than anybody goes through at a sitting; what is marked makes room."""
PAGE_BYTES = 40_000
"""Of rows in one message; a packet may have 60,000."""
_MAX_WORDS = 300
"""Longest text of a row, characters."""
_NOT_TOLD = frozenset({"hash", "drawn"})


class ReviewPages:
    """Reads and tells, once for each time it is asked; has marked what is marked in the window.

    Attributes:
        on_count: Takes how many wait, whenever something was added up.
    """

    def __init__(
        self,
        summing: Summing,
        record: Path,
        turns: Turns,
        tell: Callable[[dict[str, Any]], None],
        *,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        """Begin with nothing told.

        Args:
            summing: Knows what waits.
            record: The database.
            turns: Reads it.
            tell: Tells the ui.
            clock: Gives the time, ns since 1970.
        """
        self._summing = summing
        self._record = record
        self._turns = turns
        self._tell = tell
        self._clock = clock
        self._asked = 0
        self.on_count: Callable[[int], None] = lambda _count: None
        summing.on_new = lambda: self.on_count(len(summing.tally.review.waiting))
        self._rows: list[dict[str, Any]] = []

    def open(self) -> None:
        """Begin to read; what was being told before is told no further."""
        self._asked += 1
        self._rows = []
        self._summing.now(partial(self._begin, self._asked))

    def taken(self) -> None:
        """Take that the window shows the last page."""
        if self._rows:
            self._tell({"t": "review", "fresh": False, "rows": self._page()})

    def mark(self, reviewing: Reviewing, message: Mapping[str, object]) -> None:
        """Have marked what was marked in the window.

        Args:
            reviewing: Marks.
            message: `mark`, `rows` (a list of numbers) and a `note`.
        """
        rows = message.get("rows")
        numbers = " ".join(str(row) for row in rows) if isinstance(rows, list) else ""
        said = {"mark": message.get("mark"), "rows": numbers, "note": message.get("note")}
        reviewing.take(said, "tray", lambda says: self._tell({"t": "review_said", "says": says}))

    def marked(self, rows: Sequence[int], mark: Mark) -> None:
        """Take which rows were marked, from wherever."""
        self._tell({"t": "review_marked", "rows": list(rows), "mark": mark.value})
        self._summing.now(lambda: None)

    def _begin(self, asked: int) -> None:
        if asked != self._asked:
            return
        work = _gathered(drawing(self._record, self._summing.tally.review, MOST))
        self._turns.do(work, partial(self._found, asked), partial(self._found, asked, []))

    def _found(self, asked: int, found: list[dict[str, Any]], problem: str = "") -> None:
        if asked != self._asked:
            return
        tally = self._summing.tally
        queue: Queue = tally.review
        ledger = tally.days.get(self._clock() // DAY_NS)
        day = sum(ledger.figures.values(), Figures()) if ledger is not None else Figures()
        self._rows = [row for row in found if row["seq"] not in queue.marks]
        self._tell(
            {
                "t": "review",
                "fresh": True,
                "waiting": len(queue.waiting),
                "left_out": queue.left_out,
                "behind": self._summing.behind,
                "today": [day.actions, day.asked, day.unsure],
                "problem": problem or self._summing.problem,
                "rows": self._page(),
            }
        )

    def _page(self) -> list[dict[str, Any]]:
        page, left = list[dict[str, Any]](), PAGE_BYTES
        while self._rows:
            left -= len(json.dumps(self._rows[0])) + 1
            if left < 0 and page:
                break
            page.append(self._rows.pop(0))
        return page


def _gathered(found: Generator[Passed | None, None, None]) -> Generator[None, None, list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for one in found:
        if one is not None:
            rows.append(_row(one))
        yield
    return rows


def _row(one: Passed) -> dict[str, Any]:
    told = {name: value for name, value in one.data.items() if name not in _NOT_TOLD}
    return {name: value[:_MAX_WORDS] if isinstance(value, str) else value for name, value in told.items()}
