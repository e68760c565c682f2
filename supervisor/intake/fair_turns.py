"""Many who have something to say, served in turn and for a bounded time: none of them keeps the loop from the rest.

What they write costs them next to nothing, and each message that is read and refused costs the service more: one that
writes without a pause would have it do nothing else, and be taken for hung.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import Loop

LONGEST_NS = 5_000_000
"""So long at a time they are served; what is left waits for the loop's next turn."""


class FairTurns:
    """Serves one thing of each, round and round.

    # INVARIANT: no turn of the loop takes longer than twice `LONGEST_NS` and two of their messages.
    """

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._waiting: dict[Callable[[], bool], None] = {}
        self._serving = False

    def wants(self, serve: Callable[[], bool]) -> None:
        """Take that somebody has something; they are served at once where nobody waits.

        Args:
            serve: Serves one thing and tells whether there is more; the same one for the same who.
        """
        self._waiting.setdefault(serve)
        if not self._serving:
            self._serve()

    def _serve(self) -> None:
        until_ns = self._loop.now_ns() + LONGEST_NS
        self._serving = True
        while self._waiting:
            serve = next(iter(self._waiting))
            del self._waiting[serve]
            if serve():
                self._waiting.setdefault(serve)
            if self._waiting and self._loop.now_ns() > until_ns:
                self._loop.after(0, self._serve)
                return
        self._serving = False
