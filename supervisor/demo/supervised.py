"""An unmodified agent under `agent-supervisor run`, and what the supervisor's commands say of it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

from supervisor.demo.children import VirtualDesktopError, wait_until
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

NAME = "tidy-agent"
HAND = "while read -r words; do xdotool $words; done"
"""The agent: a shell that hands each line it is told to xdotool. Its brain is elsewhere, as with most agents."""

_COMMAND_S = 60.0


class Supervised:
    """The agent, seen from its brain.

    Args:
        env: Environment of the desktop it works on.
        start: Starts a program there, see `VirtualDesktop.spawn`.
        log: File for what the agent and `run` say.
    """

    def __init__(self, env: Mapping[str, str], start: Callable[..., subprocess.Popen[Any]], log: Path) -> None:
        self._env = env
        self._log = log
        reading, writing = os.pipe()
        self._words = os.fdopen(writing, "w")
        try:
            with log.open("wb") as output:
                self.process = start(
                    [*_command("run"), "--name", NAME, "--", "sh", "-c", HAND],
                    stdin=reading,
                    stdout=output,
                    stderr=output,
                )
        finally:
            os.close(reading)

    def do(self, words: str) -> None:
        """Tell the hand an xdotool command; it may be held for as long as a person takes."""
        try:
            self._words.write(words + "\n")
            self._words.flush()
        except BrokenPipeError as e:
            raise VirtualDesktopError(f"the agent has ended: {self._last_words()}") from e

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").strip().splitlines()
        return lines[-1].removeprefix("agent-supervisor: ") if lines else "it said nothing"

    def leave(self) -> None:
        """Tell the hand nothing more."""
        with contextlib.suppress(BrokenPipeError):
            self._words.close()

    def status(self) -> dict[str, Any]:
        """Give what `agent-supervisor status --json` says; empty while no supervisor runs."""
        done = self.ask("status", "--json")
        return dict(json.loads(done.stdout)) if done.returncode == 0 else {}

    def waiting(self) -> list[str]:
        """Give the requests that a person is being asked."""
        return list(self.status().get("requests", []))

    def wait_working(self) -> None:
        """Wait until the supervisor knows the agent.

        Raises:
            VirtualDesktopError: it does not come, or ended.
        """
        wait_until(
            lambda: self.process.poll() is not None or bool(self.status().get("agents")),
            timeout_s=_COMMAND_S,
            failure=lambda: f"the supervisor did not start: {self._last_words()}: try `agent-supervisor doctor`",
        )
        if self.process.poll() is not None:
            raise VirtualDesktopError(f"`agent-supervisor run` ended: {self._last_words()}")

    def ask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run another command of ours on the same desktop."""
        return subprocess.run(
            _command(*words),
            env=dict(self._env),
            capture_output=True,
            text=True,
            timeout=_COMMAND_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )


def _command(*words: str) -> Sequence[str]:
    return [*python_module("supervisor.cli"), *words]
