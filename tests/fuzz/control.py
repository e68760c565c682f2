"""The control socket of a running service under drawn messages: it goes on, it leaks nothing, it loosens nothing.

Each peer says a few messages, bent ones among them, with descriptors beside some, cut off by its leaving at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from supervisor.channel import MAX_BYTES
from supervisor.intake.control import short_path
from tests.fuzz.mutations import bend, bent_message, value
from tests.fuzz.seeding import messages
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import random

_NOBODY = 2**22 + 1
"""Above the highest process number that Linux gives."""
_GOOD: tuple[dict[str, Any], ...] = (
    {"t": "run", "argv": ["true"], "name": "fuzzed", "headless": True, "policy": ""},
    {"t": "started", "pid": _NOBODY, "mode": "pidns"},
    {"t": "started", "pid": _NOBODY, "mode": "tree"},
    {"t": "ended", "status": 0},
    {"t": "status"},
    {"t": "tray"},
    {"t": "resume"},
    {"t": "rearm"},
    {"t": "quit"},
)
_TIGHTENING: tuple[dict[str, Any], ...] = ({"t": "stop"}, {"t": "pause"})
_OPEN_LONGEST = 40


@dataclass(slots=True)
class Said:
    """What was said to a service."""

    peers: int = 0
    messages: int = 0
    answers: int = 0


class Crowd:
    """Peers that come, talk and leave; a context manager.

    Args:
        path: The control socket.
        rng: Where chance comes from.
        tightening: Whether stop and pause are among what is said.
    """

    def __init__(self, path: Path, rng: random.Random, *, tightening: bool) -> None:
        self.said = Said()
        self._path = path
        self._rng = rng
        self._stock = [*_GOOD, *messages(), *(_TIGHTENING if tightening else ())]
        self._tightening = tightening
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for peer in self._open:
            peer.close()

    def talk(self, count: int) -> None:
        """Say so many messages."""
        rng = self._rng
        while self.said.messages < count:
            if not self._open or (rng.random() < 0.2 and len(self._open) < _OPEN_LONGEST):
                self._open.append(self._arrive())
            peer = rng.choice(self._open)
            if rng.random() < 0.1:
                self._open.remove(peer)
                peer.close()
            else:
                self._say(peer)

    def _arrive(self) -> socket.socket:
        peer = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with short_path(self._path) as name:
                wait_for(lambda: peer.connect_ex(name) == 0, "the service to take a peer")
        except BaseException:
            peer.close()
            raise
        peer.settimeout(5)
        self.said.peers += 1
        return peer

    def _say(self, peer: socket.socket) -> None:
        rng = self._rng
        message = rng.choice(self._stock)
        if rng.random() < 0.7:
            message = bent_message(message, rng)
        if isinstance(message.get("pid"), int):
            # What is named as an agent may be killed: it must be nobody.
            message = message | {"pid": _NOBODY + abs(message["pid"]) % 9}
        if not self._tightening and message.get("t") in ("stop", "pause"):
            return
        data = json.dumps(message).encode()
        if rng.random() < 0.1:
            data = bend(data, rng) or b"{"
        elif rng.random() < 0.01:
            data = rng.choice((b"[" * 40_000, b" " * (MAX_BYTES + 1), json.dumps(value(rng)).encode()))
        if not self._tightening and (b"stop" in data or b"pause" in data):
            return
        self.said.messages += 1
        read, write = os.pipe()
        try:
            fds = [read] * rng.choice((0, 0, 1, 1, 2, 4, 9))
            # Gone, or not read for long: both are the service's right.
            with contextlib.suppress(OSError):
                socket.send_fds(peer, [data[:150_000]], fds, socket.MSG_NOSIGNAL)
            with contextlib.suppress(OSError):
                peer.setblocking(False)
                while peer.recv(MAX_BYTES):
                    self.said.answers += 1
        finally:
            peer.settimeout(5)
            os.close(read)
            os.close(write)


def descriptors(pid: int) -> int:
    """Count the open descriptors of a process."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def resident_kb(pid: int) -> int:
    """Give how much memory a process uses, in KB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
