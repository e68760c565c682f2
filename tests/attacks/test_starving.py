"""An agent tries to keep the person from acting: grabs, locks, and using up what the machine has."""

from __future__ import annotations

import os
import resource
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.session_pace import MOST
from supervisor.desktop.session_shares import MANY, have_shares
from tests.attacks.registry import tries
from tests.attacks.yard import agent_command, resident_kb
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop
MEMORY_KB = 60_000


@pytest.mark.parametrize("route", ["grab-server", "grab-input", "lock-screen"])
@tries("grab-server", "grab-input", "lock-screen")
def test_attack_the_display_is_held(yard: Yard, route: str) -> None:
    tree = yard.begin_and_wait(route)

    def typed() -> bool:
        yard.person.type("q")
        return "q" in [line.get("key") for line in yard.vault.lines[yard.lines :]]

    # A grab for a menu of its own may last a little; the person's keys are theirs again by themselves.
    wait_for(typed, "the person's keys at their own window", timeout_s=45)
    # Other programs are answered, which under a server grab they are not.
    yard.desktop.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], timeout_s=45)
    yard.stops(tree)
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@pytest.mark.parametrize("route", ["fork-bomb", "descriptors", "memory"])
@tries("fork-bomb", "descriptors", "memory")
def test_attack_processes_descriptors_and_memory_are_used_up(yard: Yard, route: str) -> None:
    before = {pid: resident_kb(pid) for pid in yard.pids}
    tree = yard.begin_and_wait(route)
    # Others go on meanwhile, and what is dangerous is asked as ever.
    second = yard.begin("xtest", "little")
    assert yard.reject_all(second.run)
    connect(yard.desktop).close()
    yard.nothing_was_won()
    assert all(resident_kb(pid) - kb < MEMORY_KB for pid, kb in before.items())
    yard.stops(tree)
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@pytest.mark.skipif(not have_shares(), reason="sessions have no shares here")
@tries("sessions")
def test_attack_every_session_wants_a_share_of_the_processor(yard: Yard) -> None:
    tree = yard.begin_and_wait("sessions")
    started_from = os.getsid(tree.run.pid)
    first = {os.getsid(pid): pid for pid in tree.processes()}
    opened = {session: pid for session, pid in first.items() if session != started_from}
    assert MANY < len(opened) <= MOST
    small = [pid for pid in opened.values() if Path(f"/proc/{pid}/autogroup").read_text().endswith("nice 19\n")]
    assert len(opened) - len(small) <= 1, "but the last"
    yard.stops(tree)
    yard.rearm()
    yard.nothing_of_the_agent_acted()


@tries("disk")
def test_attack_the_disk_is_filled(yard: Yard, tmp_path: Path) -> None:
    """As far as the agent's own limit lets it; then the files of the service take no more, as on a full disk."""
    yard.attack("disk", tmp_path)
    service = yard.supervised.service_pid()
    limits = resource.prlimit(service, resource.RLIMIT_FSIZE)
    # Some of what it does now is asked: that row is not to be had either.
    go = tmp_path / "go"
    press = shlex.join(map(str, agent_command("xtest", "little")))
    agent = yard.supervised.shell(f"while [ ! -e {go} ]; do sleep 0.05; done; {press}")
    wait_for(lambda: [row for row in yard.rows if row["event"] == "agent_started"][1:], "the agent to run")
    resource.prlimit(service, resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        go.touch()
        assert yard.reject_all(agent) == 0
        assert yard.supervised.status()["problem"]
    finally:
        resource.prlimit(service, resource.RLIMIT_FSIZE, limits)
    for path in tmp_path.glob("full-*"):
        path.unlink()
    tree = yard.begin("xtest", "little")
    assert yard.reject_all(tree.run)
    yard.nothing_was_won()
