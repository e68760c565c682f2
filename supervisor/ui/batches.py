"""Brings the card of a batch up where nobody is asked and no agent works, and takes it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication

from supervisor.ui.batch_card import BatchCard
from supervisor.ui.messages import MAX_WORDS, MessageError
from supervisor.ui.timers import timer
from supervisor.ui.windows import REVIEW

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supervisor.ui.stage import Stage

STANDS_MS = 30_000
_COVER = "batch"
_MARGIN, _GAP = 16, 8
_MAX_AGENTS = 50
_MAX_ACTIONS = 1_000_000


def parse_batch(packet: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """Read a `batch` packet: which agents did how much.

    Raises:
        MessageError: a field is missing or of the wrong kind.
    """
    try:
        told = [(name, int(actions)) for name, actions in packet["agents"][:_MAX_AGENTS]]
    except (KeyError, TypeError, ValueError, OverflowError) as e:
        raise MessageError(f"bad `batch`: {e!r}") from e
    if not told:
        raise MessageError("bad `batch`: it is nobody's")
    return tuple((str(name)[:MAX_WORDS], min(max(0, actions), _MAX_ACTIONS)) for name, actions in told)


class Batches(QObject):
    """Shows one batch at a time, the newest.

    Attributes:
        card: What is on the screen; None for nothing.

    Signals:
        told: A message for the service.
        wanted: A window is wanted; carries the word of the menu for it.
    """

    told = Signal(dict)
    wanted = Signal(str)

    def __init__(
        self,
        stage: Stage,
        asks: Callable[[], bool],
        control: Callable[[], QWidget | None],
        is_open: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Begin with nothing.

        Args:
            stage: Where the card comes up.
            asks: Tells whether a question is up.
            control: Gives the always-there control, above which the card stands; None where there is none.
            is_open: Tells whether the list is open already.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._is_open = is_open
        self._stage = stage
        self._asks = asks
        self._control = control
        self._waits: tuple[tuple[str, int], ...] = ()
        self.card: BatchCard | None = None
        self._over = timer(self, "batch-card", STANDS_MS, self.leave, repeats=False)

    def take(self, packet: dict[str, Any]) -> tuple[tuple[str, int], ...]:
        """Take a batch that is to be presented; gives whose it is."""
        agents = parse_batch(packet)
        self.leave()
        if packet.get("card") is True and not self._is_open():
            self._waits = agents
            self.settle()
        else:
            self.told.emit({"t": "batch_shown"})
        return agents

    def settle(self) -> None:
        """Show what waits, unless a question is up; one that has come takes the card's place."""
        if self._asks():
            self._take_down()
        elif self._waits:
            self._put_up()

    def leave(self) -> None:
        """Show it no more: an agent works, the list is open, or the person does not want it now."""
        self._waits = ()
        self._take_down()

    def dispose(self) -> None:
        """Take it away for good."""
        self.leave()

    def _put_up(self) -> None:
        if self.card is not None:
            return
        card = self.card = BatchCard(self._waits, self._stage.theme())
        card.opened.connect(self._open)
        card.left.connect(self.leave)
        card.move(self._corner(card))
        self._stage.covers.cover(_COVER, self._stage.covers.places_of([card]))
        card.show()
        card.announce()
        self._over.start()
        self.told.emit({"t": "batch_shown"})

    def _corner(self, card: BatchCard) -> QPoint:
        """Give its place: the lower right corner, above the control where that is."""
        free = QGuiApplication.primaryScreen().availableGeometry()
        margin, control = self._stage.theme().px(_MARGIN), self._control()
        bottom = free.bottom() + 1 - margin
        corner = QPoint(free.right() + 1 - card.width() - margin, bottom - card.height())
        if control is not None and control.isVisible() and control.frameGeometry().intersects(_at(card, corner)):
            corner.setY(control.y() - card.height() - self._stage.theme().px(_GAP))
        return corner

    def _open(self) -> None:
        self.leave()
        self.wanted.emit(REVIEW)

    def _take_down(self) -> None:
        card, self.card = self.card, None
        if card is not None:
            self._over.stop()
            self._stage.take_off(card, _COVER)


def _at(card: BatchCard, corner: QPoint) -> QRect:
    return QRect(corner, card.size())
