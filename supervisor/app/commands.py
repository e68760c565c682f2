"""What a person's programs say on the control socket, save what is about one agent's display: served and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.app.service import Service
    from supervisor.intake.control import Peer

WANTED = frozenset({"stop", "pause", "resume", "rearm", "quit", "ask-again", "use-policy", "level", "stage"})
"""What is answered with what became of it."""


class Commands:
    """Serves them; who may say what is decided before."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def take(self, kind: str, peer: Peer, message: Mapping[str, Any]) -> None:
        """Serve one; what is not known has no answer."""
        service = self._service
        if kind == "status":
            peer.tell({"t": "status", "status": service.status()})
        elif kind == "tray":
            peer.stays = True
            service.settles()
            service.practice.first_run()
            peer.tell({"t": "ok"})
        elif kind == "review-window" and service.plan.headless:
            peer.tell({"t": "refused", "error": "there is no screen to show a window on: leave out --window"})
        elif kind == "review-window":
            peer.stays = True
            service.settles()
            peer.tell({"t": "ok"})
            service.showing.open(peer)
        elif kind == "grants":
            peer.tell({"t": "ok", "grants": service.engine.standing.listed()})
        elif kind == "revoke":
            one = message.get("grant")
            count = service.engine.standing.revoke(None if one is None else str(one), "command")
            peer.tell({"t": "ok", "revoked": count})
        elif kind == "review":
            service.reviewing.take(message, "command", lambda says: self._answer(peer, says))
        elif kind in WANTED:
            self._answer(peer, service.wants.take(kind, "command", message))

    def _answer(self, peer: Peer, says: str) -> None:
        peer.tell({"t": "ok", "state": self._service.engine.state(), "says": says})
