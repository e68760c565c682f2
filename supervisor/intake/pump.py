"""Bytes and file descriptors of one direction, kept together."""

from __future__ import annotations

import array
import contextlib
import os
import socket

from supervisor.wire.x11 import WireError

READ_BYTES = 64 * 1024
MAX_FDS = 16
"""File descriptors that one message may carry (libxcb: XCB_MAX_PASS_FD)."""
_MSG_CMSG_CLOEXEC = 0x40000000
"""Linux's flag; the socket module has no name for it in 3.11."""
_ANCILLARY = socket.CMSG_SPACE(MAX_FDS * 4)


class Pump:
    """A queue of bytes with the file descriptors that came with them.

    Attributes:
        data: Bytes not yet sent.
        fds: (offset into data, descriptor) in order of arrival.
    """

    __slots__ = ("data", "fds")

    def __init__(self) -> None:
        self.data = bytearray()
        self.fds: list[tuple[int, int]] = []

    def send(self, to: socket.socket, limit: int) -> int:
        """Write up to `limit` bytes, descriptors with the bytes they came with.

        Returns:
            Bytes taken by the peer, 0 when it would block, -1 when it is gone.
        """
        try:
            if self.fds and self.fds[0][0] < limit:
                return self._send_fds(to, limit)
            sent = to.send(memoryview(self.data)[:limit])
        except BlockingIOError:
            return 0
        except OSError:
            return -1
        self._consume(sent)
        return sent

    def _send_fds(self, to: socket.socket, limit: int) -> int:
        first = self.fds[0][0]
        if first > 0:
            # Bytes before the descriptor go first: it must not arrive ahead of an earlier request's descriptor.
            sent = to.send(memoryview(self.data)[:first])
            self._consume(sent)
            return sent
        due = [fd for offset, fd in self.fds if offset == 0]
        following = min([offset for offset, _fd in self.fds if offset > 0] + [limit])
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", due))]
        sent = to.sendmsg([memoryview(self.data)[:following]], ancillary)
        self.fds = self.fds[len(due) :]
        for fd in due:
            os.close(fd)
        self._consume(sent)
        return sent

    def _consume(self, sent: int) -> None:
        del self.data[:sent]
        if self.fds:
            self.fds = [(max(0, offset - sent), fd) for offset, fd in self.fds]

    def replace_head(self, length: int, by: bytes) -> None:
        """Put other bytes in place of the first `length`; descriptors stay with the bytes behind them."""
        self.data[:length] = by
        self.fds = [(max(0, offset - length + len(by)) if offset >= length else 0, fd) for offset, fd in self.fds]

    def drop(self) -> None:
        """Forget everything and close the descriptors."""
        self.data.clear()
        for _offset, fd in self.fds:
            with contextlib.suppress(OSError):
                os.close(fd)
        self.fds = []


def receive(source: socket.socket, into: Pump) -> bool:
    """Read once.

    Returns:
        False at the end of the stream.

    Raises:
        WireError: descriptors were cut off, so that the stream can no longer be passed on faithfully.
    """
    try:
        data, ancillary, flags, _address = source.recvmsg(READ_BYTES, _ANCILLARY, _MSG_CMSG_CLOEXEC)
    except (BlockingIOError, InterruptedError):
        return True
    except OSError:
        return False
    if ancillary:
        _take_fds(ancillary, into)
    if flags & socket.MSG_CTRUNC:
        raise WireError("file descriptors were cut off")
    if not data:
        return False
    into.data += data
    return True


def _take_fds(ancillary: list[tuple[int, int, bytes]], into: Pump) -> None:
    offset = len(into.data)
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            fds = array.array("i")
            fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
            into.fds += [(offset, fd) for fd in fds]
