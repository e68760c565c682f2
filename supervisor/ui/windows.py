"""The windows that a person opens from tray or control; made when they are first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from supervisor.ui.album import Album
from supervisor.ui.grants_window import GrantsWindow
from supervisor.ui.held import parse_held
from supervisor.ui.past import parse_past
from supervisor.ui.queue_window import QueueWindow
from supervisor.ui.review import parse_marked, parse_review
from supervisor.ui.review_window import ReviewWindow
from supervisor.ui.settings_window import SettingsWindow
from supervisor.ui.timeline_window import TimelineWindow
from supervisor.ui.welcome_window import WelcomeWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supervisor.core.action import Rect
    from supervisor.ui.covers import Covers
    from supervisor.ui.messages import Config, State
    from supervisor.ui.opened_window import OpenedWindow
    from supervisor.ui.theme import Theme

QUEUE, PAST, GRANTS = "show:queue", "show:past", "show:grants"
WELCOME, SETTINGS, REVIEW = "show:welcome", "show:settings", "show:review"
"""What the menu says for them."""


class Windows(QObject):
    """Opens them and hands them what the service says.

    Attributes:
        album: Pictures of what was asked about.
        queue: What waits; None until it is first wanted.
        past: What was asked and answered; likewise.
        grants: The answers that stand; likewise.
        welcome: Approve, reject and stop, to be practised; likewise.
        settings: Settings, to be changed; likewise.
        review: What passed without a question, to be gone through; likewise.

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
        self._state: State | None = None
        self._aside: list[QWidget] = []
        self.album = Album()
        self.queue: QueueWindow | None = None
        self.past: TimelineWindow | None = None
        self.grants: GrantsWindow | None = None
        self.welcome: WelcomeWindow | None = None
        self.settings: SettingsWindow | None = None
        self.review: ReviewWindow | None = None

    def open(self, what: str) -> bool:
        """Open a window; False when `what` names none."""
        opens = {
            QUEUE: self._open_queue,
            PAST: self._open_past,
            GRANTS: self._open_grants,
            WELCOME: self._open_welcome,
            SETTINGS: self._open_settings,
            REVIEW: self._open_review,
        }.get(what)
        if opens is not None:
            opens()
        return opens is not None

    def take_held(self, packet: dict[str, Any]) -> None:
        """Take news of what waits."""
        news = parse_held(packet)
        if self.queue is not None and self.queue.isVisible():
            self.queue.take(news)

    def take_past(self, packet: dict[str, Any]) -> None:
        """Take what was asked and answered."""
        rows, fresh = parse_past(packet)
        if self.past is not None and self.past.isVisible():
            self.past.take(rows, fresh=fresh)

    def take_practice(self, packet: dict[str, Any]) -> None:
        """Take how far the person is with what is practised."""
        if self.welcome is not None and self.welcome.isVisible():
            self.welcome.take(str(packet["step"]), str(packet["note"]))

    def take_settings(self, packet: dict[str, Any]) -> None:
        """Take what is in the file of settings, or what became of a change."""
        if self.settings is not None and self.settings.isVisible():
            values = packet.get("values")
            self.settings.take(values if isinstance(values, dict) else None, str(packet["note"]))

    def take_review(self, packet: dict[str, Any]) -> None:
        """Take what waits to be gone through, or what became of a mark."""
        window = self.review
        if window is None or not window.isVisible():
            return
        if packet["t"] == "review":
            window.take(parse_review(packet))
        elif packet["t"] == "review_marked":
            window.take_marked(*parse_marked(packet))
        else:
            window.take_said(str(packet["says"]))

    def review_is_open(self) -> bool:
        """Tell whether what waits to be gone through is on the screen."""
        return self.review is not None and self.review.isVisible()

    def display(self, state: State) -> None:
        """Take the supervisor's state."""
        self._state = state
        if self.grants is not None:
            self.grants.display(state.grants)
        if self.review is not None:
            self.review.set_waiting(state.review)

    def answered(self) -> None:
        """Take that a question is over: it is part of the past now."""
        if self.past is not None and self.past.isVisible():
            self.past.refresh()

    def restyle(self) -> None:
        """Take other colours, measures and labels."""
        for window in self._made():
            window.set_theme(self._theme())
        if self.queue is not None:
            self.queue.set_labels(self._config().labels)
        if self.welcome is not None:
            self.welcome.set_labels(self._config().labels)

    def spare(self) -> list[Rect]:
        """Give where they are, for the popup to keep off if it can."""
        return self._covers.places_of([window for window in self._made() if window.isVisible()])

    def step_aside(self, *, away: bool) -> None:
        """Go below all other windows while something under them is done, or come back."""
        if away:
            self._aside = [window for window in self._made() if window.isVisible()]
        for window in self._aside:
            if away:
                window.lower()
            elif window.isVisible():
                window.raise_()
        if not away:
            self._aside = []

    def dispose(self) -> None:
        """Take them away for good."""
        for window in self._made():
            window.dispose()
        self.queue = self.past = self.grants = self.welcome = self.settings = self.review = None
        self._aside = []

    def _made(self) -> list[OpenedWindow]:
        every = (self.queue, self.past, self.grants, self.welcome, self.settings, self.review)
        return [window for window in every if window is not None]

    def _open_queue(self) -> None:
        if self.queue is None:
            self.queue = QueueWindow(self._theme(), self._config().labels)
            self._covers.follow(self.queue, "queue")
            self.queue.told.connect(self.told)
        self.queue.appear()

    def _open_past(self) -> None:
        if self.past is None:
            self.past = TimelineWindow(self._theme(), self.album)
            self._covers.follow(self.past, "past")
            self.past.told.connect(self.told)
        self.past.appear()

    def _open_grants(self) -> None:
        if self.grants is None:
            self.grants = GrantsWindow(self._theme())
            self._covers.follow(self.grants, "grants")
            self.grants.wanted.connect(lambda what: self.told.emit({"t": "want", "what": what}))
        self.grants.display(self._state.grants if self._state is not None else ())
        self.grants.appear()

    def _open_welcome(self) -> None:
        if self.welcome is None:
            self.welcome = WelcomeWindow(self._theme(), self._config().labels)
            self._covers.follow(self.welcome, "welcome")
            self.welcome.told.connect(self.told)
        self.welcome.appear()

    def _open_settings(self) -> None:
        if self.settings is None:
            self.settings = SettingsWindow(self._theme())
            self._covers.follow(self.settings, "settings")
            self.settings.told.connect(self.told)
        self.settings.appear()

    def _open_review(self) -> None:
        if self.review is None:
            self.review = ReviewWindow(self._theme())
            self._covers.follow(self.review, "review")
            self.review.told.connect(self.told)
        self.review.appear()
