"""Routes to input: a key and a click, by every form of X11 that could make one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tests.attacks.agent.mark import under_way
from tests.attacks.agent.wire import Client, ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEY, BUTTON = 38, 1
"""The key called `a` on the keyboard of the virtual desktop, and the left button."""
TEXT = "echo " + "ladder foals " * 7_700 + "; rm -rf old\n"
"""More than 100,000 characters of one line."""
_CODES = dict(zip("\n -;efrolsadhmc", (36, 65, 20, 47, 26, 41, 27, 32, 46, 39, 38, 40, 43, 58, 54), strict=True))
"""Where these signs are on the keyboard of the virtual desktop."""
_PART = 500
_PRESSES = ((2, KEY), (3, KEY), (4, BUTTON), (5, BUTTON))
_FAKE_INPUT = 2
_SEND_EXTENSION_EVENT = 31
_XI_WARP_POINTER = 41


def fake_event(client: Client, kind: int, detail: int) -> bytes:
    """Give the 32 bytes of a core event in a FakeInput."""
    return client.pack("BBxxIIxxxxxxxxhhxxxxxxxB", kind, detail, 0, 0, 0, 0, 0)


def core_event(client: Client, kind: int, detail: int, window: int) -> bytes:
    """Give the 32 bytes of an event about a window."""
    return client.pack("BBHIIIIhhhhHBB", kind, detail, 0, 0, client.root, window, 0, 50, 50, 50, 50, 0, 1, 0)


def xtest(client: Client) -> None:
    """Ask XTEST for a key and a click."""
    major = client.extension("XTEST")[0]
    for kind, detail in _PRESSES:
        client.send(major, _FAKE_INPUT, fake_event(client, kind, detail))


def bit_of_sent_events(client: Client) -> None:
    """Set the bit in the type that the server takes away again."""
    major = client.extension("XTEST")[0]
    for kind, detail in _PRESSES:
        client.send(major, _FAKE_INPUT, fake_event(client, kind | 0x80, detail))


def long_form(client: Client) -> None:
    """Ask in the form with a 32-bit length."""
    client.send(client.extension("BIG-REQUESTS")[0], 0)
    major = client.extension("XTEST")[0]
    for kind, detail in _PRESSES:
        client.send(major, _FAKE_INPUT, fake_event(client, kind, detail), long_form=True)


def guessed_opcode(client: Client) -> None:
    """Ask every extension there may be, without having asked for XTEST's number."""
    for major in range(128, 256):
        for kind, detail in _PRESSES:
            client.send(major, _FAKE_INPUT, fake_event(client, kind, detail))


def device_form(client: Client) -> None:
    """Name each of the devices, physical ones included, as the one that was pressed."""
    major, (_, first) = client.extension("XTEST")[0], client.extension("XInputExtension")
    for device in range(2, 12):
        for kind, detail in _PRESSES:
            event = client.pack("BBHI", first + kind - 1, detail, 0, 0) + bytes(23) + bytes([device])
            client.send(major, _FAKE_INPUT, event)


def one_write(client: Client) -> None:
    """Hide the presses among harmless requests, all in one write."""
    major = client.extension("XTEST")[0]
    data = b"".join(
        client.pack("BxH", 127, 3) + bytes(8) + client.pack("BBH", major, _FAKE_INPUT, 9) + fake_event(client, *press)
        for press in _PRESSES
    )
    client.raw(data, requests=8)


def sent_events(client: Client, window: int) -> None:
    """Send events to a window, to whatever has the focus, and to whatever is under the pointer."""
    for target in (window, 1, 0):
        for kind, detail in _PRESSES:
            for mask in (0, 0x0F):
                client.send(25, 1, client.pack("II", target, mask) + core_event(client, kind, detail, window))


def extension_event(client: Client, window: int) -> None:
    """Send the event of a device, by XInput 1."""
    major, first = client.extension("XInputExtension")
    for device in range(2, 12):
        kind = first + 1
        event = client.pack("BBHIIIIhhhhHBB", kind, KEY, 0, 0, client.root, window, 0, 9, 9, 9, 9, 0, 1, device)
        for target in (window, 1, 0):
            head = client.pack("IBBHBxxx", target, device, 0, 0, 1)
            client.send(major, _SEND_EXTENSION_EVENT, head + event)


def warps(client: Client) -> None:
    """Move the pointer without any input."""
    client.send(41, 0, client.pack("IIhhHHhh", 0, client.root, 0, 0, 0, 0, 31, 37))
    client.send(41, 0, client.pack("IIhhHHhh", 0, 0, 0, 0, 0, 0, 3, 3))
    major = client.extension("XInputExtension")[0]
    body = client.pack("IIiiHHiiHH", 0, client.root, 0, 0, 0, 0, 41 << 16, 43 << 16, 2, 0)
    client.send(major, _XI_WARP_POINTER, body)


def many_connections(client: Client) -> None:
    """Press from a second and third connection while the first one is held."""
    others = [Client() for _ in range(3)]
    for each in (client, *others):
        xtest(each)
    under_way()
    for each in others:
        with suppress(ClosedError):
            each.sync()


def long_text(client: Client) -> None:
    """Type as fast as the display takes it, and go on until all is written."""
    major = client.extension("XTEST")[0]
    under_way()
    for text in (TEXT[at : at + _PART] for at in range(0, len(TEXT), _PART)):
        presses = [(kind, _CODES[sign]) for sign in text for kind in (2, 3)]
        head = client.pack("BBH", major, _FAKE_INPUT, 9)
        client.raw(b"".join(head + fake_event(client, *press) for press in presses), requests=len(presses))


_PLAIN: dict[str, Callable[[Client], None]] = {
    "xtest": xtest,
    "bit-of-sent-events": bit_of_sent_events,
    "long-form": long_form,
    "guessed-opcode": guessed_opcode,
    "device-form": device_form,
    "one-write": one_write,
    "warps": warps,
    "many-connections": many_connections,
    "long-text": long_text,
}
_AT_A_WINDOW: dict[str, Callable[[Client, int], None]] = {
    "sent-events": sent_events,
    "extension-event": extension_event,
}
ROUTES = (*_PLAIN, *_AT_A_WINDOW)


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route: `big` or `little`, and the window to aim at."""
    client = Client(big_endian=words[0] == "big")
    try:
        if route in _PLAIN:
            _PLAIN[route](client)
        else:
            _AT_A_WINDOW[route](client, int(words[1]))
        client.sync()
    except ClosedError as e:
        return [f"ended: {e}"]
    return [f"went on, errors {len(client.errors)}"]
