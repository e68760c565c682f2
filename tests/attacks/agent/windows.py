"""Routes to windows, grabs and settings of the display: those of others, the supervisor's above all."""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.attacks.agent.mark import under_way
from tests.attacks.agent.wire import Client, ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STAY_S = 600.0
_XI_KEYS = (2, 3, 13, 14)
"""Types of XInput 2 for keys, raw ones included."""
_COVER = (0, 0, 2000, 2000)
_REST = threading.Event()
"""Never set: only to let time pass."""


def _ids(words: Sequence[str]) -> list[int]:
    return [int(word) for word in words]


def _own_window(client: Client, place: tuple[int, int, int, int], title: str = "", *, bare: bool = True) -> int:
    """Make a window of our own and show it; bare ones no window manager touches."""
    window = client.new_id()
    body = client.pack("IIhhHHHHII", window, client.root, *place, 0, 1, 0, 0x0202) + client.pack("II", 0xFFFFFF, bare)
    client.send(1, 0, body)
    if title:
        text = title.encode()
        name, kind = client.atom("_NET_WM_NAME"), client.atom("UTF8_STRING")
        client.send(18, 0, client.pack("IIIBxxxI", window, name, kind, 8, len(text)) + text)
    client.send(8, 0, client.pack("I", window))
    return window


def kill_client(client: Client, words: Sequence[str]) -> None:
    """End whoever made the windows, and all that stay behind."""
    for window in _ids(words):
        client.send(113, 0, client.pack("I", window))


def unmap(client: Client, words: Sequence[str]) -> None:
    """Take the windows off the screen."""
    for window in _ids(words):
        client.send(10, 0, client.pack("I", window))
    client.send(11, 0, client.pack("I", client.root))


def destroy(client: Client, words: Sequence[str]) -> None:
    """Destroy the windows."""
    for window in _ids(words):
        client.send(4, 0, client.pack("I", window))


def move(client: Client, words: Sequence[str]) -> None:
    """Put the windows where nobody looks, and make them small."""
    for window in _ids(words):
        client.send(12, 0, client.pack("IHxxiiII", window, 0x0F, 5000, 5000, 1, 1))


def lower(client: Client, words: Sequence[str]) -> None:
    """Put the windows below all others, by either request."""
    for window in _ids(words):
        client.send(12, 0, client.pack("IHxxI", window, 0x40, 1))
    client.send(13, 1, client.pack("I", client.root))


def reparent(client: Client, words: Sequence[str]) -> None:
    """Put the windows inside a window of ours that is not shown."""
    hidden = client.new_id()
    client.send(1, 0, client.pack("IIhhHHHHII", hidden, client.root, 0, 0, 9, 9, 0, 1, 0, 0))
    for window in _ids(words):
        client.send(7, 0, client.pack("IIhh", window, hidden, 0, 0))


def cover(client: Client, _words: Sequence[str]) -> None:
    """Show a window of ours above everything and keep it there."""
    window = _own_window(client, _COVER)
    client.sync()
    under_way()
    _keep_above(client, [window])


def _keep_above(client: Client, windows: Sequence[int]) -> None:
    end = time.monotonic() + STAY_S
    while time.monotonic() < end:
        for window in windows:
            client.send(12, 0, client.pack("IHxxI", window, 0x40, 0))
        client.sync()


def change(client: Client, words: Sequence[str]) -> None:
    """Make the windows let clicks through, see-through, and of another kind; delete what they say of themselves."""
    shape = client.extension("SHAPE")[0]
    for window in _ids(words):
        client.send(2, 0, client.pack("III", window, 0x0200, 0))
        for kind in (0, 1, 2):
            client.send(shape, 1, client.pack("BBBxIhh", 0, kind, 0, window, 0, 0))
        text = b"\0\0\0\0"
        name = client.atom("_NET_WM_WINDOW_OPACITY")
        client.send(18, 0, client.pack("IIIBxxxI", window, name, 6, 32, 1) + text)


def grab_server(client: Client, _words: Sequence[str]) -> None:
    """Hold the whole server."""
    client.send(36, 0)
    client.sync()
    under_way()
    signal.pause()


def grab_input(client: Client, _words: Sequence[str]) -> None:
    """Hold keyboard and pointer, frozen, on the root and on a window of ours, again and again."""
    window = _own_window(client, (0, 0, 50, 50))
    client.sync()
    end = time.monotonic() + STAY_S
    while time.monotonic() < end:
        for target in (client.root, window):
            client.ask(31, 0, client.pack("IIBBxx", target, 0, 0, 0))
            client.ask(26, 0, client.pack("IHBBIII", target, 0x7F, 0, 0, 0, 0, 0))
        client.send(28, 0, client.pack("IHBBIIBxH", client.root, 0x0F, 0, 0, 0, 0, 0, 0x8000))
        client.send(33, 0, client.pack("IHBBB", client.root, 0x8000, 0, 0, 0) + b"\0\0\0")
        under_way()
        _REST.wait(0.05)


def lock_screen(client: Client, _words: Sequence[str]) -> None:
    """Do what a screen lock does: cover all, hold keyboard and pointer, and turn the picture off."""
    _own_window(client, _COVER)
    client.send(115, 1)
    for _ in range(200):
        client.ask(31, 0, client.pack("IIBBxx", client.root, 0, 1, 1))
        client.ask(26, 0, client.pack("IHBBIII", client.root, 0x7F, 1, 1, 0, 0, 0))
        under_way()
        _REST.wait(0.02)
    signal.pause()


def remap(client: Client, words: Sequence[str]) -> None:
    """Swap what keys, modifiers and buttons mean: first the word, `keys`, `modifiers` or `buttons`."""
    if "keys" in words:
        # The Y and N of the chords, Escape, and both Control keys, mean nothing any more.
        for keycode in (9, 29, 37, 39, 57, 64, 105):
            client.send(100, 1, client.pack("BBxxII", keycode, 2, 0, 0))
    if "modifiers" in words:
        client.ask(118, 1, bytes(8))
    if "buttons" in words:
        # The server takes a map of just as many buttons as there are.
        reply = client.ask(117, 0) or bytes(2)
        client.ask(116, reply[1], bytes([3, 2, 1, *range(4, reply[1] + 1)]))


def hierarchy(client: Client, _words: Sequence[str]) -> None:
    """Make a keyboard and pointer of our own, and float the person's."""
    major = client.extension("XInputExtension")[0]
    client.ask(major, 47, client.pack("HH", 2, 3))
    name = b"mine"
    client.send(major, 43, client.pack("B3xHHHBB", 1, 1, 3, len(name), 1, 1) + name)
    for device in range(4, 12):
        client.send(major, 43, client.pack("B3xHHH2x", 1, 4, 2, device))


def disable_devices(client: Client, _words: Sequence[str]) -> None:
    """Turn the person's devices off, by both generations of XInput."""
    major = client.extension("XInputExtension")[0]
    client.ask(major, 47, client.pack("HH", 2, 3))
    name = client.atom("Device Enabled")
    for device in range(2, 12):
        client.send(major, 57, client.pack("HBBIII", device, 0, 8, name, 19, 1) + b"\0\0\0\0")
        client.send(major, 37, client.pack("IIBBBxI", name, 19, device, 8, 0, 1) + b"\0\0\0\0")


def listen(client: Client, _words: Sequence[str]) -> None:
    """Hear keys: by events of the root and its children, raw events, RECORD, and by looking again and again."""
    for window in (client.root, *_children(client)):
        client.send(2, 0, client.pack("III", window, 0x0800, 0x03))
    major = client.extension("XInputExtension")[0]
    client.ask(major, 47, client.pack("HH", 2, 3))
    for device in (0, 1):
        client.send(major, 46, client.pack("IHxxHHI", client.root, 1, device, 1, 0x3FFFE))
    record = client.extension("RECORD")[0]
    context = client.new_id()
    keys = bytes(18) + bytes([2, 3]) + bytes(4)
    client.send(record, 1, client.pack("IBxxxII", context, 0, 1, 1) + client.pack("I", 3) + keys)
    client.sync()
    under_way()
    before = bytes(32)
    while True:
        reply = client.ask(44, 0)
        keymap = reply[8:40] if reply else before
        if keymap != before and any(keymap):
            sys.stdout.write(f"heard keys that are down: {keymap.hex()}\n")
        before = keymap
        for event in client.events:
            kind = event[0] & 0x7F
            if kind in (2, 3) or (kind == 35 and event[8] in _XI_KEYS):
                sys.stdout.write(f"heard an event of a key: {event.hex()}\n")
        client.events.clear()
        sys.stdout.flush()


def _children(client: Client) -> list[int]:
    reply = client.ask(15, 0, client.pack("I", client.root)) or bytes(32)
    return [int.from_bytes(reply[at : at + 4], "little") for at in range(32, len(reply), 4)]


def imitate(client: Client, words: Sequence[str]) -> None:
    """Show windows that are called as the popup is, where it is, keep them above it and wait to be pressed."""
    x, y, width, height = _ids(words[:4])
    windows = [
        _own_window(client, (x, y, width, height), "agent-supervisor: approval", bare=bare) for bare in (False, True)
    ]
    client.sync()
    under_way()
    _keep_above(client, windows)


def titled(client: Client, words: Sequence[str]) -> None:
    """Show a window with the title given in hex, with so many letters behind it."""
    title = bytes.fromhex(words[0]).decode() + "x" * int(words[1])
    _own_window(client, (100, 100, 300, 200), title, bare=False)
    client.sync()
    under_way()
    signal.pause()


ROUTES: dict[str, Callable[[Client, Sequence[str]], None]] = {
    "kill-client": kill_client,
    "unmap": unmap,
    "destroy": destroy,
    "move": move,
    "lower": lower,
    "reparent": reparent,
    "cover": cover,
    "change": change,
    "grab-server": grab_server,
    "grab-input": grab_input,
    "lock-screen": lock_screen,
    "remap": remap,
    "hierarchy": hierarchy,
    "disable-devices": disable_devices,
    "listen": listen,
    "imitate": imitate,
    "titled": titled,
}


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route on the windows named."""
    client = Client()
    with suppress(ClosedError):
        ROUTES[route](client, words)
        client.sync()
    return [f"errors {client.errors[:9]}"]
