"""One end of a socket pair or local socket: one JSON object a packet, descriptors beside it."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 60_000
"""Longest packet of the contract."""

_MAX_FDS = 4
_MAX_QUEUED = 512
_PACKETS_A_TURN = 64


@dataclass(frozen=True, slots=True)
class Packet:
    """What the other end said. Whoever takes it owns the descriptors."""

    message: Mapping[str, object]
    fds: tuple[int, ...]

    def close(self) -> None:
        """Close the descriptors of a packet that is not used."""
        for fd in self.fds:
            os.close(fd)


class Channel:
    """Receives in one thread, sends from any; never blocks.

    Attributes:
        closed: The other end is gone.
        malformed: Packets that were thrown away because they were not a JSON object.
        lost: Messages that were too long, or found the queue full: the other end does not read.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self.closed = False
        self.malformed = 0
        self.lost = 0
        self._socket = sock
        self._queue: deque[tuple[bytes, tuple[int, ...]]] = deque()
        self._lock = threading.Lock()

    def fileno(self) -> int:
        """Give the descriptor, for epoll."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close our end."""
        self.closed = True
        self._socket.close()

    @property
    def waiting(self) -> bool:
        """Whether there is something that could not be sent yet."""
        return bool(self._queue)

    def receive(self, most: int = _PACKETS_A_TURN) -> list[Packet]:
        """Take what has arrived, at most so many packets, without waiting."""
        packets: list[Packet] = []
        for _ in range(most):
            if self.closed:
                break
            try:
                data, fds, flags, _ = socket.recv_fds(self._socket, MAX_BYTES + 1, _MAX_FDS)
            except BlockingIOError:
                break
            except OSError:
                self.closed = True
                break
            if not data:
                self.closed = True
                break
            for fd in fds:
                # Programs that we start must not get it; `recv_fds` takes flags and passes none on.
                os.set_inheritable(fd, False)
            packets += self._read(data, tuple(fds), flags)
        return packets

    def send(self, message: Mapping[str, object], fds: tuple[int, ...] = ()) -> bool:
        """Send, or queue until the other end reads; when it never reads, the oldest stay and the new is lost.

        Args:
            message: What to say.
            fds: Descriptors to pass; they stay the caller's and are duplicated at once.

        Returns:
            False when the message was lost.
        """
        data = json.dumps(message, separators=(",", ":")).encode()
        with self._lock:
            if self.closed:
                return False
            if len(self._queue) >= _MAX_QUEUED or len(data) > MAX_BYTES:
                self.lost += 1
                return False
            self._queue.append((data, tuple(os.dup(fd) for fd in fds)))
            self._flush()
        return True

    def flush(self) -> None:
        """Send what is queued, as far as it goes."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        while self._queue and not self.closed:
            data, fds = self._queue[0]
            try:
                if fds:
                    socket.send_fds(self._socket, [data], fds, socket.MSG_NOSIGNAL)
                else:
                    self._socket.send(data, socket.MSG_NOSIGNAL)
            except BlockingIOError:
                return
            except OSError:
                # Not `closed`: reading finds the end after what was said before it.
                while self._queue:
                    Packet({}, self._queue.popleft()[1]).close()
                return
            Packet({}, fds).close()
            self._queue.popleft()

    def _read(self, data: bytes, fds: tuple[int, ...], flags: int) -> list[Packet]:
        message: object = None
        if not flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
            try:
                message = json.loads(data)
            except (ValueError, RecursionError):
                message = None
        if isinstance(message, dict):
            return [Packet(message, fds)]
        self.malformed += 1
        Packet({}, fds).close()
        return []
