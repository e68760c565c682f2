"""Stands between the filter of a contained agent and the accessibility bus, for the one call that no filter refuses.

A reader outside that uses libatspi, a screen reader say, asks each program for a bus address of its own and connects
to what it is told: `unixexec:…` runs a command in the reader. So `GetApplicationBusAddress` never reaches a program
inside; it is answered here with an error, upon which readers speak over the common bus. All else passes as it is.

Run as a process with `--fd N --address A`; ends when its standard input does. Format: D-Bus specification, "Message
Protocol" and "Authentication Protocol".
"""

from __future__ import annotations

import argparse
import contextlib
import re
import selectors
import socket
import struct
import sys
from dataclasses import dataclass, field

_REFUSED = b"GetApplicationBusAddress"
_ERROR_NAME = b"org.freedesktop.DBus.Error.NotSupported"
_METHOD_CALL, _ERROR = 1, 3
_MEMBER, _ERROR_FIELD, _REPLY_SERIAL, _DESTINATION, _SENDER = 3, 4, 5, 6, 7
_NO_REPLY = 0x1
_BEGIN = b"BEGIN\r\n"
_ORDERS = {0x6C: "<", 0x42: ">"}
_MAX_MESSAGE = 1 << 27
"""Longest message of the specification."""
_CHUNK = 1 << 16
_FIRST_SERIAL = 0x7FFF0000
_ADDRESS = re.compile(r"unix:(path|abstract)=([^,;]+)(?:,guid=[0-9a-fA-F]+)?")


class BrokenStreamError(Exception):
    """What arrives is no D-Bus."""


@dataclass(slots=True)
class Cutter:
    """Cuts one direction of a stream into messages; what comes before the first, the greeting, is passed as it is."""

    from_bus: bool
    """The direction: True from the bus."""
    _data: bytearray = field(default_factory=bytearray)
    _greeted: bool = False

    @property
    def whole(self) -> bool:
        """True while nothing of a message has been given that is not complete."""
        return self._greeted and not self._data

    def feed(self, data: bytes) -> list[bytes]:
        """Take what has arrived and give what is complete: greetings, then messages one by one.

        Raises:
            BrokenStreamError: it is no message.
        """
        self._data += data
        found = [] if self._greeted else self._greeting()
        while self._greeted and (length := _length(self._data)):
            if len(self._data) < length:
                break
            found.append(bytes(self._data[:length]))
            del self._data[:length]
        return found

    def _greeting(self) -> list[bytes]:
        if self.from_bus:
            # Lines of the greeting begin with other letters than messages do.
            end = 0
            while end < len(self._data) and self._data[end] not in _ORDERS:
                line = self._data.find(b"\r\n", end)
                if line < 0:
                    break
                end = line + 2
            self._greeted = end < len(self._data) and self._data[end] in _ORDERS
        else:
            at = self._data.find(_BEGIN)
            self._greeted = at >= 0
            end = at + len(_BEGIN) if at >= 0 else 0
            if at < 0:
                last = self._data.rfind(b"\r\n")
                end = last + 2 if last >= 0 else 0
        text = bytes(self._data[:end])
        del self._data[:end]
        if len(self._data) > _CHUNK and not self._greeted:
            raise BrokenStreamError("a greeting without end")
        return [text] if text else []


def _length(data: bytearray) -> int:
    """Give the length of the message at the start; 0 while that cannot be told."""
    if len(data) < 16:
        return 0
    order = _ORDERS.get(data[0])
    if order is None:
        raise BrokenStreamError("no byte order")
    body, _serial, fields = struct.unpack_from(order + "III", data, 4)
    length = 16 + (int(fields) + 7) // 8 * 8 + int(body)
    if length > _MAX_MESSAGE:
        raise BrokenStreamError("a message that is too long")
    return length


def refusal(message: bytes, serial: int) -> bytes | None:
    """Give the error that answers a call which may not pass; None for all other messages.

    Args:
        message: A whole message from the bus.
        serial: For the answer.
    """
    if message[1] != _METHOD_CALL or _REFUSED not in message:
        return None
    order = _ORDERS[message[0]]
    words = _fields(message, order)
    if words.get(_MEMBER) != _REFUSED:
        return None
    if message[2] & _NO_REPLY:
        return b""
    (asked,) = struct.unpack_from(order + "I", message, 8)
    out = bytearray(struct.pack("<BBBBIII", 0x6C, _ERROR, _NO_REPLY, 1, 0, serial, 0))
    out += struct.pack("<B3sI", _REPLY_SERIAL, b"\x01u\0", asked)
    for code, text in ((_ERROR_FIELD, _ERROR_NAME), (_DESTINATION, words.get(_SENDER, b""))):
        out += bytes(-len(out) % 8) + struct.pack("<B3sI", code, b"\x01s\0", len(text)) + text + b"\0"
    struct.pack_into("<I", out, 12, len(out) - 16)
    return bytes(out + bytes(-len(out) % 8))


def _fields(message: bytes, order: str) -> dict[int, bytes]:
    """Read the header's texts: strings, paths and signatures."""
    found: dict[int, bytes] = {}
    (length,) = struct.unpack_from(order + "I", message, 12)
    at, end = 16, 16 + length
    while at < end:
        at += -at % 8
        code, kind = message[at], message[at + 2 : at + 3]
        at += 4
        if kind == b"g":
            at += message[at] + 2
            continue
        at += -at % 4
        (size,) = struct.unpack_from(order + "I", message, at)
        at += 4
        if kind in (b"s", b"o"):
            found[code] = message[at : at + size]
            at += size + 1
        elif kind != b"u":
            break
    return found


class Pair:
    """One client, and its connection to the bus."""

    def __init__(self, client: socket.socket, bus: socket.socket) -> None:
        self.client, self.bus = client, bus
        self._cutters = {client: Cutter(from_bus=False), bus: Cutter(from_bus=True)}
        self._late: list[bytes] = []
        self._serial = _FIRST_SERIAL

    def pump(self, source: socket.socket) -> bool:
        """Pass on what has arrived at one end; False when that end is gone, or what it says is broken."""
        try:
            data = source.recv(_CHUNK)
            if not data:
                return False
            for message in self._cutters[source].feed(data):
                self._pass(source, message)
            if self._late and self._cutters[self.client].whole:
                self.bus.sendall(b"".join(self._late))
                self._late = []
        except (OSError, BrokenStreamError, struct.error, IndexError):
            return False
        return True

    def _pass(self, source: socket.socket, message: bytes) -> None:
        if source is self.client:
            self.bus.sendall(message)
            return
        answer = refusal(message, self._serial) if message[0] in _ORDERS and len(message) >= 16 else None
        if answer is None:
            self.client.sendall(message)
        elif answer:
            self._serial += 1
            self._late.append(answer)


def serve(listener: socket.socket, address: str, life: int) -> None:
    """Relay until `life` ends.

    Args:
        listener: Where clients connect.
        address: Of the real bus, a plain socket's.
        life: Descriptor at whose end all ends.
    """
    known = _ADDRESS.fullmatch(address)
    if known is None:
        return
    target = known[2] if known[1] == "path" else f"\0{known[2]}"
    with selectors.DefaultSelector() as waiting:
        waiting.register(listener, selectors.EVENT_READ)
        waiting.register(life, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj == life:
                    return
                if key.fileobj is listener:
                    _accept(listener, target, waiting)
                elif isinstance(key.fileobj, socket.socket) and key.fileobj.fileno() >= 0:
                    pair: Pair = key.data
                    if not pair.pump(key.fileobj):
                        for end in (pair.client, pair.bus):
                            waiting.unregister(end)
                            end.close()


def _accept(listener: socket.socket, target: str, waiting: selectors.BaseSelector) -> None:
    client, _ = listener.accept()
    bus = socket.socket(socket.AF_UNIX)
    try:
        bus.connect(target)
    except OSError:
        bus.close()
        client.close()
        return
    pair = Pair(client, bus)
    for end in (client, bus):
        # Who does not read is not waited for: the others' elements would be unknown.
        end.settimeout(2.0)
        waiting.register(end, selectors.EVENT_READ, pair)


def main() -> None:
    """Serve on the inherited socket."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    parser.add_argument("--address", required=True)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        serve(socket.socket(fileno=given.fd), given.address, sys.stdin.fileno())


if __name__ == "__main__":
    main()
