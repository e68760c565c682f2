"""Keys on X11, by the connection that a library has to the server.

Both libraries look for a key by what it means, and press the first that has this meaning. With a spare key an agent
could get in front of the one that was judged: the first level of it the same, the next another. So it is seen here
that the key is the judged one, and that it still means what it meant then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.desktop.portable.hand import HandError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supervisor.desktop.portable.strokes import Key

_KEY_PRESS, _KEY_RELEASE = 2, 3
"""Of the X protocol; python-xlib is loaded by the libraries alone."""


class X11Keys:
    """The keys of the server beneath a library."""

    def __init__(self, display: Any) -> None:
        """Begin.

        Args:
            display: The library's connection, a `Display` of python-xlib.
        """
        self._display = display

    def check(self, keys: Iterable[Key]) -> None:
        """See that what is to be pressed means what it meant when it was judged.

        Raises:
            HandError: a key has another meaning by now.
        """
        rows = {key.keycode: key.row for key in keys if key.down}
        while self._display.pending_events():
            # Each change of the keyboard is told to everybody, and nobody else here would take that away.
            self._display.next_event()
        for keycode, judged in rows.items():
            # The server is asked each time: word of a change may lie unread.
            (now,) = self._display.get_keyboard_mapping(keycode, 1)
            if _without_end(now) != _without_end(judged):
                raise HandError(f"key {keycode} means something else than it did when it was judged")

    def send(self, key: Key) -> None:
        """Press or release exactly this key; it has been done when this returns."""
        self._display.xtest_fake_input(_KEY_PRESS if key.down else _KEY_RELEASE, key.keycode)
        self._display.sync()

    def remap(self, keycode: int, keysyms: Sequence[int]) -> None:
        """Give a key a meaning; it has been done when this returns."""
        self._display.change_keyboard_mapping(keycode, [tuple(keysyms)])
        self._display.sync()


def _without_end(row: Sequence[int]) -> tuple[int, ...]:
    """Leave out what means nothing at the end: how long rows are depends on the longest."""
    values = list(row)
    while values and not values[-1]:
        values.pop()
    return tuple(values)
