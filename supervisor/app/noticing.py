"""When a person who is not looking is told by a notification: a question waits, its time is over, all was stopped.

Also that the supervisor itself has ended, since nobody hears the person any more.

Told only. A notification has no button, and what is done with one is heard by nobody: it is no hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.engine.engine import Engine

LOOK_S = 1.0
AWAY_S = 20.0
"""A question has waited for so long, and no hand has moved: nobody is there, or looks elsewhere."""
HIDDEN_S = 5.0
"""A question that the ui has not had on the screen by then is told of, whoever is there."""
_LOST = "Your keyboard and mouse are not heard any more, so the supervisor has ended, too. Start it again."
_BY_PEOPLE = frozenset({"chord", "escape", "press", "command", "tray"})
"""Stops that somebody meant; all others come from something that watches."""


class Noticing:
    """Watches the question that is asked.

    # INVARIANT: one question is told of once, and at most one a second.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._parts = engine.parts
        self._shown = ""
        self._told = ""

    def start(self) -> None:
        """Begin to look."""
        self._look()

    def shown(self, request: str) -> None:
        """Take that a question is on the screen."""
        self._shown = request

    def stopped(self, how: str) -> None:
        """Take that all agents were stopped."""
        if how not in _BY_PEOPLE:
            self._parts.mirror.tell({"t": "notice", "kind": "stopped", "says": self._engine.telling.alarm})

    def human_lost(self) -> None:
        """Take that nobody hears the person any more: agents and supervisor end."""
        self._parts.mirror.tell({"t": "notice", "kind": "stopped", "says": _LOST})

    def _look(self) -> None:
        self._parts.loop.after(LOOK_S, self._look)
        message, since_ns = self._engine.holds.asked
        request = str(message.get("id", ""))
        if message.get("kind") != "action" or request == self._told or not self._parts.mirror.alive:
            return
        now_ns = self._parts.loop.now_ns()
        rests_s = (now_ns - max(since_ns, self._engine.person.last_ns)) / 1e9
        if rests_s >= AWAY_S or (request != self._shown and now_ns - since_ns >= HIDDEN_S * 1e9):
            self._told = request
            self._parts.mirror.tell(
                {"t": "notice", "kind": "waiting", "id": request, "says": str(message["sentence"])}
            )
