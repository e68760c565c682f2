from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.channel import MAX_BYTES, Channel, Packet
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

Ends = tuple[Channel, Channel]


@pytest.fixture
def ends() -> Iterator[Ends]:
    """Give both ends."""
    pair = [Channel(sock) for sock in socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)]
    yield pair[0], pair[1]
    for end in pair:
        end.close()


def test_messages_come_in_order_and_one_by_one(ends: Ends) -> None:
    near, far = ends
    for number in range(3):
        assert near.send({"n": number})
    assert [packet.message for packet in far.receive()] == [{"n": 0}, {"n": 1}, {"n": 2}]
    assert far.receive() == []


def test_descriptors_are_duplicated_and_passed(ends: Ends) -> None:
    near, far = ends
    reader, writer = os.pipe()
    near.send({"t": "pipe"}, (writer,))
    os.close(writer)
    (packet,) = far.receive()
    os.write(packet.fds[0], b"x")
    assert os.get_inheritable(packet.fds[0]) is False
    packet.close()
    assert os.read(reader, 2) == b"x"
    assert os.read(reader, 2) == b"", "nobody holds the other end"
    os.close(reader)


@pytest.mark.parametrize(
    "data", [b"nonsense", b"[1]", b"null", b"\xff", b"[" * 50_000, b'{"a":"' + b"x" * MAX_BYTES + b'"}']
)
def test_what_is_no_json_object_is_thrown_away_and_counted(data: bytes) -> None:
    far_socket, near = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    far = Channel(far_socket)
    reader, writer = os.pipe()
    socket.send_fds(near, [data], [writer])
    os.close(writer)
    assert far.receive() == []
    assert far.malformed == 1
    assert not far.closed
    assert os.read(reader, 1) == b"", "its descriptors are closed"
    for end in (far, near):
        end.close()
    os.close(reader)


def test_the_other_end_is_gone_after_what_it_said(ends: Ends) -> None:
    near, far = ends
    near.send({"t": "last"})
    near.close()
    assert [packet.message for packet in far.receive()] == [{"t": "last"}]
    assert far.closed
    assert not far.send({})


def test_sending_to_one_that_is_gone_is_no_error(ends: Ends) -> None:
    near, far = ends
    far.close()
    near.send({"t": "late"})
    assert not near.waiting
    assert near.receive() == []
    assert near.closed


def test_one_that_does_not_read_blocks_nobody(ends: Ends) -> None:
    near, far = ends
    sent = 0
    while near.send({"n": sent, "x": "y" * 1000}):
        sent += 1
        assert sent < 10_000
    assert near.waiting
    assert near.lost == 1
    numbers: list[object] = []

    def read_all() -> bool:
        numbers.extend(packet.message["n"] for packet in far.receive())
        near.flush()
        return not near.waiting and len(numbers) == sent

    wait_for(read_all, "all that was queued")
    assert numbers == list(range(sent)), "the oldest stay, the newest is lost"


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_message_that_is_too_long_is_lost_and_harms_no_other(ends: Ends) -> None:
    near, far = ends
    assert not near.send({"words": "x" * MAX_BYTES})
    assert near.lost == 1
    assert near.send({"n": 1})
    assert [packet.message for packet in far.receive()] == [{"n": 1}]


def test_words_that_are_no_text_arrive_as_they_were(ends: Ends) -> None:
    near, far = ends
    words = "löschen “Delete” \ud800 \0"
    near.send({"words": words})
    assert [packet.message for packet in far.receive()] == [{"words": words}]


def test_descriptors_that_wait_stay_open_until_they_are_sent_or_never_can_be(ends: Ends) -> None:
    near, far = ends
    while not near.waiting:
        near.send({"filler": "x" * 50_000})
    before = open_descriptors()
    for _ in range(10):
        assert near.send({"t": "fd"}, (0,))
    assert open_descriptors() == before + 10
    far.close()
    near.flush()
    assert open_descriptors() < before


def test_attack_more_descriptors_than_are_taken_are_none() -> None:
    far_socket, near = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    far = Channel(far_socket)
    before = open_descriptors()
    socket.send_fds(near, [b"{}"], [0] * 20)
    assert far.receive() == []
    assert far.malformed == 1
    assert open_descriptors() == before
    for end in (far, near):
        end.close()


def test_a_flood_is_taken_in_turns(ends: Ends) -> None:
    near, far = ends
    for number in range(150):
        near.send({"n": number})
    turns = []
    while taken := far.receive():
        turns.append(len(taken))
    assert sum(turns) == 150
    assert len(turns) > 1


def test_threads_may_speak_at_the_same_time(ends: Ends) -> None:
    near, far = ends

    def speak(who: int) -> None:
        for number in range(50):
            near.send({"who": who, "n": number})

    threads = [threading.Thread(target=speak, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got: list[Packet] = []

    def read_all() -> bool:
        got.extend(far.receive())
        near.flush()
        return len(got) == 200

    wait_for(read_all, "all that was said")
    for who in range(4):
        assert [p.message["n"] for p in got if p.message["who"] == who] == list(range(50))
