"""How the X server cuts a client's stream, and what of it is input: plainly, and apart from the code under test.

After the X.Org server: os/io.c (ReadRequestFromClient), Xext/bigreq.c, Xext/xtest.c, dix/events.c. Where the server
does something that no client could mean (a length of zero units, before or after BigReqEnable), no two readers need
agree on what follows: there a gate has to end the connection, and this reader says `broken`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LONGEST_BYTES = 4 * (4_194_303 + 3)
"""The server announces 4194303 units; a little more than that still has to be cut as it does."""

_SEND_EVENT = 25
_WARP_POINTER = 41
_XI_WARP_POINTER = 41
_FAKE_INPUT = 2
_CORE_INPUT = (2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Major opcodes of a server's extensions."""

    xtest: int
    xinput: int
    big_requests: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One request in a stream, whole or not."""

    start: int
    end: int
    """One past its last byte, which may lie behind the end of the stream."""
    header: int
    """4, or 8 in the long form."""


@dataclass(slots=True)
class Reading:
    """A stream as the server reads it."""

    requests: list[Cut] = field(default_factory=list)
    """All that begin in it and whose length is known; only the last may be incomplete."""
    broken: bool = False
    """After the last request comes one on whose length nobody needs to agree."""


def read(data: bytes, *, order: Literal["little", "big"], big_requests: int, enabled: bool = False) -> Reading:
    """Cut a stream that begins behind the setup."""
    reading = Reading()
    at = 0
    while at + 4 <= len(data):
        units = int.from_bytes(data[at + 2 : at + 4], order)
        header = 4
        if units == 0:
            if not enabled:
                reading.broken = True
                break
            if at + 8 > len(data):
                break
            units = int.from_bytes(data[at + 4 : at + 8], order)
            header = 8
            if units < 2 or 4 * units > LONGEST_BYTES:
                reading.broken = True
                break
        end = at + 4 * units
        reading.requests.append(Cut(at, end, header))
        # The server runs it when it is whole, and refuses one that is not exactly its header long.
        if data[at] == big_requests and data[at + 1] == 0 and 4 * units == header and end <= len(data):
            enabled = True
        at = end
    return reading


_SEND_EXTENSION_EVENT, _CHANGE_HIERARCHY = 31, 43
_GRAB_SERVER, _SET_POINTER_MAPPING, _SET_MODIFIER_MAPPING = 36, 116, 118


def is_forbidden(data: bytes, cut: Cut, numbers: Numbers) -> bool:
    """Tell whether a request must never reach the server from an agent, whatever it says."""
    opcode, minor = data[cut.start], data[cut.start + 1]
    if opcode == numbers.xinput:
        return minor in (_SEND_EXTENSION_EVENT, _CHANGE_HIERARCHY)
    return opcode in (_GRAB_SERVER, _SET_POINTER_MAPPING, _SET_MODIFIER_MAPPING)


def is_input(data: bytes, cut: Cut, numbers: Numbers) -> bool:
    """Tell whether a request would be input for some program if the server ran it; of a part of one, if it may be."""
    opcode, minor = data[cut.start], data[cut.start + 1]
    if opcode == numbers.xtest:
        return minor == _FAKE_INPUT
    if opcode == numbers.xinput:
        return minor == _XI_WARP_POINTER
    if opcode == _WARP_POINTER:
        return True
    if opcode == _SEND_EVENT:
        kind = cut.start + cut.header + 8
        return kind >= len(data) or data[kind] & 0x7F in _CORE_INPUT
    return False
