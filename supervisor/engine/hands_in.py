"""In which programs the person's own hands were, and when last: what they did there nobody else knows."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.ports import Desktop, Loop, Timer

EVERY_NS = 250_000_000
"""No more often it is looked where the keyboard goes."""
MOST = 1_000
"""Programs that are remembered."""


class HandsIn:
    """Remembers, for each process that showed the window in use, when the person last pressed something there."""

    def __init__(self, loop: Loop, desktop: Desktop) -> None:
        self._loop = loop
        self._desktop = desktop
        self._looked_ns = -EVERY_NS
        self._pressed_ns = 0
        self._again: Timer | None = None
        self._last_ns: collections.OrderedDict[int, int] = collections.OrderedDict()

    def pressed(self) -> None:
        """Take that a key moved, or a button went down."""
        self._pressed_ns = self._loop.now_ns()
        if self._again is None:
            # A click gives the keyboard to a program only after it, and more may be pressed until then.
            self._again = self._loop.after(EVERY_NS / 1e9, self._look_again)
        if self._pressed_ns - self._looked_ns >= EVERY_NS:
            self._look()

    def _look_again(self) -> None:
        self._again = None
        self._look()

    def _look(self) -> None:
        self._looked_ns = self._loop.now_ns()
        window = self._desktop.focused()
        if window is not None and window.pid:
            self._last_ns[window.pid] = self._pressed_ns
            self._last_ns.move_to_end(window.pid)
            if len(self._last_ns) > MOST:
                self._last_ns.popitem(last=False)

    def since_ns(self, pid: int) -> int | None:
        """Give how long ago the person last pressed something in a program, ns; None for never."""
        last_ns = self._last_ns.get(pid)
        return None if last_ns is None else self._loop.now_ns() - last_ns
