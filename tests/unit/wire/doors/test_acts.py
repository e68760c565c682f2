from __future__ import annotations

import struct

import pytest

from supervisor.core.input_event import EventKind
from supervisor.wire.doors.acts import ARRANGE, CLOSE, DESKTOP, DROP, FOCUS, HIDE, KILL, SHOW, read_act
from supervisor.wire.x11 import Request, WireError
from tests.support.doorway import ATOMS, FOREIGN, OWN, ROOT, Doorway
from tests.support.x11_bytes import EXTENSIONS as MAJORS

BOTH = pytest.mark.parametrize("big_endian", [False, True])
NAMES = {number: name for name, number in ATOMS.items()}


def read(request: Request | None) -> tuple[str, int, bytes]:
    assert request is not None
    event = read_act(request, lambda atom: NAMES.get(atom, ""), frozenset({ROOT}))
    assert event.kind is EventKind.WINDOW
    return event.text, event.window, event.raw


@BOTH
@pytest.mark.parametrize(("opcode", "what"), [(4, KILL), (113, KILL), (8, SHOW), (10, HIDE)])
def test_a_request_about_one_window_is_written_anew(opcode: int, what: str, big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    got = read(way.stops(opcode, way.pack("I", FOREIGN)))
    assert got == (what, FOREIGN, struct.pack("<BxHI", opcode, 2, FOREIGN))


@BOTH
def test_a_window_is_moved_as_asked(big_endian: bool) -> None:
    way = Doorway(big_endian=big_endian)
    got = read(way.stops(12, way.pack("IHxxII", FOREIGN, 0b11, 100, 0xFFFF_FFF6)))
    assert got == (ARRANGE, FOREIGN, struct.pack("<BxHIHxxII", 12, 5, FOREIGN, 3, 100, 0xFFFF_FFF6))


@BOTH
@pytest.mark.parametrize(
    ("opcode", "minor", "form", "rest"), [(42, 1, "II", (77,)), (MAJORS["XInputExtension"], 49, "IIHxx", (77, 3))]
)
def test_focus_is_asked_for_at_the_time_it_is_given(
    opcode: int, minor: int, form: str, rest: tuple[int, ...], big_endian: bool
) -> None:
    way = Doorway(big_endian=big_endian)
    got = read(way.stops(opcode, way.pack(form, FOREIGN, *rest), minor))
    assert got == (FOCUS, FOREIGN, struct.pack("<BBHII", 42, 2, 3, FOREIGN, 0))


@BOTH
@pytest.mark.parametrize(
    ("name", "to", "about", "what"),
    [
        ("_NET_ACTIVE_WINDOW", ROOT, FOREIGN, FOCUS),
        ("_NET_CLOSE_WINDOW", ROOT, FOREIGN, CLOSE),
        ("_NET_WM_STATE", ROOT, FOREIGN, ARRANGE),
        ("WM_CHANGE_STATE", ROOT, FOREIGN, HIDE),
        ("_NET_CURRENT_DESKTOP", ROOT, ROOT, DESKTOP),
        ("XdndDrop", FOREIGN, FOREIGN, DROP),
        ("WM_PROTOCOLS", FOREIGN, OWN, CLOSE),
    ],
)
def test_a_message_is_written_anew_for_the_outlet(
    name: str, to: int, about: int, what: str, big_endian: bool
) -> None:
    way = Doorway(big_endian=big_endian)
    data = (ATOMS["WM_DELETE_WINDOW"], 2, 3, 4, 0xFFFF_FFFF)
    head = (to, 0x18_0000, 33, 32, 7, about, ATOMS[name], *data)
    got = read(way.stops(25, way.pack("IIBBHII5I", *head), 1))
    target = about if to == ROOT else to
    raw = struct.pack("<BBHIIBBxxII5I", 25, 0, 11, to, 0x18_0000, 33, 32, about, ATOMS[name], *data)
    assert got == (what, target, raw)


@pytest.mark.parametrize(
    ("opcode", "body"),
    [
        (4, bytes(8)),
        (113, b""),
        (42, bytes(12)),
        (12, bytes(6)),
        (12, struct.pack("<IHxxI", 5, 3, 1)),
        (49, bytes(4)),
    ],
)
def test_a_broken_one_must_not_pass(opcode: int, body: bytes) -> None:
    with pytest.raises(WireError):
        read_act(Request(opcode, 0, body, False, len(body) + 4, False), lambda _atom: "", frozenset({ROOT}))


def test_a_message_of_bytes_is_not_understood() -> None:
    way = Doorway()
    body = way.pack("IIBBHII5I", ROOT, 0, 33, 8, 0, FOREIGN, ATOMS["_NET_CLOSE_WINDOW"], 0, 0, 0, 0, 0)
    stopped = way.stops(25, body)
    with pytest.raises(WireError):
        read(stopped)
