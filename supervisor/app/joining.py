"""Reaching the service of a display, started when there is none."""

from __future__ import annotations

import fcntl
import json
import os
import select
import socket
import subprocess
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from supervisor.channel import Channel
from supervisor.desktop.processes import python_module
from supervisor.intake.control import short_path

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.app.paths import Paths

START_S = 30.0
_TRIES = 3


class JoinError(Exception):
    """There is no service to speak with; the sentence says why and what to do."""


class EndedError(JoinError):
    """The service went away instead of answering."""


@dataclass(slots=True)
class Connection:
    """A command's connection to the service."""

    channel: Channel
    _unread: deque[dict[str, Any]] = field(default_factory=deque)

    def ask(
        self, message: dict[str, Any], fds: tuple[int, ...] = (), *, budget_s: float | None = 10.0
    ) -> dict[str, Any]:
        """Send and wait for the next message.

        Raises:
            EndedError: the service is gone.
            JoinError: it is silent.
        """
        self.channel.send(message, fds)
        return self.next(budget_s)

    def next(self, budget_s: float | None = None) -> dict[str, Any]:
        """Wait for the next message; without a budget for as long as it takes.

        Raises:
            EndedError: the service is gone.
            JoinError: it is silent.
        """
        if not self._unread:
            ready, _, _ = select.select([self.channel.fileno()], [], [], budget_s)
            if not ready:
                raise JoinError("the supervisor does not answer: see its log")
            self._unread.extend(dict(packet.message) for packet in self.channel.receive())
        if not self._unread:
            raise EndedError("the supervisor has ended")
        return self._unread.popleft()

    def received(self) -> list[dict[str, Any]]:
        """Take all that is there, without waiting."""
        messages = [*self._unread, *(dict(packet.message) for packet in self.channel.receive())]
        self._unread.clear()
        return messages


def display_name() -> str:
    """Give the display of the environment.

    Raises:
        JoinError: there is none.
    """
    display = os.environ.get("DISPLAY", "")
    if display:
        return display
    if os.environ.get("WAYLAND_DISPLAY"):
        raise JoinError(
            "this is a Wayland session without X11: log in to an X11 session, or set DISPLAY to an X server"
        )
    raise JoinError("there is no display: run this in an X11 session, or set DISPLAY")


def connect(paths: Paths, display: str) -> Connection | None:
    """Connect to a running service; None when there is none."""
    return _connect(paths.of_display(display).control)


def _connect(path: Path) -> Connection | None:
    client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        with short_path(path) as name:
            client.connect(name)
    except OSError:
        client.close()
        return None
    return Connection(Channel(client))


def join(paths: Paths, display: str, *, policy: Path | None, headless: bool) -> Connection:
    """Connect to the service of a display and start it when there is none.

    Raises:
        JoinError: it cannot start; the sentence is the service's own.
    """
    files = paths.of_display(display)
    with _opened(files.lock) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection = _connect(files.control)
        if connection is not None:
            return connection
        _start(display, files.log, policy, headless=headless)
        connection = _connect(files.control)
    if connection is None:
        raise JoinError(f"the supervisor ended at once: see `{files.log}`")
    return connection


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w")
    except OSError as e:
        why = (e.strerror or str(e)).lower()
        raise JoinError(f"`{path}` cannot be written: {why}: free space or mend the permissions") from e


def join_and_ask(
    paths: Paths, display: str, message: dict[str, Any], *, policy: Path | None, headless: bool
) -> tuple[Connection, dict[str, Any]]:
    """Join and ask the first question; a service that was just ending is followed by a new one.

    Raises:
        JoinError: see `join`.
    """
    for _ in range(_TRIES - 1):
        with suppress(EndedError):
            connection = join(paths, display, policy=policy, headless=headless)
            return connection, connection.ask(message)
    connection = join(paths, display, policy=policy, headless=headless)
    return connection, connection.ask(message)


def _start(display: str, log: Path, policy: Path | None, *, headless: bool) -> None:
    ours, theirs = os.pipe()
    command = [*python_module("supervisor.app.__main__"), "--display", display, "--ready-fd", str(theirs)]
    if policy is not None:
        command += ["--policy", str(policy)]
    if headless:
        command += ["--headless"]
    with log.open("ab") as lines:
        # A session of its own: Ctrl-C in the agent's terminal is for the agent.
        process = subprocess.Popen(
            command,
            pass_fds=(theirs,),
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
            start_new_session=True,
        )
    os.close(theirs)
    try:
        said = _first_line(ours)
    finally:
        os.close(ours)
    answer: dict[str, Any] = {}
    with suppress(ValueError):
        answer = json.loads(said)
    if not answer.get("ok"):
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        raise JoinError(str(answer.get("error") or f"the supervisor did not start: see `{log}`"))


def _first_line(fd: int) -> bytes:
    """Read until the line or the end, within the time a start may take."""
    data = b""
    while not data.endswith(b"\n"):
        ready, _, _ = select.select([fd], [], [], START_S)
        part = os.read(fd, 4096) if ready else b""
        if not part:
            break
        data += part
    return data
