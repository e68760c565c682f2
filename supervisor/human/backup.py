"""The second listener: RECORD, by pynput, in a thread of its own. It serves stop and pause when the first is deaf."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from supervisor.human.chords import Keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.human.corroboration import Corroboration
    from supervisor.human.layout import Layout

SERVES = ("stop", "pause")
"""Chords that only tighten. A program could type the others here."""

_PATIENCE_S = 0.03
_START_S = 5.0
_KEY_PRESS, _KEY_RELEASE = 2, 3
_NO_DEVICE = 0


class BackupListener:
    """Hears keys of all devices without telling them apart.

    Attributes:
        problem: Why it does not hear, as a sentence; None while it does.
    """

    def __init__(
        self, heard_too: Corroboration, act: Callable[[str, int], None], failed: Callable[[str], None]
    ) -> None:
        """Prepare.

        Args:
            heard_too: What the first listener heard.
            act: Called in the listener's thread with the chord's name and the time, monotonic ns.
            failed: Called in the listener's thread with a sentence when it ends.
        """
        self.problem: str | None = "the second key listener has not started"
        self._heard_too = heard_too
        self._act = act
        self._failed = failed
        self._keys = Keys()
        self._ready = threading.Event()
        self._ended = False

    def start(self) -> None:
        """Start, and wait until it listens or has failed; see `problem`."""
        threading.Thread(target=self._run, name="backup-listener", daemon=True).start()
        if not self._ready.wait(_START_S):
            self.problem = _sentence("it did not start in time")

    def learn(self, layout: Layout) -> None:
        """Use this layout from now on."""
        self._keys.learn({}, layout)

    def end(self) -> None:
        """Take that we are about to leave: the display's end is no failure any more."""
        self._ended = True

    def heard(self, kind: int, keycode: int, time_ms: int) -> None:
        """Take one event, in the listener's thread.

        Args:
            kind: X event type, KeyPress or KeyRelease.
            keycode: Which key.
            time_ms: The server's clock.
        """
        now_ns = time.monotonic_ns()
        if kind == _KEY_RELEASE:
            self._keys.held.release(_NO_DEVICE, keycode)
        if kind != _KEY_PRESS:
            return
        chord = self._keys.press(_NO_DEVICE, keycode, now_ns)
        if chord in SERVES and not self._heard_too.knows(keycode, time_ms):
            # The first listener may be a few milliseconds behind.
            threading.Event().wait(_PATIENCE_S)
            if not self._heard_too.knows(keycode, time_ms):
                self._act(chord, now_ns)

    def _run(self) -> None:
        why = "it ended"
        try:
            # Run here rather than in the thread that it is, so that what fails is ours to tell.
            _make_listener(self.heard, self._begin).run()
        except Exception as e:  # noqa: BLE001 - top of a thread, and pynput lets any error of the display through
            why = str(e) or type(e).__name__
        self.problem = _sentence(why)
        if self._ready.is_set() and not self._ended:
            self._failed(self.problem)
        self._ready.set()

    def _begin(self) -> None:
        self.problem = None
        self._ready.set()


def _sentence(why: str) -> str:
    return (
        f"the second key listener (RECORD) does not work: {why}: stop and pause hang on the first alone; "
        "let the X server load its RECORD extension"
    )


def _make_listener(heard: Callable[[int, int, int], None], begin: Callable[[], None]) -> Any:
    """Make the listener; pynput connects to the display as it is imported, so that happens here.

    Raises:
        ImportError: pynput cannot work here.
        TypeError: this pynput is not built as the one known to us.
    """
    from pynput import keyboard  # noqa: PLC0415 - connects to the display

    if not all(callable(getattr(keyboard.Listener, name, None)) for name in ("_handle_message", "_handler")):
        raise TypeError("this version of pynput is not known: install pynput 1.8")

    class Listener(keyboard.Listener):
        """Hands keycodes on; pynput's own callbacks give keysyms, and ask the server for them at times."""

        def _handle_message(self, _display: Any, event: Any, _injected: bool) -> None:
            heard(event.type, event.detail, event.time)

        def _handler(self, events: Any) -> None:
            begin()  # the first call is RECORD's word that it has begun
            inherited: Any = super()
            inherited._handler(events)  # noqa: SLF001 - the one hook that pynput has for this

    return Listener()
