"""Whose a process is: ours, an agent's, or some other program's.

By the chain of its parents, which a process cannot leave: orphans go to the init of the agent's PID namespace, or to
the process that adopts for the tree.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from supervisor.human.process_tree import read_stat

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEPEST = 256
"""An agent could hide at the end of a longer chain, and make us slow with it."""
_TRIES = 3
_INTERPRETER = re.compile(r"(python|perl|ruby|gjs|node|lua|wish|tclsh|bash|dash|sh)[0-9.]*")
_SWITCHES = re.compile(r"-[BEIOPSsu]+")
_MAX_CMDLINE = 4096


class Whose(Enum):
    """To whom a process belongs."""

    OURS = "ours"
    """This very process."""
    SERVICE = "service"
    """The gate's: its own connections, and those that it forwards for agents."""
    AGENT = "agent"
    OTHER = "other"
    """A program of the person's, or of another user."""
    UNKNOWN = "unknown"
    """It has gone, or may not be looked at: it can be an agent's."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who stands behind a client of the X server."""

    whose: Whose
    pid: int = 0
    """0 when nobody knows."""
    executable: str = ""
    """Path of the program; empty when it may not be known."""
    agent: str = ""
    """Name of the agent, if it is one's."""
    program: str = ""
    """Path of what it runs: the script where the executable is an interpreter, else the executable."""


UNKNOWN = Origin(Whose.UNKNOWN)


def origin_of(pid: int, service: int, agents: Mapping[int, str]) -> Origin:
    """Find out whose a process is.

    Args:
        pid: The process, as the X server named it; 0 for unknown.
        service: Process of the gate.
        agents: Names of the agents by the root of each one's tree.
    """
    if pid <= 0:
        return UNKNOWN
    if pid == os.getpid():
        return Origin(Whose.OURS, pid)
    if pid == service:
        return Origin(Whose.SERVICE, pid, _executable(pid))
    executable = _executable(pid)
    whose, agent = _climb(pid, agents)
    return Origin(whose, pid, executable, agent, _script(pid, executable) or executable)


def _climb(pid: int, agents: Mapping[int, str]) -> tuple[Whose, str]:
    for _ in range(_TRIES):
        here = pid
        for _ in range(_DEEPEST):
            if here in agents:
                return Whose.AGENT, agents[here]
            if here <= 1:
                return Whose.OTHER, ""
            stat = read_stat(here)
            if stat is None:
                break
            here = stat[1]
        else:
            return Whose.UNKNOWN, ""
        if here == pid:
            # An agent's processes are of our user, so that we can see them.
            return (Whose.OTHER if _is_anothers(pid) else Whose.UNKNOWN), ""
        # A parent ended while we climbed: its children have another one now.
    return Whose.UNKNOWN, ""


def _is_anothers(pid: int) -> bool:
    """Tell whether a process lives that another user's is, who hides it from us."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _script(pid: int, executable: str) -> str:
    """Give the absolute path of the script that an interpreter runs; empty when it runs none."""
    if not _INTERPRETER.fullmatch(executable.rpartition("/")[2]):
        return ""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123 - as below
            words = os.fsdecode(file.read(_MAX_CMDLINE)).split("\0")[1:]
    except OSError:
        return ""
    # As a first line `#!` starts it: one group of switches at most, none of which takes code or a module.
    if words and _SWITCHES.fullmatch(words[0]):
        words = words[1:]
    return words[0] if words and words[0].startswith("/") else ""


def _executable(pid: int) -> str:
    """Give the path of the program; the name that the kernel keeps where that is hidden; empty when it has gone."""
    try:
        return os.readlink(f"/proc/{pid}/exe").removesuffix(" (deleted)")  # noqa: PTH115 - twice as fast as Path
    except OSError:
        pass
    try:
        with open(f"/proc/{pid}/comm", "rb") as file:  # noqa: PTH123 - as above
            return file.read(64).decode("utf-8", "replace").strip()
    except OSError:
        return ""
