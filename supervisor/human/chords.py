"""Which keys the person holds, and which chord that makes; pure, driven by the times it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.human import layout as layouts
from supervisor.human.held import Held

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from supervisor.human.layout import Layout


class Keys:
    """Keys that are down on the person's keyboards, and the chord that a press completes.

    Modifiers count over all keyboards together; each keyboard has its own layout.

    Attributes:
        held: The keys that are down.
    """

    def __init__(self) -> None:
        self.held = Held()
        self._layouts: Mapping[int, Layout] = {}
        self._default = layouts.EMPTY

    def learn(self, by_device: Mapping[int, Layout], default: Layout) -> None:
        """Use these layouts from now on; `default` for keyboards that are not listed."""
        self._layouts = by_device
        self._default = default

    def press(self, device: int, keycode: int, now_ns: int) -> str | None:
        """Take a press.

        Returns:
            Name of the chord it completes; None for none, and for the repeats of a key that is held.
        """
        if not self.held.press(device, keycode, now_ns):
            return None
        # What a chord needs has to be held by hand; what it must not have has to be felt. A program that releases
        # the person's modifiers would else disarm the stop.
        held, felt = self._modifiers(self.held.down), self._modifiers(self.held.felt)
        for name, binding in self._layout(device).bindings.items():
            if keycode in binding.keycodes and binding.modifiers <= held and felt <= binding.modifiers:
                return name
        return None

    def _modifiers(self, keys: Collection[tuple[int, int]]) -> frozenset[str]:
        """Give the modifiers among these keys, altgr and other included."""
        words = (self._layout(device).modifiers.get(code) for device, code in keys)
        return frozenset(word for word in words if word is not None)

    def is_escape(self, device: int, keycode: int) -> bool:
        """Tell whether that key is Escape."""
        return keycode in self._layout(device).escape

    def _layout(self, device: int) -> Layout:
        return self._layouts.get(device, self._default)


class EscapeHold:
    """Escape alone, held long enough.

    Attributes:
        due_ns: When it will have been; None while it is not held alone.
        key: Device and keycode of the Escape that is held; zeros for none.
    """

    def __init__(self, hold_ns: int) -> None:
        self.due_ns: int | None = None
        self.key = (0, 0)
        self._hold_ns = hold_ns

    def press(self, device: int, keycode: int, now_ns: int, *, escape: bool, alone: bool) -> None:
        """Take a press of any key.

        Args:
            device: Where.
            keycode: Which key.
            now_ns: When.
            escape: It is Escape.
            alone: No other key is down on any keyboard.
        """
        if (device, keycode) == self.key:
            return  # a repeat of the Escape that is held: it began when it began
        if escape and alone:
            self.key, self.due_ns = (device, keycode), now_ns + self._hold_ns
        else:
            # Another key on the way: this hold will not stop, and its Escape has to be let go first.
            self.due_ns = None

    def release(self, device: int, keycode: int) -> None:
        """Take a release of any key."""
        if (device, keycode) == self.key:
            self.cancel()

    def cancel(self) -> None:
        """Forget the hold: its keyboard is gone, or the server says that the key is up."""
        self.key, self.due_ns = (0, 0), None

    def take(self, now_ns: int) -> bool:
        """Tell, once, that it has been held long enough."""
        if self.due_ns is None or now_ns < self.due_ns:
            return False
        self.due_ns = None
        return True
