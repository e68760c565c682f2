"""What a command says when somebody orders that something of the record be taken back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from supervisor.audit.plain_text import plain, shortened
from supervisor.audit.undo import finding, looking_since
from supervisor.core.undo import Undo
from supervisor.desktop.trash import TrashError, closed_to_agents, looking_for, put_back, why_not
from supervisor.engine.hands_in import HandsIn
from supervisor.engine.undoing import ASKED, MEANWHILE, Undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
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
_LONGEST_NAMED = 280
"""Characters of all their names in it."""
_LONGEST_WORDS = 140
"""Characters of what was done in it: what agents wrote must not push out what a person has to know."""


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
                pid = deed.spot.pid if deed.spot is not None else 0
                made = self._undoing.made_in(pid)

                def looked(since: Since) -> None:
                    newer = self._undoing.made_in(pid) != made
                    says(f"{MEANWHILE}: order it again" if newer else self._by_program(deed, since))

                self._turns.do(looking, looked, says)
            elif deed.offer.how is Undo.TRASH:
                self._look_in_trash(deed, says)
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
        said = [f"row {deed.seq} of the record: {shortened(deed.words, _LONGEST_WORDS)}"]
        if since.others:
            last = shortened(since.last, _LONGEST_WORDS)
            said.append(f"{since.others} more since then in that program, the last: {last}")
        if self._by_hand(deed, window.pid):
            said.append("your own hands were in that program since then")
        if len(said) > 1:
            said.append("Ctrl+Z takes back the last first")
        self._undoing.press(deed, window, "; ".join(said))
        return ASKED

    def _by_hand(self, deed: Deed, pid: int) -> bool:
        ago_ns = self._hands.since_ns(pid)
        return ago_ns is not None and time.time_ns() - ago_ns >= deed.ended_ns

    def _look_in_trash(self, deed: Deed, says: Callable[[str], None]) -> None:
        times_s = deed.began_ns / 1e9, deed.ended_ns / 1e9 + _TRASH_S
        looking = looking_for(self._environ, deed.offer.names, deed.offer.count, times_s)
        self._turns.do(_or_why_not(looking), lambda found: says(self._from_trash(deed, found)), says)

    def _from_trash(self, deed: Deed, found: list[Trashed] | str) -> str:
        # Something may have happened while it was looked through.
        if refusal := self._undoing.refusal():
            return refusal
        if isinstance(found, str):
            return found
        if not found:
            return f"row {deed.seq} cannot be taken back: what it moved to the trash is not there any more"
        if len(found) > _MOST_FILES:
            return f"row {deed.seq} cannot be taken back: these are {len(found)} files"
        closed = closed_to_agents(self._environ, self._record.parent)
        for one in found:
            if why := why_not(one, closed):
                return f"row {deed.seq} cannot be taken back: {why}"
        self._undoing.put_back(
            deed, [one.path for one in found], _put_back_words(deed, found), lambda: _put_back(found)
        )
        return ASKED


def _or_why_not(looking: Generator[None, None, list[Trashed]]) -> Generator[None, None, list[Trashed] | str]:
    try:
        return (yield from looking)
    except TrashError as e:
        return str(e)


def _put_back_words(deed: Deed, found: Sequence[Trashed]) -> str:
    """Say what would be put back: of what agents named so much that all of it is seen that a person has to know."""
    said = f"row {deed.seq} of the record: {shortened(deed.words, _LONGEST_WORDS // 2)}"
    if len(found) < deed.offer.count:
        said += f"; {deed.offer.count} went there, and of these {len(found)} are known"
    named = ", ".join(
        f"“{_elided(plain(one.path), _LONGEST_NAMED // min(len(found), _NAMED))}”" for one in found[:_NAMED]
    )
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"{said}; from the trash to {named}{more}"


def _elided(path: str, most: int) -> str:
    """Shorten a path in the middle: what tells most are its ends."""
    head = (most - 1) // 2
    return path if len(path) <= most else f"{path[:head]}…{path[len(path) - (most - 1 - head) :]}"


def _put_back(found: Sequence[Trashed]) -> str:
    """Put things back; gives what could not be, empty when all was."""
    failed: list[str] = []
    for one in found:
        try:
            put_back(one)
        except TrashError as e:
            failed.append(str(e))
    return "; ".join(failed)
