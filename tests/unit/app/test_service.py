"""The service: what it says of itself, who may join, and that a stop outlives it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_status_says_what_matters(supervised: Supervised) -> None:
    status = supervised.status()
    assert {"state", "display", "agents", "requests", "policy", "record", "physical", "problems"} <= set(status)
    assert status["physical"]
    assert status["contained"] is True, "nobody is there who is not"
    agent = supervised.shell("sleep 60", options=["--contain=off"])
    found = supervised.wait_status(lambda s: s["agents"] and s["agents"][0].get("containment"))
    assert (found["contained"], found["agents"][0]["containment"]) == (False, "not contained")
    # That is also said of one that has not been started yet, and cannot be ended.
    wait_for(lambda: supervised.rows("agent_started"), "the agent to run")
    agent.terminate()
    supervised.finish(agent)


def test_it_ends_when_nobody_needs_it(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with Supervised(desktop, tmp_path / "home") as alone:
        assert alone.finish(alone.shell("true", options=["--headless"]))[0] == 0
        wait_for(lambda: not alone.service_pid(), "the service to end")
        assert alone.command("audit", "verify")
        assert [row["event"] for row in alone.rows()][-1] == "supervisor_ended"


def test_headless_refuses_what_must_be_asked_and_says_so_in_the_record(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    policy = '[[rule]]\nid = "all"\nreason = "all is asked"\nwhen.action = "key"\nverdict = "ask"\n'
    with Supervised(desktop, tmp_path / "home", policy=policy) as alone:
        agent = alone.shell("xdotool key F5; echo went on", options=["--headless"])
        status, out = alone.finish(agent)
        assert (status, out.splitlines()[-1]) == (0, "went on")
        assert [d for _, verdict, d in alone.decisions() if verdict == "deny"] == ["no-approver"]
        assert alone.rows("supervisor_started")[0]["outcome"]["headless"] is True
        assert not [row for row in alone.rows("sending") if "key_press" in str(row["outcome"])]


def test_a_stop_outlives_the_service_and_only_a_person_ends_it(
    desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    with Supervised(desktop, tmp_path / "home") as stopped:
        agent = stopped.shell("sleep 60", options=["--headless"])
        wait_for(lambda: stopped.rows("agent_started") or None, "the agent to run")
        stopped.command("stop")
        assert stopped.finish(agent)[0] == 124
        wait_for(lambda: not stopped.service_pid(), "the service to end")
        status, out = stopped.finish(stopped.run("true", options=["--headless"]))
        assert status == 125
        assert "re-arm" in out
        wait_for(lambda: not stopped.service_pid(), "the service to end")
        stopped.command("rearm")
        stopped.approve(person)
        stopped.wait_status(lambda s: s["state"] in ("idle", "not running"))
        stopped.end_service()
        assert stopped.finish(stopped.run("true", options=["--headless"]))[0] == 0


def test_pause_by_command_is_at_once_and_resume_asks(supervised: Supervised, person: Person) -> None:
    supervised.command("pause")
    supervised.wait_status(lambda s: s["state"] == "paused")
    supervised.command("resume")
    assert supervised.wait_status(lambda s: s["requests"])["state"] == "waiting"
    supervised.approve(person)
    supervised.wait_status(lambda s: s["state"] in ("idle", "working"))


def test_the_service_takes_as_many_descriptors_as_it_may() -> None:
    script = (
        "import resource; from supervisor.app.__main__ import _make_room;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 4096)); _make_room();"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(4096, 4096)"
