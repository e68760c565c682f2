"""Who listens for TCP connections on this machine.

The kernel is asked (`linux/inet_diag.h`): reading `/proc/net/tcp` walks the whole table of connections, 10 ms and
more whatever is in it. Where the kernel does not answer, that is read.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
from pathlib import Path

_SOCKET_DIAGNOSIS = 4
_BY_FAMILY, _ERROR, _DONE = 20, 2, 3
_REQUEST_DUMP = 0x301
_LISTEN = 10
_LISTENING = f"{_LISTEN:02X}"
_HEAD = struct.Struct("=IHHII")
_QUESTION = struct.Struct("=BBBBI48x")
_PORT = struct.Struct("!4xH")
_INODE = struct.Struct("=68xI")
_ANSWER_BYTES = 1 << 16
_ANSWER_S = 1.0
"""The answer is there at once."""


def listeners() -> list[tuple[int, str]]:
    """Give port and socket inode of each TCP listener, on whatever address."""
    with contextlib.suppress(OSError, struct.error):
        return [*_asked(socket.AF_INET), *_asked(socket.AF_INET6)]
    return listed()


def _asked(family: int) -> list[tuple[int, str]]:
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCKET_DIAGNOSIS) as kernel:
        kernel.settimeout(_ANSWER_S)
        question = _QUESTION.pack(family, socket.IPPROTO_TCP, 0, 0, 1 << _LISTEN)
        kernel.send(_HEAD.pack(_HEAD.size + len(question), _BY_FAMILY, _REQUEST_DUMP, 0, 0) + question)
        found: list[tuple[int, str]] = []
        while True:
            part, end = read(kernel.recv(_ANSWER_BYTES))
            found += part
            if end:
                return found


def read(answer: bytes) -> tuple[list[tuple[int, str]], bool]:
    """Read what the kernel answers.

    Args:
        answer: One datagram.

    Returns:
        The listeners in it, and whether it was the last.

    Raises:
        OSError: the kernel refuses.
        struct.error: it is no such answer.
    """
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(answer):
        length, kind, _, _, _ = _HEAD.unpack_from(answer, at)
        body = answer[at + _HEAD.size : at + length]
        if kind in (_ERROR, _DONE):
            code = -struct.unpack_from("=i", body)[0] if body else 0
            if code or kind == _ERROR:
                raise OSError(code, os.strerror(code))
            return found, True
        if length < _HEAD.size:
            raise struct.error("a message without a head")
        found.append((_PORT.unpack_from(body)[0], str(_INODE.unpack_from(body)[0])))
        at += (length + 3) // 4 * 4
    return found, False


def listed() -> list[tuple[int, str]]:
    """Give the same from `/proc/net`."""
    found = []
    for table in ("tcp", "tcp6"):
        try:
            lines = Path(f"/proc/net/{table}").read_text("ascii", "replace").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            words = line.split()
            if len(words) > 9 and words[3] == _LISTENING:
                found.append((int(words[1].rpartition(":")[2], 16), words[9]))
    return found
