"""A field for a note, which tells when all that was typed into it has arrived.

Where programs are shown to screen readers, Qt asks the accessibility bus about each key before a widget gets it, and
goes on after 100 ms without an answer (`QSpiApplicationAdaptor::eventFilter`). It asks nobody about shortcuts and
presses of the mouse: what is done by them comes before the letters that were typed first. Of each key the field is
asked at once whether it wants it (`ShortcutOverride`), and gets it later (`KeyPress`), in order; so it knows what is
on its way.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from supervisor.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500
"""A screen reader may keep a key for itself: what has not come by then does not come."""


class NoteField(QLineEdit):
    """One line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = 0
        self._coming: deque[tuple[int, int]] = deque()
        """Number and key of each that it was asked about and did not get yet, in order."""
        self._waiting: deque[tuple[int, Callable[[], None]]] = deque()
        """What is to be done, in order, and the number of the last key that it comes after."""
        self._patience = timer(self, "letters-on-their-way", _PATIENCE_MS, self._give_up, repeats=False)

    def when_whole(self, then: Callable[[], None]) -> None:
        """Do something after all that has been typed by now, and before what is typed later.

        Args:
            then: What to do; at once, where nothing is on its way.
        """
        if not self._coming:
            then()
            return
        self._waiting.append((self._coming[-1][0], then))
        self._patience.start()

    def event(self, event: QEvent) -> bool:
        """See which keys come and which have come."""
        taken = super().event(event)
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                # What it does not want may be a shortcut, and never come; of what was kept back it is asked again.
                if event.isAccepted() and event.spontaneous():
                    self._asked += 1
                    self._coming.append((self._asked, event.key()))
            elif event.type() == QEvent.Type.KeyPress and event.key() in [key for _, key in self._coming]:
                self._came(event.key())
        return taken

    def _came(self, key: int) -> None:
        asked, first = self._coming.popleft()
        # They come in order: those before it were kept by somebody.
        while first != key:
            asked, first = self._coming.popleft()
        self._do_up_to(asked)

    def _give_up(self) -> None:
        self._coming.clear()
        self._do_up_to(self._asked)

    def _do_up_to(self, asked: int) -> None:
        while self._waiting and self._waiting[0][0] <= asked:
            self._waiting.popleft()[1]()
        if not self._waiting:
            self._patience.stop()
