"""Work that is long for the loop, done a little at a time between whatever else it has to do."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeVar

from supervisor.audit.storage import RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from supervisor.core.ports import Loop

STEPS = 16
"""In a turn: a row that is read from the record and told takes some 60 µs."""
_MOST = 64
"""Works that wait; whoever brings more is told to come again."""
_Found = TypeVar("_Found")


class Turns:
    """Does one work after the other, each in as many turns of the loop as it takes.

    # INVARIANT: no turn takes more than `STEPS` steps, however long the work is.
    """

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._waiting: deque[Callable[[], bool]] = deque()

    def do(
        self, work: Generator[object, None, _Found], then: Callable[[_Found], None], failed: Callable[[str], None]
    ) -> None:
        """Do something when all before is done.

        Args:
            work: Yields after each step, and gives what was found.
            then: Takes that.
            failed: Takes the sentence where the record cannot be read, or too much waits already.
        """
        if len(self._waiting) >= _MOST:
            failed("too much is being looked up: try again in a moment")
            return

        def turn() -> bool:
            try:
                for _ in range(STEPS):
                    next(work)
            except StopIteration as e:
                then(e.value)
                return True
            except RecordError as e:
                failed(str(e))
                return True
            return False

        self._waiting.append(turn)
        if len(self._waiting) == 1:
            self._loop.after(0, self._turn)

    def _turn(self) -> None:
        if self._waiting[0]():
            self._waiting.popleft()
        if self._waiting:
            self._loop.after(0, self._turn)
