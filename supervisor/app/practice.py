"""The first run: a person learns approve, reject and stop by doing each once, on the real machinery.

The questions are the supervisor's own and about nothing; the stop is a real one, and so it is only practised while no
agent runs.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from supervisor.core.record import Event

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.core.record_fields import Approval
    from supervisor.engine.engine import Engine

_log = logging.getLogger(__name__)
_WATCH_S = 0.5
WHAT = "practice"
"""The confirmation that is practised on."""
_QUESTIONS = {
    "approve": "Practice: approve this.",
    "reject": "Practice: now reject this.",
}
_WHY = "you are learning the keys: nothing happens, whichever answer you give"
_BUSY = "An agent is running. Practise when none is, for a stop ends it."
_STOPPED = "Everything is stopped. Let agents work again first, then practise."
_WRONG = {"approve": "That was a no. Try again: approve it.", "reject": "That was a yes. Try again: reject it."}


class Practice:
    """Leads through it, a step at a time.

    Attributes:
        step: `approve`, `reject`, `stop`, `rearm`, `done`; empty while nothing is practised.
    """

    def __init__(self, engine: Engine, seen: Path) -> None:
        """Begin with nothing to practise.

        Args:
            engine: Ours.
            seen: A file that is there once the person has seen the welcome.
        """
        self._engine = engine
        self._seen = seen
        self._welcome = False
        self.step = ""

    def first_run(self) -> None:
        """The person started the supervisor: show the welcome, the first time."""
        self._welcome = not self._seen.exists()
        self.ui_ready()

    def ui_ready(self) -> None:
        """Show the welcome to a ui that is there."""
        mirror = self._engine.parts.mirror
        if self._welcome and mirror.alive:
            self._welcome = False
            mirror.tell({"t": "welcome"})
        if self.step and mirror.alive:
            self._tell("")

    def begin(self) -> None:
        """Practise from the first step on."""
        self.step = ""
        self._engine.holds.withdraw(WHAT)
        if self._engine.agents:
            self._tell(_BUSY)
        elif self._engine.stopped:
            self._tell(_STOPPED)
        else:
            self._go("approve")
            self._watch()

    def leave(self) -> None:
        """Practise no further; the welcome is not shown again by itself."""
        self.step = ""
        self._engine.holds.withdraw(WHAT)
        self._remember()

    def stopped(self) -> None:
        """Everything was stopped, by the person as a rule."""
        if self.step == "stop":
            self._go("rearm")
        elif self.step:
            self.step = ""
            self._tell(_STOPPED)

    def rearmed(self) -> None:
        """The stop is over."""
        if self.step == "rearm":
            self._go("done")
            self._remember()

    def _go(self, step: str, note: str = "") -> None:
        self.step = step
        self._tell(note)
        if step in _QUESTIONS:
            self._engine.holds.confirm(WHAT, _QUESTIONS[step], _WHY, partial(self._answered, step), practice=True)

    def _answered(self, step: str, yes: bool, approval: Approval) -> None:
        outcome = {"question": WHAT, "answer": "approve" if yes else "reject"}
        self._engine.parts.recorder.write(Event.ANSWERED, approval=approval, outcome=outcome)
        if step != self.step:
            return
        if yes != (step == "approve"):
            self._go(step, _WRONG[step])
        else:
            self._go("reject" if step == "approve" else "stop")

    def _watch(self) -> None:
        """End it when an agent comes: a stop would be no practice any more."""
        if self.step in ("", "done"):
            return
        if self._engine.agents:
            self.step = ""
            self._engine.holds.withdraw(WHAT)
            self._tell(_BUSY)
            return
        self._engine.parts.loop.after(_WATCH_S, self._watch)

    def _tell(self, note: str) -> None:
        message: dict[str, Any] = {"t": "practice", "step": self.step, "note": note}
        self._engine.parts.mirror.tell(message)

    def _remember(self) -> None:
        try:
            self._seen.touch(mode=0o600)
        except OSError:
            _log.exception("it cannot be kept that the welcome was seen: it comes again")
