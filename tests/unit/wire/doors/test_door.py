from __future__ import annotations

import struct

import pytest

from supervisor.wire.doors.door import Besides, Territory, View, extension, never, own

BASE = 0x0060_0000


def test_an_agent_owns_what_its_clients_made_and_nothing_else() -> None:
    territory = Territory(bases={BASE, 0x00A0_0000}, outside=0xFFE0_0000)
    assert all(territory.owns(one) for one in (BASE, BASE | 0x1F_FFFF, 0x00A0_0001))
    assert not any(territory.owns(other) for other in (0, 1, 0x529, 0x0080_0000, 0x2060_0000, 0xFFFF_FFFF))


def test_before_its_first_client_is_known_it_owns_nothing_not_even_what_is_the_servers() -> None:
    assert not any(Territory().owns(one) for one in (0, 1, BASE))


@pytest.mark.parametrize(
    ("besides", "allowed"),
    [(Besides.NOTHING, []), (Besides.NONE, [0]), (Besides.ROOT, [0x529]), (Besides.COLORMAP, [0x20])],
)
def test_what_is_nobodys_is_allowed_where_a_row_says_so(besides: Besides, allowed: list[int]) -> None:
    territory = Territory({BASE}, 0xFFE0_0000, frozenset({0x529}), frozenset({0x20}))
    assert [one for one in (0, 0x529, 0x20, 0x0120_0001) if territory.allows(one, besides)] == allowed
    assert territory.allows(BASE | 1, besides)


@pytest.mark.parametrize("big_endian", [False, True])
def test_a_view_reads_and_writes_in_the_clients_order(big_endian: bool) -> None:
    view = View(Territory({BASE}, 0xFFE0_0000), big_endian=big_endian)
    view.data, view.start, view.body, view.end = bytearray(20), 4, 8, 20
    view.put_u32(0, BASE | 5)
    view.put_u16(4, 0x0102)
    view.put_byte(6, 9)
    assert view.data[8:12] == struct.pack(">I" if big_endian else "<I", BASE | 5)
    assert (view.u32(0), view.u16(4), view.byte(6), view.owns(0), view.owns(8)) == (BASE | 5, 0x0102, 9, True, False)


def test_a_table_that_lists_a_request_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        extension("X", (1, 2), never(2, "Two", "harm"))
    with pytest.raises(ValueError, match="twice"):
        extension("X", (), never(2, "Two", "harm"), own(2, "Two", "harm"))
