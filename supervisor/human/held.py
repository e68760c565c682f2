"""What is down on the person's devices; pure.

The server may lose a release (a device that goes away under the hand). What is believed down against the truth would
disarm the chords, which want exact modifiers, and keep agents waiting, so it is put right in three ways: a late
second press counts as new, devices that are gone are forgotten, and the server is asked about what stays down long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LONG_NS = 1_000_000_000
"""Keys repeat many times a second. A press this long after the last one of the same key is a new press whose release
was lost; and what is down this long is worth a question."""


class Held:
    """Keys, or buttons, that are down: device and code of each."""

    def __init__(self) -> None:
        self._down: dict[tuple[int, int], int] = {}
        self._processed: set[tuple[int, int]] = set()
        self._overruled: set[tuple[int, int]] = set()
        self._changed_ns = 0

    @property
    def down(self) -> Collection[tuple[int, int]]:
        """Device and code of each that is down."""
        return self._down.keys()

    @property
    def felt(self) -> Collection[tuple[int, int]]:
        """The same without what no program feels any more: see `overrule`."""
        return self._down.keys() - self._overruled

    def press(self, device: int, code: int, now_ns: int) -> bool:
        """Take a press; tells whether it is a new one, not a repeat."""
        key = (device, code)
        last_ns = self._down.get(key)
        self._down[key] = now_ns
        self._changed_ns = now_ns
        if last_ns is not None and now_ns - last_ns < _LONG_NS:
            return False
        self._processed.discard(key)
        self._overruled.discard(key)
        return True

    def release(self, device: int, code: int) -> None:
        """Take a release; one whose press was never seen changes nothing."""
        self._down.pop((device, code), None)
        self._processed.discard((device, code))
        self._overruled.discard((device, code))

    def processed(self, device: int, code: int) -> None:
        """Take that the server has acted on the press, so that its own state shows it from now on."""
        if (device, code) in self._down:
            self._processed.add((device, code))

    def overrule(self, device: int, code: int) -> None:
        """Take that the server acted on a release of that code by `device`.

        It keeps one state for the whole seat: what another device holds is up for every program from then on.
        TigerVNC leaves Shift down on its keyboard for ever when a program held Shift while the person typed.
        """
        self._overruled |= {key for key in self._down if key[1] == code and key[0] != device}

    def doubtful(self, now_ns: int) -> frozenset[int]:
        """Give the devices to ask the server about: something has been down long, and nothing was pressed since.

        Not of what waits behind a frozen grab: the server would say that it is up.
        """
        if not self._processed or now_ns - self._changed_ns < _LONG_NS:
            return frozenset()
        return frozenset(device for device, _ in self._processed)

    def correct(self, device: int, codes: Collection[int], asked_ns: int) -> None:
        """Forget what the server said is up, unless something was pressed since it was asked.

        Args:
            device: Which device was asked about.
            codes: What is down on it.
            asked_ns: When it was asked.
        """
        if self._changed_ns < asked_ns:
            for key in [key for key in self._processed if key[0] == device and key[1] not in codes]:
                self.release(*key)

    def keep_devices(self, devices: Collection[int]) -> None:
        """Forget all on devices that are gone."""
        for key in [key for key in self._down if key[0] not in devices]:
            self.release(*key)
