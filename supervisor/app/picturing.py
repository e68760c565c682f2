"""Pictures of the screen for an agent that talks: made by a process of ours that sees what its programs see."""

from __future__ import annotations

import os
import select
import subprocess
from typing import TYPE_CHECKING

from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from supervisor.core.ports import Loop

LIMIT_S = 15.0
"""A picture that takes longer is given up: somebody has the server to themselves."""
MOST_BYTES = 64 * 1024 * 1024
_READ_BYTES = 1 << 20


class Picturing:
    """Takes one picture at a time of one display."""

    def __init__(
        self, loop: Loop, display: str, xauthority: Path, environ: Mapping[str, str], command: list[str] | None = None
    ) -> None:
        """Begin.

        Args:
            loop: The service's.
            display: The agent's.
            xauthority: Its cookie.
            environ: The rest of the environment.
            command: What takes a picture; None for ours.
        """
        self._loop = loop
        self._environ = dict(environ) | {"DISPLAY": display, "XAUTHORITY": str(xauthority)}
        self._command = command or python_module("supervisor.desktop.screen_picture")
        self._waiting: list[Callable[[bytes], None]] = []
        self._asked: list[Callable[[bytes], None]] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._data = bytearray()
        self._began = 0

    def take(self, done: Callable[[bytes], None]) -> None:
        """Take a picture.

        Args:
            done: Gets it as PNG, from the loop; empty when there is none. Who asks while one is being taken gets the
                next one: what is on the screen by now may be missing in it.
        """
        self._waiting.append(done)
        if self._process is None:
            self._start()

    def close(self) -> None:
        """End what is under way; nobody is told."""
        self._waiting = []
        self._end()

    def _start(self) -> None:
        self._began += 1
        self._asked, self._waiting = self._waiting, []
        self._data.clear()
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environ,
            )
        except OSError:
            self._tell(b"")
            return
        fd = self._fd(self._process)
        os.set_blocking(fd, False)
        self._loop.add(fd, self._on_data, select.EPOLLIN)
        number = self._began
        self._loop.after(LIMIT_S, lambda: self._late(number))

    @staticmethod
    def _fd(process: subprocess.Popen[bytes]) -> int:
        if process.stdout is None:
            raise AssertionError("it was started with a pipe")
        return process.stdout.fileno()

    def _on_data(self, _events: int) -> None:
        if self._process is None:
            return
        try:
            part = os.read(self._fd(self._process), _READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._data += part
        if not part or len(self._data) > MOST_BYTES:
            self._over(bytes(self._data) if not part else b"")

    def _late(self, number: int) -> None:
        if self._process is not None and number == self._began:
            self._over(b"")

    def _over(self, made: bytes) -> None:
        self._end()
        self._tell(made)

    def _tell(self, made: bytes) -> None:
        asked, self._asked = self._asked, []
        for done in asked:
            done(made)
        if self._waiting and self._process is None:
            self._start()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._loop.remove(self._fd(process))
        if process.stdout is not None:
            process.stdout.close()
        # It has closed its end, or has taken too long: there is nothing more to wait for.
        process.kill()
        process.wait()
