"""Tells the ui's window what was asked and answered, from the record: read a few rows at a time, told in pages."""

from __future__ import annotations

import dataclasses
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from supervisor.audit.reader import records
from supervisor.audit.storage import RecordError
from supervisor.audit.timeline import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervisor.core.ports import Loop
    from supervisor.core.record import Record

LAST_ROWS = 3000
"""Rows of the record that are looked at, from its end."""
MOST = 500
"""Lines that are told; the newest."""
PAGE_BYTES = 40_000
"""Of lines in one message; a packet may have 60,000."""
_A_TURN = 64
"""Rows that are read at a time: the loop has a beat to keep."""
_MAX_WORDS = 300
"""Longest text of a line, characters."""


class Past:
    """Reads and tells, once for each time it is asked."""

    def __init__(self, loop: Loop, record: Path, tell: Callable[[dict[str, Any]], None]) -> None:
        self._loop = loop
        self._record = record
        self._tell = tell
        self._source: Iterator[Record] | None = None
        self._rows: list[Record] = []
        self._lines: list[dict[str, Any]] = []

    def open(self) -> None:
        """Begin to read; what was being told before is told no further."""
        reading = self._source is not None
        self._source, self._rows, self._lines = records(self._record, last=LAST_ROWS), [], []
        if not reading:
            self._loop.after(0, self._read)

    def taken(self) -> None:
        """Take that the window shows the last page."""
        if self._lines:
            self._tell_page(fresh=False)

    def _read(self) -> None:
        source = self._source
        if source is None:
            return
        # What cannot be read any further is told as far as it goes.
        with suppress(RecordError):
            for record in source:
                self._rows.append(record)
                if len(self._rows) % _A_TURN == 0:
                    self._loop.after(0, self._read)
                    return
        self._source = None
        self._lines = [_line(dataclasses.asdict(entry)) for entry in reversed(entries(self._rows)[-MOST:])]
        self._rows = []
        self._tell_page(fresh=True)

    def _tell_page(self, *, fresh: bool) -> None:
        page, left = list[dict[str, Any]](), PAGE_BYTES
        while self._lines:
            left -= len(json.dumps(self._lines[0])) + 1
            if left < 0 and page:
                break
            page.append(self._lines.pop(0))
        self._tell({"t": "past", "fresh": fresh, "rows": page})


def _line(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value[:_MAX_WORDS] if isinstance(value, str) else value for name, value in entry.items()}
