from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.shared_state import (
    BUTTONS_DOWN,
    DRAGGED_FROM,
    HUMAN_BEAT,
    KEYS_DOWN,
    LATCH,
    PAUSED,
    REARMED,
    SERVICE_BEAT,
    SIZE,
    bits,
    read_count,
    read_point,
    set_bit,
    write_point,
)


def test_no_two_fields_overlap() -> None:
    fields = [(LATCH, 1), (PAUSED, 1), (SERVICE_BEAT, 8), (HUMAN_BEAT, 8), (KEYS_DOWN, 32), (BUTTONS_DOWN, 32)]
    fields += [(DRAGGED_FROM, 8), (REARMED, 8)]
    used = [offset for start, size in fields for offset in range(start, start + size)]
    assert len(used) == len(set(used))
    assert max(used) < SIZE


@given(st.lists(st.tuples(st.sampled_from([KEYS_DOWN, BUTTONS_DOWN]), st.integers(0, 255), st.booleans())))
def test_bits_are_what_was_set_last_and_touch_nothing_else(changes: list[tuple[int, int, bool]]) -> None:
    memory = memoryview(bytearray(SIZE))
    memory[LATCH] = 1
    wanted: dict[int, set[int]] = {KEYS_DOWN: set(), BUTTONS_DOWN: set()}
    for base, index, down in changes:
        set_bit(memory, base, index, down)
        (wanted[base].add if down else wanted[base].discard)(index)
    assert {base: set(bits(memory, base)) for base in wanted} == wanted
    assert bytes(memory[:KEYS_DOWN]) == b"\1" + bytes(KEYS_DOWN - 1)
    assert not any(memory[BUTTONS_DOWN + 32 :])


@given(st.integers(0, 2**64 - 1))
def test_a_count_is_read_where_it_lies(count: int) -> None:
    memory = memoryview(bytearray(b"\xff" * SIZE))
    memory[REARMED : REARMED + 8] = count.to_bytes(8, "little")
    assert read_count(memory, REARMED) == count


@given(st.none() | st.tuples(st.integers(0, 65535), st.integers(0, 65535)))
def test_a_point_or_none_is_read_as_it_was_written_and_touches_nothing_else(point: tuple[int, int] | None) -> None:
    memory = memoryview(bytearray(b"\xff" * SIZE))
    write_point(memory, DRAGGED_FROM, point)
    assert read_point(memory, DRAGGED_FROM) == point
    assert set(memory[:DRAGGED_FROM]) == set(memory[DRAGGED_FROM + 8 :]) == {0xFF}
