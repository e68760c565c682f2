from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.doctor_scheduling import probe_scheduling

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.desktop.finding import Finding

HOME = "user.slice/user-1000.slice/session-2.scope"


def probe(folder: Path, membership: str, *, switch: str | None = "1\n", weight: str = "") -> Finding:
    proc, groups = folder / "proc", folder / "groups"
    (proc / "sys/kernel").mkdir(parents=True)
    (proc / "self").mkdir()
    if switch is not None:
        (proc / "sys/kernel/sched_autogroup_enabled").write_text(switch)
    if membership:
        (proc / "self/cgroup").write_text(membership)
    (groups / weight).mkdir(parents=True)
    if weight:
        (groups / weight / "cpu.weight").write_text("100\n")
    return probe_scheduling(proc, groups)


@pytest.mark.parametrize(
    ("membership", "weight"),
    [
        (f"0::/{HOME}\n", HOME),
        (f"4:memory:/x\n3:cpu,cpuacct:/{HOME}\n0::/\n", ""),
        (f"1:cpu:/{HOME}\n", ""),
    ],
)
def test_a_control_group_has_one_share_however_many_sessions(tmp_path: Path, membership: str, weight: str) -> None:
    assert probe(tmp_path, membership, weight=weight).ok is True


@pytest.mark.parametrize(
    "membership",
    ["0::/\n", f"0::/{HOME}\n", f"4:memory:/x\n3:cpuset:/{HOME}\n1:cpu:/\n0::/\n", "", "nonsense\n"],
)
def test_without_one_each_session_has_its_own(tmp_path: Path, membership: str) -> None:
    found = probe(tmp_path, membership)
    assert found.ok is None
    assert "kernel.sched_autogroup_enabled=0" in found.remedy


@pytest.mark.parametrize("switch", ["0\n", None])
def test_switched_off_or_not_built_no_session_has_its_own(tmp_path: Path, switch: str | None) -> None:
    assert probe(tmp_path, "0::/\n", switch=switch).ok is True
