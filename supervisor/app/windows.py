"""What the ui's windows want of the service: lists to show, and the order in which to ask. None of it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.engine.holds import Holds

_MOST = 64
"""So many requests are put in order at a time."""


class Windows:
    """Serves the windows."""

    def __init__(self, holds: Holds) -> None:
        self._holds = holds

    def take(self, message: Mapping[str, object]) -> None:
        """Take a message of the ui; what makes no sense changes nothing."""
        kind = message.get("t")
        if kind == "held_open":
            self._holds.listed.open()
        elif kind == "held_shut":
            self._holds.listed.shut()
        elif kind == "held_taken":
            self._holds.listed.taken()
        elif kind == "prefer":
            requests = message.get("ids")
            if isinstance(requests, list):
                self._holds.prefer([str(request) for request in requests[:_MOST]])
