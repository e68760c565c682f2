"""The stop latch, the pause flag and the heartbeats, in memory that the gate reads before every send."""

from __future__ import annotations

import mmap
import os

from supervisor.core import shared_state


class Latch:
    """Our view of the shared bytes; see `core.shared_state` for the layout.

    A single byte, or eight that start at a multiple of eight, are stored at once: readers never see half of one.
    """

    def __init__(self, memory_fd: int) -> None:
        """Map the memory.

        Raises:
            OSError: the descriptor is not such memory.
        """
        size = os.fstat(memory_fd).st_size
        if size < shared_state.SIZE:
            raise OSError(f"the shared memory has {size} bytes instead of {shared_state.SIZE}")
        self._map = mmap.mmap(memory_fd, shared_state.SIZE)
        self._bytes = memoryview(self._map)

    @property
    def stopped(self) -> bool:
        """Whether the latch is set, by whomever."""
        return self._bytes[shared_state.LATCH] != 0

    @property
    def paused(self) -> bool:
        """Whether the gate is closed by pause."""
        return self._bytes[shared_state.PAUSED] != 0

    @property
    def service_beat_ns(self) -> int:
        """When the service's loop last turned, monotonic; 0 before it did."""
        return int.from_bytes(self._bytes[shared_state.SERVICE_BEAT : shared_state.SERVICE_BEAT + 8], "little")

    def stop(self) -> None:
        """Set the latch."""
        self._bytes[shared_state.LATCH] = 1

    def rearm(self) -> None:
        """Clear the latch. Callers show that a person wanted it."""
        count = shared_state.read_count(self._bytes, shared_state.REARMED) + 1
        self._bytes[shared_state.REARMED : shared_state.REARMED + 8] = count.to_bytes(8, "little")
        self._bytes[shared_state.LATCH] = 0

    def pause(self) -> None:
        """Close the gate."""
        self._bytes[shared_state.PAUSED] = 1

    def resume(self) -> None:
        """Open the gate. Callers show that a person wanted it."""
        self._bytes[shared_state.PAUSED] = 0

    def beat(self, now_ns: int) -> None:
        """Show that we are alive."""
        self._bytes[shared_state.HUMAN_BEAT : shared_state.HUMAN_BEAT + 8] = now_ns.to_bytes(8, "little")

    def keys_down(self) -> tuple[int, ...]:
        """List the keycodes that agents hold down, as the gate knows it."""
        return shared_state.bits(self._bytes, shared_state.KEYS_DOWN)

    def buttons_down(self) -> tuple[int, ...]:
        """List the buttons that agents hold down, as the gate knows it."""
        return shared_state.bits(self._bytes, shared_state.BUTTONS_DOWN)

    @property
    def dragged_from(self) -> tuple[int, int] | None:
        """Where a drag of the agents began that is under way, px; None while there is none."""
        return shared_state.read_point(self._bytes, shared_state.DRAGGED_FROM)

    def close(self) -> None:
        """Give the memory back."""
        self._bytes.release()
        self._map.close()
