"""What the server says to one client: passed on packet by packet, some answers seen and changed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.intake.pump import Pump
from supervisor.wire.replies import Replies

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable


class ServerStream(Pump):
    """A queue that gives out whole heads of packets only.

    Attributes:
        ready: Bytes at the start of `data` that may go to the client.
    """

    __slots__ = ("_replies", "ready")

    def __init__(self) -> None:
        super().__init__()
        self.ready = 0
        self._replies: Replies | None = None

    def begin(
        self, setup_bytes: int, *, big_endian: bool, asked: Callable[[int, int, int], None] | None = None
    ) -> None:
        """The server's answer to the setup is there: packets follow it; of `asked` see `Replies`."""
        self.ready = setup_bytes
        self._replies = Replies(big_endian=big_endian, asked=asked)

    def expect(self, number: int, visual: int = -1) -> None:
        """Look out for the answer to a request, see `Replies.expect`."""
        if self._replies is not None:
            self._replies.expect(number, visual)

    def blank(self, number: int) -> None:
        """Look out for the answer to a request and blank it, see `Replies.blank`."""
        if self._replies is not None:
            self._replies.blank(number)

    def walk(self) -> list[int]:
        """Look at what has arrived; gives what was expected of each answer that has come."""
        if self._replies is None:
            return []
        self.ready, answered = self._replies.walk(self.data, self.ready)
        return answered

    def send(self, to: socket.socket, limit: int) -> int:
        """Write as `Pump` does, but not the start of a head whose rest has not arrived."""
        sent = super().send(to, min(limit, self.ready))
        if sent > 0:
            self.ready -= sent
        return sent

    def drop(self) -> None:
        """Forget everything; what follows is not looked at any more."""
        super().drop()
        self.ready = 0
        self._replies = None
