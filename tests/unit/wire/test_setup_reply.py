from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.wire.setup_reply import ServerScreen, read_setup_reply
from supervisor.wire.x11 import WireError
from tests.support.x11_bytes import setup_reply

BASE, MASK = 0x00C0_0000, 0x001F_FFFF


@pytest.mark.parametrize("big_endian", [False, True])
def test_it_tells_the_clients_ids_and_the_screens_in_either_byte_order(big_endian: bool) -> None:
    data = setup_reply(BASE, MASK, roots=(0x529, 0x52A), big_endian=big_endian)
    reply = read_setup_reply(data + b"what follows", big_endian=big_endian)
    assert reply is not None
    assert (reply.accepted, reply.length_bytes) == (True, len(data))
    assert (reply.resource_base, reply.resource_mask) == (BASE, MASK)
    assert (reply.min_keycode, reply.max_keycode) == (8, 255)
    assert reply.screens == (
        ServerScreen(0x529, 0x20, 1920, 1080, 24),
        ServerScreen(0x52A, 0x20, 1920, 1080, 24),
    )


def test_an_id_is_the_clients_own_when_it_lies_in_its_range() -> None:
    reply = read_setup_reply(setup_reply(BASE, MASK), big_endian=False)
    assert reply is not None
    assert reply.owns(BASE)
    assert reply.owns(BASE | MASK)
    assert not any(reply.owns(other) for other in (0, 1, 0x529, BASE - 1, BASE + MASK + 1, 0xFFFF_FFFF))


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 40, 100])
def test_while_bytes_are_missing_it_waits(cut: int) -> None:
    data = setup_reply(BASE, MASK)
    assert read_setup_reply(data[:cut], big_endian=False) is None
    assert read_setup_reply(data[:-1], big_endian=False) is None


@pytest.mark.parametrize("status", [0, 2])
def test_a_refusal_is_no_acceptance(status: int) -> None:
    data = struct.pack("<BBHHH", status, 4, 11, 0, 1) + b"no, "
    reply = read_setup_reply(data, big_endian=False)
    assert reply is not None
    assert (reply.accepted, reply.length_bytes, reply.owns(0)) == (False, 12, False)


def test_an_answer_whose_parts_do_not_fit_is_an_error() -> None:
    data = bytearray(setup_reply(BASE, MASK))
    data[28] = 16
    with pytest.raises(WireError, match="cut short"):
        read_setup_reply(data, big_endian=False)
    with pytest.raises(WireError, match="no range"):
        read_setup_reply(setup_reply(BASE | 1, MASK), big_endian=False)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_an_error(data: bytes) -> None:
    try:
        read_setup_reply(b"\1" + data, big_endian=False)
    except WireError:
        return
