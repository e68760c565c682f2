"""The third listener: RECORD over all clients, which tells who asked for input, and XRes, which names them.

Two connections, neither of which is ever waited for: one on which the server only tells, one for questions whose
answers are read when they come.
"""

from __future__ import annotations

import os
import struct
from collections import deque
from typing import TYPE_CHECKING

from Xlib import X
from Xlib.ext import record, res, xinput, xtest
from Xlib.protocol import request as xrequest

from supervisor.human.connection import Connection
from supervisor.human.errors import SeatError
from supervisor.human.raw_events import StreamError
from supervisor.human.recorded import (
    CONTEXT_CHANGES,
    FAKE_INPUT,
    SEND_EVENT,
    SEND_EXTENSION_EVENT,
    WARP_POINTER,
    XI_WARP_POINTER,
    RecordCutter,
)

if TYPE_CHECKING:
    from supervisor.human.recorded import Told

_RECEIVE_BYTES = 1 << 16
_ENABLE_CONTEXT = 5
_QUERY_CLIENT_IDS = 4
_LOCAL_CLIENT_PID = 2
_RES_VERSION = (1, 2)
_REPLY, _GENERIC_EVENT = 1, 35
_MESSAGE_BYTES = 32
_NOTHING: dict[str, object] = {
    "core_requests": (0, 0),
    "core_replies": (0, 0),
    "ext_requests": (0, 0, 0, 0),
    "ext_replies": (0, 0, 0, 0),
    "delivered_events": (0, 0),
    "device_events": (0, 0),
    "errors": (0, 0),
    "client_started": True,
    "client_died": True,
}
"""A range of nothing but clients that come and go."""
_XI_REQUESTS = (SEND_EXTENSION_EVENT, XI_WARP_POINTER)


class Tripwire:
    """Listens to what clients ask for, and names clients."""

    def __init__(self, name: str | None = None) -> None:
        """Begin to listen.

        Args:
            name: Display such as `:0`; None for `$DISPLAY`.

        Raises:
            SeatError: the display cannot be opened, or lacks RECORD, XTEST or XRes 1.2.
        """
        self._questions = Connection(name)
        self._telling = Connection(name)
        self._asked: deque[int] = deque()
        self._answers = b""
        try:
            self._begin()
        except SeatError:
            self.close()
            raise

    def _begin(self) -> None:
        questions = self._questions
        needed = (record.extname, xtest.extname, res.extname)
        numbers = {each: questions.opcode(each) for each in (*needed, xinput.extname)}
        missing = [each for each in needed if numbers[each] is None]
        if missing:
            raise SeatError(f"the X server has no {' and no '.join(missing)}")
        recording, injecting = numbers[record.extname] or 0, numbers[xtest.extname] or 0
        devices = numbers[xinput.extname] or 0
        self._res = numbers[res.extname] or 0
        version = questions.ask(res.QueryVersion, opcode=self._res, client_major=1, client_minor=2)
        if version is None or (version.server_major, version.server_minor) < _RES_VERSION:
            raise SeatError("the X server cannot name its clients (XRes 1.2)")
        context = questions.display.display.allocate_resource_id()
        questions.tell(
            record.CreateContext,
            opcode=recording,
            context=context,
            element_header=0,
            clients=[record.AllClients],
            ranges=_ranges(recording, injecting, devices),
        )
        # The answer comes when the context is there.
        questions.ask(xrequest.GetInputFocus)
        self._cutter = RecordCutter(xtest=injecting, xinput=devices, record=recording, context=context)
        # From here on the bytes are ours: python-xlib would wait for answers.
        self._answers = bytes(questions.display.display.data_recv)
        os.set_blocking(self._telling.fileno(), True)
        os.write(self._telling.fileno(), struct.pack("=BBHI", recording, _ENABLE_CONTEXT, 2, context))
        for fd in (self._telling.fileno(), questions.fileno()):
            os.set_blocking(fd, False)

    @property
    def fds(self) -> tuple[int, int]:
        """The descriptors that become readable: what is told, and what was asked."""
        return self._telling.fileno(), self._questions.fileno()

    def close(self) -> None:
        """Listen no more."""
        self._telling.drop()
        self._questions.drop()

    def read(self) -> list[Told]:
        """Give what was told, without waiting.

        Raises:
            SeatError: the connection is gone, or cannot be understood.
        """
        data = _receive(self._telling.fileno())
        try:
            return self._cutter.feed(data)
        except StreamError as e:
            raise SeatError(f"the X server cannot be understood: {e}") from e

    def ask(self, client: int) -> bool:
        """Ask which process a client is; 0 for all clients at once. The answer comes by `read_names`.

        Returns:
            False when the server takes no more questions.
        """
        question = struct.pack("=BBHIII", self._res, _QUERY_CLIENT_IDS, 4, 1, client, _LOCAL_CLIENT_PID)
        try:
            written = os.write(self._questions.fileno(), question)
        except OSError:
            return False
        if written == len(question):
            self._asked.append(client)
        return written == len(question)

    def read_names(self) -> list[tuple[int, dict[int, int]]]:
        """Give the answers that have come, without waiting.

        Returns:
            What was asked, and the processes by client; a client that is not there has gone, or is not local.

        Raises:
            SeatError: the connection is gone.
        """
        buffer = self._answers + _receive(self._questions.fileno())
        found: list[tuple[int, dict[int, int]]] = []
        start = 0
        while len(buffer) - start >= _MESSAGE_BYTES:
            code = buffer[start] & 0x7F
            size = _MESSAGE_BYTES
            if code in {_REPLY, _GENERIC_EVENT}:
                size += 4 * struct.unpack_from("=I", buffer, start + 4)[0]
                if len(buffer) - start < size:
                    break
            if code in {0, _REPLY} and self._asked:
                names = _names(buffer[start : start + size]) if code == _REPLY else {}
                found.append((self._asked.popleft(), names))
            start += size
        self._answers = buffer[start:]
        return found


def _ranges(recording: int, injecting: int, devices: int) -> list[dict[str, object]]:
    """List what is to be told, by the major opcodes of RECORD, XTEST and XInputExtension."""

    def requests(major: int, minor: int) -> dict[str, object]:
        return _NOTHING | {"ext_requests": (major, major, minor, minor)}

    return [
        *(_NOTHING | {"core_requests": (core, core)} for core in (SEND_EVENT, WARP_POINTER)),
        # RECORD keeps its last word back until it has another or the server writes something else. A request that
        # moves anything is followed by what the device does; that is kept back in its place.
        _NOTHING | {"device_events": (X.KeyPress, X.MotionNotify)},
        requests(injecting, FAKE_INPUT),
        *(requests(recording, minor) for minor in CONTEXT_CHANGES),
        *(requests(devices, minor) for minor in _XI_REQUESTS if devices),
    ]


def _names(reply: bytes) -> dict[int, int]:
    """Read QueryClientIds: client, mask, length in bytes, value, again and again."""
    (count,) = struct.unpack_from("=I", reply, 8)
    names: dict[int, int] = {}
    at = _MESSAGE_BYTES
    for _ in range(count):
        client, mask, length = struct.unpack_from("=III", reply, at)
        at += 12
        if mask == _LOCAL_CLIENT_PID and length == 4:
            (names[client],) = struct.unpack_from("=I", reply, at)
        at += (length + 3) // 4 * 4
    return names


def _receive(fd: int) -> bytes:
    try:
        data = os.read(fd, _RECEIVE_BYTES)
    except BlockingIOError:
        return b""
    except OSError as e:
        raise SeatError(f"the display has gone: {e}") from e
    if not data:
        raise SeatError("the display has gone")
    return data
