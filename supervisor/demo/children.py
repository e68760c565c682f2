"""Programs that were started for one virtual desktop, and their end."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MARK = "AGENT_SUPERVISOR_VIRTUAL_DESKTOP"
"""Variable whose value tells which virtual desktop a process belongs to, however it was started."""

_UNLESS_ORPHANED = '[ "$PPID" = "$0" ] && exec "$@"'
"""The kernel tells of a parent's end only when it comes after the wish to be told."""
_TERM_S = 5.0
_KILL_S = 5.0
_POLL_S = 0.02


class VirtualDesktopError(RuntimeError):
    """The virtual desktop could not be made or used: one sentence with the remedy."""


def require(program: str, package: str) -> str:
    """Find a program that the virtual desktop needs.

    Args:
        program: Name on PATH, or an absolute path.
        package: The Debian package that holds it, for the remedy.

    Returns:
        The absolute path.

    Raises:
        VirtualDesktopError: it is not installed.
    """
    found = shutil.which(program)
    if found is None:
        raise VirtualDesktopError(f"`{program}` is missing: install it with `sudo apt-get install {package}`")
    return found


def wait_until(condition: Callable[[], bool], *, timeout_s: float, failure: Callable[[], str]) -> None:
    """Poll until `condition` holds.

    Args:
        condition: Asked every 20 ms.
        timeout_s: How long to go on asking.
        failure: Gives the sentence of the error.

    Raises:
        VirtualDesktopError: it did not hold in time.
    """
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise VirtualDesktopError(failure())
        time.sleep(_POLL_S)


class Children:
    """Starts programs in process groups of their own, and ends these and what they left behind.

    Attributes:
        mark: Value of `MARK` in the environment of everything that belongs here.
        logs: Folder with the output of each program.
    """

    def __init__(self, logs: Path, mark: str) -> None:
        self.logs = logs
        self.mark = mark
        self._processes: list[subprocess.Popen[Any]] = []

    def start(
        self, argv: Sequence[str], env: Mapping[str, str], *, tied: bool = False, **kw: Any
    ) -> subprocess.Popen[Any]:
        """Start a program.

        Args:
            argv: Program and arguments.
            env: Its whole environment; `MARK` is added.
            tied: Let it end when our thread ends, however that ends.
            **kw: For `subprocess.Popen`; output goes to a file in `logs` unless said otherwise.

        Returns:
            The running process, leader of its own group and session.
        """
        command = list(argv)
        if tied:
            setpriv = require("setpriv", "util-linux")
            command = [setpriv, "--pdeathsig", "KILL", "--", "sh", "-c", _UNLESS_ORPHANED, str(os.getpid()), *command]
        with contextlib.ExitStack() as opened:
            if "stdout" not in kw or "stderr" not in kw:
                log = opened.enter_context((self.logs / f"{Path(argv[0]).name}.log").open("ab"))
                kw.setdefault("stdout", log)
                kw.setdefault("stderr", log)
            kw.setdefault("stdin", subprocess.DEVNULL)
            kw.setdefault("start_new_session", True)
            process: subprocess.Popen[Any] = subprocess.Popen(command, env={**env, MARK: self.mark}, **kw)
        self._processes.append(process)
        return process

    def end(self, process: subprocess.Popen[Any]) -> None:
        """End one of our programs with its process group, politely first."""
        for number, seconds in ((signal.SIGTERM, _TERM_S), (signal.SIGKILL, _KILL_S)):
            if process.poll() is not None:
                break
            _signal_group(process, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        if process in self._processes:
            self._processes.remove(process)

    def end_all(self) -> None:
        """End everything, last started first, then what was started by others in our name (bus activation)."""
        for process in reversed(self._processes.copy()):
            self.end(process)
        for pid in self.left():
            self._kill(pid)

    def left(self) -> list[int]:
        """List the running processes that carry our mark, whoever their parent is; never one of our ancestors."""
        spared = set(_ancestors())
        return [
            pid
            for pid in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
            if pid not in spared and self._is_ours(pid)
        ]

    def _is_ours(self, pid: int) -> bool:
        try:
            return f"{MARK}={self.mark}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False  # gone, or somebody else's

    def _kill(self, pid: int) -> None:
        """Kill a process that carries our mark, and none that got its number meanwhile."""
        try:
            handle = os.pidfd_open(pid)
        except OSError:
            return
        try:
            if self._is_ours(pid):
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
                select.select([handle], [], [], _KILL_S)
        finally:
            os.close(handle)

    def output_of(self, program: str) -> str:
        """Give the last line that a program wrote, for an error sentence."""
        try:
            lines = (self.logs / f"{program}.log").read_text(errors="replace").split("\n")
        except OSError:
            return "it wrote nothing"
        return next((line.strip() for line in reversed(lines) if line.strip()), "it wrote nothing")


def _ancestors() -> Iterator[int]:
    """Give our own process, its parent and so on up."""
    pid = os.getpid()
    while pid > 0:
        yield pid
        try:
            # The name in parentheses may hold anything; the parent is the second word after it.
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return


def _signal_group(process: subprocess.Popen[Any], number: int) -> None:
    try:
        group = os.getpgid(process.pid)
    except ProcessLookupError:
        return
    if group == process.pid:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, number)
    else:
        process.send_signal(number)
