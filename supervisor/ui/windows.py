"""The windows that a person opens from tray or control; made when they are first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from supervisor.ui.held import parse_held
from supervisor.ui.queue_window import QueueWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Rect
    from supervisor.ui.covers import Covers
    from supervisor.ui.messages import Config
    from supervisor.ui.theme import Theme

QUEUE = "show:queue"
"""What the menu says for it."""


class Windows(QObject):
    """Opens them and hands them what the service says.

    Attributes:
        queue: What waits; None until it is first wanted.

    Signals:
        told: A message for the service.
    """

    told = Signal(dict)

    def __init__(
        self,
        theme: Callable[[], Theme],
        config: Callable[[], Config],
        *,
        covers: Covers,
        parent: QObject | None = None,
    ) -> None:
        """Begin with none.

        Args:
            theme: Gives the colours and measures in use.
            config: Gives the chords' labels.
            covers: Keeps agents from reading the windows off the screen.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._config = config
        self._covers = covers
        self.queue: QueueWindow | None = None

    def open(self, what: str) -> bool:
        """Open a window; False when `what` names none."""
        if what != QUEUE:
            return False
        if self.queue is None:
            self.queue = QueueWindow(self._theme(), self._config().labels)
            self._covers.follow(self.queue, "queue")
            self.queue.told.connect(self.told)
        self.queue.appear()
        return True

    def take_held(self, packet: dict[str, Any]) -> None:
        """Take news of what waits."""
        news = parse_held(packet)
        if self.queue is not None and self.queue.isVisible():
            self.queue.take(news)

    def restyle(self) -> None:
        """Take other colours, measures and labels."""
        if self.queue is not None:
            self.queue.set_theme(self._theme())
            self.queue.set_labels(self._config().labels)

    def spare(self) -> list[Rect]:
        """Give where they are, for the popup to keep off if it can."""
        return self._covers.places_of([self.queue] if self.queue is not None and self.queue.isVisible() else [])

    def dispose(self) -> None:
        """Take them away for good."""
        if self.queue is not None:
            self.queue.dispose()
            self.queue = None
