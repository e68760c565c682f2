"""An X11 client made by hand: requests of any form and either byte order, and what the server says to them.

It knows the protocol and nothing of the supervisor. Display and cookie come from the environment, as for any client.
"""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path
from typing import Self

SILENCE_S = 20.0
_QUESTION = 43
_ERROR, _REPLY, _GENERIC = 0, 1, 35


class ClosedError(Exception):
    """The connection was refused or ended."""


def cookie_of(authority: Path) -> bytes:
    """Give the cookie of a file that holds one kind of them."""
    return authority.read_bytes()[-16:]


class Client:
    """One connection.

    Attributes:
        base: First of the ids that this client may give.
        root: X id of the root window.
        errors: Codes of the errors that came so far, with the major opcode of the request.
        events: Events that came so far, 32 bytes each.
    """

    def __init__(
        self, *, big_endian: bool = False, address: str | bytes = "", port: int = 0, cookie: bytes = b""
    ) -> None:
        """Connect.

        Args:
            big_endian: Which end to count from.
            address: Socket path, or abstract name with a leading null; the display's own when empty.
            port: Of TCP on this machine, instead of a socket; 0 for none.
            cookie: To show; the one of XAUTHORITY when empty.

        Raises:
            ClosedError: it is not taken.
            OSError: there is no such socket, or it is closed to us.
        """
        self._mark = ">" if big_endian else "<"
        self._incoming = bytearray()
        self._sent = 0
        self._next_id = 0
        self.errors: list[tuple[int, int]] = []
        self.events: list[bytes] = []
        self._socket = socket.socket(socket.AF_INET if port else socket.AF_UNIX)
        self._socket.settimeout(SILENCE_S)
        number = os.environ.get("DISPLAY", ":").rpartition(":")[2].partition(".")[0]
        try:
            self._socket.connect(("127.0.0.1", port) if port else address or f"/tmp/.X11-unix/X{number}")
            name, data = b"MIT-MAGIC-COOKIE-1", cookie or cookie_of(Path(os.environ["XAUTHORITY"]))
            order = 0x42 if big_endian else 0x6C
            head = struct.pack(self._mark + "BxHHHHxx", order, 11, 0, len(name), len(data))
            self._socket.sendall(head + name + b"\0\0" + data)
            greeting = self._take(8)
            setup = self._take(4 * self._unpack("H", greeting, 6))
        except BaseException:
            self._socket.close()
            raise
        if greeting[0] != 1:
            self._socket.close()
            raise ClosedError(setup[: greeting[1]].decode("latin-1"))
        self.base = self._unpack("I", setup, 4)
        vendor, formats = self._unpack("H", setup, 16), setup[21]
        self.root = self._unpack("I", setup, 32 + (vendor + 3) // 4 * 4 + 8 * formats)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def new_id(self) -> int:
        """Give an id for something of our own."""
        self._next_id += 1
        return self.base + self._next_id

    def pack(self, form: str, *values: int) -> bytes:
        """Pack in our byte order."""
        return struct.pack(self._mark + form, *values)

    def send(self, opcode: int, minor: int, body: bytes = b"", *, long_form: bool = False) -> None:
        """Write one request.

        Raises:
            ClosedError: the connection was ended.
        """
        body += b"\0" * (-len(body) % 4)
        units = 1 + len(body) // 4
        head = self.pack("BBHI", opcode, minor, 0, units + 1) if long_form else self.pack("BBH", opcode, minor, units)
        self.raw(head + body, requests=1)

    def raw(self, data: bytes, *, requests: int) -> None:
        """Write bytes that make so many requests."""
        self._sent += requests
        try:
            self._socket.sendall(data)
        except OSError as e:
            raise ClosedError(str(e)) from e

    def sync(self) -> None:
        """Wait until the server has seen all of it; errors and events go to the lists.

        Raises:
            ClosedError: the connection was ended.
        """
        self.ask(_QUESTION, 0)

    def ask(self, opcode: int, minor: int, body: bytes = b"") -> bytes | None:
        """Ask and wait; None when the answer is an error."""
        self.send(opcode, minor, body)
        sequence = self._sent & 0xFFFF
        while True:
            message = self._message()
            number = self._unpack("H", message, 2)
            if message[0] == _ERROR:
                self.errors.append((message[1], message[10]))
                if number == sequence:
                    return None
            elif message[0] == _REPLY:
                if number == sequence:
                    return message
            else:
                self.events.append(message)

    def extension(self, name: str) -> tuple[int, int]:
        """Ask for an extension; gives its major opcode and its first event, zeros when it is not there."""
        data = name.encode()
        reply = self.ask(98, 0, self.pack("Hxx", len(data)) + data)
        assert reply is not None
        return (reply[9], reply[10]) if reply[8] else (0, 0)

    def atom(self, name: str) -> int:
        """Give the atom of a name, made if need be."""
        data = name.encode()
        reply = self.ask(16, 0, self.pack("Hxx", len(data)) + data)
        assert reply is not None
        return self._unpack("I", reply, 8)

    def wait_event(self) -> bytes:
        """Wait for the next event."""
        while not self.events:
            message = self._message()
            if message[0] == _ERROR:
                self.errors.append((message[1], message[10]))
            elif message[0] != _REPLY:
                self.events.append(message)
        return self.events.pop(0)

    def _message(self) -> bytes:
        head = self._take(32)
        if head[0] & 0x7F in (_REPLY, _GENERIC):
            return head + self._take(4 * self._unpack("I", head, 4))
        return head

    def _take(self, count: int) -> bytes:
        while len(self._incoming) < count:
            try:
                part = self._socket.recv(65536)
            except OSError as e:
                raise ClosedError(str(e)) from e
            if not part:
                raise ClosedError("the connection was ended")
            self._incoming += part
        data = bytes(self._incoming[:count])
        del self._incoming[:count]
        return data

    def _unpack(self, form: str, data: bytes, at: int) -> int:
        return int(struct.unpack_from(self._mark + form, data, at)[0])
