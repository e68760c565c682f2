from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING

import pytest

from supervisor.core import shared_state
from supervisor.human.latch import Latch

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[Latch, memoryview]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Give a latch, and the same memory as another process sees it."""
    fd = os.memfd_create("latch")
    os.ftruncate(fd, shared_state.SIZE)
    latch = Latch(fd)
    outside = mmap.mmap(fd, shared_state.SIZE)
    os.close(fd)
    view = memoryview(outside)
    yield latch, view
    view.release()
    outside.close()
    latch.close()


def test_others_see_stop_and_rearm(pair: Pair) -> None:
    latch, memory = pair
    latch.stop()
    assert memory[shared_state.LATCH] == 1
    assert latch.stopped
    latch.rearm()
    assert memory[shared_state.LATCH] == 0
    assert not latch.stopped


def test_each_rearm_is_counted_and_a_stop_is_not(pair: Pair) -> None:
    latch, memory = pair
    for count in (1, 2):
        latch.stop()
        latch.stop()
        assert shared_state.read_count(memory, shared_state.REARMED) == count - 1
        latch.rearm()
        assert shared_state.read_count(memory, shared_state.REARMED) == count


def test_we_see_what_others_set(pair: Pair) -> None:
    latch, memory = pair
    memory[shared_state.LATCH] = 1
    memory[shared_state.SERVICE_BEAT : shared_state.SERVICE_BEAT + 8] = (123456789012).to_bytes(8, "little")
    shared_state.set_bit(memory, shared_state.KEYS_DOWN, 37, True)
    shared_state.set_bit(memory, shared_state.BUTTONS_DOWN, 3, True)
    assert latch.stopped
    assert latch.service_beat_ns == 123456789012
    assert latch.keys_down() == (37,)
    assert latch.buttons_down() == (3,)


def test_pause_is_apart_from_stop(pair: Pair) -> None:
    latch, memory = pair
    latch.pause()
    assert (latch.paused, latch.stopped) == (True, False)
    latch.resume()
    assert memory[shared_state.PAUSED] == 0


def test_the_beat_is_where_the_service_looks_for_it(pair: Pair) -> None:
    latch, memory = pair
    latch.beat(987654321)
    field = memory[shared_state.HUMAN_BEAT : shared_state.HUMAN_BEAT + 8]
    assert int.from_bytes(field, "little") == 987654321


def test_memory_of_the_wrong_size_is_refused() -> None:
    fd = os.memfd_create("small")
    try:
        with pytest.raises(OSError, match="0 bytes"):
            Latch(fd)
    finally:
        os.close(fd)
