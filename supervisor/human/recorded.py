"""Cuts what RECORD tells of all clients into who asked for which input; pure.

Layouts: RECORD 1.13 (EnableContext), X11 protocol, XTEST 2.2, XI 1 (SendExtensionEvent) and XI 2 (XIWarpPointer).
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from supervisor.human.raw_events import StreamError

if TYPE_CHECKING:
    from collections.abc import Iterator

SEND_EVENT, WARP_POINTER = 25, 41
FAKE_INPUT = 2
SEND_EXTENSION_EVENT, XI_WARP_POINTER = 31, 41
CONTEXT_CHANGES = (2, 3, 6, 7)
"""RegisterClients, UnregisterClients, DisableContext, FreeContext: what makes a context deaf."""

_REPLY_BYTES = 32
_REPLY = 1
_MAX_BYTES = 1 << 20
_CORE_INPUT = range(2, 7)
"""KeyPress to MotionNotify."""
_HEAD = struct.Struct("=BBHIBBxxI")
"""reply, category, sequence, length, element header, swapped, id base."""


class _Category(Enum):
    FROM_CLIENT = 1
    CLIENT_STARTED = 2
    CLIENT_DIED = 3
    START = 4
    END = 5


class Deed(StrEnum):
    """What a client asked for."""

    FAKE_INPUT = "fake_input"
    SEND_EVENT = "send_event"
    SEND_EXTENSION_EVENT = "send_extension_event"
    WARP_POINTER = "warp_pointer"
    XI_WARP_POINTER = "xi_warp_pointer"
    DEAFENING = "deafening"
    """It would end the recording itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for input."""

    client: int
    """Resource id base of the client."""
    deed: Deed
    kind: int
    """X event type: 2 key press to 6 motion; above 63 the device form; 0 where there is none."""
    detail: int
    """Keycode or button."""
    delayed: bool
    """The server will run it later, and tells of it again when it does."""


@dataclass(frozen=True, slots=True)
class ClientCame:
    """A client has connected."""

    client: int


@dataclass(frozen=True, slots=True)
class ClientWent:
    """A client has left; its number may be given to another."""

    client: int


@dataclass(frozen=True, slots=True)
class RecordingBegan:
    """All that comes from now on is told."""


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """Somebody has ended it: nothing more is told."""


Told = Asked | ClientCame | ClientWent | RecordingBegan | RecordingEnded


class RecordCutter:
    """Keeps what is incomplete until the rest arrives."""

    def __init__(self, *, xtest: int, xinput: int, record: int, context: int) -> None:
        """Begin at the start of a reply.

        Args:
            xtest: Major opcode of XTEST.
            xinput: Major opcode of XInputExtension; 0 when the server lacks it.
            record: Major opcode of RECORD.
            context: Our context.
        """
        self._xtest = xtest
        self._xinput = xinput
        self._record = record
        self._context = context
        self._rest = b""

    def feed(self, data: bytes) -> list[Told]:
        """Take bytes as they come, and give what they complete.

        Raises:
            StreamError: a reply of absurd length, or a request that makes no sense.
        """
        buffer = self._rest + data if self._rest else data
        told: list[Told] = []
        start, end = 0, len(buffer)
        while end - start >= _REPLY_BYTES:
            reply, category, _, length, _, swapped, client = _HEAD.unpack_from(buffer, start)
            # Errors and events, which have no length, are 32 bytes; none is expected here.
            size = _REPLY_BYTES + (4 * length if reply == _REPLY else 0)
            if size > _MAX_BYTES:
                raise StreamError(f"a recorded request of {size} bytes")
            if end - start < size:
                break
            if reply == _REPLY:
                order = "<" if (sys.byteorder == "little") != bool(swapped) else ">"
                told += self._read(category, client, buffer[start + _REPLY_BYTES : start + size], order)
            start += size
        self._rest = buffer[start:]
        return told

    def _read(self, category: int, client: int, data: bytes, order: str) -> Iterator[Told]:
        if category == _Category.FROM_CLIENT.value:
            yield from self._requests(client, data, order)
        elif category == _Category.CLIENT_STARTED.value:
            yield ClientCame(client)
        elif category == _Category.CLIENT_DIED.value:
            yield ClientWent(client)
        elif category == _Category.START.value:
            yield RecordingBegan()
        elif category == _Category.END.value:
            yield RecordingEnded()

    def _requests(self, client: int, data: bytes, order: str) -> Iterator[Told]:
        at = 0
        while at + 4 <= len(data):
            (words,) = struct.unpack_from(order + "H", data, at + 2)
            head = 4
            if not words and at + 8 <= len(data):
                (words,) = struct.unpack_from(order + "I", data, at + 4)
                head = 8
            if not words:
                raise StreamError("a recorded request without a length")
            asked = self._understand(client, data[at], data[at + 1], data[at + head : at + 4 * words], order)
            if asked is not None:
                yield asked
            at += 4 * words

    def _understand(self, client: int, opcode: int, minor: int, body: bytes, order: str) -> Asked | None:
        """Tell what a request is; one that is too short for the server to run asks for nothing."""
        if opcode == SEND_EVENT:
            kind = body[8] & 0x7F if len(body) >= 40 else 0
            return Asked(client, Deed.SEND_EVENT, kind, body[9], delayed=False) if kind in _CORE_INPUT else None
        if opcode == WARP_POINTER:
            return Asked(client, Deed.WARP_POINTER, _CORE_INPUT[-1], 0, delayed=False)
        if opcode == self._xtest:
            if minor != FAKE_INPUT or len(body) < 32:
                return None
            delayed = struct.unpack_from(order + "I", body, 4)[0] != 0
            return Asked(client, Deed.FAKE_INPUT, body[0] & 0x7F, body[1], delayed)
        if opcode == self._record:
            about = struct.unpack_from(order + "I", body)[0] if len(body) >= 4 else 0
            return Asked(client, Deed.DEAFENING, 0, 0, delayed=False) if about == self._context else None
        if opcode == self._xinput and minor == XI_WARP_POINTER:
            return Asked(client, Deed.XI_WARP_POINTER, _CORE_INPUT[-1], 0, delayed=False)
        if opcode == self._xinput and minor == SEND_EXTENSION_EVENT:
            kind = body[12] & 0x7F if len(body) >= 13 else 0
            return Asked(client, Deed.SEND_EXTENSION_EVENT, kind, 0, delayed=False)
        return None
