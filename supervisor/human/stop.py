"""The stop: latch, sockets, keys, processes, in this order, from any thread, any number of times.

The keys get a short head start, since hundreds of processes that die take all the machine's time; they are let go
once more when all are dead.

# INVARIANT: up to the message `stopped` nothing here waits for anybody: not for the service, the ui, the X server,
# nor for the death of a process.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from supervisor.human.kill import Agents, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.human.latch import Latch

_log = logging.getLogger(__name__)
_POLL_S = 0.01
_HEAD_START_S = 0.004
_TRIES = 5
"""How often the killing is begun again when something was left, e.g. on a machine that is very busy."""


class Releases(Protocol):
    """Lets go of what agents hold down, in its own time."""

    def release(self, then: Callable[[int], None]) -> None:
        """Begin; call `then` with the time of the end, 0 when it was not reached."""


class _Later:
    """A time that another thread will tell."""

    def __init__(self) -> None:
        self._told = threading.Event()
        self._time_ns = 0

    def set(self, time_ns: int) -> None:
        self._time_ns = time_ns
        self._told.set()

    def wait(self, timeout_s: float | None = None) -> int:
        self._told.wait(timeout_s)
        return self._time_ns


@dataclass(frozen=True, slots=True)
class _Order:
    how: str
    device: str
    t_ns: int
    closed_ns: int
    released: _Later

    def message(self, kind: str, killed_ns: int, released_ns: int) -> dict[str, object]:
        return {
            "t": kind,
            "how": self.how,
            "device": self.device,
            "t_ns": self.t_ns,
            "closed_ns": self.closed_ns,
            "killed_ns": killed_ns,
            "released_ns": released_ns,
        }


class Stop:
    """What stop has to close and kill, and the act itself.

    Attributes:
        agents: What it kills.
    """

    def __init__(
        self, latch: Latch, tell: Callable[[Mapping[str, object]], object], after: Callable[[], None]
    ) -> None:
        """Prepare; the part that takes time runs in a thread of its own.

        Args:
            latch: Set first.
            tell: Sends a message to the service; must not wait.
            after: Called in the stop's thread each time that one has been carried out.
        """
        self.agents = Agents()
        self._latch = latch
        self._tell = tell
        self._after = after
        self._releases: Releases | None = None
        self._upstreams: dict[int, socket.socket] = {}
        self._orders: list[_Order] = []
        self._begun = 0
        self._done = 0
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        threading.Thread(target=self._finish_all, name="stop", daemon=True).start()

    @property
    def under_way(self) -> bool:
        """Whether a stop has begun and is not yet carried out."""
        return self._begun != self._done

    def release_with(self, releases: Releases) -> None:
        """Take what lets keys go, once it is connected."""
        self._releases = releases

    def add_upstream(self, number: int, fd: int) -> None:
        """Take a connection of the gate; ours from now on. While stopped, it is shut down at once."""
        sock = socket.socket(fileno=fd)
        with self._lock:
            old = self._upstreams.pop(number, None)
            self._upstreams[number] = sock
            # Read under the lock: a stop either finds the socket in the table or has set the latch before.
            if self._latch.stopped:
                _shut_down(sock)
        if old is not None:
            old.close()

    def drop_upstream(self, number: int) -> None:
        """Forget a connection that is gone."""
        with self._lock:
            sock = self._upstreams.pop(number, None)
        if sock is not None:
            sock.close()

    def add_agent(self, agent: str, target: Target) -> None:
        """Take an agent. While stopped, it is killed at once, without a word."""
        self.agents.add(agent, target)
        if self._latch.stopped:
            self.agents.kill_at_once()
            with self._lock:
                self._begun += 1
            self._wanted.set()

    def trigger(self, how: str, device: str, t_ns: int) -> None:
        """Stop.

        Args:
            how: `chord`, `escape`, `press`, `command`, `tray`; where nobody did it `bypass`, `human-failed`,
                `display-lost`, `alarm-lost` or `service-lost`.
            device: Name of the device; empty when it came by none.
            t_ns: When that was heard, monotonic.
        """
        self._latch.stop()
        with self._lock:
            # Once more: a re-arm may have come in between, and none can from here on.
            self._latch.stop()
            for sock in self._upstreams.values():
                _shut_down(sock)
            order = _Order(how, device, t_ns, time.monotonic_ns(), _Later())
            self._orders.append(order)
            self._begun += 1
        self._release(order.released)
        self._tell(order.message("stopped", 0, 0))
        order.released.wait(_HEAD_START_S)
        self.agents.kill_at_once()
        self._wanted.set()

    def rearm(self) -> bool:
        """Clear the latch. Callers show that a person wanted it.

        Returns:
            False, with nothing changed, while a stop is still being carried out.
        """
        with self._lock:
            if self.under_way:
                return False
            self._latch.rearm()
            return True

    def wait(self, timeout_s: float) -> bool:
        """Wait until no stop is under way; tells whether that came about."""
        deadline_s = time.monotonic() + timeout_s
        rest = threading.Event()
        while self.under_way and time.monotonic() < deadline_s:
            rest.wait(_POLL_S)
        return not self.under_way

    def _finish_all(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            with self._lock:
                begun, orders, self._orders = self._begun, self._orders, []
            if begun != self._done:
                killed_ns, released_ns = self._finish(orders[-1].released if orders else self._release(_Later()))
                # First done, then told: whoever hears of it may re-arm.
                self._done = begun
                for order in orders:
                    self._tell(order.message("stop_done", killed_ns, released_ns))
                self._after()

    def _release(self, released: _Later) -> _Later:
        """Begin to let keys go."""
        if self._releases is not None:
            self._releases.release(released.set)
        else:
            released.set(0)
        return released

    def _finish(self, released: _Later) -> tuple[int, int]:
        """Kill, and wait for the release; give the times that both were done."""
        killed_ns = self._kill()
        released_ns = released.wait()
        if killed_ns > released_ns:
            # Whoever pressed keys by another way than the gate is dead only now.
            self._release(_Later()).wait()
        return killed_ns, released_ns

    def _kill(self) -> int:
        """Kill everything; give the time that it was dead, 0 when it is not."""
        try:
            killed = any(self.agents.finish() for _ in range(_TRIES))
        except Exception:  # noqa: BLE001 - whatever fails, the rest of the stop goes on
            # INVARIANT: this thread lives on, for the release and for the next stop.
            _log.exception("agents could not be killed")
            return 0
        return time.monotonic_ns() if killed else 0


def _shut_down(sock: socket.socket) -> None:
    """Cut a connection, also for the process that we have it from."""
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
