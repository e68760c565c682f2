"""Refusals in the record: each for itself up to so many a second, the rest by their number.

An agent that goes on and on must not fill the disk, nor keep it so busy that others wait for it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.fallbacks import fallback
from supervisor.core.record import Event

if TYPE_CHECKING:
    from supervisor.engine.parts import Parts

TOLD_IN_FULL = 10
"""Refusals of one agent by one rule that are told in full, in each `WINDOW_S`."""
WINDOW_S = 1.0


@dataclass(slots=True)
class _Window:
    told: int = 0
    untold: int = 0


class Flood:
    """Counts refusals by agent and rule."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._windows: dict[tuple[str, str], _Window] = {}

    def tells(self, agent: str, rule: str) -> bool:
        """Take a refusal by the fallback `rule`.

        Returns:
            Whether it is to be recorded for itself; else it is counted, and the number recorded.
        """
        key = (agent, rule)
        window = self._windows.get(key)
        if window is None:
            window = self._windows[key] = _Window()
            self._parts.loop.after(WINDOW_S, functools.partial(self._close, key))
        if window.told < TOLD_IN_FULL:
            window.told += 1
            return True
        window.untold += 1
        return False

    def _close(self, key: tuple[str, str]) -> None:
        window = self._windows.pop(key)
        if window.untold:
            agent, rule = key
            outcome = {"action_id": None, "result": "refused", "count": window.untold}
            self._parts.recorder.write(Event.OUTCOME, agent, decision=fallback(rule), outcome=outcome)

    def end(self) -> None:
        """Record what is counted by now."""
        for key in list(self._windows):
            window = self._windows[key]
            self._close(key)
            self._windows[key] = _Window(window.told)
