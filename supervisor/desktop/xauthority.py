"""Cookies of X servers: find the one for a display, write one for a display of ours.

File format and matching as in libXau (`AuRead.c`, `AuGetBest.c`): big-endian records of family, address, display
number, name and data, each but the first with a 16-bit length.
"""

from __future__ import annotations

import os
import secrets
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FAMILY_INTERNET = 0
FAMILY_INTERNET6 = 6
FAMILY_LOCAL = 256
FAMILY_WILD = 65535
COOKIE_NAME = b"MIT-MAGIC-COOKIE-1"
_MAX_FILE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of an Xauthority file."""

    family: int
    """What kind of address, FAMILY_…; wild matches all."""
    address: bytes
    """Host name for FAMILY_LOCAL, address bytes for the internet families."""
    number: bytes
    """Display number in decimal digits; empty matches all."""
    name: bytes
    """Kind of the proof."""
    data: bytes
    """The proof."""


def authority_file(environ: Mapping[str, str]) -> Path:
    """Give the Xauthority file that X programs with this environment read."""
    named = environ.get("XAUTHORITY")
    return Path(named) if named else Path(environ.get("HOME", "/")) / ".Xauthority"


def read_entries(path: Path) -> list[Entry]:
    """Read all whole records; a missing or unreadable file has none, a torn tail is left out."""
    try:
        with path.open("rb") as file:
            return list(_parse(file.read(_MAX_FILE_BYTES)))
    except OSError:
        return []


def _parse(data: bytes) -> Iterator[Entry]:
    offset = 0
    while offset + 2 <= len(data):
        (family,) = struct.unpack_from(">H", data, offset)
        offset += 2
        fields = []
        for _ in range(4):
            if offset + 2 > len(data):
                return
            (length,) = struct.unpack_from(">H", data, offset)
            offset += 2
            if offset + length > len(data):
                return
            fields.append(data[offset : offset + length])
            offset += length
        yield Entry(family, *fields)


def find_cookie(entries: list[Entry], number: int, peer: bytes | None = None) -> bytes | None:
    """Find the cookie for a display.

    Args:
        entries: Records of the file, in order.
        number: Display number.
        peer: Packed internet address of the server; None for a local socket.

    Returns:
        The first cookie that matches, None when there is none: the server may need none.
    """
    family, address = FAMILY_LOCAL, socket.gethostname().encode()
    if peer is not None and not peer.startswith(b"\x7f") and peer != bytes(15) + b"\x01":
        family, address = (FAMILY_INTERNET if len(peer) == 4 else FAMILY_INTERNET6), peer
    for entry in entries:
        if entry.name != COOKIE_NAME or entry.number not in {b"", str(number).encode()}:
            continue
        if entry.family == FAMILY_WILD or (entry.family, entry.address) == (family, address):
            return entry.data
    return None


def write_xauthority(path: Path, number: int, cookie: bytes, *more: int) -> None:
    """Write a file with the cookie for local display `number`, readable by its owner only, in one step.

    `more` are numbers of displays for which the same cookie counts.

    Both a record with the host name and one that matches any are written: python-xlib knows only the first,
    and the host name may be another where the agent runs.
    """
    records = b""
    for shown in dict.fromkeys((number, *more)):
        for family, address in ((FAMILY_LOCAL, socket.gethostname().encode()), (FAMILY_WILD, b"")):
            records += struct.pack(">H", family)
            for field in (address, str(shown).encode(), COOKIE_NAME, cookie):
                records += struct.pack(">H", len(field)) + field
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(records)
    part.replace(path)
