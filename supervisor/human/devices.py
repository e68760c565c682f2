"""Which input devices are the person's, and what is printed on their keys."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from Xlib.ext import xinput
from Xlib.protocol import request as xrequest

from supervisor.human.connection import GetDeviceKeyMapping

if TYPE_CHECKING:
    from supervisor.human.connection import Connection

_XTEST_PROPERTY = "XTEST Device"
"""The server puts it on the devices that XTEST drives, and lets nobody delete it."""

_NO_HARDWARE = ("Xvfb ",)
"""Devices without hardware behind them: what they report was made up by a program."""

_MASTERS = (xinput.MasterPointer, xinput.MasterKeyboard)
NO_DEVICE = 0
"""Stands for the keyboard where none can be named."""

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Device:
    """An input device of the X server, no master."""

    id: int
    name: str
    enabled: bool
    xtest: bool
    """Driven by programs through XTEST."""
    keyboard: bool
    """Has keys."""

    @property
    def physical(self) -> bool:
        """Whether what it reports is a person's doing."""
        return not self.xtest and not self.name.startswith(_NO_HARDWARE)


@dataclass(frozen=True, slots=True)
class Equipment:
    """All devices, as one reading found them."""

    devices: tuple[Device, ...]
    first_keycode: int
    """Keycode of the first row."""
    rows: dict[int, Rows]
    """Keysyms of each physical keyboard, by device id; when there is none, the server's keymap as `NO_DEVICE`."""
    buttons: tuple[int, ...]
    """Logical button of each physical one, the first first: left-handed people swap them."""
    modifiers: Rows
    """Keycodes of each of the eight modifiers: Shift, Lock, Control, Mod1 to Mod5; 0 for none."""

    @property
    def physical(self) -> tuple[Device, ...]:
        """The person's devices that are switched on."""
        return tuple(device for device in self.devices if device.physical and device.enabled)

    @property
    def xtest(self) -> tuple[int, ...]:
        """Ids of the devices that programs drive."""
        return tuple(device.id for device in self.devices if device.xtest)

    def name_of(self, device: int) -> str:
        """Give a device's name; its number when it is not known."""
        return next((one.name for one in self.devices if one.id == device), f"device {device}")

    def logical_button(self, button: int) -> int:
        """Give what a physical button does."""
        return self.buttons[button - 1] if 0 < button <= len(self.buttons) else button


NOTHING = Equipment((), 8, {}, (), ())
"""Before the first reading."""


def read_equipment(connection: Connection) -> Equipment:
    """Ask the server for its devices, keymaps and button map.

    Raises:
        SeatError: the server is gone.
    """
    mapping = connection.ask(xrequest.GetPointerMapping)
    buttons = tuple(int(button) for button in mapping.map) if mapping is not None else ()
    held = connection.ask(xrequest.GetModifierMapping)
    modifiers = tuple(tuple(int(code) for code in row) for row in held.keycodes) if held is not None else ()
    reply = connection.ask_device(xinput.XIQueryDevice, deviceid=xinput.AllDevices)
    mark = connection.atom(_XTEST_PROPERTY)
    devices = []
    for found in reply.devices if reply is not None else ():
        if found.use in _MASTERS:
            continue
        properties = connection.ask_device(xinput.XIListProperties, deviceid=found.deviceid)
        if properties is None:
            continue
        xtest = any(int(atom) == mark for atom in properties.atoms)
        keyboard = any(one.type == xinput.KeyClass for one in found.classes)
        devices.append(Device(found.deviceid, str(found.name), bool(found.enabled), xtest, keyboard))
    rows = {one.id: _read_rows(connection, one.id) for one in devices if one.physical and one.keyboard}
    if not rows:
        rows = {NO_DEVICE: _core_rows(connection)}
    return Equipment(tuple(devices), connection.keycodes.start, rows, buttons, modifiers)


def _read_rows(connection: Connection, device: int) -> Rows:
    codes = connection.keycodes
    reply = connection.ask_device(GetDeviceKeyMapping, deviceid=device, first_keycode=codes.start, count=len(codes))
    if reply is None or not reply.width:
        return ()
    data, width = bytes(reply.keysyms), reply.width
    whole = len(data) // (4 * width)
    return tuple(struct.iter_unpack(f"={width}I", data[: whole * 4 * width]))


def _core_rows(connection: Connection) -> Rows:
    codes = connection.keycodes
    reply = connection.ask(xrequest.GetKeyboardMapping, first_keycode=codes.start, count=len(codes))
    return tuple(tuple(int(keysym) for keysym in row) for row in reply.keysyms) if reply is not None else ()
