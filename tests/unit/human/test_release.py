from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest
from Xlib import X

from supervisor.core import shared_state
from supervisor.human.devices import read_equipment
from supervisor.human.latch import Latch
from supervisor.human.release import Releaser
from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.human.connection import Connection


class Scene:
    """A releaser, and its calls back."""

    def __init__(self, connection: Connection, memory: memoryview, latch: Latch, display: str) -> None:
        self.connection = connection
        self.memory = memory
        self.xtest = read_equipment(connection).xtest
        self.releaser = Releaser(latch, display)
        self.releaser.xtest_devices = self.xtest
        self.done: list[int] = []

    def down(self) -> tuple[set[int], set[int]]:
        """Keys and buttons that programs hold."""
        states = [self.connection.device_state(device) for device in self.xtest]
        return set().union(*(state[0] for state in states)), set().union(*(state[1] for state in states))

    def release(self) -> int:
        before = len(self.done)
        self.releaser.release(self.done.append)
        wait_for(lambda: len(self.done) > before, "the release")
        return self.done[-1]


@pytest.fixture
def scene(connection: Connection, on_desktop: VirtualDesktop) -> Iterator[Scene]:
    """Give a releaser on the desktop."""
    fd = os.memfd_create("latch")
    os.ftruncate(fd, shared_state.SIZE)
    latch = Latch(fd)
    os.close(fd)
    made = Scene(connection, latch._bytes, latch, on_desktop.display)
    yield made
    made.releaser.end()


def test_what_programs_hold_is_let_go(scene: Scene, on_desktop: VirtualDesktop) -> None:
    on_desktop.run(["xdotool", "mousemove", "600", "700", "keydown", "ctrl", "keydown", "x", "mousedown", "1"])
    assert scene.down() == ({37, 53}, {1})
    assert scene.release() > 0
    assert scene.down() == (set(), set())


def test_what_only_the_person_holds_stays_down(scene: Scene, person: Person, on_desktop: VirtualDesktop) -> None:
    """Of a key that both hold the server keeps one state for the seat: that goes up with the agent's."""
    person.key_down("Control_L")
    on_desktop.run(["xdotool", "keydown", "x"])
    scene.release()
    assert scene.down() == (set(), set())
    keymap = scene.connection.display.query_keymap()
    assert [code for code in range(256) if keymap[code // 8] >> (code % 8) & 1] == [37]
    person.key_up("Control_L")


def test_nothing_down_is_done_at_once(scene: Scene) -> None:
    assert scene.release() > 0


def test_a_press_behind_a_frozen_grab_is_let_go_by_the_gates_list(scene: Scene, on_desktop: VirtualDesktop) -> None:
    """Its press waits in the server: the device does not show it yet."""
    other = connect(on_desktop)
    other.screen().root.grab_keyboard(True, X.GrabModeAsync, X.GrabModeSync, X.CurrentTime)
    other.sync()
    on_desktop.run(["xdotool", "keydown", "x"])
    shared_state.set_bit(scene.memory, shared_state.KEYS_DOWN, 53, True)
    scene.release()
    shared_state.set_bit(scene.memory, shared_state.KEYS_DOWN, 53, False)
    other.close()
    wait_for(lambda: scene.down() == (set(), set()), "the key to come up")


def test_while_another_holds_the_server_it_waits_and_then_does_it(scene: Scene, on_desktop: VirtualDesktop) -> None:
    on_desktop.run(["xdotool", "keydown", "x"])
    other = connect(on_desktop)
    other.grab_server()
    other.sync()
    told = threading.Event()
    scene.releaser.release(lambda _: told.set())
    assert not told.wait(0.3)
    other.close()
    assert told.wait(30)
    assert scene.down() == (set(), set())


def test_a_drag_is_brought_back_to_where_it_began_before_it_is_let_go(
    scene: Scene, on_desktop: VirtualDesktop
) -> None:
    on_desktop.run(["xdotool", "mousemove", "600", "700", "mousedown", "1", "mousemove", "900", "300"])
    shared_state.set_bit(scene.memory, shared_state.BUTTONS_DOWN, 1, True)
    shared_state.write_point(scene.memory, shared_state.DRAGGED_FROM, (600, 700))
    assert scene.release() > 0
    pointer = scene.connection.display.screen().root.query_pointer()
    assert (pointer.root_x, pointer.root_y) == (600, 700)
    assert scene.down() == (set(), set())
    shared_state.set_bit(scene.memory, shared_state.BUTTONS_DOWN, 1, False)
    shared_state.write_point(scene.memory, shared_state.DRAGGED_FROM, None)


def test_the_pointer_stays_where_it_is_when_no_button_of_the_agents_is_down(
    scene: Scene, on_desktop: VirtualDesktop
) -> None:
    on_desktop.run(["xdotool", "mousemove", "900", "300"])
    shared_state.write_point(scene.memory, shared_state.DRAGGED_FROM, (600, 700))
    scene.release()
    pointer = scene.connection.display.screen().root.query_pointer()
    assert (pointer.root_x, pointer.root_y) == (900, 300)
    shared_state.write_point(scene.memory, shared_state.DRAGGED_FROM, None)
