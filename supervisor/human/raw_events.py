"""Cuts what the X server writes to the listening connection into what devices did; pure.

Layouts: XI2 protocol (XI_RawKeyPress and the like, XI_HierarchyChanged), XKB protocol (XkbStateNotify), X protocol.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from enum import Enum

_EVENT_BYTES = 32
_REPLY, _GENERIC_EVENT = 1, 35
_HIERARCHY_CHANGED = 11
_XKB_STATE_NOTIFY = 2
_MAX_EVENT_BYTES = 1 << 20
_GENERIC = struct.Struct("=HHIIH")
"""evtype, deviceid, time, detail, sourceid: from byte 8 on."""


class RawKind(Enum):
    """What a device did; the values are the protocol's."""

    KEY_PRESS = 13
    KEY_RELEASE = 14
    BUTTON_PRESS = 15
    BUTTON_RELEASE = 16
    MOTION = 17


_KINDS = {kind.value: kind for kind in RawKind}


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One thing that one device did."""

    kind: RawKind
    source: int
    """Id of the device that did it: a slave, never the master it is attached to."""
    detail: int
    """Keycode or physical button number; 0 for motion."""
    time_ms: int
    """The server's clock."""
    processed: bool
    """False: the device did it. True: the master's copy of the same, which comes when the server acts on it; under
    a frozen grab that is later or never."""


@dataclass(frozen=True, slots=True)
class DevicesChanged:
    """A device came, went, was switched on or off or attached elsewhere."""


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """Another keyboard layout group is active."""

    group: int
    """From 0."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server answered one of our requests with an error."""

    code: int
    request: int
    """Major opcode of what was refused."""


Heard = RawEvent | DevicesChanged | GroupChanged | Refused


class StreamError(ValueError):
    """The stream makes no sense: the connection cannot be used further."""


class StreamCutter:
    """Keeps what is incomplete until the rest arrives."""

    def __init__(self, xinput_opcode: int, xkb_event: int | None) -> None:
        """Begin at the start of an event.

        Args:
            xinput_opcode: Major opcode of XInputExtension.
            xkb_event: First event code of XKEYBOARD, None when it is not listened to.
        """
        self._xinput_opcode = xinput_opcode
        self._xkb_event = xkb_event
        self._rest = b""

    def feed(self, data: bytes) -> list[Heard]:
        """Take bytes as they come, and give what they complete.

        Raises:
            StreamError: an event of absurd length.
        """
        buffer = self._rest + data if self._rest else data
        heard: list[Heard] = []
        start, end = 0, len(buffer)
        while end - start >= _EVENT_BYTES:
            code = buffer[start] & 0x7F
            size = _EVENT_BYTES
            if code in {_GENERIC_EVENT, _REPLY}:
                size += 4 * int.from_bytes(buffer[start + 4 : start + 8], sys.byteorder)
                if size > _MAX_EVENT_BYTES:
                    raise StreamError(f"an event of {size} bytes")
                if end - start < size:
                    break
            found = self._read(buffer, start, code)
            if found is not None:
                heard.append(found)
            start += size
        self._rest = buffer[start:]
        return heard

    def _read(self, buffer: bytes, start: int, code: int) -> Heard | None:
        if code == _GENERIC_EVENT:
            if buffer[start + 1] != self._xinput_opcode:
                return None
            evtype, device, time_ms, detail, source = _GENERIC.unpack_from(buffer, start + 8)
            kind = _KINDS.get(evtype)
            if kind is None:
                return DevicesChanged() if evtype == _HIERARCHY_CHANGED else None
            return RawEvent(kind, source, detail, time_ms, device != source)
        if code == 0:
            return Refused(buffer[start + 1], buffer[start + 10])
        if code == self._xkb_event and buffer[start + 1] == _XKB_STATE_NOTIFY:
            return GroupChanged(buffer[start + 13])
        return None
