from __future__ import annotations

import struct

import pytest

from supervisor.wire.replies import Replies
from tests.support.x11_bytes import order

BOTH = pytest.mark.parametrize("big_endian", [False, True], ids=["little", "big"])
EVENT, ERROR, REPLY, GENERIC, KEYMAP = 12, 0, 1, 35, 11


def packet(kind: int, number: int, more: int = 0, *, visual: int = 0x99, big_endian: bool = False) -> bytes:
    """Write a packet with `more` units behind its 32 bytes."""
    mark = order(big_endian=big_endian)
    return struct.pack(mark + "BBHII20x", kind, 24, number & 0xFFFF, more, visual) + bytes(range(4)) * more


def walked(replies: Replies, stream: bytes, step: int) -> tuple[bytes, list[int]]:
    """Let a stream come in pieces; gives what went on and what was told."""
    data, ready, out, told = bytearray(), 0, bytearray(), list[int]()
    for at in range(0, len(stream), step):
        data += stream[at : at + step]
        ready, found = replies.walk(data, ready)
        told += found
        out += data[:ready]
        del data[:ready]
        ready = 0
    assert not data
    return bytes(out), told


@BOTH
@pytest.mark.parametrize("step", [1, 7, 32, 33, 1000])
def test_an_answer_is_found_and_its_visual_set_however_it_arrives(big_endian: bool, step: int) -> None:
    def put(kind: int, number: int, more: int = 0, visual: int = 0x99) -> bytes:
        return packet(kind, number, more, visual=visual, big_endian=big_endian)

    replies = Replies(big_endian=big_endian)
    replies.expect(65536 + 7, 0x21)
    replies.expect(8)
    replies.expect(9, 0x21)
    before = put(EVENT, 7) + put(REPLY, 6, 5) + put(KEYMAP, 7) + put(GENERIC, 7, 3)
    after = put(REPLY, 8, 2) + put(ERROR, 9) + put(REPLY, 7, 1)
    out, told = walked(replies, before + put(REPLY, 7, 100) + after, step)
    assert out == before + put(REPLY, 7, 100, 0x21) + after
    assert told == [0x21, -1, 0x21]
    assert replies.expected == {}


def test_a_packet_inside_another_is_its_content() -> None:
    replies = Replies(big_endian=False)
    replies.expect(7, 0x21)
    image = packet(REPLY, 3, 16)[:32] + packet(REPLY, 7) * 2
    out, told = walked(replies, image + packet(EVENT, 4), 48)
    assert out == image + packet(EVENT, 4)
    assert told == []


def test_half_a_head_is_kept_back() -> None:
    replies = Replies(big_endian=False)
    data = bytearray(packet(REPLY, 1, 2) + packet(EVENT, 1)[:31])
    assert replies.walk(data, 0) == (40, [])
    data += b"\0"
    assert replies.walk(data, 40) == (72, [])


def selection_request(kind: int, requestor: int, target: int, into: int, *, big_endian: bool = False) -> bytes:
    mark = order(big_endian=big_endian)
    return struct.pack(mark + "BxHIIIIII4x", kind, 5, 0, 0xC0, requestor, 1, target, into)


@BOTH
@pytest.mark.parametrize("step", [1, 7, 32, 1000])
def test_who_asks_for_a_selection_is_told_and_forged_requests_are_not(big_endian: bool, step: int) -> None:
    asked: list[tuple[int, int, int]] = []
    replies = Replies(big_endian=big_endian, asked=lambda *told: asked.append(told))
    real = selection_request(30, 0x120, 31, 400, big_endian=big_endian)
    forged = selection_request(0x80 | 30, 0x121, 31, 401, big_endian=big_endian)
    out, _ = walked(replies, real + forged + packet(REPLY, 3, 8, big_endian=big_endian) + real, step)
    assert out.startswith(real + forged)
    assert asked == [(0x120, 31, 400)] * 2


@BOTH
@pytest.mark.parametrize("step", [1, 7, 32, 33, 1000])
def test_an_answer_is_blanked_however_it_arrives(big_endian: bool, step: int) -> None:
    def put(kind: int, number: int, more: int = 0) -> bytes:
        return packet(kind, number, more, big_endian=big_endian)

    replies = Replies(big_endian=big_endian)
    replies.blank(65536 + 7)
    replies.blank(9)
    out, _ = walked(replies, put(REPLY, 6, 2) + put(REPLY, 7, 2) + put(ERROR, 9) + put(REPLY, 7, 2), step)
    blanked = put(REPLY, 7, 2)[:8] + bytes(32)
    assert out == put(REPLY, 6, 2) + blanked + put(ERROR, 9) + put(REPLY, 7, 2)
