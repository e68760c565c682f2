"""An agent tries to end, trace, slow down or outlive the processes that guard it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import supervisor
from supervisor.desktop.launcher import namespace_available
from tests.attacks.registry import tries
from tests.support.stopping import start_tree
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.attacks.yard import Yard

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap"),
]


@pytest.mark.parametrize("route", ["signals", "process-memory", "trace", "priority"])
@tries("signals", "process-memory", "trace", "priority")
def test_attack_the_processes_of_the_supervisor_and_of_the_person(yard: Yard, route: str) -> None:
    """By the numbers that they have outside; the person's own program is one, the vault another."""
    targets = (*yard.pids, os.getpid(), yard.vault.process.pid)
    said = yard.attack(route, *targets)
    assert len(said) >= len(targets)
    done = [line for line in said if line.endswith("done") and not line.startswith("real time")]
    # Inside, a number may be somebody's: but of the agent's own processes only.
    assert {line.split()[0] for line in done} & {str(pid) for pid in targets} == set(), said
    assert {os.getpriority(os.PRIO_PROCESS, pid) for pid in yard.pids} <= set(range(-20, 6))
    yard.nothing_was_won()
    assert yard.vault.process.poll() is None


@tries("everyone")
def test_attack_all_processes_at_once(yard: Yard) -> None:
    yard.attack("everyone")
    assert yard.vault.process.poll() is None
    assert yard.desktop.processes()
    yard.nothing_was_won()


@tries("orphans")
def test_attack_a_grandchild_in_another_session_outlives_the_stop(yard: Yard) -> None:
    tree = yard.begin_and_wait("orphans")
    yard.wait_asked()
    yard.stops(tree)
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@tries("end-of-starter")
def test_attack_the_agent_ends_what_started_it(yard: Yard, tmp_path: Path) -> None:
    """Whatever it can reach of the chain above it: its init, its shell, its group; a child of it would go on."""
    up = tmp_path / "up"
    child = f"setsid sh -c 'touch {up}; exec sleep 600' & while [ ! -e {up} ]; do sleep 0.1; done"
    tree = start_tree(
        yard.supervised, "sh", "-c", f"{child}; for p in 1 $PPID 0 -1; do kill -KILL $p; done 2>/dev/null; sleep 60"
    )
    status, _said = yard.supervised.finish(tree.run)
    assert status != 0
    wait_for(lambda: not tree.processes(), "the agent's whole tree to end")
    wait_for(lambda: not yard.supervised.status()["agents"], "the agent to be forgotten")
    yard.nothing_was_won()


@pytest.mark.skipif(os.geteuid() == 0, reason="root could: the clock of the machine is not to be tried on")
@tries("clock")
def test_attack_the_clock(yard: Yard) -> None:
    said = yard.attack("clock")
    assert [line for line in said if "not permitted" in line] == said
    times = [row["time_ns"] for row in yard.rows]
    assert times == sorted(times)
    yard.nothing_was_won()


HOOK = """import os
with open({ran!r}, "a") as ran:
    ran.write({name!r} + "\\n")
"""
LOOSENING = ("resume", "rearm")


@tries("interpreter")
def test_attack_our_own_commands_are_run_with_code_of_the_agents(yard: Yard, tmp_path: Path) -> None:
    """Start-up hooks of Python in the agent's folder, while it calls the supervisor's commands to loosen a pause."""
    for name in ("sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text(HOOK.format(ran=str(tmp_path / "ran"), name=name))
    home = Path(supervisor.__file__).parents[1]
    calls = "; ".join(f"{sys.executable} -m supervisor {word}; echo {word} $?" for word in LOOSENING)
    go = tmp_path / "go"
    script = f"while [ ! -e {go} ]; do sleep 0.05; done; cd {tmp_path}; PYTHONPATH={tmp_path}:{home}; {calls}"
    agent = yard.supervised.shell(f"export PYTHONPATH; {script}")
    wait_for(lambda: yard.supervised.status()["agents"], "the agent")
    yard.supervised.command("pause")
    go.touch()
    said = yard.supervised.finish(agent)[1]
    # Its code ran in commands of ours, and those were told no.
    assert "sitecustomize" in (tmp_path / "ran").read_text()
    assert [f"{word} 0" for word in LOOSENING if f"{word} 0" in said.splitlines()] == [], said
    assert yard.supervised.status()["state"] == "paused"
    assert yard.supervised.status()["requests"] == []
    yard.nothing_was_won()
    yard.person.chord("ctrl+alt+p")
    yard.supervised.wait_status(lambda status: status["state"] != "paused")
