"""Is the service still turning; pure."""

from __future__ import annotations

SILENCE_NS = 1_000_000_000
"""A service that is silent this long while agents run is hung."""

_FIRST_BEAT_NS = 10_000_000_000
_OWN_GAP_NS = 300_000_000


class ServiceWatch:
    """Compares the service's heartbeat with our own clock.

    A machine that slept or swapped makes both of us late. Silence is counted only over time in which our own
    turns came regularly.
    """

    def __init__(self) -> None:
        self._since_ns: int | None = None
        self._turn_ns = 0
        self._lost = False

    def check(self, now_ns: int, beat_ns: int, *, agents: bool) -> bool:
        """Look once; call it at least every 100 ms.

        Args:
            now_ns: Our clock, monotonic.
            beat_ns: When the service last beat, same clock; 0 before its first.
            agents: Whether any agent runs.

        Returns:
            True once for each time that the service falls silent.
        """
        regular = now_ns - self._turn_ns < _OWN_GAP_NS
        self._turn_ns = now_ns
        if not agents or not regular or self._since_ns is None:
            self._since_ns = now_ns
        heard_ns = max(beat_ns, self._since_ns)
        if now_ns - heard_ns <= (SILENCE_NS if beat_ns else _FIRST_BEAT_NS):
            if now_ns - beat_ns <= SILENCE_NS:
                self._lost = False
            return False
        if self._lost:
            return False
        self._lost = True
        return True
