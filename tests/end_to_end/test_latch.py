"""What ends a stop or a pause: a person's hand, and nothing else."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.scene import DRAGGING
from tests.support.stopping import sent_after, start_tree
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop
STOPPED, NOT_STARTED = 124, 125
ARMED_S = 0.5
"""A popup takes no answer before this, be it of whom it may."""


def refused(scene: Scene) -> bool:
    """Tell whether a new agent is refused because of the stop, without having run."""
    trace = scene.folder / "ran"
    status, said = scene.supervised.finish(scene.supervised.run("touch", trace))
    if status == 0:
        trace.unlink()
        return False
    assert (status, trace.exists()) == (NOT_STARTED, False)
    assert "a person pressed stop" in said
    assert "ctrl+alt+r" in said
    assert "agent-supervisor rearm" in said
    return True


def chords_of_a_program(scene: Scene, *chords: str) -> None:
    """Press chords by XTEST on the real display, as an unsupervised program would, until any popup is armed."""
    end_s = time.monotonic() + 2 * ARMED_S
    while time.monotonic() < end_s:
        for chord in chords:
            scene.desktop.run(["xdotool", "key", chord])


def stopped(scene: Scene) -> None:
    """Have a person stop an agent."""
    tree = start_tree(scene.supervised, "sleep", "600")
    wait_for(lambda: "sleep 600 " in tree.processes().values(), "the agent")
    scene.person.chord("ctrl+alt+s")
    assert scene.supervised.finish(tree.run)[0] == STOPPED


def test_a_stop_lasts_until_the_chord_of_a_person(scene: Scene) -> None:
    stopped(scene)
    assert refused(scene)
    chords_of_a_program(scene, "ctrl+alt+r")
    assert refused(scene)
    scene.supervised.rearm(scene.person)
    assert not refused(scene)
    (rearmed,) = [row["outcome"] for row in scene.supervised.rows("rearmed")][-1:]
    assert rearmed["how"] == "chord"


def test_the_command_only_asks_and_only_a_person_can_say_yes(scene: Scene) -> None:
    stopped(scene)
    scene.supervised.command("rearm")
    request = scene.supervised.wait_held()
    scene.supervised.command("rearm")
    chords_of_a_program(scene, "ctrl+alt+y", "ctrl+alt+r")
    assert scene.supervised.status()["requests"] == [request]
    assert refused(scene)
    scene.supervised.approve(scene.person)
    scene.supervised.wait_status(lambda status: status["state"] != "stopped")
    assert not refused(scene)
    assert scene.supervised.rows("rearmed")[-1]["outcome"]["how"] == "confirm"
    answer = scene.supervised.rows("answered")[-1]
    assert (answer["outcome"], answer["approval"]["gesture"]) == ({"question": "rearm", "answer": "approve"}, "chord")
    assert answer["approval"]["approver"] == "TigerVNC keyboard"


def test_a_no_leaves_it_stopped(scene: Scene) -> None:
    stopped(scene)
    scene.supervised.command("rearm")
    scene.supervised.wait_held()
    scene.supervised.reject(scene.person)
    assert scene.supervised.status()["state"] == "stopped"
    assert refused(scene)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_it_outlives_the_service(scene: Scene, how: signal.Signals) -> None:
    stopped(scene)
    os.kill(scene.supervised.service_pid(), how)
    modules = ("app", "human", "ui")
    wait_for(lambda: not any(scene.supervised.processes(f"supervisor.{m}") for m in modules), "all to end")
    assert scene.supervised.status()["state"] == "stopped"
    assert refused(scene)
    chords_of_a_program(scene, "ctrl+alt+r")
    assert refused(scene)
    scene.supervised.rearm(scene.person)
    assert not refused(scene)


def test_the_command_stops(scene: Scene) -> None:
    tree = scene.start(DRAGGING)
    before_ns = time.monotonic_ns()
    scene.supervised.command("stop")
    status, _ = scene.supervised.finish(tree.run)
    assert (status, tree.processes()) == (STOPPED, {})
    row = scene.supervised.rows("stopped")[-1]["outcome"]
    assert row["how"] == "command"
    assert row["closed_ns"] > before_ns
    scene.oracle.settle()
    assert sent_after(scene.oracle, row["closed_ns"]) == []
    scene.seat.wait_up()
    assert refused(scene)
