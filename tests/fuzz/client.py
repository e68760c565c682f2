"""The agent of the live run: writes drawn streams to its own display, one connection after the other.

    python -m tests.fuzz.client REQUESTS SEED

Each connection ends with a question; its answer shows that server and gate have come that far and still count alike.
A connection that is ended for what it wrote is followed by the next. Prints one line of JSON; status 3 when something
hangs.
"""

from __future__ import annotations

import json
import os
import random
import select
import socket
import struct
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.reference import Numbers, read
from tests.fuzz.streams import HARMLESS, Streams

HANG_S = 30.0
_REQUESTS = 300
_QUESTION = 43
_REPLY, _GENERIC = 1, 35
_READ = 1 << 16
_CHEAP = tuple(opcode for opcode in HARMLESS if opcode not in (49, 50, 52))
"""Without lists of fonts: the server reads them from the disk each time."""


class HangError(Exception):
    """Nothing moved for `HANG_S`."""


class EndedError(Exception):
    """The connection was ended."""


@dataclass(slots=True)
class Done:
    """What the agent did."""

    requests: int = 0
    """That the server was to run, or the gate."""
    connections: int = 0
    ended: int = 0
    """Connections that were ended for what they wrote."""
    answered: int = 0
    """Connections whose last question was answered, with the right number."""


class Connection:
    """One connection to the display, of either byte order."""

    def __init__(self, *, big_endian: bool) -> None:
        self._mark = ">" if big_endian else "<"
        self._incoming = bytearray()
        number = os.environ["DISPLAY"].rpartition(":")[2].split(".")[0]
        cookie = Path(os.environ["XAUTHORITY"]).read_bytes()[-16:]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(f"/tmp/.X11-unix/X{number}")
        head = struct.pack(self._mark + "BxHHHHxx", 0x42 if big_endian else 0x6C, 11, 0, 18, 16)
        self._socket.sendall(head + b"MIT-MAGIC-COOKIE-1\0\0" + cookie)
        self._socket.settimeout(HANG_S)
        greeting = self._exactly(8)
        self._exactly(4 * struct.unpack_from(self._mark + "H", greeting, 6)[0])
        self.accepted = greeting[0] == 1
        self._socket.setblocking(False)

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def write(self, data: bytes) -> None:
        """Write all of it and take in what comes back meanwhile.

        Raises:
            EndedError: the other end closed.
            HangError: it takes nothing.
        """
        view = memoryview(data)
        while view:
            self._wait(write=True)
            try:
                view = view[self._socket.send(view) :]
            except BlockingIOError:
                continue
            except OSError as e:
                raise EndedError from e

    def answer(self, sequence: int) -> None:
        """Wait for the reply with that number.

        Raises:
            EndedError: the other end closed.
            HangError: it does not come.
        """
        while True:
            while len(self._incoming) >= 32:
                kind = self._incoming[0] & 0x7F
                extra = struct.unpack_from(self._mark + "I", self._incoming, 4)[0]
                length = 32 + 4 * extra if kind in (_REPLY, _GENERIC) else 32
                if len(self._incoming) < length:
                    break
                number = struct.unpack_from(self._mark + "H", self._incoming, 2)[0]
                del self._incoming[:length]
                if kind == _REPLY and number == sequence & 0xFFFF:
                    return
            self._wait(write=False)

    def ask(self, data: bytes) -> bytes:
        """Write a request and give its reply; only on a fresh connection."""
        self.write(data)
        deadline = time.monotonic() + HANG_S
        while len(self._incoming) < 32 and time.monotonic() < deadline:
            self._wait(write=False)
        reply = bytes(self._incoming)
        self._incoming.clear()
        return reply

    def _wait(self, *, write: bool) -> None:
        readable, writable, _ = select.select([self._socket], [self._socket] if write else [], [], HANG_S)
        if readable:
            try:
                got = self._socket.recv(_READ)
            except OSError as e:
                raise EndedError from e
            if not got:
                raise EndedError
            self._incoming += got
        elif not writable:
            raise HangError(f"{len(self._incoming)} bytes unread")

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._socket.recv(count - len(data))
            if not part:
                raise EndedError
            data += part
        return data


def opcodes() -> tuple[Numbers, int]:
    """Ask the server for its numbers."""
    connection = Connection(big_endian=False)

    def number(name: bytes) -> tuple[int, int]:
        padded = name + b"\0" * (-len(name) % 4)
        reply = connection.ask(struct.pack("<BxHHxx", 98, 2 + len(padded) // 4, len(name)) + padded)
        return reply[9], reply[10]

    xinput, first = number(b"XInputExtension")
    numbers = Numbers(number(b"XTEST")[0], xinput, number(b"BIG-REQUESTS")[0])
    connection.close()
    return numbers, first


def takes_both_orders() -> bool:
    """Tell whether the server serves big-endian clients; newer ones refuse them unless told otherwise."""
    try:
        connection = Connection(big_endian=True)
    except (EndedError, OSError):
        return False
    connection.close()
    return connection.accepted


def stream(streams: Streams, numbers: Numbers, done: Done, *, both_orders: bool) -> None:
    """Write one stream."""
    big_endian, data = streams.draw(_REQUESTS)
    while big_endian and not both_orders:
        big_endian, data = streams.draw(_REQUESTS)
    order: Literal["little", "big"] = "big" if big_endian else "little"
    reading = read(data, order=order, big_requests=numbers.big_requests)
    whole = [cut for cut in reading.requests if cut.end <= len(data)]
    done.connections += 1
    connection = Connection(big_endian=big_endian)
    try:
        for part in streams.parts(data if reading.broken else data[: whole[-1].end if whole else 0]):
            connection.write(part)
        if reading.broken:
            # Half a request may be waited for: it is for us to end it then.
            done.ended += 1
        else:
            connection.write(struct.pack(">BxH" if big_endian else "<BxH", _QUESTION, 1))
            connection.answer(len(whole) + 1)
            done.answered += 1
    except EndedError:
        done.ended += 1
    finally:
        connection.close()
    done.requests += len(whole)


def main() -> int:
    """Write until so many requests were made."""
    wanted, seed = int(sys.argv[1]), int(sys.argv[2])
    numbers, first = opcodes()
    rng = random.Random(seed)  # noqa: S311 - the same streams for the same seed
    # Other minors of XTEST and XInput change devices and grabs: these have tests of their own. Keys whose meaning
    # changes while they are down end X.Org 21.1.7 by themselves.
    streams = Streams(
        rng,
        numbers,
        first,
        core=_CHEAP,
        extensions=(numbers.big_requests,),
        ends=0.0005,
        remaps=False,
    )
    both, done = takes_both_orders(), Done()
    try:
        while done.requests < wanted:
            stream(streams, numbers, done, both_orders=both)
    except HangError as e:
        sys.stdout.write(f"hangs: {e} after {done}\n")
        return 3
    sys.stdout.write(json.dumps(asdict(done) | {"both_orders": both}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
