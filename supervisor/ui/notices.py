"""What is told by a notification of the desktop, in the person's language. It tells; nothing is answered there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from supervisor.ui.batch_card import batch_advice, batch_words
from supervisor.ui.late_notice import ended
from supervisor.ui.service_words import in_our_language
from supervisor.ui.text import ELLIPSIS, isolated
from supervisor.ui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.ui.messages import Config
    from supervisor.ui.notification_bus import Notification

_MOST = 300
"""Characters of what is told; who wants more looks at the popup."""
_QUESTION, _LATE, _STOPPED, _BATCH, _UNDONE = "question", "late", "stopped", "batch", "undone"


class Bus(Protocol):
    """See `notification_bus.NotificationBus`."""

    def say(self, place: str, what: Notification | None) -> None:
        """Say something, or take back what was said there."""

    def close(self) -> None:
        """End."""


class Notices:
    """Tells what the service wants told, unless the person wants no notifications."""

    def __init__(
        self, config: Callable[[], Config], waiting: Callable[[], int], open_bus: Callable[[str], Bus] | None = None
    ) -> None:
        """Begin with nothing told.

        Args:
            config: What the person set.
            waiting: Gives how many actions wait.
            open_bus: Opens a bus by its address; None for a real one.
        """
        self._config = config
        self._waiting = waiting
        self._open_bus = open_bus or _open_bus
        self._bus: Bus | None = None
        self._question = ""

    def take(self, packet: dict[str, Any]) -> None:
        """Take what is to be told.

        Raises:
            KeyError: it is not of a kind that is known.
        """
        summary, place, sound, urgent = {
            "waiting": (_wait(self._waiting()), _QUESTION, "message-new-instant", False),
            "urgent": (translate("ui", "Urgent: waiting for your approval"), _QUESTION, "dialog-warning", True),
            "late": (ended(), _LATE, "dialog-information", False),
            "stopped": (translate("ui", "All agents were stopped"), _STOPPED, "dialog-warning", True),
            "undone": (translate("ui", "It was taken back"), _UNDONE, "", False),
            "not-undone": (translate("ui", "It was not taken back"), _UNDONE, "dialog-information", False),
        }[packet["kind"]]
        if place == _QUESTION:
            self._question = str(packet.get("id", "")) if self._config().bus else ""
        body = isolated(in_our_language(str(packet.get("says", ""))))
        body = body if len(body) <= _MOST else body[: _MOST - 1] + ELLIPSIS
        self._say(place, summary, body, sound, urgent=urgent)

    def batch(self, agents: tuple[tuple[str, int], ...]) -> None:
        """Tell that something was done without a question, calmly: it makes no sound."""
        self._say(_BATCH, isolated(batch_words(agents)), batch_advice(), "", urgent=False)

    def gone_through(self) -> None:
        """Take that the list is open: what was said of a batch goes."""
        if self._bus is not None:
            self._bus.say(_BATCH, None)

    def _say(self, place: str, summary: str, body: str, sound: str, *, urgent: bool) -> None:
        config = self._config()
        if not config.bus:
            return
        from supervisor.ui.notification_bus import Notification  # noqa: PLC0415 - only who is told pays for it

        if self._bus is None:
            self._bus = self._open_bus(config.bus)
        self._bus.say(place, Notification(summary, body, urgent, sound if config.sound else ""))

    def closed(self, request: str) -> None:
        """Take that a question is not asked any more: what was said of it goes."""
        if self._bus is not None and request == self._question:
            self._question = ""
            self._bus.say(_QUESTION, None)

    def dispose(self) -> None:
        """End."""
        if self._bus is not None:
            self._bus.close()


def _wait(count: int) -> str:
    return translate("ui", "%n action(s) wait for you", "", max(1, count))


def _open_bus(address: str) -> Bus:
    from supervisor.ui.notification_bus import NotificationBus  # noqa: PLC0415 - only who is told pays for it

    return NotificationBus(address)
