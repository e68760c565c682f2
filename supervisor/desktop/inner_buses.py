"""The buses of a contained agent: a session bus of its own, and the accessibility bus through a filter.

Programs inside own their names on a bus of their own, started with the agent. The accessibility bus has to be the
real one, or nobody outside would see their elements: `xdg-dbus-proxy` lets them register there and lets them call
nothing else. It may not be told `NotifyListenersSync`, which forges keys, nor `Unembed`.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REGISTRY = "org.a11y.atspi.Registry"
_RULES = (
    f"--call={_REGISTRY}=org.a11y.atspi.Socket.Embed@/org/a11y/atspi/accessible/root",
    f"--call={_REGISTRY}={_REGISTRY}.GetRegisteredEvents@/org/a11y/atspi/registry",
    f"--broadcast={_REGISTRY}={_REGISTRY}.EventListenerRegistered@/org/a11y/atspi/registry",
    f"--broadcast={_REGISTRY}={_REGISTRY}.EventListenerDeregistered@/org/a11y/atspi/registry",
)
_PLAIN = re.compile(r"unix:(?P<kind>path|abstract)=(?P<name>[^,;]+)(?:,guid=[0-9a-fA-F]+)?")
_ASK = (
    *("dbus-send", "--session", "--print-reply=literal", "--reply-timeout=2000", "--dest=org.a11y.Bus"),
    *("/org/a11y/bus", "org.a11y.Bus.GetAddress"),
)
_ASK_S = 3.0
_START_S = 3.0
_SERVICE_FILE = "dbus-1/services/org.a11y.Bus.service"


class Question:
    """The question where the accessibility bus is; asked at once, answered while other things are done."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        named = environ.get("DBUS_SESSION_BUS_ADDRESS") or (runtime and (Path(runtime) / "bus").is_socket())
        # Without one, dbus-send would start a session bus.
        if named and shutil.which(_ASK[0], path=environ.get("PATH")):
            with contextlib.suppress(OSError):
                self._process = subprocess.Popen(
                    _ASK,
                    env=dict(environ),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )

    def answer(self) -> str:
        """Give the address, a plain socket's; empty when there is no such bus."""
        process, self._process = self._process, None
        if process is None:
            return ""
        try:
            said = process.communicate(timeout=_ASK_S)[0].decode("utf-8", "replace").strip()
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return ""
        return said if _PLAIN.fullmatch(said) else ""

    def close(self) -> None:
        """Forget the question."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


@dataclass(slots=True)
class AccessibilityFilter:
    """A running filter before the accessibility bus."""

    path: Path
    """Where programs inside connect."""
    stands_at: Path | None
    """Where the real bus's socket is, for programs that have its address from elsewhere; None for an abstract one."""
    _process: subprocess.Popen[bytes]
    _life: int
    _bus: str
    _listener: socket.socket
    _behind: Path
    _relay: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The filter's address."""
        return f"unix:path={self.path}"

    def ready(self) -> bool:
        """Wait until it takes connections; False when it does not, and it is ended then."""
        if self._life >= 0 and select.select([self._life], [], [], _START_S)[0] and os.read(self._life, 1):
            return True
        self.close()
        return False

    def serve(self) -> None:
        """Start what stands between filter and bus, see `bus_relay`; who has connected meanwhile is served then."""
        fd = self._listener.fileno()
        command = [*python_module("supervisor.desktop.bus_relay"), "--fd", str(fd), "--address", self._bus]
        with contextlib.suppress(OSError):
            self._relay = subprocess.Popen(command, pass_fds=(fd,), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._listener.close()

    def close(self) -> None:
        """End it; it also ends when we die."""
        if self._life >= 0:
            os.close(self._life)
            self._life = -1
            self._process.kill()
            self._process.wait()
            self.path.unlink(missing_ok=True)
            self._listener.close()
            self._behind.unlink(missing_ok=True)
            if self._relay is not None:
                self._relay.kill()
                self._relay.communicate()


def start_filter(address: str, folder: Path) -> AccessibilityFilter | None:
    """Start the filter; it takes connections once it is `ready`.

    Args:
        address: Of the accessibility bus, as `Question.answer` gives it.
        folder: Private folder for the filter's socket.

    Returns:
        The filter; None when it cannot be had.
    """
    known = _PLAIN.fullmatch(address)
    if known is None or shutil.which("xdg-dbus-proxy") is None:
        return None
    _sweep(folder)
    place = folder.resolve() / f"at-spi-{os.getpid()}"
    behind = place.with_name(f"{place.name}-bus")
    ours, theirs = os.pipe()
    command = ["xdg-dbus-proxy", f"--fd={theirs}", f"unix:path={behind}", str(place), "--filter", *_RULES]
    listener = socket.socket(socket.AF_UNIX)
    try:
        behind.unlink(missing_ok=True)
        listener.bind(str(behind))
        listener.listen(64)
        process = subprocess.Popen(command, pass_fds=(theirs,), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        os.close(ours)
        listener.close()
        behind.unlink(missing_ok=True)
        return None
    finally:
        os.close(theirs)
    real = Path(known["name"]) if known["kind"] == "path" else None
    return AccessibilityFilter(place, real, process, ours, address, listener, behind)


def _sweep(folder: Path) -> None:
    """Remove what starters left that were killed."""
    for path in folder.glob("at-spi-*"):
        owner = path.name.split("-")[2]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            path.unlink(missing_ok=True)


def real_launchers(environ: Mapping[str, str]) -> Iterator[Path]:
    """Give the files by which a session bus would start an accessibility bus of its own."""
    folders = (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    home = Path(environ.get("HOME", "/"))
    for folder in [environ.get("XDG_DATA_HOME") or str(home / ".local/share"), *folders, "/usr/share"]:
        path = Path(folder) / _SERVICE_FILE
        if path.is_file():
            yield path
