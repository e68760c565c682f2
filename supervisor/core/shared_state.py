"""Layout of the few bytes of memory that `human` and every outlet share.

The memory is an anonymous file handed down to the processes, never a path. `human` writes the latch, outlets
read it immediately before every send; outlets write what the agents hold down, `human` reads it to release.

# INVARIANT: only `human` writes LATCH back to 0 (re-arm); anyone may set it to 1.
# INVARIANT: REARMED counts on before LATCH is cleared: who finds the latch open and then the old count was first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmap import mmap

LATCH = 0
"""1 while stopped."""
PAUSED = 1
"""1 while the gate is closed by pause."""
SERVICE_BEAT = 8
"""u64 little endian, CLOCK_MONOTONIC ns of the service loop's last turn (it beats at least every 100 ms)."""
HUMAN_BEAT = 16
"""u64 little endian, the same for `human`."""
KEYS_DOWN = 32
"""32 bytes, one bit a keycode: keys the agents hold down on the seat, as sent by the outlet."""
BUTTONS_DOWN = 64
"""32 bytes, one bit a button number, likewise."""
DRAGGED_FROM = 96
"""u64 little endian: 0, or where the agents' button went down, once they have moved away with it."""
REARMED = 104
"""u64 little endian: how often a person has re-armed. What was written to a process before that is never done."""
SIZE = 4096
"""Bytes of the whole."""


def set_bit(memory: memoryview, base: int, index: int, down: bool) -> None:
    """Set or clear bit `index` (0..255) of the field at `base`."""
    offset = base + index // 8
    mask = 1 << (index % 8)
    memory[offset] = memory[offset] | mask if down else memory[offset] & ~mask & 0xFF


def bits(memory: memoryview, base: int) -> tuple[int, ...]:
    """List the indices of the set bits of the 32-byte field at `base`."""
    return tuple(i for i in range(256) if memory[base + i // 8] & (1 << (i % 8)))


def read_count(memory: memoryview | mmap, base: int) -> int:
    """Give the count in the 8 bytes at `base`."""
    return int.from_bytes(memory[base : base + 8], "little")


def write_point(memory: memoryview, base: int, point: tuple[int, int] | None) -> None:
    """Store a place on the screen, px, or that there is none, in the 8 bytes at `base`."""
    value = 0 if point is None else 1 << 32 | (point[0] & 0xFFFF) << 16 | point[1] & 0xFFFF
    memory[base : base + 8] = value.to_bytes(8, "little")


def read_point(memory: memoryview, base: int) -> tuple[int, int] | None:
    """Give what `write_point` stored."""
    value = int.from_bytes(memory[base : base + 8], "little")
    return (value >> 16 & 0xFFFF, value & 0xFFFF) if value >> 32 else None
