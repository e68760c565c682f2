"""Whether an agent can take the machine from the person by opening sessions: who shares the processor with whom.

Where a session has no control group with the controller `cpu`, the kernel may give each session a share of its own
(autogroup, `sched(7)`): an agent of two hundred sessions has two hundred shares, and the X server one.
"""

from __future__ import annotations

from pathlib import Path

from supervisor.desktop.finding import Finding

_NAME = "busy agents"
_SWITCH = "sys/kernel/sched_autogroup_enabled"


def probe_scheduling(proc: Path = Path("/proc"), groups: Path = Path("/sys/fs/cgroup")) -> Finding:
    """Tell whether busy agents can delay the stop.

    Args:
        proc: The process file system.
        groups: Where control groups are mounted.
    """
    if not _is_on(proc / _SWITCH) or _is_grouped(proc / "self/cgroup", groups):
        return Finding(_NAME, ok=True, means="an agent gets no more of the processor by opening sessions")
    means = "each session has its own share of the processor: an agent of hundreds of busy sessions delays the stop"
    remedy = (
        "set the sysctl `kernel.sched_autogroup_enabled=0`, or give your session a control group with the controller "
        "`cpu`"
    )
    return Finding(_NAME, ok=None, means=means, remedy=remedy)


def _is_on(switch: Path) -> bool:
    try:
        return switch.read_text().strip() == "1"
    except OSError:
        return False


def _is_grouped(membership: Path, groups: Path) -> bool:
    """Tell whether we, and so what we start, are in a control group that shares the processor."""
    try:
        lines = membership.read_text().splitlines()
    except OSError:
        return False
    for number, controllers, path in (line.split(":", 2) for line in lines if line.count(":") > 1):
        if "cpu" in controllers.split(",") and path != "/":
            return True
        # Version 2 has one tree; the root has no weight, nor have groups without the controller.
        if number == "0" and (groups / path.lstrip("/") / "cpu.weight").exists():
            return True
    return False
