"""The side doors while a person is asked: the popup stands, and what was refused does not leave a program waiting."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.connect import connect
from tests.support.pixels import POPUP, Pixels
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
HOSTILE = Path(__file__).parents[1] / "support/agents/side_doors.py"
POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "Delete" }\n'
SPINS_S = 15.0
"""How long `xdotool mousemove --sync` looks for a pointer that does not move."""


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor with its ui; the person's own hands never make agents wait here."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n", policy=POLICY) as running:
        running.keep()
        yield running


@pytest.fixture
def server(desktop: VirtualDesktop) -> Iterator[Display]:
    """Give a look at the real server."""
    display = connect(desktop)
    yield display
    display.close()


@pytest.fixture
def target(desktop: VirtualDesktop) -> Iterator[Receiver]:
    """Give a window that is in use."""
    with Receiver(desktop, title="target") as window:
        yield window


@pytest.fixture
def look(desktop: VirtualDesktop) -> Iterator[Pixels]:
    """Give eyes for what is on the screen."""
    with Pixels(desktop) as eyes:
        yield eyes


def test_a_refused_warp_tells_its_program_so_and_does_not_leave_it_looking_for_the_pointer(
    supervised: Supervised, target: Receiver, person: Person, server: Display
) -> None:
    person.move(50, 50)
    agent = supervised.shell("xdotool key Delete & sleep 0.3; xdotool mousemove --sync 300 300; echo went on $?")
    supervised.wait_held()
    supervised.wait_status(lambda status: any(one["waiting"] for one in status["agents"]))
    rejected = time.monotonic()
    supervised.reject(person)
    status, out = supervised.finish(agent)
    assert (status, out.splitlines()[-1]) == (0, "went on 1")
    assert "BadLength" in out
    assert time.monotonic() - rejected < SPINS_S / 2
    assert "Delete" not in target.keys
    assert server.screen().root.query_pointer().root_x == 50


def test_an_approved_warp_moves_the_pointer_and_the_program_goes_on(
    supervised: Supervised, target: Receiver, person: Person, server: Display
) -> None:
    del target
    person.move(50, 50)
    agent = supervised.shell("xdotool key Delete mousemove --sync 300 300; echo went on $?")
    supervised.wait_held()
    supervised.approve(person)
    status, out = supervised.finish(agent)
    assert (status, out.splitlines()[-1]) == (0, "went on 0")
    assert server.screen().root.query_pointer().root_x == 300


def test_killing_another_program_is_asked_about_and_done_when_approved(
    supervised: Supervised, desktop: VirtualDesktop, person: Person
) -> None:
    with Receiver(desktop, title="doomed") as doomed:
        agent = supervised.shell(f"xdotool windowkill {doomed.window}; echo went on")
        supervised.wait_held()
        assert doomed.process.poll() is None
        supervised.approve(person)
        status, out = supervised.finish(agent)
        assert (status, out.splitlines()[-1]) == (0, "went on")
        wait_for(lambda: doomed.process.poll() is not None, "the program to end")
    assert "window" in supervised.decisions()[-1]


def test_switching_to_another_window_moving_and_closing_it_is_not_asked_about(
    supervised: Supervised, desktop: VirtualDesktop, server: Display
) -> None:
    with Receiver(desktop, title="first") as first, Receiver(desktop, title="second") as second:
        wait_for(lambda: server.get_input_focus().focus.id == second.window, "the second to have the focus")
        status, out = supervised.finish(
            supervised.shell(f"xdotool windowactivate --sync {first.window} windowmove --sync {first.window} 300 200")
        )
        assert status == 0, out
        assert server.get_input_focus().focus.id == first.window
        seen = server.screen().root.translate_coords(server.create_resource_object("window", first.window), 0, 0)
        assert abs(seen.x - 300) < 40
        assert abs(seen.y - 200) < 60
        status, out = supervised.finish(supervised.run(sys.executable, str(HOSTILE), "close", hex(second.window)))
        assert status == 0, out
        wait_for(lambda: second.process.poll() is not None, "the second to close")
    assert [kind for kind, verdict, _ in supervised.decisions()[-3:] if verdict == "allow"] == ["window"] * 3


def test_attack_an_agent_that_takes_all_keys_does_not_keep_the_person_from_answering_and_stopping(
    supervised: Supervised, target: Receiver, person: Person, tmp_path: Path
) -> None:
    signal = tmp_path / "go"
    greedy = supervised.run(sys.executable, str(HOSTILE), "grab_all_keys", hex(target.window), str(signal))
    wait_for(signal.exists, "the grab")
    held = supervised.shell("xdotool key Delete; echo went on")
    supervised.wait_held()
    supervised.reject(person)
    status, out = supervised.finish(held)
    assert (status, out.splitlines()[-1]) == (0, "went on")
    person.chord("ctrl+alt+s")
    supervised.wait_status(lambda status: status["state"] == "stopped")
    supervised.finish(greedy)
    supervised.rearm(person)


@pytest.mark.parametrize(
    "attack",
    [
        *("unmap", "destroy_sub", "reparent", "child", "attributes", "paint", "properties", "close", "kill"),
        *("destroy", "move", "grab_pointer"),
    ],
)
def test_attack_the_popup_stands_and_is_answered(
    supervised: Supervised, target: Receiver, person: Person, look: Pixels, attack: str
) -> None:
    held = supervised.shell("xdotool key Delete; echo went on")
    supervised.wait_held()
    popup = wait_for(lambda: look.shown(POPUP), "the popup")[0]
    inside = look.connection.create_resource_object("window", popup.id).query_tree().children
    agent = supervised.run(sys.executable, str(HOSTILE), attack, hex(popup.id))
    status, out = supervised.finish(agent)
    assert status == 0, out
    assert look.shown(POPUP) == [popup]
    assert look.connection.create_resource_object("window", popup.id).query_tree().children == inside
    supervised.approve(person)
    status, out = supervised.finish(held)
    assert (status, out.splitlines()[-1]) == (0, "went on")
    target.wait_for(lambda _lines: "Delete" in target.keys, what="the approved key")
