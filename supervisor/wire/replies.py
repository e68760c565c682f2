"""Cutting the server's stream into packets, to see which requests of a client it has answered.

Format: X11 protocol, section 1: errors and events have 32 bytes, replies 32 and 4 for each unit of their length, and
so have generic events (XGE). All but KeymapNotify carry the low 16 bits of the number of the request executed last.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PACKET_BYTES = 32
_ERROR, _REPLY = 0, 1
_SELECTION_REQUEST, _GENERIC_EVENT = 30, 35
_CONTENT_AT = 8
_VISUAL_AT = 8
"""Where the replies of GetImage and ShmGetImage name the window's visual."""


class Replies:
    """Walks one client's packets after the setup.

    # INVARIANT: costs next to nothing for the pixels of a large reply, which are stepped over.

    Attributes:
        expected: Visual to be put into the answer, by the low 16 bits of the request's number; -1 leaves it alone.
    """

    __slots__ = ("_asked", "_big_endian", "_blanks", "_length", "_number", "_request", "_skip", "expected")

    def __init__(self, *, big_endian: bool, asked: Callable[[int, int, int], None] | None = None) -> None:
        """Begin after the setup.

        Args:
            big_endian: The client's byte order.
            asked: Told of each SelectionRequest: requestor, target and the property that the answer goes into.
        """
        self._big_endian = big_endian
        self._asked = asked
        self._blanks: set[int] = set()
        self._request = struct.Struct(">12x4I" if big_endian else "<12x4I").unpack_from
        self._number = struct.Struct(">H" if big_endian else "<H").unpack_from
        self._length = struct.Struct(">I" if big_endian else "<I").unpack_from
        self._skip = 0
        self.expected: dict[int, int] = {}

    def expect(self, number: int, visual: int = -1) -> None:
        """Look out for the answer to a request.

        Args:
            number: The request's, counted from 1.
            visual: X id that the answer has to name as the visual; -1 to leave it as it is.
        """
        self.expected[number & 0xFFFF] = visual

    def blank(self, number: int) -> None:
        """Look out for the answer to a request, and leave zeros where its content is.

        Args:
            number: The request's, counted from 1; its answer has to be short.
        """
        self._blanks.add(number & 0xFFFF)

    def walk(self, data: bytearray, start: int) -> tuple[int, list[int]]:
        """Walk over what has arrived; the answers looked out for are changed in place.

        Args:
            data: Buffer; `data[start]` is the first byte after what was walked before.
            start: First byte to look at.

        Returns:
            (position, answers): bytes before position may go on to the client, the rest is half a head; for each
            answer that was looked out for and has come, what was expected: the visual, or -1.
        """
        end, found = len(data), list[int]()
        if self._skip:
            taken = min(self._skip, end - start)
            self._skip -= taken
            start += taken
        while end - start >= PACKET_BYTES:
            kind, length = data[start], PACKET_BYTES
            if kind == _REPLY or kind & 0x7F == _GENERIC_EVENT:
                length += 4 * self._length(data, start + 4)[0]
            if kind <= _REPLY:
                if self._blanks and not self._blanked(data, start, kind, length):
                    return start, found
                if self.expected:
                    self._answered(data, start, kind, found)
            elif kind == _SELECTION_REQUEST and self._asked is not None:
                # One that another client has sent, which would be 0x80 more, asks for nothing.
                requestor, _selection, target, into = self._request(data, start)
                self._asked(requestor, target, into)
            start += length
            if start > end:
                self._skip = start - end
                return end, found
        return start, found

    def _blanked(self, data: bytearray, start: int, kind: int, length: int) -> bool:
        """Blank an answer; False while it is not whole."""
        number: int = self._number(data, start + 2)[0]
        if number not in self._blanks:
            return True
        if len(data) - start < length:
            return False
        self._blanks.discard(number)
        if kind == _REPLY:
            data[start + _CONTENT_AT : start + length] = bytes(length - _CONTENT_AT)
        return True

    def _answered(self, data: bytearray, start: int, kind: int, found: list[int]) -> None:
        number: int = self._number(data, start + 2)[0]
        visual = self.expected.pop(number, None)
        if visual is None:
            return
        found.append(visual)
        if kind == _REPLY and visual >= 0:
            struct.pack_into(">I" if self._big_endian else "<I", data, start + _VISUAL_AT, visual)
