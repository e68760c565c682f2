"""One client before the doorkeeper, without sockets: what it writes, and what would reach the server."""

from __future__ import annotations

import struct

from supervisor.wire.doors.door import Territory
from supervisor.wire.doors.keeper import Keeper
from supervisor.wire.x11 import Framer, Request
from tests.support.x11_bytes import BIG_REQUESTS, EXTENSIONS, order, request

BASE, MASK = 0x0060_0000, 0x001F_FFFF
OWN, OWN_TOO = BASE | 7, BASE | 9
SIBLING = 0x0080_0003
"""Made by another program of the same agent."""
FOREIGN = 0x0120_0001
ROOT, COLORMAP, DECOY = 0x0000_0529, 0x20, 0x0040_0002
ATOMS = {
    name: 300 + number
    for number, name in enumerate(
        (
            *("_NET_ACTIVE_WINDOW", "_NET_CLOSE_WINDOW", "_NET_WM_STATE", "_NET_WM_MOVERESIZE", "WM_CHANGE_STATE"),
            *("_NET_CURRENT_DESKTOP", "_NET_NUMBER_OF_DESKTOPS", "_NET_STARTUP_INFO", "_NET_WM_PING", "_OB_CONTROL"),
            *("WM_PROTOCOLS", "WM_DELETE_WINDOW", "WM_TAKE_FOCUS", "XdndEnter", "XdndDrop", "_XIM_XCONNECT"),
            *("_NET_SYSTEM_TRAY_OPCODE", "_XEMBED", "CLIPBOARD", "_XSETTINGS_S0", "WM_S0", "@server=ibus"),
            *("CLIPBOARD_MANAGER", "UTF8_STRING", "DELETE", "MULTIPLE", "CLIP_TEMPORARY", "AT_SPI_BUS", "_client3"),
            *("_MOZILLA_COMMAND", "GDK_SELECTION", "MANAGER", "_NET_RESTACK_WINDOW", "_NET_MOVERESIZE_WINDOW"),
        )
    )
}
"""Their numbers, by name."""
_NAMES = {number: name for name, number in ATOMS.items()}


NOTHING, ERROR = 127, 43
"""What takes a refused request's place: a NoOperation, or something that the server calls a mistake."""


class Doorway:
    """One client and its keeper.

    Attributes:
        noted: (extension, request) of what was refused or changed.
        grabbed: (what, window) of grabs that began, 0 of those that ended.
        asked: (window, property) for which a program of the agent was asked.
    """

    def __init__(self, *, big_endian: bool = False, big_form: bool = False) -> None:
        self.big_endian = big_endian
        self.big_form = big_form
        self.noted: list[tuple[str, str]] = []
        self.asked: set[tuple[int, int]] = set()
        self.grabbed: list[tuple[str, int]] = []
        self.territory = Territory(
            bases={BASE, SIBLING & ~MASK},
            outside=~MASK & 0xFFFF_FFFF,
            roots=frozenset({ROOT}),
            colormaps=frozenset({COLORMAP}),
            decoy=DECOY,
            name_of=lambda atom: _NAMES.get(atom, ""),
            asked=lambda window, atom: (window, atom) in self.asked,
        )
        keeper = Keeper(
            self.territory,
            EXTENSIONS,
            big_endian=big_endian,
            noted=lambda extension, name: self.noted.append((extension, name)),
            grabbed=lambda what, window: self.grabbed.append((what, window)),
        )
        self._framer = Framer(big_endian=big_endian, looks=keeper.looks, big_requests_opcode=BIG_REQUESTS)
        self._framer.big_enabled = big_form

    def pack(self, form: str, *values: int) -> bytes:
        """Put numbers into the client's byte order."""
        return struct.pack(order(big_endian=self.big_endian) + form, *values)

    def request(self, opcode: int, body: bytes, minor: int = 0) -> bytes:
        """Make a request in the client's byte order and form."""
        return request(opcode, minor, body, big_endian=self.big_endian, big_form=self.big_form)

    def send(self, data: bytes) -> tuple[bytes, Request | None]:
        """Write; gives what may go on, and what is stopped behind it."""
        buffer = bytearray(data)
        position, stop = self._framer.walk(buffer, 0, len(buffer))
        return bytes(buffer[:position]), stop

    def passes(self, opcode: int, body: bytes, minor: int = 0) -> bool:
        """Tell whether a request goes on as it is."""
        data = self.request(opcode, body, minor)
        before = len(self.noted)
        return self.send(data) == (data, None) and len(self.noted) == before

    def refused(self, opcode: int, body: bytes, minor: int = 0) -> int:
        """Give NOTHING or ERROR for a refused request, 0 when it is not refused. Its length must stay."""
        data = self.request(opcode, body, minor)
        before = len(self.noted)
        out, stop = self.send(data)
        if stop is not None or out[0] == data[0] or len(self.noted) != before + 1:
            return 0
        assert len(out) == len(data)
        assert out[2:8] == data[2:8], "the length is where it was"
        body_bytes = len(data) - (8 if self.big_form else 4)
        if out[0] != NOTHING:
            assert (out[0] == 43) == (body_bytes != 0), "a request of one unit, where it has another length"
            assert out[0] in (43, 3)
            return ERROR
        return NOTHING

    def changed(self, opcode: int, body: bytes, minor: int = 0) -> bytes:
        """Give the body of a request that goes on changed, and is noted; empty when it is not."""
        data = self.request(opcode, body, minor)
        before = len(self.noted)
        out, stop = self.send(data)
        if stop is not None or out[0] != data[0] or len(out) != len(data) or len(self.noted) != before + 1:
            return b""
        return out[8:] if self.big_form else out[4:]

    def stops(self, opcode: int, body: bytes, minor: int = 0) -> Request | None:
        """Give the request when it is taken to the gate."""
        out, stop = self.send(self.request(opcode, body, minor))
        return stop if not out else None
