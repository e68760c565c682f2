from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from supervisor.core.input_event import EventKind
from tests.support.proxy_rig import ATOMS, ROOT, ProxyRig
from tests.support.x11_bytes import EXTENSIONS, request, send_event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, SECOND, OTHER = 1 << 21 | 5, 2 << 21 | 5, 9 << 21 | 5
"""Ids that the first and the second client have made, and somebody else."""
CLOSE = 301


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[ProxyRig]:
    with ProxyRig(tmp_path) as made:
        ATOMS[CLOSE] = "_NET_CLOSE_WINDOW"
        yield made


def free(pixmap: int, *, big_endian: bool = False) -> bytes:
    return request(54, 0, struct.pack(">I" if big_endian else "<I", pixmap), big_endian=big_endian)


def focus(window: int) -> bytes:
    return request(42, 2, struct.pack("<II", window, 0))


def test_the_programs_of_one_agent_share_what_they_made_until_they_leave(rig: ProxyRig) -> None:
    first, server = rig.client()
    first.sendall(free(SECOND))
    assert rig.read(server, 8)[0] == 127
    second, _ = rig.client(big_endian=True)
    first.sendall(free(SECOND))
    assert rig.read(server, 8) == free(SECOND)
    second.close()
    rig.until(lambda: len(rig.proxy.connections) == 1, "the second to leave")
    first.sendall(free(SECOND))
    assert rig.read(server, 8)[0] == 127, "the server gives its ids to whoever comes next"
    assert rig.gate.doors == ["FreePixmap"] * 2


def test_a_refusal_bears_the_extensions_name_and_the_client_goes_on(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(request(EXTENSIONS["RANDR"], 21, bytes(24)) + request(36, 0) + request(119, 0))
    got = rig.read(server, 36)
    assert (got[0], got[28], got[32:]) == (43, 127, request(119, 0))
    assert rig.gate.doors == ["RANDR SetCrtcConfig", "GrabServer"]
    assert rig.gate.asked == []


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (focus(OTHER), "switch to"),
        (request(EXTENSIONS["XInputExtension"], 49, struct.pack("<IIHxx", OTHER, 0, 3)), "switch to"),
        (request(4, 0, struct.pack("<I", OTHER)), "kill"),
        (
            send_event(ROOT, struct.pack("<BBHII5I", 33, 32, 0, OTHER, CLOSE, 0, 0, 0, 0, 0), mask=0x18_0000),
            "close",
        ),
    ],
)
def test_what_is_done_to_anothers_window_waits_at_the_gate_and_never_goes_on_itself(
    rig: ProxyRig, data: bytes, text: str
) -> None:
    client, server = rig.client()
    client.sendall(data + request(119, 0))
    rig.until(lambda: rig.gate.asked, "the gate to be asked")
    source, event, _ = rig.gate.asked[0]
    assert (event.kind, event.text, event.window) == (EventKind.WINDOW, text, OTHER)
    assert rig.silent(server)
    source.finish()
    assert rig.read(server, len(data) + 4) == request(127, 0, bytes(len(data) - 4)) + request(119, 0)


def test_the_same_about_an_own_window_goes_on(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(focus(FIRST))
    assert rig.read(server, 12) == focus(FIRST)
    assert rig.gate.asked == []


def test_a_window_request_of_a_wrong_length_is_malformed(rig: ProxyRig) -> None:
    client, server = rig.client()
    client.sendall(request(42, 2, struct.pack("<III", OTHER, 0, 0)))
    assert rig.read(server, 16)[0] == 127
    assert rig.gate.broken == ["a window request of a wrong length"]
