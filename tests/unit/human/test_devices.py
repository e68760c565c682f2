from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.chord import Chord
from supervisor.human.devices import NO_DEVICE, NOTHING, Device, Equipment, read_equipment
from supervisor.human.layout import resolve

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.human.connection import Connection


def test_the_persons_devices_are_told_from_xtests(connection: Connection) -> None:
    equipment = read_equipment(connection)
    assert [device.name for device in equipment.physical] == ["TigerVNC pointer", "TigerVNC keyboard"]
    xtest = [device.name for device in equipment.devices if device.id in equipment.xtest]
    assert xtest == ["Virtual core XTEST pointer", "Virtual core XTEST keyboard"]
    keyboard = next(device for device in equipment.physical if device.keyboard)
    assert list(equipment.rows) == [keyboard.id]
    assert equipment.name_of(keyboard.id) == "TigerVNC keyboard"


def test_an_agent_that_typed_last_does_not_change_the_persons_keymap(
    connection: Connection, on_desktop: VirtualDesktop
) -> None:
    before = read_equipment(connection).rows
    on_desktop.run(["xdotool", "key", "a"])
    assert read_equipment(connection).rows == before


def test_the_layout_in_use_is_read(connection: Connection, on_desktop: VirtualDesktop) -> None:
    approve = {"approve": Chord.parse("ctrl+alt+y")}
    on_desktop.run(["setxkbmap", "de"])
    try:
        equipment = read_equipment(connection)
        (rows,) = equipment.rows.values()
        layout = resolve(rows, equipment.first_keycode, approve)
        assert layout.bindings["approve"].keycodes == {52}, "where an American keyboard has Z"
        assert layout.modifiers.get(108) == "altgr"
    finally:
        on_desktop.run(["setxkbmap", "us"])


def test_modifiers_and_buttons_are_read(connection: Connection) -> None:
    equipment = read_equipment(connection)
    assert len(equipment.modifiers) == 8
    assert 37 in equipment.modifiers[2]
    assert equipment.buttons[:3] == (1, 2, 3)


def test_left_handed_buttons() -> None:
    left = Equipment((), 8, {}, (3, 2, 1), ())
    assert [left.logical_button(button) for button in (1, 2, 3, 4, 0)] == [3, 2, 1, 4, 0]
    assert NOTHING.logical_button(1) == 1


def test_devices_without_hardware_are_nobodys() -> None:
    assert not Device(6, "Xvfb mouse", enabled=True, xtest=False, keyboard=False).physical
    assert not Device(6, "Virtual core XTEST pointer", enabled=True, xtest=True, keyboard=False).physical
    assert Device(6, "AT keyboard", enabled=True, xtest=False, keyboard=True).physical


def test_a_server_without_xinput_still_has_a_keymap(connection: Connection) -> None:
    connection._xinput_opcode = 0
    equipment = read_equipment(connection)
    assert equipment.devices == ()
    assert resolve(equipment.rows[NO_DEVICE], 8, {"stop": Chord.parse("ctrl+alt+s")}).bindings["stop"].keycodes == {
        39
    }


def test_an_unknown_device_has_its_number_for_a_name() -> None:
    assert NOTHING.name_of(7) == "device 7"
