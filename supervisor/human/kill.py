"""The agents' processes, and their end."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
import time
from dataclasses import dataclass, replace

from supervisor.human.process_tree import kill_descendants

BOUND_S = 6.0
"""Longest that killing takes, s."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to kill of one agent."""

    pid: int
    pidfd: int
    """Names the process even when its number is used again."""
    mode: str
    """`pidns`: the init of a PID namespace; the kernel kills all in it. `tree`: kill its descendants, not itself."""


class Agents:
    """Everything that stop has to kill. Used by the loop's thread and by the one that finishes a stop."""

    def __init__(self) -> None:
        self._targets: dict[str, Target] = {}
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        return bool(self._targets)

    def add(self, agent: str, target: Target) -> None:
        """Take an agent; its pidfd is ours from now on. One of the same name is replaced."""
        self.drop(agent)
        with self._lock:
            self._targets[agent] = target

    def drop(self, agent: str) -> None:
        """Forget an agent that has ended."""
        with self._lock:
            target = self._targets.pop(agent, None)
            if target is not None:
                os.close(target.pidfd)

    def roots(self) -> dict[int, str]:
        """Give the agents' names by the process that each one's tree hangs on."""
        with self._lock:
            return {target.pid: agent for agent, target in self._targets.items()}

    def kill_at_once(self) -> None:
        """Kill what one system call kills; the rest begins to die in `finish`."""
        with self._lock:
            for target in self._targets.values():
                if target.mode == "pidns":
                    with contextlib.suppress(OSError):
                        signal.pidfd_send_signal(target.pidfd, signal.SIGKILL)

    def finish(self) -> bool:
        """Kill everything and wait until it is dead, at most `BOUND_S`.

        Returns:
            Whether nothing is left.
        """
        deadline_s = time.monotonic() + BOUND_S
        self.kill_at_once()
        with self._lock:
            # Of our own: an agent that ends meanwhile is dropped, and the number would soon be another descriptor's.
            targets = [replace(one, pidfd=os.dup(one.pidfd)) for one in self._targets.values()]
        try:
            gone = [kill_descendants(one.pid, deadline_s) for one in targets if one.mode == "tree" and _is_there(one)]
            gone += [_wait(one.pidfd, deadline_s) for one in targets if one.mode == "pidns"]
        finally:
            for one in targets:
                os.close(one.pidfd)
        return all(gone)


def _is_there(target: Target) -> bool:
    """Tell whether the process still lives: its number may be another's otherwise."""
    return not _wait(target.pidfd, 0.0)


def _wait(pidfd: int, deadline_s: float) -> bool:
    """Wait until a process is dead. An init is dead only when all in its namespace is."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    try:
        return bool(poll.poll(max(0.0, deadline_s - time.monotonic()) * 1000))
    except OSError:
        return True
