"""Questions to the X server, asked in a thread of their own: an answer takes as long as others hold the server."""

from __future__ import annotations

import logging
import os
import select
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

from Xlib import X
from Xlib.protocol import request as xrequest

from supervisor.human.connection import Connection
from supervisor.human.errors import SeatError

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

_SETTLE_S = 0.05
"""Programs change the keymap twice for each character they borrow a key for, and windows move in bursts."""
_TURN_S = 0.25
"""RECORD keeps its last event back until the server writes something else: a small question makes it."""
_RESTACKED = frozenset(
    {
        X.ConfigureNotify,
        X.MapNotify,
        X.UnmapNotify,
        X.DestroyNotify,
        X.ReparentNotify,
        X.CirculateNotify,
        X.CreateNotify,
        X.GravityNotify,
    }
)


class Seat:
    """Asks one question after the other; the answers go to the loop.

    Attributes:
        on_keymap: Called in the loop when keymaps or modifiers changed.
        on_restack: Called in the loop when windows moved, if watched.
    """

    def __init__(
        self, post: Callable[[Callable[[], None]], None], lost: Callable[[], None], display: str | None = None
    ) -> None:
        """Connect; `start` begins.

        Args:
            post: Has a call made in the loop.
            lost: What to do there when the X server has gone.
            display: Display such as `:0`; None for `$DISPLAY`.

        Raises:
            SeatError: the display cannot be opened.
        """
        self.on_keymap: Callable[[], None] = _nothing
        self.on_restack: Callable[[], None] = _nothing
        self.connection = Connection(display)
        self._post = post
        self._lost = lost
        self._questions: deque[Callable[[], None]] = deque()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._due: dict[str, float] = {}
        self._asked_s = 0.0
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="seat", daemon=True)

    def start(self) -> None:
        """Begin to answer questions."""
        self._thread.start()

    def end(self) -> None:
        """Answer no more, and close; the thread must not be waiting for the server."""
        self._ended = True
        os.eventfd_write(self._bell, 1)
        self._thread.join()
        self.connection.close()
        os.close(self._bell)

    def ask(self, question: Callable[[Connection], _T], then: Callable[[_T], None]) -> None:
        """Ask from the loop.

        Args:
            question: Called in our thread; may raise SeatError.
            then: Called in the loop with its result.
        """

        def answer() -> None:
            result = question(self.connection)
            self._post(lambda: then(result))

        self._questions.append(answer)
        os.eventfd_write(self._bell, 1)

    def watch_windows(self, *, watch: bool) -> None:
        """Begin or end to tell when windows move."""
        mask = X.SubstructureNotifyMask if watch else 0
        self.ask(
            lambda connection: connection.tell(
                xrequest.ChangeWindowAttributes, window=connection.root, event_mask=mask
            ),
            lambda _: None,
        )

    def _run(self) -> None:
        ready = select.poll()
        ready.register(self.connection.fileno(), select.POLLIN)
        ready.register(self._bell, select.POLLIN)
        try:
            while not self._ended:
                while self._questions:
                    self._questions.popleft()()
                    self._asked_s = time.monotonic()
                self._turn(time.monotonic())
                # Last: an answer brings events with it that the socket tells of no more.
                self._take_events()
                wake_s = min([self._asked_s + _TURN_S, *self._due.values()])
                ready.poll(max(0.0, wake_s - time.monotonic()) * 1000)
                _drain(self._bell)
        except SeatError:
            self._post(self._lost)
        except Exception:  # noqa: BLE001 - top of a thread, which must not end silently
            # Without answers from the server nobody can be asked anything: as good as lost.
            _log.exception("the X server was not understood")
            self._post(self._lost)

    def _take_events(self) -> None:
        for event in self.connection.events():
            if event.type == X.MappingNotify:
                self._due.setdefault("keymap", time.monotonic() + _SETTLE_S)
            elif event.type in _RESTACKED:
                self._due.setdefault("restack", time.monotonic() + _SETTLE_S)

    def _turn(self, now_s: float) -> None:
        for name, call in (("keymap", self.on_keymap), ("restack", self.on_restack)):
            if self._due.get(name, now_s + 1) <= now_s:
                del self._due[name]
                self._post(call)
        if now_s - self._asked_s >= _TURN_S:
            self.connection.ask(xrequest.GetInputFocus)
            self._asked_s = time.monotonic()


def _drain(bell: int) -> None:
    try:
        os.eventfd_read(bell)
    except BlockingIOError:
        return


def _nothing(*_: Any) -> None:
    return
