"""What containment closes, row by row, and which mechanism of the machine closes it.

Pure data: the launcher builds from it, `doctor` prints it, `run`, tray, status and record say what of it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Contain(StrEnum):
    """What the person wants of containment."""

    AUTO = "auto"
    """All that this machine can keep, and say what it cannot."""
    STRICT = "strict"
    """All of it, or no agent."""
    OFF = "off"
    """None."""


class Mechanism(StrEnum):
    """What a machine may offer."""

    MOUNTS = "bubblewrap mounts"
    PROCESSES = "a PID namespace"
    SCOPE = "the Landlock scope"
    NETWORK = "a network namespace with pasta"
    FILTER = "a system call filter"
    ENVIRONMENT = "a cleaned environment"
    ORDINARY_USER = "an ordinary user"


REMEDIES = {
    Mechanism.MOUNTS: "install `bubblewrap` and let it make user namespaces",
    Mechanism.PROCESSES: "install `bubblewrap` and let it make user namespaces",
    Mechanism.SCOPE: "use Linux 6.12 or newer with Landlock",
    Mechanism.NETWORK: "install `passt`, make `/dev/net/tun` usable and be no root",
    Mechanism.FILTER: "use a machine with an x86-64 or ARM64 processor",
    Mechanism.ENVIRONMENT: "",
    Mechanism.ORDINARY_USER: "start agents as an ordinary user, not as root",
}
"""What makes a mechanism available."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is closed to an agent."""

    id: str
    """Short name; in the record and in `status --json`."""
    closes: str
    """What it is, for a person."""
    needs: tuple[tuple[Mechanism, ...], ...]
    """All of these are needed; inside each, any one does."""
    verified: str
    """What is in the name of the test that tries to get through, in tests/end_to_end/test_containment*.py."""


_M = Mechanism
_NO_ABSTRACT = (_M.SCOPE, _M.NETWORK)

ROWS: tuple[Row, ...] = (
    Row(
        "display-socket",
        "the real X server's socket file",
        ((_M.MOUNTS,),),
        "the_real_display",
    ),
    Row(
        "display-abstract",
        "the real X server's abstract socket",
        (_NO_ABSTRACT,),
        "the_real_display",
    ),
    Row(
        "display-tcp",
        "X servers on TCP (ports 6000 to 6063)",
        ((_M.NETWORK,),),
        "servers_on_localhost",
    ),
    Row("display-cookie", "the real display's cookie", ((_M.MOUNTS,),), "the_real_cookie"),
    Row("session-bus", "the session bus", ((_M.MOUNTS,), _NO_ABSTRACT), "the_session_bus"),
    Row(
        "accessibility-bus",
        "others on the accessibility bus",
        ((_M.MOUNTS,), _NO_ABSTRACT),
        "on_the_accessibility_bus",
    ),
    Row("system-bus", "the system bus and systemd's sockets", ((_M.MOUNTS,),), "sockets_of_programs_outside"),
    Row(
        "local-servers",
        "VNC, RDP, ssh, browser debugging and other servers on localhost",
        ((_M.NETWORK,),),
        "servers_on_localhost",
    ),
    Row(
        "sockets",
        "sockets of docker, podman, tmux and all other programs outside",
        ((_M.MOUNTS,), _NO_ABSTRACT),
        "sockets_of_programs_outside",
    ),
    Row(
        "devices",
        "input devices and their makers (`/dev/input`, uinput, uhid)",
        ((_M.MOUNTS,),),
        "devices_and_control",
    ),
    Row(
        "terminal",
        "typing into the terminal it was started from",
        ((_M.FILTER,),),
        "into_the_terminal",
    ),
    Row(
        "processes",
        "other processes: signals, memory, descriptors",
        ((_M.PROCESSES,), (_M.SCOPE,)),
        "other_processes",
    ),
    Row(
        "control-groups",
        "freezing or killing others by their control group",
        ((_M.MOUNTS,),),
        "devices_and_control",
    ),
    Row(
        "supervisor",
        "the supervisor's settings, record, sockets and code",
        ((_M.MOUNTS,), (_M.FILTER,)),
        "settings_and_code",
    ),
    Row(
        "start-up",
        "start-up files of shells, logins and desktops",
        ((_M.MOUNTS,), (_M.FILTER,)),
        "start_up_files",
    ),
    Row(
        "keyring",
        "keys that the kernel keeps for you and your session",
        ((_M.FILTER,),),
        "keys_of_the_session",
    ),
    Row("inherited", "inherited descriptors, addresses and cookies", ((_M.ENVIRONMENT,),), "inherits"),
    Row("rights", "root's rights", ((_M.ORDINARY_USER,),), "strict_starts"),
)


def lacking(row: Row, available: Collection[Mechanism]) -> Mechanism | None:
    """Give the best of the mechanisms that a row still needs; None when the row is kept."""
    for alternatives in row.needs:
        if not any(mechanism in available for mechanism in alternatives):
            return alternatives[-1]
    return None


def missing_rows(available: Collection[Mechanism]) -> tuple[Row, ...]:
    """Give the rows that cannot be kept with what is available."""
    return tuple(row for row in ROWS if lacking(row, available) is not None)


def in_words(missing: Iterable[str]) -> str:
    """Say how far an agent is contained, e.g. `partly contained (open: the session bus)`.

    Args:
        missing: Ids of the rows that are not kept.
    """
    absent = set(missing)
    if not absent:
        return "contained"
    if {row.id for row in ROWS if row.id not in ("inherited", "rights", "processes")} <= absent:
        return "not contained"
    open_ones = ", ".join(row.id for row in ROWS if row.id in absent)
    return f"partly contained (open: {open_ones})"


OFF: tuple[str, ...] = tuple(row.id for row in ROWS)
"""All rows: what is open with `--contain=off`."""
