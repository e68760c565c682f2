from __future__ import annotations

import os
import select
import socket
import struct
import threading
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import XK, X, display
from Xlib.ext import xinput

from supervisor.demo.person import Person, PersonError, keysym_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

RAW = xinput.RawKeyPressMask | xinput.RawKeyReleaseMask | xinput.RawButtonPressMask | xinput.RawButtonReleaseMask
GENERIC_EVENT = 35
_NAMES = {13: "key down", 14: "key up", 15: "button down", 16: "button up"}


class Listener:
    """Raw XI2 events of all slave devices: what, which key or button, and from which device."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.connection = display.Display(desktop.display)
        self.connection.xinput_query_version()
        devices = self.connection.xinput_query_device(xinput.AllDevices).devices
        self.names = {d.deviceid: d.name for d in devices}
        self.masters = {d.deviceid for d in devices if d.use in {xinput.MasterPointer, xinput.MasterKeyboard}}
        self.connection.screen().root.xinput_select_events([(xinput.AllDevices, RAW)])
        self.connection.sync()

    def take(self, count: int) -> list[tuple[str, int, str]]:
        """Wait for `count` events of slaves."""
        found: list[tuple[str, int, str]] = []
        while len(found) < count:
            if not self.connection.pending_events():
                assert select.select([self.connection], [], [], 10)[0], f"only {found}"
                continue
            found += self._slave_event(self.connection.next_event())
        return found

    def _slave_event(self, event: Any) -> list[tuple[str, int, str]]:
        if event.type != GENERIC_EVENT or event.evtype not in _NAMES:
            return []
        device, _, detail, source = struct.unpack_from("<HIIH", event.data)
        if device in self.masters:
            return []
        return [(_NAMES[event.evtype], detail, self.names[source])]


@pytest.fixture
def listener(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    monkeypatch.setenv("XAUTHORITY", desktop.env["XAUTHORITY"])
    running = Listener(desktop)
    yield running
    running.connection.close()


def _code(listener: Listener, name: str) -> int:
    return int(listener.connection.keysym_to_keycode(XK.string_to_keysym(name)))


@pytest.mark.desktop
def test_a_chord_is_physical_and_presses_left_modifiers_in_order(listener: Listener, person: Person) -> None:
    person.chord("ctrl+alt+y")
    events = listener.take(6)
    keys = [_code(listener, name) for name in ("Control_L", "Alt_L", "y")]
    assert [(what, detail) for what, detail, _ in events] == [
        *(("key down", key) for key in keys),
        *(("key up", key) for key in reversed(keys)),
    ]
    assert {device for _, _, device in events} == {"TigerVNC keyboard"}


@pytest.mark.desktop
def test_buttons_are_physical(listener: Listener, person: Person) -> None:
    person.click(700, 500, button=3)
    person.tap("Escape")
    down, up, *_ = listener.take(4)
    assert down == ("button down", 3, "TigerVNC pointer")
    assert up == ("button up", 3, "TigerVNC pointer")


@pytest.mark.desktop
def test_an_agent_is_told_apart_by_its_device(listener: Listener, person: Person, desktop: VirtualDesktop) -> None:
    desktop.run(["xdotool", "key", "F5"])
    person.tap("F5")
    devices = [device for _, _, device in listener.take(4)]
    assert devices == ["Virtual core XTEST keyboard"] * 2 + ["TigerVNC keyboard"] * 2


@pytest.mark.desktop
def test_each_call_returns_after_the_input_took_effect(listener: Listener, person: Person) -> None:
    root = listener.connection.screen().root
    for x, y in ((10, 20), (1200, 700), (0, 0), (640, 400)):
        person.move(x, y)
        pointer = root.query_pointer()
        assert (pointer.root_x, pointer.root_y) == (x, y)
    person.button_down(2)
    assert root.query_pointer().mask & X.Button2Mask
    person.button_up(2)
    assert not root.query_pointer().mask & X.Button2Mask
    person.key_down("Shift_L")
    assert root.query_pointer().mask & X.ShiftMask
    person.key_up("Shift_L")
    assert not root.query_pointer().mask & X.ShiftMask


@pytest.mark.desktop
def test_a_drag_moves_with_the_button_down(listener: Listener, person: Person) -> None:
    person.drag((100, 100), (300, 200), steps=4)
    assert person.position == (300, 200)
    assert [e[:2] for e in listener.take(2)] == [("button down", 1), ("button up", 1)]


@pytest.mark.desktop
def test_scrolling_turns_the_wheel(listener: Listener, person: Person) -> None:
    person.scroll(-2)
    assert [e[1] for e in listener.take(4)] == [5, 5, 5, 5]


@pytest.mark.desktop
def test_typed_capitals_arrive_shifted(listener: Listener, person: Person) -> None:
    person.type("aB\n")
    pressed = [detail for what, detail, _ in listener.take(8) if what == "key down"]
    a, b, shift, enter = (_code(listener, name) for name in ("a", "b", "Shift_L", "Return"))
    assert pressed == [a, shift, b, enter]


@pytest.mark.desktop
def test_a_held_key_is_down_for_that_time(listener: Listener, person: Person) -> None:
    person.hold_key("F5", 0.05)
    assert [what for what, _, _ in listener.take(2)] == ["key down", "key up"]


@pytest.mark.desktop
def test_leaving_lets_go(desktop: VirtualDesktop, listener: Listener) -> None:
    root = listener.connection.screen().root
    with desktop.person() as somebody:
        somebody.key_down("Control_L")
        assert root.query_pointer().mask & X.ControlMask
    assert [what for what, _, _ in listener.take(2)] == ["key down", "key up"]


def test_keysyms() -> None:
    assert keysym_of("Escape") == 0xFF1B
    assert keysym_of("y") == ord("y")
    assert keysym_of("é") == 0xE9
    assert keysym_of("م") == 0x01000645
    assert keysym_of("\n") == 0xFF0D
    with pytest.raises(ValueError, match="unknown key `Ctrl`"):
        keysym_of("Ctrl")


def test_no_server_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(PersonError, match="start a virtual desktop first"):
        Person(tmp_path / "nobody")


@pytest.mark.parametrize(
    ("says", "message"),
    [
        (b"SSH-2.0-abcd", "RFB 3.8 is needed"),
        (b"RFB 003.008\n\x01\x02", "wants a password"),
        (b"RFB 003.008\n\x00\x00\x00\x00\x04busy", "refused us: busy"),
        (b"RFB 003.008\n\x01\x01\x00\x00\x00\x01\x00\x00\x00\x03bad", "refused us: bad"),
        (b"RFB 003.008\n", "closed the connection"),
    ],
)
def test_a_strange_server_is_refused_with_a_reason(says: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "vnc"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(path))
        listening.listen(1)

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(says)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(100):
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(PersonError, match=message):
            Person(path)
        thread.join(30)


@pytest.mark.desktop
def test_the_person_sees_the_screen(desktop: VirtualDesktop, listener: Listener, person: Person) -> None:
    root = listener.connection.screen().root
    window = root.create_window(
        *(300, 200, 50, 40, 0, X.CopyFromParent, X.InputOutput, X.CopyFromParent),
        background_pixel=0xC08040,
        override_redirect=1,
    )
    person.move(0, 0)
    window.map()
    listener.connection.sync()
    seen = person.look()
    assert (seen.width, seen.height) == person.size == desktop.size
    assert {seen.pixel(x, y) for x in (300, 349) for y in (200, 239)} == {(0xC0, 0x80, 0x40)}
    assert seen.pixel(299, 200) != (0xC0, 0x80, 0x40)
    window.destroy()
