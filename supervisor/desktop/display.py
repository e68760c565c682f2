"""Displays by name: the way to the real server, and a display of our own for agents."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop.xauthority import authority_file, find_cookie, read_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(
    r"(?P<host>unix|[A-Za-z0-9_.-]*|\[[0-9a-fA-F:.]+\]|/[^:]*)(?:/unix)?:(?P<number>\d{1,5})(?:\.(?P<screen>\d+))?"
)
_FOLDER = Path("/tmp/.X11-unix")  # noqa: S108 the place is part of the X protocol's customs
_LOCKS = Path("/tmp")  # noqa: S108 likewise
_FIRST_NUMBER = 90
_LAST_NUMBER = 999
_TCP_BASE = 6000
_BACKLOG = 128


class DesktopError(Exception):
    """The machine's fault: the desktop could not be reached or went away."""


@dataclass(frozen=True, slots=True)
class DisplayName:
    """A parsed `DISPLAY`."""

    host: str
    """Empty for the local machine."""
    number: int
    """Display number."""
    screen: int
    """Screen number."""


def parse_display(name: str) -> DisplayName:
    """Parse e.g. `:0`, `:0.1`, `unix:1`, `localhost:10.0`, `[::1]:0`.

    Raises:
        DesktopError: it is none of these.
    """
    found = _NAME.fullmatch(name)
    if not found or found["host"].startswith("/"):
        raise DesktopError(f"display `{name}` is not understood: set DISPLAY to a name such as `:0`")
    host = found["host"].strip("[]")
    return DisplayName("" if host == "unix" else host, int(found["number"]), int(found["screen"] or 0))


@dataclass(frozen=True, slots=True)
class Upstream:
    """The real server."""

    name: DisplayName
    """Where it is."""
    cookie: bytes | None
    """What proves the right to connect; None when none is known, which a server may accept."""


def upstream(environ: Mapping[str, str], name: str | None = None) -> Upstream:
    """Find the real server of an environment.

    Args:
        environ: Environment with DISPLAY, XAUTHORITY and HOME.
        name: Display to use instead of DISPLAY.

    Raises:
        DesktopError: no display is named, or its name is not understood.
    """
    text = name or environ.get("DISPLAY", "")
    if not text:
        wayland = "this is a Wayland session without X11" if environ.get("WAYLAND_DISPLAY") else "DISPLAY is not set"
        raise DesktopError(f"there is no X11 display: {wayland}: start this in an X11 session")
    parsed = parse_display(text)
    peer = _resolve(parsed)[1] if parsed.host else None
    return Upstream(parsed, find_cookie(read_entries(authority_file(environ)), parsed.number, peer))


def connect_upstream(target: Upstream | DisplayName) -> socket.socket:
    """Open a connection, not yet greeted: the abstract socket first, then the path, TCP only to a named host.

    Raises:
        DesktopError: the server does not answer.
    """
    name = target.name if isinstance(target, Upstream) else target
    if name.host:
        family, _, address = _resolve(name)
        return _connect(family, address, name)
    path = str(_FOLDER / f"X{name.number}")
    try:
        return _connect(socket.AF_UNIX, "\0" + path, name)
    except DesktopError:
        return _connect(socket.AF_UNIX, path, name)


def _connect(family: int, address: object, name: DisplayName) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.connect(address)  # type: ignore[arg-type]
        if family != socket.AF_UNIX:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as e:
        connection.close()
        why = (e.strerror or str(e)).lower()
        raise DesktopError(f"display `{name.host}:{name.number}` does not answer: {why}") from e
    return connection


def _resolve(name: DisplayName) -> tuple[int, bytes, tuple[object, ...]]:
    """Give address family, packed address and socket address of a server on TCP."""
    try:
        family, _, _, _, address = socket.getaddrinfo(name.host, _TCP_BASE + name.number, type=socket.SOCK_STREAM)[0]
    except OSError as e:
        raise DesktopError(f"display host `{name.host}` is not known: {e}") from e
    return family, socket.inet_pton(family, str(address[0]).partition("%")[0]), address


class AgentDisplay:
    """A display of our own: a number nobody uses, its lock file, and its two listening sockets.

    Attributes:
        number: The display number.
        sockets: Listening, non-blocking: first the path socket, then the abstract one.
    """

    def __init__(self, first: int = _FIRST_NUMBER, *, abstract: bool = True) -> None:
        """Take the first free number.

        Args:
            first: Where to begin.
            abstract: Listen on the abstract socket too. Without for contained agents: what they may not reach has to
                be absent, or libxcb gives up before it tries the path.

        Raises:
            DesktopError: none is free, or the sockets cannot be made.
        """
        with contextlib.suppress(OSError):
            _FOLDER.mkdir(mode=0o1777)
            _FOLDER.chmod(0o1777)
        for number in range(first, _LAST_NUMBER + 1):
            if (sockets := _take(number)) is not None:
                self.number = number
                self.sockets = sockets if abstract else sockets[:1]
                if not abstract:
                    sockets[1].close()
                return
        raise DesktopError(f"no display number from {first} on is free: remove stale files in `{_FOLDER}`")

    @property
    def name(self) -> str:
        """The value for DISPLAY."""
        return f":{self.number}"

    def close(self) -> None:
        """Stop listening and give the number back; safe to call twice."""
        for listening in self.sockets:
            listening.close()
        if self.sockets:
            (_FOLDER / f"X{self.number}").unlink(missing_ok=True)
            _lock_file(self.number).unlink(missing_ok=True)
        self.sockets = ()


def _lock_file(number: int) -> Path:
    return _LOCKS / f".X{number}-lock"


def _take(number: int) -> tuple[socket.socket, ...] | None:
    """Take a number the way X servers do: lock file first, then the sockets; None when it is in use."""
    if not _lock(number):
        return None
    path = _FOLDER / f"X{number}"
    abstract = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    plain = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    try:
        abstract.bind(f"\0{path}")
        _remove_stale(path)
        # The cookie guards it, as it guards every X server's socket, but only our user has business here.
        before = os.umask(0o177)
        try:
            plain.bind(str(path))
        finally:
            os.umask(before)
        for listening in (plain, abstract):
            listening.listen(_BACKLOG)
    except OSError:
        for made in (plain, abstract):
            made.close()
        _lock_file(number).unlink(missing_ok=True)
        return None
    return plain, abstract


def _lock(number: int) -> bool:
    path = _lock_file(number)
    for _ in range(2):
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o444)
        except FileExistsError:
            if not _stale_lock(path):
                return False
            with contextlib.suppress(OSError):
                path.unlink()
            continue
        except OSError:
            return False
        with os.fdopen(descriptor, "wb") as file:
            file.write(f"{os.getpid():>10}\n".encode())
        return True
    return False


def _stale_lock(path: Path) -> bool:
    """Tell whether the process named in a lock file is gone."""
    try:
        pid = int(path.read_text("ascii", "replace"))
    except (OSError, ValueError):
        return False
    return not Path(f"/proc/{pid}").exists()


def _remove_stale(path: Path) -> None:
    """Remove a socket file that nobody listens on.

    Raises:
        OSError: somebody does, or it is not ours to remove.
    """
    if not path.exists():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise FileExistsError(path)
