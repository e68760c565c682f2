"""A supervisor on a virtual desktop, driven by its own commands as a user would."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from supervisor.app.joining import JoinError, connect
from supervisor.app.paths import Paths
from supervisor.audit.reader import records
from supervisor.audit.storage import UnreadableError
from tests.support.answering import answers_are_kept
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

COMMAND = (sys.executable, "-m", "supervisor")
_PRESS_AGAIN_S = 0.3


class Supervised:
    """The commands, with a home of their own on one desktop.

    Attributes:
        home: The supervisor's folders.
        env: Environment of the commands.
        agents: Agents started by `run`.
    """

    def __init__(self, desktop: VirtualDesktop, home: Path, *, settings: str = "", policy: str = "") -> None:
        self.desktop = desktop
        self.home = home
        self.env = desktop.env | {
            "AGENT_SUPERVISOR_HOME": str(home),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        self.agents: list[subprocess.Popen[str]] = []
        self._paths = Paths(home / "config", home / "data", home / "state", home / "run")
        (home / "config").mkdir(parents=True)
        (home / "data").mkdir(mode=0o700)
        (home / "data/welcomed").touch()
        if settings:
            (home / "config/settings.toml").write_text(settings)
        if policy:
            (home / "config/policy.toml").write_text(policy)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, *argv: str | Path, options: Sequence[str] = (), cwd: Path | None = None) -> subprocess.Popen[str]:
        """Start an agent under supervision."""
        process = subprocess.Popen(
            [*COMMAND, "run", *options, "--", *map(str, argv)],
            env=self.env,
            cwd=cwd or self.desktop.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.agents.append(process)
        return process

    def shell(self, script: str, *, options: Sequence[str] = (), cwd: Path | None = None) -> subprocess.Popen[str]:
        """Start a shell script as an agent."""
        return self.run("sh", "-c", script, options=options, cwd=cwd)

    def keep(self) -> None:
        """Keep the service running between agents, as the tray does."""
        process = subprocess.Popen(
            [*COMMAND, "tray"], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, text=True
        )
        self.agents.append(process)
        self.wait_status(lambda s: s.get("ui"))

    def command(self, *argv: str, check: bool = True) -> str:
        """Run one of the other commands and give what it prints."""
        done = subprocess.run(
            [*COMMAND, *argv], env=self.env, capture_output=True, text=True, timeout=60, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"{argv}: {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def status(self) -> dict[str, Any]:
        """Give what `status --json` prints, without starting an interpreter for each look."""
        connection = connect(self._paths, self.desktop.display)
        if connection is None:
            # Said so by the command too: an interpreter for each look would keep the service from starting.
            latched = self._paths.of_display(self.desktop.display).latch.exists()
            return {"state": "stopped" if latched else "not running", "agents": []}
        try:
            return dict(connection.ask({"t": "status"})["status"])
        except JoinError:
            return {"state": "not running"}
        finally:
            connection.channel.close()

    def wait_status(self, fits: Callable[[dict[str, Any]], object], timeout_s: float = 45.0) -> dict[str, Any]:
        """Wait until the status fits."""
        found: dict[str, Any] = {}

        def look() -> bool:
            found.update(self.status())
            return bool(fits(found))

        try:
            wait_for(look, "the status to fit", timeout_s=timeout_s)
        except AssertionError as e:
            raise AssertionError(f"{e}; it is {found}; the log says {self.log()}") from e
        return found

    def log(self) -> str:
        """Give what the service logged."""
        return "".join(file.read_text() for file in sorted((self.home / "state").glob("*.log")))[-2000:]

    def wait_held(self) -> str:
        """Wait until something is held; gives the request's id."""
        return str(self.wait_status(lambda s: s.get("requests"))["requests"][0])

    def wait_popup(self, timeout_s: float = 45.0) -> Any:
        """Wait until the popup is on the screen and takes answers."""
        self.wait_held()
        return wait_for(
            lambda: self.rows("approval_requested"), "an approval request in the record", timeout_s=timeout_s
        )

    def rows(self, event: str = "") -> list[dict[str, Any]]:
        """Give the record, or its rows of one event."""
        record = self._paths.of_display(self.desktop.display).record
        if not record.exists():
            return []
        # Through JSON, as the export prints it.
        try:
            rows = [json.loads(json.dumps(row.exported())) for row in records(record)]
        except UnreadableError:  # it is being made
            return []
        return [row for row in rows if not event or row["event"] == event]

    def decisions(self) -> list[tuple[str, str, str]]:
        """Give (kind, verdict, rule) of each decided action, in order."""
        return [
            (row["action"]["kind"], row["decision"]["verdict"], row["decision"]["rule_id"])
            for row in self.rows("decided")
        ]

    def answer(self, person: Person, chord: str) -> None:
        """Press an answering chord until the request it answers is gone; it is ignored while the popup arms.

        Where a yes takes two gestures, the other chord follows.
        """
        request = self.wait_held()
        pressed_s, half_then = 0.0, False

        def gone() -> bool:
            nonlocal pressed_s, half_then
            status = self.status()
            if request not in status.get("requests", ()):
                return True
            half = status.get("half_approved") == request
            # Pressed again too soon, it would meet the keys of what the agent does next: those would be judged with
            # Ctrl and Alt down. While the popup arms nothing is taken; and before the chords are kept, the program in
            # focus would get it too: a shell edits its line by it.
            waited = half != half_then or time.monotonic() - pressed_s > _PRESS_AGAIN_S
            if waited and answers_are_kept(self.desktop):
                person.chord("ctrl+alt+o" if half else chord)
                pressed_s, half_then = time.monotonic(), half
            return False

        wait_for(gone, f"the request to be answered by {chord}", timeout_s=45)

    def approve(self, person: Person) -> None:
        """Approve what is asked, by chord."""
        self.answer(person, "ctrl+alt+y")

    def reject(self, person: Person) -> None:
        """Reject what is asked, by chord."""
        self.answer(person, "ctrl+alt+n")

    def rearm(self, person: Person) -> None:
        """End a stop by chord, as often as it takes: while the stop is still being carried out it is not taken."""

        def ended() -> bool:
            person.chord("ctrl+alt+r")
            try:
                self.wait_status(lambda status: status["state"] != "stopped", timeout_s=1.0)
            except AssertionError:
                return False
            return True

        if self.status()["state"] == "stopped":
            wait_for(ended, "the stop to be over", timeout_s=45)

    def finish(self, agent: subprocess.Popen[str], timeout_s: float = 60.0) -> tuple[int, str]:
        """Wait for an agent; gives status and output.

        Raises:
            AssertionError: it is still running; with the last rows of the record.
        """
        try:
            out, _ = agent.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired as e:
            last = "\n".join(json.dumps(row) for row in self.rows()[-6:])
            raise AssertionError(f"{e}; the status is {self.status()}; the record ends with\n{last}") from e
        return agent.returncode, out

    def close(self) -> None:
        """End what runs: the agents, then the service."""
        for agent in self.agents:
            if agent.poll() is None:
                agent.kill()
                agent.wait()
            if agent.stdout is not None:
                agent.stdout.close()
        self.end_service()

    def service_pid(self) -> int:
        """Give the pid of the service of this home; 0 when none runs."""
        return next(iter(self.processes("supervisor.app")), 0)

    def processes(self, module: str) -> list[int]:
        """List the pids of our processes of a module (supervisor.app, .human, .ui) that belong to this home."""
        mark = f"AGENT_SUPERVISOR_HOME={self.home}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                argv = (entry / "cmdline").read_bytes()
                environ = (entry / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if f"{module}.__main__".encode() in argv and mark in environ:
                found.append(int(entry.name))
        return found

    def end_service(self) -> None:
        """End the service of this home, by its pid, and wait for all its processes."""
        import os  # noqa: PLC0415
        import signal  # noqa: PLC0415

        for pid in self.processes("supervisor.app"):
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
        modules = ("supervisor.app", "supervisor.human", "supervisor.ui")
        wait_for(
            lambda: not any(self.processes(m) for m in modules), "the supervisor's processes to end", timeout_s=15
        )
