from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from supervisor.core.input_event import EventKind
from supervisor.intake.doors import MAX_ASKED, MAX_LOOKUPS, ServerFacts
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


def grab(window: int, *, big_endian: bool = False) -> bytes:
    body = struct.pack((">" if big_endian else "<") + "IIBBxx", window, 0, 1, 1)
    return request(31, 0, body, big_endian=big_endian)


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


def test_each_clients_grabs_are_its_own_also_when_one_lets_the_other_go_on(
    rig: ProxyRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[object, str, int]] = []
    monkeypatch.setattr(rig.proxy.doors._grabs, "noted", lambda *told: noted.append(told))
    first, _ = rig.client()
    (one,) = rig.proxy.connections
    second, _ = rig.client(big_endian=True)
    (other,) = rig.proxy.connections - {one}
    first.sendall(focus(OTHER) + grab(FIRST))
    second.sendall(request(42, 2, struct.pack(">II", OTHER, 0), big_endian=True) + grab(SECOND, big_endian=True))
    rig.until(lambda: len(rig.gate.asked) == 2, "both to be asked about")
    for source, _event, _expired in rig.gate.asked:
        source.finish()
    rig.turn()
    assert set(noted) == {(one, "keyboard", FIRST), (other, "keyboard", SECOND)}
    first.sendall(grab(FIRST))
    rig.until(lambda: len(noted) == 3, "the grab")
    assert noted[-1] == (one, "keyboard", FIRST)


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


WINDOW, INTO, TARGET, LIST, COMMAND = 9 << 21 | 77, 400, 31, 302, 303


def wants(requestor: int, target: int, into: int, *, sent: bool = False) -> bytes:
    return struct.pack("<BxHIIIIII4x", 30 | (0x80 if sent else 0), 5, 0, FIRST, requestor, 1, target, into)


def answer(window: int, atom: int) -> bytes:
    return request(18, 0, struct.pack("<IIIB3xI", window, atom, 31, 8, 4) + b"text")


def test_what_another_program_pastes_is_delivered_where_it_asked_for_it(rig: ProxyRig) -> None:
    ATOMS.update({INTO: "GDK_SELECTION", LIST: "MULTIPLE", COMMAND: "_MOZILLA_COMMAND"})
    client, server = rig.client()
    client.sendall(answer(WINDOW, INTO))
    assert rig.read(server, 28)[0] == 127
    server.sendall(wants(WINDOW, TARGET, INTO))
    rig.read(client, 32)
    for _ in range(3):
        client.sendall(answer(WINDOW, INTO))
        assert rig.read(server, 28) == answer(WINDOW, INTO), "bit by bit"
    client.sendall(answer(WINDOW, COMMAND) + answer(WINDOW + 1, INTO))
    assert {rig.read(server, 28)[0] for _ in range(2)} == {127}


def test_several_things_at_once_go_into_any_property_that_nobody_acts_on(rig: ProxyRig) -> None:
    ATOMS.update({INTO: "GDK_SELECTION", LIST: "MULTIPLE", COMMAND: "_MOZILLA_COMMAND"})
    client, server = rig.client()
    server.sendall(wants(WINDOW, LIST, 500))
    rig.read(client, 32)
    client.sendall(answer(WINDOW, INTO) + answer(WINDOW, COMMAND))
    assert [rig.read(server, 28)[0] for _ in range(2)] == [18, 127]


def test_attack_a_request_for_a_selection_that_the_agent_sent_itself(rig: ProxyRig) -> None:
    client, server = rig.client()
    server.sendall(wants(WINDOW, TARGET, INTO, sent=True))
    rig.read(client, 32)
    client.sendall(answer(WINDOW, INTO))
    assert rig.read(server, 28)[0] == 127


def test_attack_a_flood_of_unknown_names_does_not_keep_the_service_asking(
    rig: ProxyRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    ATOMS[INTO] = "GDK_SELECTION"

    def name(atom: int) -> str:
        asked.append(atom)
        return ATOMS.get(atom, "")

    now = [10**12]
    monkeypatch.setattr(rig.loop, "now_ns", lambda: now[0])
    monkeypatch.setattr(rig.proxy.doors, "_server", ServerFacts(EXTENSIONS, name))
    client, server = rig.client()
    client.sendall(b"".join(answer(ROOT, 10_000 + number) for number in range(2000)))
    rig.read(server, 28 * 2000)
    assert len(asked) == MAX_LOOKUPS
    now[0] += 10**9
    assert rig.proxy.doors.territory.name_of(INTO) == "GDK_SELECTION"
    for _ in range(10):
        assert rig.proxy.doors.territory.name_of(INTO) == "GDK_SELECTION"
    assert len(asked) == MAX_LOOKUPS + 1, "what is known is not asked again"


def test_what_is_kept_of_pastes_is_bounded(rig: ProxyRig) -> None:
    client, server = rig.client()
    for number in range(2 * MAX_ASKED):
        rig.proxy.doors.asked(WINDOW + number, TARGET, INTO)
    client.sendall(answer(WINDOW, INTO) + answer(WINDOW + 2 * MAX_ASKED - 1, INTO))
    assert [rig.read(server, 28)[0] for _ in range(2)] == [127, 18]


@pytest.mark.parametrize("big_endian", [False, True])
def test_attack_which_keys_are_down_is_not_told(rig: ProxyRig, big_endian: bool) -> None:
    client, server = rig.client(big_endian=big_endian)
    ask = request(44, 0, big_endian=big_endian)
    client.sendall(request(119, 0, big_endian=big_endian) + ask)
    rig.read(server, 8)
    mark = ">" if big_endian else "<"
    server.sendall(struct.pack(mark + "BxHI", 1, 1, 0) + bytes(24))
    server.sendall(struct.pack(mark + "BxHI", 1, 2, 2) + b"\xff" * 32)
    assert rig.read(client, 72)[32:] == struct.pack(mark + "BxHI", 1, 2, 2) + bytes(32)
