"""The stop, by a person at a real desktop: whatever else goes on there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import psutil
import pytest
from Xlib import X

from supervisor.core import shared_state
from tests.support.connect import connect
from tests.support.human_process import HumanProcess, is_shut
from tests.support.living import lives
from tests.support.programs import thunar
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for
from tests.unit.human.test_process_tree import RESPAWN, TREE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
NAMESPACE = ["bwrap", "--die-with-parent", "--unshare-user", "--unshare-pid"]
NAMESPACE += ["--dev-bind", "/", "/", "--proc", "/proc"]


@pytest.fixture
def human(desktop: VirtualDesktop) -> Iterator[HumanProcess]:
    """Give the process, ready."""
    with HumanProcess(desktop) as running:
        yield running


def down(desktop: VirtualDesktop) -> tuple[list[int], int]:
    """Give keycodes and button mask that are down on the seat."""
    display = connect(desktop)
    keymap = display.query_keymap()
    buttons = display.screen().root.query_pointer().mask >> 8 & 0x1F
    display.close()
    return [code for code in range(256) if keymap[code // 8] >> (code % 8) & 1], buttons


def wait_up(desktop: VirtualDesktop) -> None:
    wait_for(lambda: down(desktop) == ([], 0), "all keys and buttons to be up")


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [one for one in processes if lives(one)]


def family_of(root: psutil.Process) -> list[psutil.Process] | None:
    """Give the descendants once they are all there."""
    found = root.children(recursive=True)
    return found if len(found) >= 12 else None


@pytest.mark.parametrize("grab", ["", "keyboard", "pointer", "frozen"])
def test_under_a_grab(human: HumanProcess, desktop: VirtualDesktop, person: Person, grab: str) -> None:
    far = human.upstream(1)
    with Receiver(desktop, grab=grab):
        person.chord("ctrl+alt+s")
        assert human.wait("stopped")["device"] == "TigerVNC keyboard"
        assert is_shut(far)
        assert human.wait("stop_done")["released_ns"] > 0
    far.close()


def test_while_another_client_holds_the_server(human: HumanProcess, desktop: VirtualDesktop, person: Person) -> None:
    """All but the release is done at once; that follows when the server answers again."""
    agent = subprocess.Popen(["sleep", "1000"])
    human.agent("a", agent.pid, "pidns")
    far = human.upstream(1)
    desktop.run(["xdotool", "keydown", "x"])
    shared_state.set_bit(human.memory, shared_state.KEYS_DOWN, 53, True)
    with Receiver(desktop, grab="server"):
        pressing = threading.Thread(target=person.chord, args=("ctrl+alt+s",))
        pressing.start()
        human.wait("stopped")
        assert is_shut(far)
        assert agent.wait(30) == -signal.SIGKILL
        assert human.hear("stop_done") == []
    human.wait("stop_done")
    pressing.join()
    wait_up(desktop)
    far.close()


def test_over_the_open_menu_of_a_real_program(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").touch()
    with thunar(desktop, tmp_path) as program:
        program.element(role="table cell", name="file.txt")
        x, y, width, height = program.window.rect
        person.click(x + width // 2, y + height - 60, button=3)
        program.element(role="menu item", name="Create Folder...")
        person.chord("ctrl+alt+s")
        assert human.wait("stopped")["how"] == "chord"
        person.tap("Escape")


def test_agents_cannot_stop_pause_or_rearm(human: HumanProcess, desktop: VirtualDesktop, person: Person) -> None:
    for chord in ("ctrl+alt+s", "ctrl+alt+p", "ctrl+alt+r"):
        for _ in range(5):
            desktop.run(["xdotool", "key", chord])
    desktop.run(["xdotool", "keydown", "Escape", "sleep", "1.2", "keyup", "Escape"])
    desktop.run(["xdotool", "keydown", "ctrl", "keydown", "alt", "keydown", "s", "sleep", "0.9"])
    desktop.run(["xdotool", "keyup", "s", "keyup", "alt", "keyup", "ctrl"])
    human.settle()
    assert not human.stopped
    assert not human.paused
    person.chord("ctrl+alt+s")
    human.wait("stop_done")
    desktop.run(["xdotool", "key", "ctrl+alt+r"])
    human.settle()
    assert human.memory[shared_state.LATCH]
    person.chord("ctrl+alt+r")
    assert human.wait("rearmed")["how"] == "chord"


def test_escape_alone_held(human: HumanProcess, desktop: VirtualDesktop, person: Person) -> None:
    person.hold_key("Escape", 0.4)
    person.key_down("Escape")
    person.tap("a")
    threading.Event().wait(0.9)
    person.key_up("Escape")
    human.settle()
    assert human.hear("stopped") == []
    person.key_down("Escape")
    desktop.run(["xdotool", "key", "a", "key", "b"])
    stopped = human.wait("stopped")
    person.key_up("Escape")
    assert stopped["how"] == "escape"


def test_with_a_key_held_under_a_frozen_grab_for_long(
    human: HumanProcess, desktop: VirtualDesktop, person: Person
) -> None:
    """The server has not acted on Ctrl and Alt yet and says that they are up."""
    with Receiver(desktop, grab="frozen"):
        person.key_down("Control_L")
        person.key_down("Alt_L")
        threading.Event().wait(2.2)
        person.tap("s")
        human.wait("stopped")
        person.key_up("Alt_L")
        person.key_up("Control_L")
    wait_up(desktop)


def test_what_the_agent_holds_is_let_go(human: HumanProcess, desktop: VirtualDesktop, person: Person) -> None:
    with Receiver(desktop) as receiver:
        x, y = receiver.centre
        held = ["keydown", "ctrl", "keydown", "shift", "keydown", "x", "mousedown", "1"]
        desktop.run(["xdotool", "mousemove", str(x), str(y), *held])
        assert down(desktop) == ([37, 50, 53], 1)
        person.chord("ctrl+alt+s")
        human.wait("stop_done")
        wait_up(desktop)
        # TigerVNC now believes that its keyboard holds Shift: it had to lift the agent's to type `s`.
        person.chord("ctrl+alt+r")
        human.wait("rearmed")
        human.wait("activity", down=False)


def test_mid_typing_nothing_stays_down(human: HumanProcess, desktop: VirtualDesktop, person: Person) -> None:
    """An agent that never stops pressing: its process dies first, then what it holds comes up."""
    code = "while True: subprocess.run(['xdotool', 'keydown', 'shift', 'keydown', 'x', 'mousedown', '1'])"
    with Receiver(desktop) as receiver:
        x, y = receiver.centre
        desktop.run(["xdotool", "mousemove", str(x), str(y)])
        agent = desktop.spawn([*NAMESPACE, sys.executable, "-c", f"import subprocess\n{code}"])
        init = wait_for(lambda: psutil.Process(agent.pid).children() or None, "the namespace")[0]
        human.agent("a", init.pid, "pidns")
        wait_for(lambda: down(desktop)[1], "the agent to press")
        person.chord("ctrl+alt+s")
        done = human.wait("stop_done")
        assert done["killed_ns"] > 0
        wait_up(desktop)


def test_a_tree_with_daemons_and_respawners_dies_and_strangers_live(human: HumanProcess, person: Person) -> None:
    code = TREE.format(count=5, daemon=RESPAWN, leader=RESPAWN)
    tree, stranger = (subprocess.Popen([sys.executable, "-c", code]) for _ in range(2))
    try:
        roots = [psutil.Process(one.pid) for one in (tree, stranger)]
        family, strangers = (wait_for(partial(family_of, root), "the tree") for root in roots)
        human.agent("a", tree.pid, "tree")
        person.chord("ctrl+alt+s")
        assert human.wait("stop_done")["killed_ns"] > 0
        assert alive(family) == []
        assert alive(roots[0].children(recursive=True)) == []
        assert tree.poll() is None
        # Those that respawn change all the time: the strangers' family as it is now is whole.
        assert alive(strangers)
        assert wait_for(partial(family_of, roots[1]), "the strangers")
    finally:
        for root in roots:
            for one in [root, *root.children(recursive=True)]:
                one.suspend()
            for one in [*root.children(recursive=True), root]:
                one.kill()
        tree.wait()
        stranger.wait()


def test_a_namespace_with_daemons_and_respawners_dies(human: HumanProcess, person: Person) -> None:
    code = TREE.format(count=5, daemon=RESPAWN, leader=RESPAWN)
    outer = subprocess.Popen([*NAMESPACE, sys.executable, "-c", code])
    bwrap = psutil.Process(outer.pid)
    wait_for(lambda: len(bwrap.children(recursive=True)) >= 12, "the tree")
    family = bwrap.children(recursive=True)
    human.agent("a", family[0].pid, "pidns")
    person.chord("ctrl+alt+s")
    assert human.wait("stop_done")["killed_ns"] > 0
    assert alive(family) == []
    outer.wait(30)


def test_with_a_service_that_does_not_read(human: HumanProcess, person: Person) -> None:
    """As when it is stopped by SIGSTOP: its socket fills up."""
    far = human.upstream(1)
    for number in range(4000):
        human.tell({"t": "ping", "n": number})
        human._service.flush()
    person.chord("ctrl+alt+s")
    wait_for(lambda: human.memory[shared_state.LATCH], "the latch")
    wait_for(lambda: is_shut(far), "the connection to be shut down")
    far.close()


def test_a_service_that_hangs_is_stopped_and_may_come_back(human: HumanProcess, person: Person) -> None:
    agent = subprocess.Popen(["sleep", "1000"])
    human.agent("a", agent.pid, "pidns")
    human.beating.clear()
    assert human.wait("stopped")["how"] == "service-lost"
    assert agent.wait(30) == -signal.SIGKILL
    human.wait("stop_done")
    assert human.stopped
    assert human.process.poll() is None
    human.tell({"t": "agent_gone", "id": "a"})
    human.beating.set()
    human.settle()
    person.chord("ctrl+alt+r")
    human.wait("rearmed")


def test_without_agents_a_silent_service_is_let_be(human: HumanProcess) -> None:
    human.beating.clear()
    threading.Event().wait(1.5)
    human.settle()
    assert not human.stopped


def test_a_service_that_is_killed_takes_its_agents_along(desktop: VirtualDesktop) -> None:
    human = HumanProcess(desktop)
    agent = subprocess.Popen(["sleep", "1000"])
    human.agent("a", agent.pid, "pidns")
    desktop.run(["xdotool", "keydown", "x"])
    human.close()
    assert agent.wait(30) == -signal.SIGKILL
    assert human.process.returncode == 0
    wait_up(desktop)


def test_pressed_many_times(human: HumanProcess, person: Person) -> None:
    for _ in range(5):
        person.chord("ctrl+alt+s")
    human.wait("stop_done", count=5)
    person.chord("ctrl+alt+r")
    human.wait("rearmed")
    assert not human.stopped


def test_under_a_stopped_client_with_a_frozen_pointer(
    human: HumanProcess, desktop: VirtualDesktop, person: Person
) -> None:
    """A program that holds both grabs, synchronously, and then hangs."""
    with Receiver(desktop, grab="frozen") as receiver:
        display = connect(desktop)
        root = display.screen().root
        mask = X.ButtonPressMask
        root.grab_pointer(False, mask, X.GrabModeSync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime)
        display.sync()
        os.kill(receiver.process.pid, signal.SIGSTOP)
        person.chord("ctrl+alt+s")
        human.wait("stopped")
        os.kill(receiver.process.pid, signal.SIGCONT)
        display.close()
