"""Recalls at the start how the person answered in earlier runs, in a thread of its own beside the service's loop."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from supervisor.audit.past_answers import past_answers
from supervisor.core.recalled import recalled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.core.answers import Answer
    from supervisor.core.grants import Subject
    from supervisor.core.ports import Loop

_log = logging.getLogger(__name__)
LOOK_S = 0.1


class Recalling:
    """Reads once; without what it reads, the popup shows what was answered since the start."""

    def __init__(self, loop: Loop, record: Path, public_key: bytes) -> None:
        self._loop = loop
        self._record = record
        self._public_key = public_key
        self._found: list[tuple[Subject, Answer]] = []
        self._thread = threading.Thread(target=self._read, name="recalling", daemon=True)

    def start(self, then: Callable[[list[tuple[Subject, Answer]]], None]) -> None:
        """Begin to read; `then` is called from the loop with what was found."""
        self._thread.start()
        self._look(then)

    def _look(self, then: Callable[[list[tuple[Subject, Answer]]], None]) -> None:
        if self._thread.is_alive():
            self._loop.after(LOOK_S, lambda: self._look(then))
        else:
            then(self._found)

    def _read(self) -> None:
        try:
            self._found = recalled(past_answers(self._record, self._public_key))
        except Exception:  # noqa: BLE001 - top of a thread: whatever an old record does to us, the gate goes on
            _log.exception("the earlier answers could not be read")
