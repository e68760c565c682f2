"""Each of the supervisor's processes may be killed or hang at any moment: the gate is closed, nothing stays down."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.killing import LOST, ended, hanging, lose, lose_the_ui
from tests.support.receiver import Receiver
from tests.support.scene import DRAGGING
from tests.support.stopping import agent_input, sent_after, start_tree
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop
KILLS = 3
"""Of each process; `python -m tests.benchmarks.failures` takes more."""
SEED = 20261120
BUSY_MS = 3000
"""The last input comes this soon after a kill, where many want the processor; the benchmark wants more."""
HUNG_S = 30.0
"""A process that does not move is noticed well within this, on a busy machine too: the service after 1 s, `human`
after 2 s. How soon all is over is measured by the benchmark."""


def moments(*words: object) -> random.Random:
    """Give moments that are the same in each run."""
    return random.Random(" ".join(map(str, (SEED, *words))))  # noqa: S311 - nothing secret


@pytest.mark.parametrize("victim", ["service", "human"])
@pytest.mark.parametrize("turn", range(KILLS))
def test_killed_in_a_busy_run_the_gate_is_closed_and_nothing_is_missing(scene: Scene, victim: str, turn: int) -> None:
    outcome = lose(scene, victim, moments(victim, turn), closed_ms=BUSY_MS)
    assert 0 < outcome.sent <= outcome.recorded


def test_while_the_ui_is_gone_all_waits_and_goes_on_when_it_is_back(scene: Scene) -> None:
    assert len(lose_the_ui(scene, moments("ui"), KILLS, closed_ms=BUSY_MS)) == KILLS


def test_an_agent_finishes_without_loss_though_the_ui_was_killed(scene: Scene) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    before = len(scene.target.keys)
    scene.oracle.clear()
    tree = start_tree(scene.supervised, "xdotool", "type", "--delay", "20", text)
    wait_for(lambda: len(agent_input(scene.oracle)) > 5, "the agent to type", timeout_s=30)
    os.kill(scene.supervised.processes("supervisor.ui")[0], signal.SIGKILL)
    assert scene.supervised.finish(tree.run)[0] == 0
    scene.oracle.settle()
    assert len([seen for seen in scene.oracle.requests if seen.type == X.KeyPress]) == len(text)
    wait_for(lambda: len(scene.target.keys) == before + len(text), "the text at the window")
    assert "".join(scene.target.keys[before:]) == text


def test_while_the_ui_hangs_clicks_wait_and_go_on_when_it_was_started_anew(scene: Scene) -> None:
    x, y = scene.target.centre
    scene.supervised.keep()
    (ui,) = scene.supervised.processes("supervisor.ui")
    scene.oracle.clear()
    with hanging(ui):
        tree = start_tree(scene.supervised, "xdotool", "mousemove", str(x), str(y), "click", "1")
        wait_for(lambda: scene.supervised.processes("supervisor.ui") not in ([ui], []), "another ui", timeout_s=45)
    scene.oracle.settle()
    assert [seen for seen in scene.oracle.requests if seen.type == X.ButtonPress] == []
    assert scene.supervised.finish(tree.run)[0] == 0
    scene.oracle.settle()
    assert len([seen for seen in scene.oracle.requests if seen.type == X.ButtonPress]) == 1
    assert "ui-absent" in {row["outcome"].get("rule") for row in scene.supervised.rows("problem")}


def test_a_service_that_hangs_is_cut_off_and_the_record_stays_whole(scene: Scene) -> None:
    """Its bytes wait behind a server grab, so that nothing but `human` can call them back."""
    tree = scene.start(DRAGGING)
    with (
        Receiver(scene.desktop, title="grab", grab="server", geometry=(700, 100, 200, 200)) as grab,
        hanging(scene.supervised.service_pid()),
    ):
        scene.wait_stuck()
        at_ns = time.monotonic_ns()
        wait_for(lambda: len(tree.processes()) <= 1, "the agent's death", timeout_s=HUNG_S)
        grab.close()
        scene.seat.wait_up()
        scene.oracle.settle()
        assert sent_after(scene.oracle, at_ns) == []
    assert scene.supervised.finish(tree.run)[0] == 123, "no person stopped it"
    scene.supervised.wait_status(lambda status: status["state"] == "stopped")
    assert scene.supervised.rows("stopped")[-1]["outcome"]["how"] == "service-lost"
    scene.oracle.settle()
    assert sent_after(scene.oracle, at_ns) == []
    assert scene.supervised.command("audit", "verify")


def test_a_person_can_stop_while_the_service_hangs(scene: Scene) -> None:
    tree = scene.start(DRAGGING)
    before_ns = time.monotonic_ns()
    with hanging(scene.supervised.service_pid()):
        scene.person.chord("ctrl+alt+s")
        at_ns = time.monotonic_ns()
        wait_for(lambda: len(tree.processes()) <= 1, "the agent's death", timeout_s=HUNG_S)
        scene.seat.wait_up()
    scene.supervised.finish(tree.run)
    scene.supervised.wait_status(lambda status: status["state"] == "stopped")
    outcomes = [row["outcome"] for row in scene.supervised.rows("stopped")]
    assert "chord" in {outcome["how"] for outcome in outcomes if outcome.get("t_ns", 0) > before_ns}
    scene.oracle.settle()
    assert sent_after(scene.oracle, at_ns) == []


def test_a_listener_that_hangs_ends_all(scene: Scene) -> None:
    tree = scene.start(DRAGGING)
    (human,) = scene.supervised.processes("supervisor.human")
    with hanging(human):
        at_ns = time.monotonic_ns()
        wait_for(lambda: tree.run.poll() is not None, "the agent's end", timeout_s=HUNG_S)
        assert (scene.supervised.finish(tree.run)[0], tree.processes()) == (LOST, {})
        over_ns = time.monotonic_ns()
        scene.seat.wait_up()
        scene.oracle.settle()
        assert sent_after(scene.oracle, over_ns) == []
        assert over_ns - at_ns < HUNG_S * 1e9
        wait_for(lambda: not scene.supervised.processes("supervisor.human"), "the end of what hangs")


def test_the_end_of_the_session_ends_the_agent_and_lets_go(scene: Scene) -> None:
    tree = scene.start(DRAGGING)
    os.kill(scene.supervised.service_pid(), signal.SIGTERM)
    ended(scene, tree)
    assert scene.supervised.status()["state"] == "not running"


def test_an_agent_that_comes_while_the_supervisor_ends_finds_a_new_one(scene: Scene) -> None:
    scene.supervised.keep()
    service = scene.supervised.service_pid()
    # It gives its ui 2 s to end.
    with hanging(scene.supervised.processes("supervisor.ui")[0]):
        os.kill(service, signal.SIGTERM)
        wait_for(lambda: scene.supervised.status()["state"] == "not running", "the service to end")
        assert scene.supervised.service_pid() == service, "it is still there"
        assert scene.supervised.finish(scene.supervised.run("true"))[0] == 0
    assert scene.supervised.service_pid() not in (service, 0)
