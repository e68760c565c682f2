"""A process of an agent speaks for its own agent alone, also where nothing keeps it from the control socket."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from supervisor.app.callers import Callers
from supervisor.core.canary import WHAT
from supervisor.engine.canaries import Canary
from tests.support.playbook import Stage
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from supervisor.app.agents import AgentRun
    from supervisor.app.service import Service
    from supervisor.demo.person import Person
    from supervisor.intake.control import Peer
    from tests.support.supervised import Supervised

pytestmark = pytest.mark.desktop
OFF = ["--contain=off"]

_SPEAK = """
import json, os, signal, socket, sys
if sys.argv[3] == "orphan":
    if os.fork():
        signal.pause()
    os.setsid()
    if os.fork():
        os._exit(0)
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.connect(sys.argv[1])
for word in sys.argv[4:]:
    s.send(json.dumps({"t": word}).encode())
    with open(sys.argv[2], "a") as file:
        file.write(s.recv(60000).decode() + "\\n")
signal.pause()
"""
"""Connects, itself or as an orphan in a session of its own, says its words and writes the answers down."""


def start(supervised: Supervised, name: str) -> subprocess.Popen[str]:
    agent = supervised.shell("sleep 600", options=[*OFF, "--name", name])
    wait_for(lambda: name in names(supervised) or None, f"the agent {name}")
    return agent


def names(supervised: Supervised) -> list[str]:
    return [agent["name"] for agent in supervised.status()["agents"]]


def speaker(supervised: Supervised, how: str, *words: str) -> tuple[subprocess.Popen[str], Path]:
    """Start an agent that says words on the control socket; gives it, and where its answers are."""
    (control,) = (supervised.home / "run").glob("*.sock")
    answers = supervised.home / "answers"
    answers.unlink(missing_ok=True)
    argv = [sys.executable, "-c", _SPEAK, str(control), str(answers), how, *words]
    return supervised.run(*argv, options=[*OFF, "--name", "speaker"]), answers


def speak(supervised: Supervised, how: str, *words: str) -> list[dict[str, Any]]:
    """Say words on the control socket from inside an agent; gives the answers."""
    agent, answers = speaker(supervised, how, *words)
    wait_for(lambda: answers.exists() and answers.read_text().count("\n") == len(words), "the answers")
    agent.terminate()
    supervised.finish(agent)
    return [json.loads(line) for line in answers.read_text().splitlines()]


@pytest.mark.parametrize("how", ["plain", "orphan"])
def test_attack_an_agent_can_neither_loosen_nor_bring_agents_nor_see_others(supervised: Supervised, how: str) -> None:
    other = start(supervised, "other")
    words = ("resume", "rearm", "quit", "run", "tray", "started", "ended", "approve", "display", "grants", "revoke")
    assert {answer["t"] for answer in speak(supervised, how, *words)} == {"refused"}
    (told,) = speak(supervised, how, "status")
    assert [agent["name"] for agent in told["status"]["agents"]] == ["speaker"]
    assert set(told["status"]) == {"state", "display", "agents"}
    assert "other" in names(supervised)
    other.terminate()
    supervised.finish(other)


@pytest.mark.parametrize("how", ["plain", "orphan"])
def test_attack_an_agent_that_stops_stops_only_itself(supervised: Supervised, how: str) -> None:
    other = start(supervised, "bystander")
    agent, _ = speaker(supervised, how, "stop")
    status, out = supervised.finish(agent)
    assert (status, "stopped itself" in out) == (137, True)
    assert supervised.status()["state"] in {"idle", "working"}
    assert "bystander" in names(supervised)
    assert [row["agent"] for row in supervised.rows("stopped")][-1] == "speaker"
    other.terminate()
    supervised.finish(other)


def test_attack_an_agent_that_pauses_pauses_only_itself_and_only_a_person_undoes_it(
    supervised: Supervised, person: Person
) -> None:
    agent, answers = speaker(supervised, "plain", "pause", "resume")
    wait_for(lambda: answers.exists() and answers.read_text().count("\n") == 2, "the answers")
    said = [json.loads(line) for line in answers.read_text().splitlines()]
    assert said[0]["says"] == "paused: this agent only"
    assert said[1]["t"] == "refused"
    assert supervised.status()["state"] in {"idle", "working"}
    supervised.command("resume")
    supervised.approve(person)
    wait_for(lambda: supervised.rows("resumed") or None, "the resumption")
    agent.terminate()
    supervised.finish(agent)


def test_a_program_of_the_persons_still_stops_all(supervised: Supervised, person: Person) -> None:
    agent = start(supervised, "all")
    supervised.command("stop")
    assert supervised.finish(agent)[0] == 124
    supervised.command("rearm")
    supervised.approve(person)
    supervised.wait_status(lambda s: s["state"] == "idle")


def test_attack_an_agent_hears_nothing_of_a_question_that_nobody_wants() -> None:
    stage, told = Stage(), list[dict[str, Any]]()
    run = SimpleNamespace(queue=stage.agent().queue, display=SimpleNamespace(number=9))
    callers = Callers(cast("Service", SimpleNamespace(engine=stage.engine)))
    peer = cast("Peer", SimpleNamespace(tell=told.append))
    callers._serve(peer, cast("AgentRun", run), "status")
    canary = Canary("r9", WHAT, lambda _yes, _approval: None)
    stage.engine.holds.put(canary, {"t": "request", "id": "r9", "kind": "action", "sentence": "", "rule": ""})
    callers._serve(peer, cast("AgentRun", run), "status")
    assert told[0] == told[1]
