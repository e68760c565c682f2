"""An X server without a screen whose keyboard and pointer are those of a VNC viewer."""

from __future__ import annotations

import os
import secrets
import select
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.demo.children import Children, VirtualDesktopError, require

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Mapping

_READY_S = 30.0
_AUTOMATIC = range(200, 300)
"""Display numbers to choose from: far from those of seats and of ssh."""
_FAMILY_LOCAL = 256
_FAMILY_WILD = 65535
_COOKIE_NAME = b"MIT-MAGIC-COOKIE-1"
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - the X protocol's own path, no choice of ours


@dataclass(frozen=True, slots=True)
class XServer:
    """A running server."""

    process: subprocess.Popen[Any]
    """The server; also its VNC side."""
    number: int
    """Display number."""
    authority: Path
    """Xauthority file with the server's cookie."""
    vnc: Path
    """UNIX socket where it speaks RFB, for our user only: on a TCP port any local user could type here."""


def start_server(
    children: Children,
    env: Mapping[str, str],
    runtime: Path,
    *,
    size: tuple[int, int],
    number: int | None,
) -> XServer:
    """Start `Xtigervnc` on a free display and wait until it takes connections.

    The server itself takes the display's lock, so two starters never share a number.

    Args:
        children: Starts and later ends it.
        env: Environment of the server.
        runtime: Private folder for cookie and socket.
        size: Width and height of the screen in pixels.
        number: Display number, or None for a free one.

    Raises:
        VirtualDesktopError: not installed, no display free, or it did not start.
    """
    for candidate in _AUTOMATIC if number is None else (number,):
        if _is_taken(candidate):
            continue
        started = _try_start(children, env, runtime, size, candidate)
        if started is not None:
            return started
    if number is None:
        raise VirtualDesktopError(
            f"no display from :{_AUTOMATIC.start} to :{_AUTOMATIC.stop - 1} is free: end unused virtual desktops"
        )
    raise VirtualDesktopError(f"display :{number} is taken: choose another number")


def _is_taken(number: int) -> bool:
    path = _SOCKETS / f"X{number}"
    return path.exists() or _SOCKETS.with_name(f".X{number}-lock").exists() or _listens(f"\0{path}")


def _listens(address: str) -> bool:
    """Whether a server has the abstract socket: one that sees another `/tmp`, from a container, say."""
    with socket.socket(socket.AF_UNIX) as trial:
        return trial.connect_ex(address) == 0


def _try_start(
    children: Children, env: Mapping[str, str], runtime: Path, size: tuple[int, int], number: int
) -> XServer | None:
    """Give the server, or None when somebody else took the display first."""
    program = require("Xtigervnc", "tigervnc-standalone-server")
    authority = runtime / "Xauthority"
    _write_authority(authority, number)
    vnc = runtime / "vnc"
    reader, writer = os.pipe()
    try:
        process = children.start(
            [
                *(program, f":{number}", "-displayfd", str(writer), "-auth", str(authority)),
                *("-geometry", f"{size[0]}x{size[1]}", "-depth", "24", "-noreset", "-nolisten", "tcp"),
                *("-rfbunixpath", str(vnc), "-rfbport", "-1", "-SecurityTypes", "None", "-AlwaysShared=1"),
                *("-AcceptSetDesktopSize=0", "-AcceptCutText=0", "-SendCutText=0", "-desktop", "virtual desktop"),
            ],
            env,
            tied=True,
            pass_fds=(writer,),
        )
        os.close(writer)
        writer = -1
        said = _read_line(reader, process)
    finally:
        os.close(reader)
        if writer >= 0:
            os.close(writer)
    if said:
        return XServer(process, number, authority, vnc)
    children.end(process)
    if _is_taken(number):
        return None
    raise VirtualDesktopError(f"`Xtigervnc` did not start: {children.output_of('Xtigervnc')}")


def _read_line(fd: int, process: subprocess.Popen[Any]) -> bytes:
    """Read up to the line end; what there is when the server ends or takes too long."""
    deadline = time.monotonic() + _READY_S
    line = b""
    while not line.endswith(b"\n") and time.monotonic() < deadline:
        ready, _, _ = select.select([fd], [], [], 0.2)
        if ready:
            chunk = os.read(fd, 64)
            if not chunk:
                return b""
            line += chunk
        elif process.poll() is not None:
            return b""
    return line if line.endswith(b"\n") else b""


def _write_authority(path: Path, number: int) -> None:
    """Write a fresh cookie; both entries, as some libraries know only one of the families."""
    cookie = secrets.token_bytes(16)
    fields: Iterable[tuple[int, bytes]] = (
        (_FAMILY_LOCAL, socket.gethostname().encode()),
        (_FAMILY_WILD, b""),
    )
    data = b""
    for family, address in fields:
        data += struct.pack(">H", family)
        for part in (address, str(number).encode(), _COOKIE_NAME, cookie):
            data += struct.pack(">H", len(part)) + part
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
