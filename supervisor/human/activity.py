"""When to tell the service that the person's hand is moving; pure."""

from __future__ import annotations

EVERY_NS = 50_000_000
"""What follows sooner is not told, unless a hand goes down or all are up."""


class Activity:
    """Thins out what a hand does to what the service needs: that it moves, and whether it holds something down.

    Attributes:
        told_down: What the service was told last.
    """

    def __init__(self) -> None:
        self.told_down = False
        self._told_ns: dict[bool, int] = {}

    def note(self, now_ns: int, *, down: bool, keys: bool) -> bool:
        """Take note of a physical key, button or motion.

        Args:
            now_ns: When.
            down: Whether any key or button is down after it.
            keys: It was a key.

        Returns:
            Whether the service is to be told: at most every 50 ms, of keys and of the rest each, but always when the
            first goes down and when the last comes up.
        """
        told_ns = self._told_ns.get(keys)
        if down == self.told_down and told_ns is not None and now_ns - told_ns < EVERY_NS:
            return False
        self._told_ns[keys] = now_ns
        self.told_down = down
        return True
