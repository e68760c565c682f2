"""What becomes of attempts at side doors: counted each, recorded as often as a person can read."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any

from supervisor.core.fallbacks import fallback
from supervisor.core.input_event import EventKind
from supervisor.core.record import Event
from supervisor.wire.doors.acts import KILL

if TYPE_CHECKING:
    from supervisor.core.input_event import InputEvent
    from supervisor.engine.engine import Engine

RECORD_EVERY_S = 10.0
"""The same door of the same agent is recorded at most this often; the row says how often it was tried meanwhile."""
MAX_DOORS = 64
"""Names kept of one agent; there are not many more doors."""
COUNT = "side_doors"
"""Name of the figure in `status`."""


class SideDoors:
    """The attempts of one agent."""

    def __init__(self, engine: Engine, agent: str) -> None:
        self._engine = engine
        self._agent = agent
        self._tried: collections.Counter[str] = collections.Counter()
        self._recorded_ns: dict[str, int] = {}

    def refused(self, door: str) -> None:
        """Take note that a request was refused, or changed into something harmless.

        Args:
            door: Its name, e.g. `GrabServer` or `RANDR SetCrtcConfig`.
        """
        engine = self._engine
        engine.telling.counts[COUNT] += 1
        if door not in self._tried and len(self._tried) >= MAX_DOORS:
            door = "others"
        self._tried[door] += 1
        now_ns = engine.parts.loop.now_ns()
        last_ns = self._recorded_ns.get(door)
        if last_ns is not None and now_ns - last_ns < RECORD_EVERY_S * 1e9:
            return
        self._recorded_ns[door] = now_ns
        times, self._tried[door] = self._tried[door], 0
        outcome: dict[str, Any] = {"action_id": None, "result": "refused", "door": door, "times": times}
        engine.parts.recorder.write(Event.OUTCOME, self._agent, decision=fallback("side-door", door), outcome=outcome)

    def why_not(self, event: InputEvent) -> str:
        """Tell why an event may not even be judged; empty when it may."""
        parts = self._engine.parts
        if event.kind is EventKind.REMAP:
            keymap = parts.keymap()
            if not self._engine.spare_keys.allows(event.detail, event.symbols, keymap):
                return "ChangeKeyboardMapping"
            self._engine.spare_keys.borrow(event.detail, event.symbols, keymap)
        elif event.kind is EventKind.WINDOW:
            return self._why_not_window(event)
        return ""

    def _why_not_window(self, event: InputEvent) -> str:
        desktop = self._engine.parts.desktop
        window = desktop.by_id(event.window)
        if window is not None and not window.id:
            return ""
        if window is None or not window.pid or desktop.is_ours(window):
            return f"{event.text} a window of the supervisor or of nobody"
        if event.text == KILL and window.id != event.window:
            # An id inside a window may belong to another client than the window: its frame is the window manager's.
            return f"{event.text} what is no program's window"
        return ""
