"""The agents' part of the loop: it can be told to be quiet for a moment, and then hears nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import Loop, Timer


class QuietLoop:
    """A loop in the loop, see `core.ports.Loop`; while it is quiet, what comes to its descriptors waits there."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._quiet = False
        self._watched: dict[int, tuple[Callable[[int], None], int]] = {}

    def now_ns(self) -> int:
        """Give CLOCK_MONOTONIC in ns."""
        return self._loop.now_ns()

    def add(self, fd: int, on_event: Callable[[int], None], events: int) -> None:
        """Watch `fd` for epoll `events`."""
        self._watched[fd] = (on_event, events)
        if not self._quiet:
            self._loop.add(fd, on_event, events)

    def change(self, fd: int, events: int) -> None:
        """Watch `fd` for other events."""
        self._watched[fd] = (self._watched[fd][0], events)
        if not self._quiet:
            self._loop.change(fd, events)

    def remove(self, fd: int) -> None:
        """Stop watching `fd`."""
        if self._watched.pop(fd, None) is not None and not self._quiet:
            self._loop.remove(fd)

    def after(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Call once, `delay_s` from now."""
        return self._loop.after(delay_s, call)

    def hush(self, *, quiet: bool) -> None:
        """Be quiet, or listen again."""
        if quiet is self._quiet:
            return
        self._quiet = quiet
        # Taken out altogether: epoll tells of the end of a peer whatever one asks for.
        for fd, (on_event, events) in self._watched.items():
            if quiet:
                self._loop.remove(fd)
            else:
                self._loop.add(fd, on_event, events)
