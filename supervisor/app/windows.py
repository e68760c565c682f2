"""What the ui's windows want of the service: lists to show, and the order in which to ask. None of it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.app.changing_settings import ChangingSettings
    from supervisor.app.past import Past
    from supervisor.app.practice import Practice
    from supervisor.app.review_pages import ReviewPages
    from supervisor.app.review_showing import ReviewShowing
    from supervisor.app.reviewing import Reviewing
    from supervisor.engine.holds import Holds
    from supervisor.engine.presenting import Presenting

_MOST = 2048
"""So many requests are put in order, or together, at a time."""


@dataclass(frozen=True, slots=True)
class Review:
    """What serves the window to go through what passed."""

    pages: ReviewPages
    """Tells what waits."""
    reviewing: Reviewing
    """Marks it."""
    showing: ReviewShowing
    """Knows who waits for the window to be closed."""
    presenting: Presenting
    """Has a batch presented."""


class Windows:
    """Serves the windows."""

    def __init__(
        self,
        holds: Holds,
        past: Past,
        practice: Practice,
        settings: ChangingSettings,
        review: Review,
    ) -> None:
        self._holds = holds
        self._review = review
        self._past = past
        self._practice = practice
        self._settings = settings

    def take(self, message: Mapping[str, object]) -> None:
        """Take a message of the ui; what makes no sense changes nothing."""
        kind = message.get("t")
        if kind == "held_open":
            self._holds.listed.open()
        elif kind == "held_shut":
            self._holds.listed.shut()
        elif kind == "held_taken":
            self._holds.listed.taken()
        elif kind == "past_open":
            self._past.open()
        elif kind == "past_taken":
            self._past.taken()
        elif kind == "review_open":
            self._review.presenting.opened()
            self._review.pages.open()
        elif kind == "review_taken":
            self._review.pages.taken()
        elif kind == "review_mark":
            self._review.pages.mark(self._review.reviewing, message)
        elif kind == "review_shut":
            self._review.showing.shut()
        elif kind == "batch_shown":
            self._review.presenting.shown()
        elif kind == "practice_begin":
            self._practice.begin()
        elif kind == "practice_leave":
            self._practice.leave()
        elif kind == "settings_open":
            self._settings.open()
        elif kind == "settings_set" and isinstance(values := message.get("values"), dict):
            self._settings.want(values)
        elif kind in ("prefer", "together") and isinstance(requests := message.get("ids"), list):
            order = self._holds.prefer if kind == "prefer" else self._holds.together
            order([str(request) for request in requests[:_MOST]])
