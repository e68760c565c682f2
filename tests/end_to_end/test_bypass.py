"""An agent that finds a way past the gate: it is noticed, recorded and shown, and everything is stopped."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.support.stopping import agent_input, start_tree
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop

STOPPED = 124
HIDDEN = {
    "its own process": "{agent} '{deed}'",
    "an orphan in another session": "(setsid -f setsid {agent} '{deed}' &) ; true",
    "while it holds the server": "{agent} 'grab server' '{deed}' 'wait'",
}


def past_the_gate(scene: Scene, command: str) -> str:
    """Give the script of an agent that speaks to the real display."""
    real = {name: shlex.quote(scene.desktop.env[name]) for name in ("DISPLAY", "XAUTHORITY")}
    return (
        f"DISPLAY={real['DISPLAY']} XAUTHORITY={real['XAUTHORITY']}; export DISPLAY XAUTHORITY; {command}; sleep 60"
    )


def escape(scene: Scene, agent: Path, how: str, deed: str = "key a") -> None:
    """Let an agent go past the gate and see what must follow."""
    before = len(scene.supervised.rows())
    # Not contained: that closes the doors that are known, the alarm is for the others.
    script = past_the_gate(scene, how.format(agent=agent, deed=deed))
    tree = start_tree(scene.supervised, "sh", "-c", script, options=("--contain=off",))
    status, said = scene.supervised.finish(tree.run, timeout_s=30)
    assert (status, tree.processes()) == (STOPPED, {})
    assert "input came past the gate" in said
    rows = scene.supervised.rows()[before:]
    (stopped,) = [row for row in rows if row["event"] == "stopped"]
    assert stopped["outcome"]["how"] == "bypass"
    first = next(row for row in rows if row["event"] == "bypassed")
    assert first["seq"] < stopped["seq"]
    assert first["outcome"]["why"] in ("agent", "unknown")
    alarm = scene.supervised.status()["alarm"]
    assert alarm.startswith("Input came past the gate (")
    scene.seat.wait_up()
    scene.rearm()
    assert not scene.supervised.status().get("alarm")


@pytest.mark.parametrize("how", list(HIDDEN))
def test_input_past_the_gate_stops_the_agents(scene: Scene, xtest_agent: Path, how: str) -> None:
    escape(scene, xtest_agent, HIDDEN[how])


def test_without_a_namespace_too(scene: Scene, xtest_agent: Path) -> None:
    refusing = scene.folder / "bin/bwrap"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    path = scene.supervised.env["PATH"]
    scene.supervised.env["PATH"] = f"{refusing.parent}:{path}"
    try:
        escape(scene, xtest_agent, HIDDEN["an orphan in another session"])
        assert scene.supervised.rows("agent_started")[-1]["outcome"]["mode"] == "tree"
    finally:
        scene.supervised.env["PATH"] = path


def test_what_the_gate_sends_and_what_the_persons_programs_do_is_no_alarm(scene: Scene, xtest_agent: Path) -> None:
    tree = start_tree(scene.supervised, xtest_agent, "move 200 200", "click 1", "type abc", "warp 210 210", "wait")
    wait_for(lambda: len(agent_input(scene.oracle)) > 5, "the agent's input")
    scene.desktop.run(["xdotool", "mousemove", "300", "300", "key", "F9", "click", "3"])
    scene.person.tap("F8")
    noted = wait_for(lambda: scene.supervised.rows("foreign_input") or None, "the note of the person's program")
    assert noted[0]["outcome"]["executable"].endswith("xdotool")
    assert scene.supervised.status()["alarm"] is None
    assert tree.run.poll() is None
