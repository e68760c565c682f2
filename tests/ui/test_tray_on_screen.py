"""Tray and control: one of them is always there, and both ask rather than loosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Xlib import X
from Xlib.protocol.event import ClientMessage

from tests.support.accessible import Accessible
from tests.support.pixels import CONTROL, Pixels
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.fake_service import FakeService
    from tests.ui.conftest import StartUi

pytestmark = pytest.mark.desktop

_DOCK = 0


class TrayManager:
    """A tray after freedesktop.org's specification, no more than needed: it takes icons in.

    Attributes:
        icons: X ids of the windows that asked to be docked.
    """

    def __init__(self, look: Pixels) -> None:
        self._connection = look.connection
        atom = self._connection.get_atom
        self._opcode = atom("_NET_SYSTEM_TRAY_OPCODE")
        self._window = look.root.create_window(600, 0, 100, 24, 0, X.CopyFromParent, override_redirect=True)
        self._window.map()
        self._window.set_selection_owner(atom("_NET_SYSTEM_TRAY_S0"), X.CurrentTime)
        told = ClientMessage(
            window=look.root,
            client_type=atom("MANAGER"),
            data=(32, [0, atom("_NET_SYSTEM_TRAY_S0"), self._window.id, 0, 0]),
        )
        look.root.send_event(told, event_mask=X.StructureNotifyMask)
        self._connection.sync()
        self.icons: list[int] = []

    def serve(self) -> list[int]:
        """Take in the icons that have come."""
        while self._connection.pending_events():
            event = self._connection.next_event()
            if event.type == X.ClientMessage and event.client_type == self._opcode and event.data[1][1] == _DOCK:
                icon = self._connection.create_resource_object("window", event.data[1][2])
                icon.reparent(self._window, 0, 0)
                icon.map()
                self.icons.append(int(icon.id))
        self._connection.flush()
        return self.icons

    def close(self) -> None:
        """Go away, as a panel that is restarted."""
        for number in self.icons:
            icon = self._connection.create_resource_object("window", number)
            icon.unmap()
            icon.reparent(self._connection.screen().root, 0, 0)
        self._window.destroy()
        self._connection.sync()


@pytest.fixture
def tray(look: Pixels) -> Iterator[TrayManager]:
    made = TrayManager(look)
    yield made
    made.close()


def test_without_a_tray_the_control_is_there(ui: FakeService, look: Pixels) -> None:
    (control,) = wait_for(lambda: look.shown(CONTROL) or None, "the control")
    assert control.rect[0] + control.rect[2] > 1200
    ui.service.send("ping", n=1)
    ui.service.expect("pong")


def test_a_tray_that_comes_later_takes_its_place_and_gives_it_back(ui: FakeService, look: Pixels) -> None:
    wait_for(lambda: bool(look.shown(CONTROL)), "the control")
    tray = TrayManager(look)
    wait_for(tray.serve, "an icon in the tray")
    wait_for(lambda: not look.shown(CONTROL), "the control to go")
    tray.close()
    wait_for(lambda: bool(look.shown(CONTROL)), "the control to come back")
    ui.service.send("ping", n=1)
    ui.service.expect("pong")


def test_with_a_tray_there_is_no_control(tray: TrayManager, start_ui: StartUi, look: Pixels) -> None:
    ui = start_ui()
    wait_for(tray.serve, "an icon in the tray")
    ui.service.send("state", state="working", agents=[], last=[], note="")
    ui.service.send("ping", n=1)
    ui.service.expect("pong")
    assert look.shown(CONTROL) == []


def test_stop_on_the_control_stops_at_once(ui: FakeService, desktop: VirtualDesktop) -> None:
    ui.service.send("state", state="working", agents=[{"name": "a", "contained": False}], last=[], note="")
    button = Accessible(desktop).wait(name="Stop", application="agent-supervisor")
    x, y = button.centre
    desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "1"])
    assert ui.service.expect("want") == {"t": "want", "what": "stop"}


@pytest.mark.parametrize(
    "choice", [("stopped", 2, "rearm"), ("paused", 2, "resume"), ("idle", 1, "quit")], ids=lambda choice: choice[2]
)
def test_what_loosens_is_only_asked_for(
    ui: FakeService, look: Pixels, desktop: VirtualDesktop, choice: tuple[str, int, str]
) -> None:
    state, steps, what = choice
    ui.service.send("state", state=state, agents=[], last=[], note="")
    x, y = Accessible(desktop).wait(name="More", application="agent-supervisor").centre
    before = look.top()
    desktop.run(["xdotool", "mousemove", str(x), str(y), "click", "1"])
    wait_for(lambda: look.top().id != before.id, "the menu")
    # From below: Quit is the last entry, what loosens stands above it.
    desktop.run(["xdotool", "key", *["Up"] * steps, "Return"])
    assert ui.service.expect("want") == {"t": "want", "what": what}
    # The service raises a confirmation; it looks like any other question.
    ui.service.send("request", id="c1", kind="confirm", sentence="Let the agents go on")
    assert ui.human.expect("popup")["request"] == "c1"
