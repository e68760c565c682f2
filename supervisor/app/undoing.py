"""What a command says when somebody orders that something of the record be taken back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from supervisor.audit.undo import finding, looking_since
from supervisor.core.undo import Undo
from supervisor.desktop.trash import TrashError, put_back, trashed, why_not
from supervisor.engine.hands_in import HandsIn
from supervisor.engine.undoing import ASKED, Undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from supervisor.app.turns import Turns
    from supervisor.core.undo import Deed, Since
    from supervisor.desktop.trash import Trashed
    from supervisor.engine.engine import Engine

_TRASH_S = 60.0
"""So long after an action has ended its program may still have been at it."""
_MOST_FILES = 100
_NAMED = 5
"""Files that the question names."""


class UndoOrders:
    """Serves `review undo`: finds what is meant, and has the person asked."""

    def __init__(self, engine: Engine, record: Path, turns: Turns, environ: Mapping[str, str]) -> None:
        """Begin to hear where the person's hands are.

        Args:
            engine: Ours.
            record: The database.
            turns: In which it is looked through.
            environ: Of the person's session: where the trash is.
        """
        self._engine = engine
        self._record = record
        self._turns = turns
        self._environ = environ
        self._undoing = Undoing(engine)
        self._hands = HandsIn(engine.parts.loop, engine.parts.desktop)
        engine.person.on_press = self._hands.pressed

    def take(self, seq: int, says: Callable[[str], None]) -> None:
        """Order that something be taken back; nothing is before a person has confirmed it at the screen.

        Args:
            seq: Number of the row that decided it.
            says: Takes what became of the order, in a few words.
        """
        refusal = self._undoing.refusal()
        if refusal:
            says(refusal)
            return

        def found(deed: Deed) -> None:
            if deed.offer.how is Undo.CTRL_Z:
                looking = looking_since(self._record, deed)
                self._turns.do(looking, lambda since: says(self._by_program(deed, since)), says)
            elif deed.offer.how is Undo.TRASH:
                says(self._from_trash(deed))
            else:
                says(f"row {seq} cannot be taken back: {deed.offer.why}")

        self._turns.do(finding(self._record, seq), found, says)

    def _by_program(self, deed: Deed, since: Since) -> str:
        # Something may have happened while the record was looked through.
        if refusal := self._undoing.refusal():
            return refusal
        window = self._undoing.window_of(deed)
        if isinstance(window, str):
            return f"row {deed.seq} cannot be taken back: {window}"
        said = [f"row {deed.seq} of the record: {deed.words}"]
        if since.others:
            said.append(f"{since.others} more since then in that program, the last: {since.last}")
        if self._by_hand(deed, window.pid):
            said.append("your own hands were in that program since then")
        if len(said) > 1:
            said.append("Ctrl+Z takes back the last first")
        self._undoing.press(deed, window, "; ".join(said))
        return ASKED

    def _by_hand(self, deed: Deed, pid: int) -> bool:
        ago_ns = self._hands.since_ns(pid)
        return ago_ns is not None and time.time_ns() - ago_ns >= deed.ended_ns

    def _from_trash(self, deed: Deed) -> str:
        if refusal := self._undoing.refusal():
            return refusal
        times_s = deed.began_ns / 1e9, deed.ended_ns / 1e9 + _TRASH_S
        try:
            found = trashed(self._environ, deed.offer.names, deed.offer.count, times_s)
        except TrashError as e:
            return str(e)
        if not found:
            return f"row {deed.seq} cannot be taken back: what it moved to the trash is not there any more"
        if len(found) > _MOST_FILES:
            return f"row {deed.seq} cannot be taken back: these are {len(found)} files"
        for one in found:
            if why := why_not(one):
                return f"row {deed.seq} cannot be taken back: {why}"
        paths = [one.path for one in found]
        named = ", ".join(paths[:_NAMED]) + (", …" if len(paths) > _NAMED else "")
        said = f"row {deed.seq} of the record: {deed.words}; from the trash to {named}"
        if len(found) < deed.offer.count:
            said += f"; {deed.offer.count} went there, and of these {len(found)} are known"
        self._undoing.put_back(deed, paths, said, lambda: _put_back(found))
        return ASKED


def _put_back(found: Sequence[Trashed]) -> str:
    """Put things back; gives what could not be, empty when all was."""
    failed: list[str] = []
    for one in found:
        try:
            put_back(one)
        except TrashError as e:
            failed.append(str(e))
    return "; ".join(failed)
