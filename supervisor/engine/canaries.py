"""Asks now and then about what nobody wants, and sees whether the answer was read.

# INVARIANT: there is nothing behind such a question that could be performed. It is words in the list of questions,
# and no action: no agent's queue and no outlet knows of it, no level or standing answer hears how it ends, and it
# makes way at once for whatever else is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.core.answers import ONCE, OTHER, REASONS
from supervisor.core.canary import RULE, WHAT, WHY, Ending, falls, riddle
from supervisor.core.grants import Span
from supervisor.core.record import Event
from supervisor.core.undo import AGENT
from supervisor.engine.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.answers import Reach
    from supervisor.core.canary import Riddle
    from supervisor.core.fatigue import Given
    from supervisor.core.record_fields import Approval
    from supervisor.engine.engine import Engine

SOON_S = 2.0
"""It comes no sooner after the question by which it was drawn."""
LATER_S = 20.0
"""And by so much later at most, by lot again."""
AGAIN_S = 5.0
"""Where it cannot be asked, because something else is, it is tried again after this time."""
TRIES = 60
"""So often; then it is let be."""
WAITS_S = 60.0
"""Who has not answered by then is not there, and has missed nothing."""
WATCH_S = 0.1
_EVENTS = {
    Ending.MISSED: Event.CANARY_MISSED,
    Ending.NOTICED: Event.CANARY_NOTICED,
    Ending.WITHDRAWN: Event.CANARY_WITHDRAWN,
}


@dataclass(slots=True)
class Canary(Question):
    """Such a question among the others; a person answers it like one about an action."""

    def choices(self, _reach: Reach) -> dict[str, Any]:
        """Give what the popup shows of an action of which a yes reaches no further."""
        reasons = [*([name, words[0]] for name, words in REASONS.items()), [OTHER.partition(":")[2], "Other…"]]
        return {
            "breadths": [],
            "spans": [],
            "breadth": ONCE,
            "span": Span.QUARTER_HOUR,
            "says": "this one action",
            "reasons": reasons,
            "change": "",
        }

    def closed_as(self, *, approved: bool) -> str:
        """Have the ui say at once what it was."""
        return Ending.MISSED if approved else Ending.NOTICED

    def write(self, _word: str, approval: Approval) -> None:
        """Who wants to write why not, or something else instead, has read it."""
        self.on_answer(False, approval)


class Canaries:
    """Draws them, asks them, and writes down how they end."""

    def __init__(self, engine: Engine, draw: Callable[[], float]) -> None:
        """Begin to draw.

        Args:
            engine: Ours.
            draw: Gives a number, even in [0, 1), that nobody can foretell.
        """
        self._engine = engine
        self._draw = draw
        self._due = False
        self._asked: tuple[Canary, Riddle] | None = None
        engine.holds.attention.on_answer = self._answered

    @property
    def _one_in(self) -> int:
        return self._engine.parts.judge.terms().canaries

    def _answered(self, _given: Given) -> None:
        """Draw, for each question that was answered."""
        if self._due or not falls(self._draw(), self._one_in):
            return
        self._due = True
        self._engine.parts.loop.after(SOON_S + self._draw() * LATER_S, lambda: self._come(TRIES))

    def _come(self, tries: int) -> None:
        if self._may_be_asked():
            self._due = False
            self._ask()
        elif tries > 1 and self._one_in:
            self._engine.parts.loop.after(AGAIN_S, lambda: self._come(tries - 1))
        else:
            self._due = False

    def _may_be_asked(self) -> bool:
        """Tell whether nothing else is asked, and agents are at work before somebody who can see it."""
        holds = self._engine.holds
        return bool(self._one_in and self._agents()) and not holds.waiting and self._is_open()

    def _is_open(self) -> bool:
        engine = self._engine
        shut = engine.stopped or engine.anything_paused or engine.closed() or engine.parts.headless
        return not shut and engine.parts.mirror.alive

    def _agents(self) -> list[str]:
        return [name for name in self._engine.agents if not name.startswith(AGENT)]

    def _ask(self) -> None:
        holds, made = self._engine.holds, riddle(self._agents(), self._draw)
        canary = Canary(holds.new_id(), WHAT, self._ended)
        self._asked = canary, made
        message: dict[str, Any] = {
            "t": "request",
            "id": canary.request,
            "kind": "action",
            "sentence": made.sentence,
            "why": WHY,
            "rule": RULE,
            "agent": made.agent,
            "workflow": "",
            "point": None,
            "rect": None,
            "deadline_s": None,
            "extends": False,
            "urgent": False,
            "masked": False,
            "choices": canary.choices(canary.reach),
            "twice": False,
            "first": "",
            "said": "",
        }
        holds.put(canary, message)
        self._watch(self._engine.parts.loop.now_ns() + int(WAITS_S * 1e9))

    def _watch(self, until_ns: int) -> None:
        """Take it back when it may not be asked any more, and see when it was."""
        if self._asked is None:
            return
        canary, made = self._asked
        loop, holds = self._engine.parts.loop, self._engine.holds
        if canary in holds.waiting and (loop.now_ns() > until_ns or not self._is_open()):
            holds.withdraw(WHAT)
        if canary not in holds.waiting:
            self._asked = None
            self._write(Ending.WITHDRAWN, made)
        else:
            loop.after(WATCH_S, lambda: self._watch(until_ns))

    def _ended(self, yes: bool, approval: Approval) -> None:
        if self._asked is None:
            return
        (canary, made), self._asked = self._asked, None
        ending = Ending.MISSED if yes else Ending.NOTICED
        self._engine.holds.attention.tested(missed=yes)
        self._write(ending, made, approval)
        self._engine.holds.remove(canary, ending)
        self._engine.publish()

    def _write(self, ending: Ending, made: Riddle, approval: Approval | None = None) -> None:
        asked = {"sentence": made.sentence, "agent": made.agent}
        self._engine.parts.recorder.write(_EVENTS[ending], durable=True, approval=approval, outcome=asked)
