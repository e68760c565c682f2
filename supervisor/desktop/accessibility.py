"""Elements by AT-SPI, asked of a process of our own: the asking loop never waits, and always hears in time."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
from dataclasses import asdict, fields
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

from supervisor.core.context import Window
from supervisor.desktop.child import end_child
from supervisor.desktop.element_process import MAX_PACKET_BYTES, element_from_json
from supervisor.desktop.processes import python_module
from supervisor.desktop.timer import Timer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.action import Point
    from supervisor.core.context import Element

    Done = Callable[[Element | None, str], None]

_RESTART_S = 2.0
_ABSENT_S = 1.0
"""So long it is believed at most that a program shows no elements; once one may have begun to, no more."""
_WINDOW_FACTS = tuple(field.name for field in fields(Window))


class Accessibility:
    """Looks elements up within a budget.

    The budget is kept here, by a timer, so that it also holds when the process that looks is itself stuck.
    """

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        """Prepare; nothing is started yet.

        Args:
            environ: Where the session bus is named; None for this process's own.
        """
        self._environ = dict(os.environ if environ is None else environ)
        self._timer = Timer()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._epoll = select.epoll()
        self._epoll.register(self._timer.fileno(), select.EPOLLIN)
        self._epoll.register(self._wake, select.EPOLLIN)
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._started_at = -_RESTART_S
        self._ready = False
        self._waiting: dict[int, tuple[float, Done, int]] = {}
        self._absent: dict[int, float] = {}
        self._results: list[tuple[Done, Element | None, str]] = []
        self._last_id = 0

    def start(self) -> None:
        """Start the process that looks; what it cannot answer before it is ready is unknown."""
        self._started_at = monotonic()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            fd = theirs.fileno()
            self._process = subprocess.Popen(
                [*python_module("supervisor.desktop.element_process"), "--fd", str(fd)],
                pass_fds=(fd,),
                stdin=subprocess.DEVNULL,
                env=self._environ,
            )
        ours.setblocking(False)
        self._channel = ours
        self._epoll.register(ours.fileno(), select.EPOLLIN)

    def stop(self) -> None:
        """End the process and forget what is asked."""
        self._lose_process()
        self._waiting.clear()
        self._results.clear()
        self._epoll.close()
        self._timer.close()
        os.close(self._wake)

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when `dispatch` has work."""
        return self._epoll.fileno()

    def wait_ready(self, budget_s: float) -> bool:
        """Wait until the process can answer, for at most `budget_s`; for start-up only.

        Returns:
            True when it is ready.
        """
        deadline = monotonic() + budget_s
        while not self._ready and self._channel is not None and monotonic() < deadline:
            if select.select([self._channel], [], [], deadline - monotonic())[0]:
                self._receive()
        return self._ready

    def request(
        self,
        kind: Literal["point", "focus"],
        window: Window,
        point: Point | None,
        budget_s: float,
        done: Done,
        *,
        whom: bool = False,
    ) -> None:
        """Ask for the element at `point` of `window`, or in focus while `window` has it.

        Args:
            kind: What to look up.
            window: The window, as `Windows` told it.
            point: Physical px; None for the focus.
            budget_s: Longest wait, s.
            whom: Tell as well to whom the window would send, as far as there is time.
            done: Called once by `dispatch`, with the element, or with None and the name of the unknown fact:
                `element`, `element-timeout` or `element-unavailable`.
        """
        if self._channel is None and monotonic() - self._started_at >= _RESTART_S:
            self.start()
        if self.shows_none(window):
            self._finish(done, None, "element")
            return
        if self._channel is None:
            self._finish(done, None, "element-unavailable")
            return
        self._last_id += 1
        message = {
            "id": self._last_id,
            "kind": kind,
            "budget_s": budget_s,
            "whom": whom,
            "window": _as_json(window),
            "point": [point.x, point.y] if point else None,
        }
        try:
            self._channel.send(json.dumps(message).encode())
        except BlockingIOError:
            self._finish(done, None, "element-timeout")
            return
        except OSError:
            self._lose_process()
            self._finish(done, None, "element-unavailable")
            return
        self._waiting[self._last_id] = (monotonic() + budget_s, done, window.pid)
        self._set_timer()

    def shows_none(self, window: Window) -> bool:
        """Tell whether its program is known to show no elements; whatever was said of that up to now counts."""
        pid = window.pid
        if self._channel is None or pid not in self._absent:
            return False
        before = len(self._results)
        self._receive()
        if len(self._results) > before:
            # They were waited for by the descriptor that has nothing more to give.
            os.eventfd_write(self._wake, 1)
        return self._absent.get(pid, 0.0) > monotonic()

    def dispatch(self) -> None:
        """Call back for everything answered or out of time; never waits."""
        with contextlib.suppress(BlockingIOError):
            os.eventfd_read(self._wake)
        self._receive()
        now = monotonic()
        for number, (deadline, done, _pid) in list(self._waiting.items()):
            if deadline <= now:
                del self._waiting[number]
                self._results.append((done, None, "element-timeout"))
        self._set_timer()
        results, self._results = self._results, []
        for done, element, why in results:
            done(element, why)

    def _finish(self, done: Done, element: Element | None, why: str) -> None:
        self._results.append((done, element, why))
        os.eventfd_write(self._wake, 1)

    def _receive(self) -> None:
        while self._channel is not None:
            try:
                packet = self._channel.recv(MAX_PACKET_BYTES)
            except BlockingIOError:
                return
            except OSError:
                packet = b""
            if not packet:
                self._lose_process()
                return
            message = json.loads(packet)
            if message.get("ready"):
                self._ready = True
                continue
            if message.get("arrived"):
                self._absent.clear()
                continue
            if waiting := self._waiting.pop(message["id"], None):
                data = message["element"]
                self._note_absent(waiting[2], absent=message.get("absent") is True)
                self._results.append((waiting[1], element_from_json(data) if data else None, message["why"]))

    def _note_absent(self, pid: int, *, absent: bool) -> None:
        if not (absent and pid):
            self._absent.pop(pid, None)
            return
        now = monotonic()
        self._absent = {other: until for other, until in self._absent.items() if until > now}
        self._absent[pid] = now + _ABSENT_S

    def _lose_process(self) -> None:
        """Fail all that is asked; the next request starts the process again."""
        self._absent.clear()
        end_child(self._process, self._channel, self._epoll.unregister)
        self._process = self._channel = None
        self._ready = False
        for _, done, _pid in self._waiting.values():
            self._finish(done, None, "element-unavailable")
        self._waiting.clear()

    def _set_timer(self) -> None:
        self._timer.set(min((deadline for deadline, *_ in self._waiting.values()), default=None))


def _as_json(window: Window) -> dict[str, Any]:
    """Give a window as plain JSON; `asdict` takes ten times as long, and an agent waits."""
    facts = {name: getattr(window, name) for name in _WINDOW_FACTS}
    return facts | {"rect": asdict(window.rect) if window.rect is not None else None}
