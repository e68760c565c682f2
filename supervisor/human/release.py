"""Lets go of the keys and buttons that agents hold down, by the same devices that pressed them."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from Xlib import X
from Xlib.ext import xtest

from supervisor.human.connection import Connection
from supervisor.human.errors import SeatError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supervisor.human.latch import Latch

_log = logging.getLogger(__name__)
_CALM_LOOKS = 3
_LOOK_EVERY_S = 0.005
_BOUND_S = 2.0
_SETTLE_S = 0.025
"""So long a program may take to see where the drag is now."""


class Releaser:
    """A connection opened beforehand, in a thread of its own: it waits as long as another client holds the server.

    Attributes:
        xtest_devices: Devices that programs press keys with; set whenever the devices change.
    """

    def __init__(self, latch: Latch, display: str | None = None) -> None:
        """Connect and start.

        Raises:
            SeatError: the display cannot be opened, or has no XTEST.
        """
        self.xtest_devices: tuple[int, ...] = ()
        self._latch = latch
        self._connection = Connection(display)
        opcode = self._connection.opcode(xtest.extname)
        if opcode is None:
            self._connection.close()
            raise SeatError("the X server has no XTEST extension: what agents hold down cannot be released")
        self._opcode = opcode
        self._wanted = threading.Event()
        self._calls: list[Callable[[int], None]] = []
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="release", daemon=True)
        self._thread.start()

    def release(self, then: Callable[[int], None]) -> None:
        """Release everything; returns at once.

        Args:
            then: Called in our thread with the time that nothing was down, monotonic ns; 0 when that was not reached.
        """
        self._calls.append(then)
        self._wanted.set()

    def end(self) -> None:
        """Close the connection and end the thread, which must not be waiting for the server."""
        self._ended = True
        self._wanted.set()
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        alive = True
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._ended:
                return
            calls, self._calls = self._calls, []
            done_ns = 0
            if alive:
                try:
                    done_ns = self._until_calm()
                except SeatError:
                    alive = False
                except Exception:  # noqa: BLE001 - top of a thread, which must not end silently
                    _log.exception("keys could not be released")
            for call in calls:
                call(done_ns)

    def _until_calm(self) -> int:
        """Release until nothing has been down for a few looks: what agents wrote last may still be on its way.

        The gate's list goes first: a press that waits behind a frozen grab is not in the devices' state yet.
        """
        self._take_back()
        self._let_go(self._latch.keys_down(), self._latch.buttons_down())
        deadline_s = time.monotonic() + _BOUND_S
        calm_ns, looks = 0, 0
        while looks < _CALM_LOOKS:
            keys, buttons = self._state()
            if keys or buttons:
                self._let_go(keys, buttons)
                calm_ns, looks = 0, 0
                if time.monotonic() > deadline_s:
                    return 0
                continue
            looks += 1
            calm_ns = calm_ns or time.monotonic_ns()
            if looks < _CALM_LOOKS:
                time.sleep(_LOOK_EVERY_S)
        return calm_ns

    def _take_back(self) -> None:
        """Bring a drag back to where it began: let go on the way it would end in its drop, which nobody decided on.

        Not by Escape: with the person's own Ctrl and Alt of the chord that is another key. In two steps, since a
        program that waits for an answer of the one dragged over passes a step over.
        """
        origin = self._latch.dragged_from
        if origin is None or not self._latch.buttons_down():
            return
        for x in (origin[0] + 1, origin[0]):
            self._fake(X.MotionNotify, 0, x, origin[1])
            # The answer shows that the server is not held by another client: only from now on time counts.
            self._state()
            time.sleep(_SETTLE_S)

    def _state(self) -> tuple[frozenset[int], frozenset[int]]:
        states = [self._connection.device_state(device) for device in self.xtest_devices]
        keys = frozenset[int]().union(*(state[0] for state in states))
        buttons = frozenset[int]().union(*(state[1] for state in states))
        return keys, buttons

    def _let_go(self, keys: Iterable[int], buttons: Iterable[int]) -> None:
        for kind, details in ((X.ButtonRelease, buttons), (X.KeyRelease, keys)):
            for detail in details:
                self._fake(kind, detail)

    def _fake(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        self._connection.tell(
            xtest.FakeInput,
            opcode=self._opcode,
            event_type=kind,
            detail=detail,
            time=X.CurrentTime,
            root=self._connection.root if kind == X.MotionNotify else X.NONE,
            x=x,
            y=y,
        )
