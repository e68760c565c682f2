"""A stop by a person's hand, whatever else holds the display: nothing more is sent, nothing lives or stays down."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from Xlib import X

from tests.support.programs import thunar
from tests.support.receiver import Receiver
from tests.support.scene import DRAGGING, DRAGGING_WITH_SHIFT, POLICY, TYPING, Scene
from tests.support.stopping import Tree, agent_input, is_alive, press_stop, sent_after, start_tree
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.desktop
STOPPED = 124
PROMPT_S = 5.0
"""From the hand to the closed gate, with the window system between them, on a machine that has other work."""
CLOSED_S = 0.5
"""From the key or the end of the hold, as it was heard, to the closed gate; tests/benchmarks has the real figures."""

RESPAWNING = """
import os, sys, time
end = time.monotonic() + 30
for _ in range(10):
    if os.fork() == 0:
        while time.monotonic() < end:
            os.setsid()
            if os.fork():
                os._exit(0)
            time.sleep(0.005)
        os._exit(0)
time.sleep(30)
"""


def _idle(scene: Scene, _around: ExitStack) -> Tree:
    tree = start_tree(scene.supervised, "sh", "-c", "sleep 600 & sleep 600")
    wait_for(lambda: len(tree.processes()) >= 4, "the agent")
    return tree


def _typing(scene: Scene, _around: ExitStack) -> Tree:
    return scene.start(TYPING)


def _key_down(scene: Scene, _around: ExitStack) -> Tree:
    tree = scene.start(DRAGGING_WITH_SHIFT)
    keys, buttons = scene.seat.down()
    assert (len(keys), buttons) == (1, [1])
    return tree


def _dragging(scene: Scene, _around: ExitStack) -> Tree:
    tree = scene.start(DRAGGING)
    assert scene.seat.down()[1] == [1]
    return tree


def _open_menu(scene: Scene, around: ExitStack) -> Tree:
    (scene.folder / "some.txt").write_text("text")
    window = around.enter_context(thunar(scene.desktop, scene.folder))
    x, y = window.element(role="table cell", name="some.txt").centre
    steps = f'echo "move {x} {y}"; echo "click 3"; echo "sleep 300"'
    keys = 'echo "key Down"; echo "sleep 10"; echo "key Up"; echo "sleep 10"'
    tree = scene.start(f"{{{{ {steps}; while :; do {keys}; done; }}}} | {{agent}}")
    window.element(role="menu item", name="Delete")
    around.callback(scene.person.tap, "Escape")
    return tree


def _grabbed(kind: str) -> Callable[[Scene, ExitStack], Tree]:
    def ground(scene: Scene, around: ExitStack) -> Tree:
        # The button is down when the grab begins: its release has to wait behind a frozen or a server grab.
        tree = _dragging(scene, around)
        around.enter_context(Receiver(scene.desktop, title=f"grab-{kind}", grab=kind, geometry=(700, 100, 200, 200)))
        if kind == "server":
            scene.wait_stuck()
        return tree

    return ground


def _ui_stopped(scene: Scene, around: ExitStack) -> Tree:
    tree = scene.start(TYPING)
    (ui,) = scene.supervised.processes("supervisor.ui")
    os.kill(ui, signal.SIGSTOP)
    around.callback(os.kill, ui, signal.SIGCONT)
    return tree


def _busy_machine(scene: Scene, around: ExitStack) -> Tree:
    for _ in range(2):
        spinner = scene.desktop.spawn([sys.executable, "-c", "while True: pass"])
        around.callback(scene.desktop.end, spinner)
    return scene.start(TYPING)


def _setsid_children(scene: Scene, _around: ExitStack) -> Tree:
    orphans = "setsid -f sh -c 'trap \"\" TERM HUP INT; sleep 600'; (setsid sleep 600 &) ; setsid -f setsid sleep 600"
    tree = scene.start(f"{orphans}; {TYPING}")
    wait_for(lambda: len([p for p in tree.processes().values() if p.startswith("sleep")]) == 3, "the orphans")
    return tree


def _respawning(scene: Scene, _around: ExitStack) -> Tree:
    program = scene.folder / "respawning.py"
    program.write_text(RESPAWNING)
    return scene.start(f"{sys.executable} {program} & {TYPING}")


def _without_namespace(ground: Callable[[Scene, ExitStack], Tree]) -> Callable[[Scene, ExitStack], Tree]:
    """Do it where bubblewrap may make no namespace, so that the tree has to be walked."""

    def walked(scene: Scene, around: ExitStack) -> Tree:
        refusing = scene.folder / "bin/bwrap"
        refusing.parent.mkdir()
        refusing.write_text("#!/bin/sh\nexit 1\n")
        refusing.chmod(0o755)
        path = scene.supervised.env["PATH"]
        around.callback(scene.supervised.env.update, PATH=path)
        scene.supervised.env["PATH"] = f"{refusing.parent}:{path}"
        tree = ground(scene, around)
        assert scene.supervised.rows("agent_started")[-1]["outcome"]["mode"] == "tree"
        return tree

    return walked


GROUNDS: dict[str, Callable[[Scene, ExitStack], Tree]] = {
    "idle": _idle,
    "mid-typing": _typing,
    "key down": _key_down,
    "mid-drag": _dragging,
    "open menu": _open_menu,
    "keyboard grab": _grabbed("keyboard"),
    "pointer grab": _grabbed("pointer"),
    "frozen grab": _grabbed("frozen"),
    "server grab": _grabbed("server"),
    "ui stopped": _ui_stopped,
    "two busy processes": _busy_machine,
    "setsid children": _setsid_children,
    "respawning loop": _respawning,
    "setsid children, no namespace": _without_namespace(_setsid_children),
    "respawning loop, no namespace": _without_namespace(_respawning),
}
BY_ESCAPE = ("idle", "mid-typing", "open menu", "keyboard grab", "frozen grab", "server grab", "ui stopped")
CASES = [*((name, "chord") for name in GROUNDS), *((name, "escape") for name in BY_ESCAPE)]


@pytest.mark.parametrize(("ground", "gesture"), CASES, ids=[f"{name}, {gesture}" for name, gesture in CASES])
def test_after_a_stop_nothing_is_sent_alive_or_down(scene: Scene, ground: str, gesture: str) -> None:
    bystander = scene.desktop.spawn(["sleep", "600"])
    with ExitStack() as around:
        tree = GROUNDS[ground](scene, around)
        # A ui that waits behind a grab of the server for seconds is taken for a hung one, and started anew.
        names = ("app", "human") if ground == "server grab" else ("app", "human", "ui")
        ours = [pid for name in names for pid in scene.supervised.processes(f"supervisor.{name}")]
        before_ns = time.monotonic_ns()
        press_stop(scene.person, gesture, lambda: tree.run.poll() is not None)
        status, _ = scene.supervised.finish(tree.run, timeout_s=45)
        left = tree.processes()
    assert (status, left) == (STOPPED, {})
    (stopped,) = [row for row in scene.supervised.rows("stopped") if row["outcome"]["t_ns"] > before_ns]
    assert (stopped["outcome"]["how"], stopped["outcome"]["device"]) == (gesture, "TigerVNC keyboard")
    hold_ns = int(0.7e9) if gesture == "escape" else 0
    closed_ns = stopped["outcome"]["closed_ns"]
    assert before_ns + hold_ns < closed_ns < before_ns + hold_ns + PROMPT_S * 1e9
    assert 0 <= closed_ns - stopped["outcome"]["t_ns"] < CLOSED_S * 1e9
    scene.quiet()
    assert sent_after(scene.oracle, closed_ns) == []
    scene.seat.wait_up()
    assert [pid for pid in (bystander.pid, scene.target.process.pid, *ours) if not is_alive(pid)] == []
    scene.desktop.end(bystander)


def test_what_is_held_is_denied_for_good(scene: Scene) -> None:
    tree = start_tree(scene.supervised, "sh", "-c", "xdotool key Delete; sleep 600")
    request = scene.supervised.wait_held()
    before = len(scene.target.keys)
    scene.person.chord("ctrl+alt+s")
    assert scene.supervised.finish(tree.run)[0] == STOPPED
    assert scene.supervised.status()["requests"] == []
    asked = scene.supervised.rows("approval_requested")[-1]
    end = next(row for row in scene.supervised.rows("outcome") if row["action"] == asked["action"])
    assert (asked["outcome"]["request"], end["outcome"]["result"]) == (request, "stopped")
    assert end["decision"]["rule_id"] == "stopped"
    scene.rearm()
    scene.person.chord("ctrl+alt+y")
    scene.oracle.settle()
    assert agent_input(scene.oracle) == []
    assert "Delete" not in scene.target.keys[before:]


def test_what_is_shown_but_not_sent_yet_is_never_sent(scene: Scene) -> None:
    settings = "yield_to_person_ms = 0\nmirror_lead_ms = 5000\n"
    with Supervised(scene.desktop, scene.folder / "slow", settings=settings, policy=POLICY) as slow:
        x, y = scene.target.centre
        tree = start_tree(slow, "xdotool", "mousemove", str(x), str(y), "click", "1")
        wait_for(lambda: "click" in {row["action"]["kind"] for row in slow.rows("decided")}, "the click")
        scene.person.chord("ctrl+alt+s")
        assert slow.finish(tree.run)[0] == STOPPED
        assert [row["outcome"]["result"] for row in slow.rows("outcome")][-2:] == ["stopped", "stop_done"]
    scene.oracle.settle()
    assert [seen for seen in scene.oracle.requests if seen.type == X.ButtonPress] == []
