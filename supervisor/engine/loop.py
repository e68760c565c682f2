"""The service's event loop: epoll, timers, nothing else.

One thread and plain callbacks: asyncio's streams cost 40 µs a round trip and lose file descriptors.
"""

from __future__ import annotations

import heapq
import itertools
import select
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Timer:
    """A pending call.

    Attributes:
        due_ns: When, on the monotonic clock.
        call: What to call; None once cancelled or called.
    """

    __slots__ = ("call", "due_ns")

    def __init__(self, due_ns: int, call: Callable[[], None]) -> None:
        self.due_ns = due_ns
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """Never call it."""
        self.call = None


class EventLoop:
    """Watches descriptors and timers until `stop`.

    Attributes:
        before_wait: Called at the end of each turn, before waiting: group work of the turn is done there.
    """

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._callbacks: dict[int, Callable[[int], None]] = {}
        self._timers: list[tuple[int, int, Timer]] = []
        self._order = itertools.count()
        self._running = False
        self.before_wait: Callable[[], None] = lambda: None

    def now_ns(self) -> int:
        """Give CLOCK_MONOTONIC in ns."""
        return time.monotonic_ns()

    def add(self, fd: int, on_event: Callable[[int], None], events: int) -> None:
        """Watch `fd` for epoll `events`."""
        self._callbacks[fd] = on_event
        self._epoll.register(fd, events)

    def change(self, fd: int, events: int) -> None:
        """Watch `fd` for other events."""
        self._epoll.modify(fd, events)

    def remove(self, fd: int) -> None:
        """Stop watching `fd`; call it before closing."""
        if self._callbacks.pop(fd, None) is not None:
            self._epoll.unregister(fd)

    def after(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Call once, `delay_s` from now; 0 means in the next turn."""
        timer = Timer(self.now_ns() + int(delay_s * 1e9), call)
        heapq.heappush(self._timers, (timer.due_ns, next(self._order), timer))
        return timer

    def run(self) -> None:
        """Run until `stop`."""
        self._running = True
        while self._running:
            self.turn()

    def turn(self, longest_s: float = 1.0) -> None:
        """Wait for the next events or timer and serve them once."""
        self.before_wait()
        wait_s = longest_s
        if self._timers:
            wait_s = min(wait_s, max(0.0, (self._timers[0][0] - self.now_ns()) / 1e9))
        for fd, events in self._epoll.poll(wait_s):
            callback = self._callbacks.get(fd)
            if callback is not None:
                callback(events)
        now_ns = self.now_ns()
        while self._timers and self._timers[0][0] <= now_ns:
            timer = heapq.heappop(self._timers)[2]
            call, timer.call = timer.call, None
            if call is not None:
                call()

    def stop(self) -> None:
        """Leave `run` after this turn."""
        self._running = False

    def close(self) -> None:
        """Release the descriptor."""
        self._epoll.close()
