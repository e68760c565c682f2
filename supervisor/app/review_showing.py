"""Opens the window to go through what passed when a command wants it; the command lasts as long as the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.engine.mirror import Mirror
    from supervisor.intake.control import Peer


class ReviewShowing:
    """Knows who waits for the window to be closed."""

    def __init__(self, mirror: Mirror) -> None:
        """Begin with nobody.

        Args:
            mirror: Tells the ui.
        """
        self._mirror = mirror
        self._peers: list[Peer] = []

    def open(self, peer: Peer) -> None:
        """Show the window as soon as there is a ui; the peer hears when it is closed."""
        self._peers.append(peer)
        self.ui_ready()

    def ui_ready(self) -> None:
        """Show it in a ui that has just come, where somebody waits."""
        if self._peers and self._mirror.alive:
            self._mirror.tell({"t": "review_open"})

    def shut(self) -> None:
        """Take that the person has closed it."""
        peers, self._peers = self._peers, []
        for peer in peers:
            peer.stays = False
            peer.tell({"t": "over"})
