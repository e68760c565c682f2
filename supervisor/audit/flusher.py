"""The thread that waits for the disk, so that the loop does not.

It runs one small job at a time and spends its life in system calls; a job that computed would take the interpreter
away from the loop.
"""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Flusher:
    """Runs jobs in a thread, one at a time.

    Attributes:
        error: What the last failed job raised; the owner takes it out with `take_error`.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = threading.Event()
        self._idle.set()
        self._error: Exception | None = None
        self._thread: threading.Thread | None = None

    @property
    def idle(self) -> bool:
        """True when no job runs."""
        return self._idle.is_set()

    def take_error(self) -> Exception | None:
        """Give the exception of the last failed job, once."""
        error, self._error = self._error, None
        return error

    def start(self, job: Callable[[], None]) -> bool:
        """Begin `job`; a job that is running already makes this do nothing.

        Returns:
            True when the job was taken.
        """
        if not self._idle.is_set():
            return False
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="record-flusher", daemon=True)
            self._thread.start()
        self._idle.clear()
        self._jobs.put(job)
        return True

    def wait(self, timeout_s: float) -> bool:
        """Wait until no job runs; tell whether that came true in time."""
        return self._idle.wait(timeout_s)

    def stop(self, timeout_s: float) -> None:
        """End the thread after its job; a thread stuck in the disk is left behind, it dies with the process."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join(timeout_s)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - top of a thread: the owner takes it from here
                self._error = error
            finally:
                self._idle.set()
