"""Starts an agent so that all of it can be killed, and so that nothing of it runs before we can.

Best in a PID namespace: SIGKILL of its init takes every process in it, however it was forked. Where that is not
permitted, below a process that adopts every orphan, so that the tree stays a tree.

Terminal semantics are the agent's own: it stays in the foreground process group, and Ctrl-C reaches it. The
processes around it ignore Ctrl-C; whoever waits for the agent must do the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from supervisor.desktop.display import DesktopError
from supervisor.desktop.processes import kill_tree, python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from supervisor.desktop.containment import Box

Mode = Literal["pidns", "tree"]

NICENESS = 5
"""How much agents yield to the supervisor and the person: a busy agent must not delay the stop."""
NEVER_RAN = 125
"""Exit status when the gate was not opened."""
_PROBE_S = 5.0
_ALL_AS_IT_IS = ("--dev-bind", "/", "/")
_FILES_AS_THEY_ARE = ("--bind", "/", "/", "--dev", "/dev")
_TERMINAL_SIGNALS = "INT,QUIT"
_STANDING = "printf . >&%d && exec %d>&-; "
"""Tells that all around it stands; for bash."""
_GATE = f'read -r -u %d _ || exit {NEVER_RAN}; exec %d<&-; exec env --default-signal={_TERMINAL_SIGNALS} "$@"'
"""Waits for one line; the end of the pipe, our death, is no line. For bash: dash takes one-digit numbers only."""
_BUS = "dbus-daemon --session --fork --nopidfile --address=unix:path=/run/bus --print-address=1"
_OWN_BUS = f'a=$(exec {_BUS} 2>/dev/null %d<&-) && [ -n "$a" ] && export DBUS_SESSION_BUS_ADDRESS="$a"; '
"""A bus that ends with the namespace. It is silent, or it would tell the agent's terminal what it starts."""
_SHELL = ("bash", "-p", "-c")
"""Privileged: the agent's environment names no start-up file and no functions to it."""


class LaunchError(DesktopError):
    """The agent could not be started, and nothing of it ran."""


class ProgramNotFoundError(LaunchError):
    """The command names no program: the person's fault."""


def build_command(
    argv: Sequence[str],
    *,
    pid_namespace: bool,
    gate_fd: int,
    info_fd: int = -1,
    standing_fd: int = -1,
    as_root: bool | None = None,
    box: Sequence[str] | None = None,
    own_bus: bool = False,
) -> list[str]:
    """Give the command line that starts `argv` behind a gate.

    Args:
        argv: The agent's command.
        pid_namespace: In a PID namespace of its own; else below a process that adopts orphans.
        gate_fd: Inherited descriptor from which one line opens the gate.
        info_fd: Inherited descriptor to which bubblewrap writes what it made.
        standing_fd: Inherited descriptor to which one sign is written once all mounts are made.
        as_root: Whether a user namespace is needless; None to look.
        box: What contains it, for bubblewrap; None for a PID namespace alone.
        own_bus: With a session bus of its own.

    Returns:
        Program and arguments.
    """
    nice = ["nice", "-n", str(NICENESS)]
    script = _STANDING % (standing_fd, standing_fd) if standing_fd >= 0 else ""
    script += (_OWN_BUS % gate_fd if own_bus else "") + _GATE % (gate_fd, gate_fd)
    gated = [*_SHELL, script, "bash", *argv]
    if not pid_namespace:
        # What adopts the orphans does not yield: it has to keep up with them.
        return [*python_module("supervisor.desktop.tree"), "--", *nice, *gated]
    root = os.geteuid() == 0 if as_root is None else as_root
    return [
        *("env", f"--ignore-signal={_TERMINAL_SIGNALS}", *nice),
        *("bwrap", *(_ALL_AS_IT_IS if box is None else _FILES_AS_THEY_ARE), *(() if root else ("--unshare-user",))),
        *("--unshare-pid", "--proc", "/proc", "--die-with-parent"),
        *(("--info-fd", str(info_fd)) if info_fd >= 0 else ()),
        *(box or ()),
        *("--", *gated),
    ]


@lru_cache(maxsize=1)
def namespace_available() -> bool:
    """Tell whether bubblewrap is there and may make a PID namespace; tried once."""
    if shutil.which("bwrap") is None:
        return False
    root = os.geteuid() == 0
    command = ["bwrap", "--dev-bind", "/", "/", "--unshare-pid", "--proc", "/proc", "--die-with-parent"]
    command += [*(() if root else ("--unshare-user",)), "--", "true"]
    try:
        return subprocess.run(command, capture_output=True, timeout=_PROBE_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@dataclass(slots=True)
class StartedAgent:
    """An agent that is started and waits for `release`."""

    process: subprocess.Popen[bytes]
    """Our child; its end is the agent's."""
    pid: int
    """The process to kill: init of the namespace, or the one whose descendants are killed."""
    pidfd: int
    """Handle of `pid`, ours until `close`."""
    mode: Mode
    """How the tree is held."""
    _gate: int = field(repr=False)
    _standing: int = field(repr=False, default=-1)

    def stands(self) -> bool:
        """Wait until all is made around it; False when that failed and it has ended."""
        stands = self._standing < 0 or os.read(self._standing, 1) != b""
        self._close_standing()
        return stands

    def release(self) -> None:
        """Let the agent run."""
        if self._gate >= 0:
            with contextlib.suppress(BrokenPipeError):
                os.write(self._gate, b"\n")
            self._close_gate()

    def wait(self, timeout_s: float | None = None) -> int:
        """Wait for the end.

        Returns:
            The exit status as a shell tells it: 128 and the signal's number for a death by signal.

        Raises:
            subprocess.TimeoutExpired: it runs on.
        """
        status = exit_status(self.process.wait(timeout_s))
        # Not before: a pipe that nobody reads would end whoever writes to it.
        self._close_standing()
        return status

    def kill(self) -> None:
        """Kill all of it, whether released or not."""
        if self.mode == "tree":
            kill_tree(self.pid)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        self._close_gate()

    def close(self) -> None:
        """Give the handles back; an agent that was not released never runs."""
        self._close_gate()
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1

    def _close_standing(self) -> None:
        if self._standing >= 0:
            os.close(self._standing)
            self._standing = -1

    def _close_gate(self) -> None:
        if self._gate >= 0:
            os.close(self._gate)
            self._gate = -1


def _object(answer: IO[bytes]) -> bytes:
    """Read one JSON object without nested ones; its writer goes on before it closes."""
    data = b""
    while not data.rstrip().endswith(b"}"):
        part = answer.read(4096)
        if not part:
            break
        data += part
    return data


def _close(*fds: int) -> None:
    for fd in fds:
        os.close(fd)


def stay_fair() -> None:
    """Give up the right to run before others that share the machine fairly; for this process and all that come of it.

    Members of an audio group often have it: an agent with real-time priority would keep a processor from the stop.
    """
    for limit in (resource.RLIMIT_RTPRIO, resource.RLIMIT_NICE):
        resource.setrlimit(limit, (0, 0))


def _each(steps: Sequence[Callable[[], None]]) -> None:
    for step in steps:
        step()


def exit_status(returncode: int) -> int:
    """Turn Python's return code into a shell's exit status."""
    return 128 - returncode if returncode < 0 else returncode


def start_agent(
    argv: Sequence[str],
    env: Mapping[str, str],
    cwd: str | Path | None = None,
    *,
    mode: Mode | None = None,
    box: Box | None = None,
) -> StartedAgent:
    """Start an agent that waits behind its gate. Call it from the main thread: the agent dies with the caller.

    Args:
        argv: Its command; standard input, output and errors are ours.
        env: Its whole environment.
        cwd: Its folder; None for ours.
        mode: How to hold its tree; None for the best that is permitted.
        box: What contains it; None for nothing.

    Returns:
        The agent, not yet running; call `release`, and `close` at the end.

    Raises:
        ProgramNotFoundError: the command names no program.
        LaunchError: the machine could not start it.
    """
    if not argv or shutil.which(argv[0], path=env.get("PATH")) is None:
        named = argv[0] if argv else ""
        remedy = "make it executable with `chmod +x`" if Path(named).is_file() else "check its name and PATH"
        raise ProgramNotFoundError(f"`{named}` is not a program that can be run: {remedy}")
    chosen: Mode = mode or ("pidns" if namespace_available() else "tree")
    gate_read, gate_write = os.pipe()
    info_read, info_write = os.pipe()
    standing_read, standing_write = os.pipe()
    inside = chosen == "pidns"
    options, own_bus = (box.options, box.own_bus) if box is not None else (None, False)
    build = partial(build_command, argv, pid_namespace=inside, box=options, own_bus=own_bus)
    command = build(gate_fd=gate_read, info_fd=info_write, standing_fd=standing_write)
    kept = (gate_read, standing_write, *((info_write, *(box.fds if box else ())) if inside else ()))
    try:
        process = subprocess.Popen(
            command,
            env=dict(env),
            cwd=cwd,
            pass_fds=kept,
            preexec_fn=partial(_each, [stay_fair, *(box.restrict if box else ())]),  # noqa: PLW1509 - of one thread; the child's alone
        )
    except (OSError, subprocess.SubprocessError) as e:
        _close(gate_write, info_read, standing_read)
        raise LaunchError(f"the agent cannot be started: {e}") from e
    finally:
        _close(gate_read, info_write, standing_write)
    try:
        with os.fdopen(info_read, "rb", buffering=0) as answer:
            pid = int(json.loads(_object(answer))["child-pid"]) if inside else process.pid
        return StartedAgent(process, pid, os.pidfd_open(pid), chosen, gate_write, standing_read)
    except (OSError, ValueError, KeyError) as e:
        _close(gate_write, standing_read)
        process.kill()
        process.wait()
        raise LaunchError("the agent cannot be started: bubblewrap made no PID namespace: run doctor") from e
