"""When to tell the service that the person's hand is moving; pure."""

from __future__ import annotations

_EVERY_NS = 50_000_000


class Activity:
    """Thins out what a hand does to what the service needs: that it moves, and whether it holds something down.

    Attributes:
        told_down: What the service was told last.
    """

    def __init__(self) -> None:
        self._told_ns: int | None = None
        self.told_down = False

    def note(self, now_ns: int, *, down: bool) -> bool:
        """Take note of a physical key, button or motion.

        Args:
            now_ns: When.
            down: Whether any key or button is down after it.

        Returns:
            Whether the service is to be told: at most every 50 ms, but always when the first goes down and when the
            last comes up.
        """
        if down == self.told_down and self._told_ns is not None and now_ns - self._told_ns < _EVERY_NS:
            return False
        self._told_ns = now_ns
        self.told_down = down
        return True
