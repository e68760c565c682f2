"""Marks of what passed without a question: wrong counts at once, right once a hand has confirmed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.core.autonomy_scope import Situation
from supervisor.core.record import Event
from supervisor.core.record_fields import Approval
from supervisor.core.review import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.core.assessment import Category, Tier
    from supervisor.engine.engine import Engine

_NUMBERED = re.compile(r"-\d+$")
"""What a name gets when it is taken."""


@dataclass(frozen=True, slots=True)
class Found:
    """An action of the record that a person goes through."""

    seq: int
    """Number of the row that decided it."""
    hash: str
    """Hash of that row, hex."""
    agent: str
    """Who did it, as recorded."""
    app: str
    category: Category
    tier: Tier
    drawn: bool
    """The lot fell on it, so that it speaks for others like it: nobody chose it."""
    here: bool
    """The agent that did it is still at work, and no other one of its name."""


class Reviews:
    """Writes marks down, and lets the levels have them.

    Attributes:
        on_marked: Takes the numbers of rows once their mark is written, and the mark.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.on_marked: Callable[[list[int], Mark], None] = lambda _rows, _mark: None
        self._counted: set[int] = set()

    def mark(self, found: Sequence[Found], mark: Mark, note: str, how: str) -> str:
        """Mark actions wrong at once; have the person confirm that they are right.

        Args:
            found: The actions.
            mark: What the person found.
            note: Their words about it; empty for none.
            how: `command` or `tray`.

        Returns:
            What became of it, in a few words.
        """
        if mark is Mark.WRONG:
            written = self._write(found, mark, Approval(how, how, 0, note or None))
            return f"marked wrong: {len(written)} of {len(found)}"
        rows = ", ".join(str(one.seq) for one in found)
        many = len(found) > 1
        sentence = f"Mark {len(found)} action{'s' * many} as right: row{'s' * many} {rows} of the record?"

        def confirmed(approval: Approval) -> None:
            said = Approval(approval.approver, approval.gesture, approval.latency_ms, note or None)
            self._write(found, mark, said)

        why = "it passed without a question, and right counts as a yes to it"
        why = f"{why}; with the note “{note}”" if note else why
        # INVARIANT: what is asked already is the same rows with the same note, so that no question is lost.
        return self._engine.levels.confirm(sentence, why, confirmed, what=f"review {rows} {note}".rstrip())

    def _write(self, found: Sequence[Found], mark: Mark, approval: Approval) -> list[Found]:
        recorder, levels = self._engine.parts.recorder, self._engine.levels
        written: list[Found] = []
        heard: set[Situation] = set()
        for one in found:
            outcome = {
                "mark": mark.value,
                "seq": one.seq,
                "hash": one.hash,
                "app": one.app,
                "category": one.category.value,
                "tier": one.tier.value,
            }
            recorded = recorder.write(Event.REVIEWED, one.agent, durable=True, approval=approval, outcome=outcome)
            if recorded:
                written.append(one)
            queue = self._engine.agents.get(one.agent) if one.here else None
            if mark is Mark.WRONG:
                # INVARIANT: what tightens does so even where it cannot be written.
                for name in {one.agent, _NUMBERED.sub("", one.agent), queue.assignment.agent if queue else one.agent}:
                    levels.found_wrong(Situation(name, "", one.app, one.category), one.tier)
            elif recorded and one.drawn and queue is not None and one.seq not in self._counted:
                given = queue.assignment
                situation = Situation(given.agent or one.agent, given.workflow, one.app, one.category)
                self._counted.add(one.seq)
                if situation not in heard:
                    # INVARIANT: a yes to many at once is one answer, and to one action at two times as well.
                    heard.add(situation)
                    levels.found_right(situation, one.tier, approval)
        if written:
            self.on_marked([one.seq for one in written], mark)
        return written
