from __future__ import annotations

import os
import socket
import struct
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from dbus_fast import Message, MessageType

from supervisor.desktop.bus_relay import BrokenStreamError, Cutter, refusal, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GREETING = b"\0AUTH EXTERNAL 31303030\r\nNEGOTIATE_UNIX_FD\r\nBEGIN\r\n"
ANSWERS = b"OK 1234deadbeef\r\nAGREE_UNIX_FD\r\n"
APPLICATION = "org.a11y.atspi.Application"


def call(member: str, serial: int = 7, **more: Any) -> bytes:
    """Give a call as the bus passes it on: with the sender, which clients do not write themselves."""
    path = "/org/a11y/atspi/accessible/root"
    data = bytearray(Message(":1.5", path, APPLICATION, member, serial=serial, **more)._marshall(False))
    (length,) = struct.unpack_from("<I", data, 12)
    head, body = data[: 16 + length], data[16 + (length + 7) // 8 * 8 :]
    head += bytes(-len(head) % 8) + b"\x07\x01s\0" + struct.pack("<I", 4) + b":1.9\0"
    struct.pack_into("<I", head, 12, len(head) - 16)
    return bytes(head + bytes(-len(head) % 8) + body)


@pytest.mark.parametrize("portion", [1, 7, 1000])
@pytest.mark.parametrize("from_bus", [False, True])
def test_a_stream_is_cut_into_greeting_and_messages(portion: int, from_bus: bool) -> None:
    messages = [call("GetToolkitName"), call("GetItems", signature="s", body=["x" * 300])]
    greeting = ANSWERS if from_bus else GREETING
    stream = greeting + b"".join(messages)
    cutter = Cutter(from_bus)
    found = []
    for at in range(0, len(stream), portion):
        found += cutter.feed(stream[at : at + portion])
    assert b"".join(found) == stream
    assert found[-2:] == messages
    assert cutter.whole


def test_attack_what_is_no_stream_ends_the_connection() -> None:
    for after in (b"x" * 16, struct.pack("<BBBBIII", 0x6C, 1, 0, 1, 1 << 30, 1, 0)):
        cutter = Cutter(from_bus=False)
        cutter.feed(GREETING)
        with pytest.raises(BrokenStreamError):
            cutter.feed(after)
    with pytest.raises(BrokenStreamError):
        Cutter(from_bus=False).feed(b"\0AUTH " * 20_000)


def test_the_one_call_is_refused_and_others_are_not() -> None:
    answer = refusal(call("GetApplicationBusAddress", serial=77), 3)
    assert answer
    kind, serial, asked = struct.unpack_from("<xBxx4xI4xxxxxI", answer)
    assert (kind, serial, asked) == (MessageType.ERROR.value, 3, 77)
    assert b"org.freedesktop.DBus.Error.NotSupported\0" in answer
    assert b":1.9\0" in answer
    assert Cutter(from_bus=True).feed(ANSWERS + answer)[-1] == answer
    assert refusal(call("GetLocale", signature="s", body=["GetApplicationBusAddress"]), 3) is None
    assert refusal(call("GetChildren"), 3) is None


def test_a_call_that_wants_no_answer_gets_none() -> None:
    message = bytearray(call("GetApplicationBusAddress"))
    message[2] |= 1
    assert refusal(bytes(message), 3) == b""


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[tuple[socket.socket, socket.socket]]:
    """Give a client of a running relay, and the bus's end of its connection."""
    reading, writing = os.pipe()
    with closing(socket.socket(socket.AF_UNIX)) as front, closing(socket.socket(socket.AF_UNIX)) as bus:
        for made, name in ((front, "front"), (bus, "bus")):
            made.bind(str(tmp_path / name))
            made.listen()
        thread = threading.Thread(target=serve, args=(front, f"unix:path={tmp_path}/bus,guid=ab12", reading))
        thread.start()
        with closing(socket.socket(socket.AF_UNIX)) as client:
            client.connect(str(tmp_path / "front"))
            behind, _ = bus.accept()
            with closing(behind):
                for end in (client, behind):
                    end.settimeout(10)
                yield client, behind
        os.close(writing)
        thread.join(30)
        assert not thread.is_alive()
        os.close(reading)


def exactly(end: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += end.recv(count - len(data))
    return data


def test_attack_the_question_for_an_own_bus_never_reaches_the_program(
    relay: tuple[socket.socket, socket.socket],
) -> None:
    client, bus = relay
    client.sendall(GREETING)
    assert exactly(bus, len(GREETING)) == GREETING
    harmless = call("GetToolkitName", serial=8)
    bus.sendall(ANSWERS + call("GetApplicationBusAddress", serial=7) + harmless)
    assert exactly(client, len(ANSWERS) + len(harmless)) == ANSWERS + harmless
    refused = refusal(call("GetApplicationBusAddress", serial=7), 0x7FFF0000)
    assert refused
    assert exactly(bus, len(refused)) == refused


def test_an_answer_of_ours_never_stands_in_the_middle_of_a_message(
    relay: tuple[socket.socket, socket.socket],
) -> None:
    client, bus = relay
    client.sendall(GREETING)
    exactly(bus, len(GREETING))
    reply = call("Something", signature="s", body=["y" * 500])
    client.sendall(reply[:200])
    bus.sendall(ANSWERS + call("GetApplicationBusAddress"))
    assert exactly(client, len(ANSWERS)) == ANSWERS
    client.sendall(reply[200:])
    assert exactly(bus, len(reply)) == reply
    refused = refusal(call("GetApplicationBusAddress"), 0x7FFF0000)
    assert refused
    assert exactly(bus, len(refused)) == refused


def test_the_end_of_one_side_is_the_end_of_the_other(relay: tuple[socket.socket, socket.socket]) -> None:
    client, bus = relay
    client.close()
    assert bus.recv(1) == b""


def test_an_address_that_is_no_plain_socket_is_not_served() -> None:
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        serve(listener, "unixexec:path=/bin/sh", 0)
