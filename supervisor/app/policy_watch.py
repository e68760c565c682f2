"""Notices that the policy's file changed, and reads it beside the service's loop.

A thread of its own looks ten times a second: whatever becomes of the file (replaced by renaming, a link to another,
cut in the middle of writing, on a disk that does not answer) the gate goes on meanwhile.
"""

from __future__ import annotations

import logging
import os
import select
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from supervisor.app.configuration import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from supervisor.app.configuration import NamedPolicy
    from supervisor.core.ports import Loop

    Mark = tuple[object, ...]

_log = logging.getLogger(__name__)
LOOK_S = 0.1
CALM_S = 0.15
"""A file is read when it has stayed the same this long: before, it may be half written."""
PATIENCE_S = 0.6
"""One that is written all the time is read after this time all the same."""
_END_S = 1.0


class PolicyWatch:
    """Looks at the files that the policy depends on."""

    def __init__(self, files: Sequence[Path], read: Callable[[], NamedPolicy]) -> None:
        """Take the files as they are now for what is known.

        Args:
            files: What to look at; some may not be there.
            read: Reads the policy anew; raises ConfigurationError.
        """
        self._files = tuple(files)
        self._read = read
        self._seen = self._marks()
        self._seen_s = 0.0
        self._changed_s: float | None = None
        self._found: deque[NamedPolicy | str] = deque()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="policy-watch", daemon=True)
        self._fd = -1

    def look(self, now_s: float) -> NamedPolicy | str | None:
        """Look once.

        Args:
            now_s: Monotonic, s.

        Returns:
            The policy when the files changed, as a sentence when it cannot be used; None while they did not.
        """
        marks = self._marks()
        if marks != self._seen:
            self._seen, self._seen_s = marks, now_s
            self._changed_s = now_s if self._changed_s is None else self._changed_s
        if self._changed_s is None:
            return None
        calm = now_s - self._seen_s >= CALM_S
        if not calm and now_s - self._changed_s < PATIENCE_S:
            return None
        # Not calm, it is read again soon: its next change may bear the same time.
        self._changed_s = None if calm else now_s
        return self._outcome()

    def _outcome(self) -> NamedPolicy | str:
        try:
            return self._read()
        except ConfigurationError as e:
            return str(e)
        except OSError as e:
            return f"the policy cannot be read: {(e.strerror or str(e)).lower()}: check the permissions"
        except Exception as e:  # noqa: BLE001 - top of a thread: whatever a file does to us, what held goes on
            _log.exception("the policy could not be read")
            return f"the policy cannot be read: {type(e).__name__}: see the log"

    def _marks(self) -> tuple[Mark, ...]:
        return tuple(_mark(file) for file in self._files)

    # -- the thread

    def start(self, loop: Loop, on_found: Callable[[NamedPolicy | str], None]) -> None:
        """Begin to look; what is found is told from the loop."""
        self._fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

        def woken(_events: int) -> None:
            os.eventfd_read(self._fd)
            while self._found:
                on_found(self._found.popleft())

        loop.add(self._fd, woken, select.EPOLLIN)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(LOOK_S):
            found = self.look(time.monotonic())
            if found is not None:
                self._found.append(found)
                os.eventfd_write(self._fd, 1)

    def close(self, loop: Loop) -> None:
        """End."""
        if self._fd < 0:
            return
        self._over.set()
        loop.remove(self._fd)
        self._thread.join(_END_S)
        if not self._thread.is_alive():
            os.close(self._fd)
            self._fd = -1


def _mark(file: Path) -> Mark:
    """Give what changes with the file's content, place or permissions; of a link, with what it leads to."""
    try:
        found = os.stat(file)  # noqa: PTH116 - the same call, a third of the time
    except OSError as e:
        return (e.errno,)
    return found.st_dev, found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns
