"""Cutting a client's X11 byte stream into requests without understanding most of them.

Framing follows the X11 protocol, section "Request Format", and the BIG-REQUESTS extension: the length counts
4-byte units, and 0 announces a 32-bit length, but only after BigReqEnable. A zero length before that makes the
server and any other reader frame the stream differently, so it ends the connection.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

MAX_REQUEST_BYTES = 16 * 1024 * 1024 + 8
"""Longest request the X.Org server takes (maximum-request-length 4194303 units); longer ones end the client."""
BIG_REQUESTS_ENABLE = 0
"""Minor opcode of BigReqEnable, the only request of BIG-REQUESTS."""
NO_OPERATION = 127
GET_WINDOW_ATTRIBUTES, GET_INPUT_FOCUS = 3, 43
"""Requests of two units and of one, in any other length a mistake."""
WARP_POINTER = 41


class WireError(Exception):
    """The agent's bytes break the X11 protocol; the agent is at fault."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A client's connection setup (X11 protocol, section 8)."""

    big_endian: bool
    """True when the client counts from the big end."""
    auth_name: bytes
    """E.g. `MIT-MAGIC-COOKIE-1`."""
    auth_data: bytes
    """The cookie it shows."""
    length_bytes: int
    """Bytes of the setup in the stream."""


def read_setup(data: bytes | bytearray | memoryview) -> Setup | None:
    """Read the setup at the start of a stream.

    Returns:
        The setup, or None while bytes are missing.

    Raises:
        WireError: the byte order mark is neither `B` nor `l`, or the credentials are absurdly long.
    """
    if not data:
        return None
    if data[0] not in (0x42, 0x6C):
        raise WireError("the first byte is not an X11 byte order mark")
    if len(data) < 12:
        return None
    big = data[0] == 0x42
    name_length, data_length = struct.unpack_from(">HH" if big else "<HH", data, 6)
    if name_length > 256 or data_length > 4096:
        raise WireError("the credentials are too long")
    name_end = 12 + name_length
    data_start = 12 + (name_length + 3) // 4 * 4
    total = data_start + (data_length + 3) // 4 * 4
    if len(data) < total:
        return None
    return Setup(big, bytes(data[12:name_end]), bytes(data[data_start : data_start + data_length]), total)


def write_setup(*, big_endian: bool, auth_name: bytes, auth_data: bytes) -> bytes:
    """Make a setup for protocol 11.0 with other credentials."""
    head = struct.pack(
        ">BxHHHHxx" if big_endian else "<BxHHHHxx",
        0x42 if big_endian else 0x6C,
        11,
        0,
        len(auth_name),
        len(auth_data),
    )
    return head + _padded(auth_name) + _padded(auth_data)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


@dataclass(frozen=True, slots=True)
class Request:
    """One whole request."""

    opcode: int
    """Major opcode."""
    minor: int
    """Second byte: minor opcode of an extension, or data of a core request."""
    body: bytes
    """What follows the (4 or 8 byte) header."""
    big_endian: bool
    """Byte order of the client."""
    length_bytes: int
    """Bytes in the stream, header included."""
    big_form: bool
    """True when the 32-bit length was used."""


def no_operation(request: Request) -> bytes:
    """Make a NoOperation of the same length, so that the client's sequence numbers stay exact."""
    order = ">" if request.big_endian else "<"
    units = request.length_bytes // 4
    if request.big_form:
        head = struct.pack(order + "BxHI", NO_OPERATION, 0, units)
    else:
        head = struct.pack(order + "BxH", NO_OPERATION, units)
    return head + b"\0" * (request.length_bytes - len(head))


Look: TypeAlias = "Callable[[bytearray, int, int, int, int], int]"
"""(data, start, body, end of the request, end of what is there) to PASSES, WAITS or STOPS; the look may change what
it sees, but no lengths."""
PASSES, WAITS, STOPS = 0, 1, 2
"""It may be forwarded; more of it is needed; it is taken out."""


def _stop(_data: bytearray, _start: int, _body: int, _end: int, _there: int) -> int:
    return STOPS


def mistake(body_bytes: int) -> int:
    """Give an opcode that makes a mistake of a request: the server does nothing and answers with BadLength.

    Not BadRequest, which an opcode that is none would give: python-xlib takes that for an error of RANDR's and fails.

    Args:
        body_bytes: Length of the request behind its header.
    """
    return GET_INPUT_FOCUS if body_bytes else GET_WINDOW_ATTRIBUTES


def refusal(request: Request) -> bytes:
    """Make what takes the place of a request that was refused.

    A client that moves the pointer by WarpPointer may wait until it has moved (`xdotool mousemove --sync` does, for
    15 s): it is told by an error that it will not. Nobody waits for any other.
    """
    data = no_operation(request)
    return bytes([mistake(len(request.body))]) + data[1:] if request.opcode == WARP_POINTER else data


class Framer:
    """Walks one client's requests after the setup.

    Bytes are not copied: `walk` says how far the caller's buffer may be forwarded and which request stopped it.

    Attributes:
        looks: By major opcode, what has a look at such a request where it lies; None where all pass unseen.
        big_requests_opcode: Major opcode of BIG-REQUESTS, 0 when the server lacks it.
        big_enabled: BigReqEnable has passed.
        count: Number of the request that was walked last, the first being 1; its low 16 bits are in the answer.
        skip_bytes: Bytes of an uninteresting request that have not arrived yet.
    """

    __slots__ = ("_length", "big_enabled", "big_endian", "big_requests_opcode", "count", "looks", "skip_bytes")

    def __init__(
        self,
        *,
        big_endian: bool,
        watched: Container[int] = (),
        looks: Sequence[Look | None] | None = None,
        big_requests_opcode: int,
    ) -> None:
        """Begin after the setup.

        Args:
            big_endian: The client's byte order.
            watched: Major opcodes to stop at, where there are no `looks`.
            looks: By major opcode, for all 256.
            big_requests_opcode: Major opcode of BIG-REQUESTS.
        """
        self.big_endian = big_endian
        self.looks = looks or [_stop if opcode in watched else None for opcode in range(256)]
        self.big_requests_opcode = big_requests_opcode
        self.big_enabled = False
        self.count = 0
        self.skip_bytes = 0
        self._length = struct.Struct(">I" if big_endian else "<I")

    def walk(self, data: bytearray, start: int, end: int) -> tuple[int, Request | None]:
        """Walk from `start` over what may pass.

        Args:
            data: Buffer; `data[start]` is the first byte after what was walked before.
            start: First byte to look at.
            end: One past the last byte present.

        Returns:
            (position, request): bytes before position may be forwarded. A request begins there when one that is
            watched is whole; otherwise what follows is incomplete.

        Raises:
            WireError: the framing is not legal.
        """
        if self.skip_bytes:
            taken = min(self.skip_bytes, end - start)
            self.skip_bytes -= taken
            start += taken
        high, low = (2, 3) if self.big_endian else (3, 2)
        looks = self.looks
        while end - start >= 4:
            units = data[start + high] << 8 | data[start + low]
            head = 4
            if units:
                length = units << 2
            else:
                if end - start < 8 and self.big_enabled:
                    return start, None
                length, head = self._big_length(data, start), 8
            opcode = data[start]
            look = looks[opcode]
            if look is not None:
                outcome = look(data, start, start + head, start + length, end)
                if outcome:
                    if outcome == WAITS or end - start < length:
                        return start, None
                    self.count += 1
                    return start, self._cut(data, start, length, head)
            if opcode == self.big_requests_opcode and data[start + 1] == BIG_REQUESTS_ENABLE and length == 4:
                # Takes effect for the very next request, which may be in the same read. The server refuses one of
                # another length: were it taken for good here, both would cut what follows differently.
                self.big_enabled = True
            self.count += 1
            start += length
            if start > end:
                self.skip_bytes = start - end
                return end, None
        return start, None

    def _big_length(self, data: bytearray, start: int) -> int:
        if not self.big_enabled:
            raise WireError("a zero length before BIG-REQUESTS was enabled")
        length: int = self._length.unpack_from(data, start + 4)[0] << 2
        if not 8 <= length <= MAX_REQUEST_BYTES:
            raise WireError("a request length out of bounds")
        return length

    def _cut(self, data: bytearray, start: int, length: int, head: int) -> Request:
        return Request(
            opcode=data[start],
            minor=data[start + 1],
            body=bytes(data[start + head : start + length]),
            big_endian=self.big_endian,
            length_bytes=length,
            big_form=head == 8,
        )
