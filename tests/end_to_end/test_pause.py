"""Pause: the gate closes, nothing stays down, and what waited goes on when a person opens it again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from Xlib import XK, X

from tests.support.connect import connect
from tests.support.scene import DRAGGING, DRAGGING_WITH_SHIFT, TYPING
from tests.support.stopping import agent_input, start_tree
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.support.scene import Scene

pytestmark = pytest.mark.desktop
TEXT = "abcdefghijklmnopqrstuvwxyz0123456789"


def keycodes(scene: Scene, *names: str) -> list[int]:
    """Give the keys of these names on the keyboard in use."""
    display = connect(scene.desktop)
    codes = [display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
    display.close()
    return codes


def pressed(scene: Scene) -> list[int]:
    """Give the keys that programs pressed so far."""
    scene.oracle.settle()
    return [seen.detail for seen in scene.oracle.requests if seen.type == X.KeyPress]


def paused(scene: Scene) -> int:
    """Wait until the gate is closed; gives how much input had come through by then."""
    scene.supervised.wait_status(lambda status: status["state"] == "paused")
    scene.oracle.settle()
    return len(agent_input(scene.oracle))


def end(scene: Scene) -> None:
    """End the agents of a test."""
    scene.person.chord("ctrl+alt+s")
    for agent in scene.supervised.agents:
        agent.wait(20)


def test_what_waited_is_typed_after_it_once_and_in_order(scene: Scene) -> None:
    scene.oracle.clear()
    tree = start_tree(scene.supervised, "xdotool", "type", "--delay", "20", TEXT)
    wait_for(lambda: len(pressed(scene)) > 5, "the agent to type")
    scene.person.chord("ctrl+alt+p")
    count = paused(scene)
    assert 5 < len(pressed(scene)) < len(TEXT)
    scene.seat.wait_up()
    scene.quiet()
    assert (len(pressed(scene)), tree.run.poll()) == (count, None)
    scene.person.chord("ctrl+alt+p")
    assert scene.supervised.finish(tree.run)[0] == 0
    assert pressed(scene) == keycodes(scene, *TEXT)
    assert [row["outcome"]["how"] for row in scene.supervised.rows("paused")][-1:] == ["chord"]
    assert [row["outcome"]["how"] for row in scene.supervised.rows("resumed")][-1:] == ["chord"]


@pytest.mark.parametrize("script", [DRAGGING, DRAGGING_WITH_SHIFT], ids=["a button", "a key and a button"])
def test_nothing_stays_down(scene: Scene, script: str) -> None:
    scene.start(script)
    assert scene.seat.down() != ([], [])
    scene.person.chord("ctrl+alt+p")
    count = paused(scene)
    scene.seat.wait_up()
    scene.quiet()
    assert len(agent_input(scene.oracle)) == count
    scene.person.chord("ctrl+alt+p")
    scene.oracle.wait_for(lambda _: len(agent_input(scene.oracle)) > count + 5)
    assert scene.seat.down() == ([], []), "what was let go is not pressed again"
    end(scene)


def test_the_command_pauses_and_its_counterpart_only_asks(scene: Scene) -> None:
    scene.start(TYPING)
    scene.supervised.command("pause")
    count = paused(scene)
    scene.supervised.command("resume")
    request = scene.supervised.wait_held()
    end_s = time.monotonic() + 1.0
    while time.monotonic() < end_s:
        scene.desktop.run(["xdotool", "key", "ctrl+alt+y", "key", "ctrl+alt+p"])
    assert scene.supervised.status()["requests"] == [request]
    assert {row["agent"] for row in scene.supervised.rows("resumed")[1:]} <= {None}
    resumed = len(scene.supervised.rows("resumed"))
    scene.oracle.clear()
    scene.supervised.approve(scene.person)
    scene.oracle.wait_for(lambda _: len(agent_input(scene.oracle)) > 5)
    rows = scene.supervised.rows("resumed")
    assert (len(rows), rows[-1]["outcome"]["how"]) == (resumed + 1, "confirm")
    assert count > 0
    end(scene)


def test_what_is_approved_meanwhile_is_sent_when_the_gate_is_open(scene: Scene) -> None:
    pauses = len(scene.supervised.rows("paused"))
    scene.oracle.clear()
    tree = start_tree(scene.supervised, "xdotool", "key", "Delete")
    scene.supervised.wait_held()
    scene.person.chord("ctrl+alt+p")
    wait_for(lambda: len(scene.supervised.rows("paused")) == pauses + 1, "the pause")
    scene.supervised.approve(scene.person)
    assert paused(scene) == 0
    assert tree.run.poll() is None
    scene.person.chord("ctrl+alt+p")
    assert scene.supervised.finish(tree.run)[0] == 0
    assert pressed(scene) == keycodes(scene, "Delete")
