"""The time that questions wait: one clock for all of them, which stands still while the person cannot walk away.

It is counted in short steps of the monotonic clock, and a step that is longer than it can be counts as the longest:
sleep of the machine, a process that was stopped and a clock that jumped use up nobody's time to answer.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import Loop, Timer

STEP_S = 0.25
_LONGEST_STEP_S = 1.0
KEY_REST_S = 20.0
"""After a key of the person's the time stands still for so long (WCAG 2.2.1: 20 seconds and a simple action)."""
_OVER_S = 1e-6


class Still(StrEnum):
    """Why the time stands still."""

    POINTER = "pointer"
    """The person's pointer rests on the popup."""
    KEYS = "keys"
    """The person has just used the keyboard."""
    WRITING = "writing"
    """The person writes what shall be done instead, or why not."""
    LOCKED = "locked"
    """The screen is locked."""
    PAUSED = "paused"
    """The person paused the agents."""
    UI_ABSENT = "ui-absent"
    """Nothing can be read, so nothing can be answered."""


class Limit:
    """The time of one question.

    Attributes:
        left_s: How much is left.
        bound: It goes on whatever the person does: something is held down on the seat meanwhile.
    """

    def __init__(self, wait_s: float, late: Callable[[], None], *, bound: bool) -> None:
        self.wait_s = wait_s
        self.left_s = wait_s
        self.late = late
        self.bound = bound


class Patience:
    """Counts down all limits."""

    def __init__(self, loop: Loop, told: Callable[[], None]) -> None:
        """Begin with none.

        Args:
            loop: The clock.
            told: Called when what is left may have changed, at least once a step.
        """
        self._loop = loop
        self._told = told
        self._limits: list[Limit] = []
        self._still: set[Still] = set()
        self._counted_ns = 0
        self._timer: Timer | None = None
        self._keys_timer: Timer | None = None

    @property
    def stands_still(self) -> bool:
        """True while no time runs, save of limits that are bound."""
        return bool(self._still)

    def runs(self, limit: Limit) -> bool:
        """Tell whether the time of a limit runs."""
        return limit in self._limits and (limit.bound or not self._still)

    def begin(self, wait_s: float, late: Callable[[], None], *, bound: bool = False) -> Limit:
        """Count down from `wait_s` and call `late` at the end, unless it was ended before."""
        self._count()
        limit = Limit(wait_s, late, bound=bound)
        self._limits.append(limit)
        self._go()
        return limit

    def end(self, limit: Limit) -> None:
        """Count it no longer."""
        if limit in self._limits:
            self._count()
            self._limits.remove(limit)
            self._go()

    def more(self, limit: Limit) -> bool:
        """Give as much time again, as often as the person wants; False for one that is bound or over."""
        if limit.bound or limit not in self._limits:
            return False
        self._count()
        limit.left_s += max(limit.wait_s, KEY_REST_S)
        self._go()
        return True

    def stand_still(self, why: Still) -> None:
        """Let no time run until `go_on` for the same reason."""
        self._count()
        self._still.add(why)
        self._go()

    def go_on(self, why: Still) -> None:
        """Let time run again, when nothing else keeps it."""
        self._count()
        self._still.discard(why)
        self._go()

    def keys(self) -> None:
        """Take that the person uses the keyboard."""
        if not self._limits:
            return
        if self._keys_timer is not None:
            self._keys_timer.cancel()
        self._keys_timer = self._loop.after(KEY_REST_S, self._keys_rest)
        if Still.KEYS not in self._still:
            self.stand_still(Still.KEYS)

    def _keys_rest(self) -> None:
        self._keys_timer = None
        self.go_on(Still.KEYS)

    def _count(self) -> None:
        """Take what has passed since the last count off what is left."""
        now_ns = self._loop.now_ns()
        passed_s = min((now_ns - self._counted_ns) / 1e9, _LONGEST_STEP_S)
        self._counted_ns = now_ns
        for limit in self._limits:
            if self.runs(limit):
                limit.left_s -= passed_s

    def _go(self) -> None:
        """Wait for the next step."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        running = [limit.left_s for limit in self._limits if self.runs(limit)]
        if running:
            self._timer = self._loop.after(max(0.0, min(STEP_S, *running)), self._step)
        self._told()

    def _step(self) -> None:
        self._timer = None
        self._count()
        late = [limit for limit in self._limits if self.runs(limit) and limit.left_s <= _OVER_S]
        self._limits = [limit for limit in self._limits if limit not in late]
        for limit in late:
            limit.late()
        self._go()
