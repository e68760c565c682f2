"""Whether the first listener heard what the second one heard; pure, save that two threads share it.

The second listener cannot tell a program's keys from a person's. It may act only on what the first did not hear at
all, that is when the first is deaf.
"""

from __future__ import annotations

from collections import deque

_REMEMBERED = 256
_SAME_MS = 30
_CLOCK_MS = 1 << 32


class Corroboration:
    """Presses that the first listener heard of any device, by the server's clock.

    The server hands the second listener's last event out only when it has something else to write, which can be a
    second later. So what is compared is when the server says that it happened, not when it came here.
    """

    def __init__(self) -> None:
        # Appending to a deque and copying it are single steps under the interpreter's lock.
        self._heard: deque[tuple[int, int]] = deque(maxlen=_REMEMBERED)

    def note(self, keycode: int, time_ms: int) -> None:
        """Take a press that the first listener heard."""
        self._heard.append((keycode, time_ms))

    def knows(self, keycode: int, time_ms: int) -> bool:
        """Tell whether the first listener heard a press of that key at that time, 30 ms more or less."""
        for code, heard_ms in reversed(self._heard.copy()):
            apart = (heard_ms - time_ms) % _CLOCK_MS
            if code == keycode and min(apart, _CLOCK_MS - apart) <= _SAME_MS:
                return True
        return False
