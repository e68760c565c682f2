"""The one way out to the seat: a connection of our own that sends core XTEST events.

Every input an agent is allowed goes through here, in order; the agents' own connections carry none. So the latch is
read in one place, motion and press leave in one write, and an observer of the server sees one sender only.
"""

from __future__ import annotations

import collections
import contextlib
import select
import struct
from typing import TYPE_CHECKING

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import LATCH
from supervisor.desktop.pressed import Pressed
from supervisor.wire.x11 import write_setup
from supervisor.wire.xtest import GET_INPUT_FOCUS, write_fake_input

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable

    from supervisor.core.ports import Loop

_SYNC = struct.pack("<BxH", GET_INPUT_FOCUS, 1)
_MESSAGE_BYTES = 32
_REPLY = 1
_LONG = (_REPLY, 35)
"""Replies and GenericEvents say how much follows the 32 bytes."""


class OutletError(Exception):
    """The real display cannot be reached; the machine is at fault."""


class Outlet:
    """Sends input to the real server.

    Attributes:
        on_lost: Called once when the connection ends.
        client: Resource id base that the server gave this connection.
    """

    def __init__(
        self,
        *,
        loop: Loop,
        upstream: socket.socket,
        auth: tuple[bytes, bytes],
        xtest_opcode: int,
        memory: memoryview,
        on_lost: Callable[[], None],
    ) -> None:
        """Do the connection setup (blocking) and join the loop.

        Raises:
            OutletError: the server refused.
        """
        self._socket = upstream
        self._loop = loop
        self._opcode = xtest_opcode
        self._memory = memory
        self._waiting: collections.deque[tuple[list[InputEvent], Callable[[], None]]] = collections.deque()
        self._pressed = Pressed(memory)
        self._buffer = bytearray()
        self._open = True
        self.on_lost = on_lost
        self.client = 0
        try:
            self._greet(*auth)
        except OutletError:
            upstream.close()
            raise
        upstream.setblocking(False)
        loop.add(upstream.fileno(), self._on_event, select.EPOLLIN)

    def _greet(self, name: bytes, data: bytes) -> None:
        try:
            self._socket.sendall(write_setup(big_endian=False, auth_name=name, auth_data=data))
            head = self._read_exactly(8)
            rest = self._read_exactly(4 * struct.unpack("<H", head[6:8])[0])
        except OSError as e:
            raise OutletError(f"the display closed the connection: {e}: check DISPLAY and the cookie") from e
        if head[0] != 1:
            raise OutletError("the display refused the connection: check XAUTHORITY")
        self.client = int(struct.unpack_from("<I", rest, 4)[0])

    def _read_exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._socket.recv(count - len(data))
            if not part:
                raise OSError("end of stream")
            data += part
        return data

    def send(
        self,
        events: Iterable[InputEvent],
        done: Callable[[], None],
        failed: Callable[[str, bool], None] | None = None,
    ) -> bool:
        """Write events in one go.

        Args:
            events: Seat events in root coordinates, or events with `raw` bytes.
            done: Called when the server has executed them.
            failed: Never called: what the server does not execute is a lost connection.

        Returns:
            False when the latch is set or the connection is gone; then nothing was written.
        """
        del failed
        out = bytearray()
        batch = list(events)
        for event in batch:
            out += event.raw or write_fake_input(self._opcode, event)
        self._pressed.sending(batch)
        out += _SYNC
        # INVARIANT: the latch is read immediately before the only write of input there is.
        if self._memory[LATCH] or not self._open:
            return False
        try:
            # A few hundred bytes into an empty Unix socket buffer: all or nothing in practice; a short write ends us.
            sent = self._socket.send(out)
        except OSError:
            self._lost()
            return False
        if sent != len(out):
            self._lost()
            return False
        self._waiting.append((batch, done))
        return True

    def take_back(self, motion: InputEvent) -> None:
        """Move past the latch, to where a drag began: let go there, it ends in nothing."""
        with contextlib.suppress(OSError):
            self._socket.send(write_fake_input(self._opcode, motion))

    def send_releases(self, events: list[InputEvent]) -> None:
        """Write releases past the latch: letting go is always allowed, and nobody else may be left to do it."""
        out = b"".join(
            write_fake_input(self._opcode, event)
            for event in events
            if event.kind in (EventKind.KEY_RELEASE, EventKind.BUTTON_RELEASE)
        )
        with contextlib.suppress(OSError):
            self._socket.send(out)

    def _on_event(self, _events: int) -> None:
        try:
            data = self._socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lost()
            return
        self._buffer += data
        while len(self._buffer) >= _MESSAGE_BYTES:
            kind = self._buffer[0]
            extra = 4 * struct.unpack_from("<I", self._buffer, 4)[0] if kind in _LONG else 0
            if len(self._buffer) < _MESSAGE_BYTES + extra:
                return
            del self._buffer[: _MESSAGE_BYTES + extra]
            if kind == _REPLY and self._waiting:
                batch, done = self._waiting.popleft()
                self._pressed.executed(batch, (later for later, _ in self._waiting))
                done()

    def _lost(self) -> None:
        if self._open:
            self.close()
            self.on_lost()

    def close(self) -> None:
        """Leave the loop; pending `done` calls never come."""
        if self._open:
            self._open = False
            self._loop.remove(self._socket.fileno())
            self._socket.close()
            self._waiting.clear()
