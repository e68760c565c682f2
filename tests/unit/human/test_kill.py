from __future__ import annotations

import os
import subprocess
from pathlib import Path

import psutil
import pytest

from supervisor.human import kill
from supervisor.human.kill import Agents, Target
from tests.support.living import lives
from tests.support.waiting import wait_for

NAMESPACE = ["bwrap", "--unshare-user", "--unshare-pid", "--dev-bind", "/", "/", "--proc", "/proc"]
FAMILY = "for i in 1 2 3; do setsid sh -c 'sleep 1000 & while :; do sleep 1000; done' & done; wait"


def target(process: subprocess.Popen[bytes] | psutil.Process, mode: str) -> Target:
    return Target(process.pid, os.pidfd_open(process.pid), mode)


def init_of(outer: subprocess.Popen[bytes]) -> psutil.Process:
    """Give the first process inside the namespace, once its family is there."""
    bwrap = psutil.Process(outer.pid)
    wait_for(lambda: len(bwrap.children(recursive=True)) >= 8, "the family")
    return bwrap.children()[0]


def test_killing_the_init_kills_its_whole_namespace() -> None:
    outer = subprocess.Popen([*NAMESPACE, "sh", "-c", FAMILY])
    init = init_of(outer)
    family = [init, *init.children(recursive=True)]
    agents = Agents()
    agents.add("a", target(init, "pidns"))
    assert agents.finish()
    assert [one for one in family if lives(one)] == []
    outer.wait(30)
    agents.drop("a")


def test_at_once_does_not_wait_and_leaves_trees_for_later() -> None:
    single, tree = subprocess.Popen(["sleep", "1000"]), subprocess.Popen(["sleep", "1000"])
    agents = Agents()
    agents.add("single", target(single, "pidns"))
    agents.add("tree", target(tree, "tree"))
    agents.kill_at_once()
    assert single.wait(30) < 0
    assert tree.poll() is None
    assert agents.finish()
    assert tree.poll() is None, "the root of a tree lives on"
    tree.kill()
    tree.wait()


def test_one_that_has_gone_is_no_trouble() -> None:
    gone = subprocess.Popen(["true"])
    agents = Agents()
    agents.add("a", target(gone, "pidns"))
    agents.add("b", Target(gone.pid, os.pidfd_open(gone.pid), "tree"))
    gone.wait()
    assert agents.finish()


def test_agents_are_known_until_they_are_dropped() -> None:
    agents = Agents()
    assert not agents
    fd = os.pidfd_open(os.getpid())
    agents.add("a", Target(os.getpid(), fd, "tree"))
    assert agents
    agents.drop("a")
    agents.drop("a")
    assert not agents
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(fd)


def test_an_agent_that_is_forgotten_while_it_dies_takes_no_descriptor_from_under_us(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its number would be given to the next that opens something, and we would wait for that."""
    agents, seen = Agents(), []
    with subprocess.Popen(["sleep", "1000"]) as agent:
        agents.add("a", target(agent, "pidns"))

        def wait(pidfd: int, _deadline_s: float) -> bool:
            agents.drop("a")
            seen.append(str(Path(f"/proc/self/fd/{pidfd}").readlink()))
            return True

        monkeypatch.setattr(kill, "_wait", wait)
        assert agents.finish()
    assert ["pidfd" in one for one in seen] == [True]


def test_the_roots_are_given_by_process() -> None:
    single = subprocess.Popen(["sleep", "1000"])
    agents = Agents()
    agents.add("helper", target(single, "pidns"))
    assert agents.roots() == {single.pid: "helper"}
    agents.finish()
    agents.drop("helper")
    assert agents.roots() == {}
    single.wait(30)
