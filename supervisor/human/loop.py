"""The loop of the process: descriptors, calls from other threads, and the beat."""

from __future__ import annotations

import os
import select
import time
from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

BEAT_NS = 50_000_000
"""Time between two beats, ns."""


class HasFileno(Protocol):
    """Something epoll can wait for."""

    def fileno(self) -> int:
        """Give the descriptor."""


class Loop:
    """Runs until `end`.

    Attributes:
        on_beat: Called about every 50 ms, and at `due_ns`, with the time, monotonic ns.
        due_ns: Asked before each wait: when `on_beat` has to be called at the latest.
    """

    def __init__(self) -> None:
        self.on_beat: Callable[[int], None] = lambda _: None
        self.due_ns: Callable[[], int | None] = lambda: None
        self._epoll = select.epoll()
        self._readers: dict[int, Callable[[], None]] = {}
        self._calls: deque[Callable[[], None]] = deque()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._code: int | None = None
        self.watch(self._bell, self._answer_bell)

    def watch(self, source: HasFileno | int, read: Callable[[], None]) -> None:
        """Call `read` while there is something to read."""
        fd = source if isinstance(source, int) else source.fileno()
        self._readers[fd] = read
        self._epoll.register(fd, select.EPOLLIN)

    def unwatch(self, source: HasFileno | int) -> None:
        """Watch no more; before the descriptor is closed."""
        fd = source if isinstance(source, int) else source.fileno()
        if self._readers.pop(fd, None) is not None:
            self._epoll.unregister(fd)

    def post(self, call: Callable[[], None]) -> None:
        """Have a call made in the loop; from any thread."""
        self._calls.append(call)
        os.eventfd_write(self._bell, 1)

    def end(self, code: int) -> None:
        """Leave after this turn; the first code counts."""
        if self._code is None:
            self._code = code

    def run(self) -> int:
        """Run.

        Returns:
            What `end` was told.
        """
        beat_ns = 0
        while self._code is None:
            now_ns = time.monotonic_ns()
            due_ns = self.due_ns()
            if now_ns >= beat_ns or (due_ns is not None and now_ns >= due_ns):
                beat_ns = now_ns + BEAT_NS
                self.on_beat(now_ns)
                continue
            wait_ns = min(beat_ns, due_ns if due_ns is not None else beat_ns) - now_ns
            for fd, _ in self._epoll.poll(wait_ns / 1e9):
                if fd in self._readers:
                    self._readers[fd]()
        return self._code

    def _answer_bell(self) -> None:
        os.eventfd_read(self._bell)
        while self._calls:
            self._calls.popleft()()
