"""One connection of a process to its supervisor, made when it is first needed."""

from __future__ import annotations

import base64
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supervisor.client.errors import CallError, ConnectionLost, Denied
from supervisor.client.sync import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_UNDERSTOOD = -32602
"""JSON-RPC: the parameters are none that the protocol knows."""
MOST_TURNS = 100
"""Clicks of the wheel that one gesture takes."""


class NoSuchKeyError(Exception):
    """The keyboard has no such key, or the character cannot be typed; nothing was done."""


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is, and how large the screen is; physical px."""

    x: int
    y: int
    width: int
    height: int


class Connection:
    """Makes gestures; safe from several threads, and in child processes, each of which connects for itself."""

    def __init__(self, via: str, connect: Callable[[str], Supervisor] | None = None) -> None:
        """Begin without connecting.

        Args:
            via: What carries the calls, for the record.
            connect: Connects; None for the supervisor that the environment names.
        """
        self._via = via
        self._connect = connect or _connect
        self._lock = threading.Lock()
        self._process = 0
        self._hands: Supervisor | None = None
        self._parents: list[Supervisor | None] = []

    def pointer(self) -> Pointer:
        """Ask where the pointer is.

        Raises:
            SupervisorError: nobody can be asked.
        """
        found = self._call(lambda hands: hands.call("pointer", {}))
        screen = found["screen"]
        return Pointer(int(found["x"]), int(found["y"]), int(screen["width"]), int(screen["height"]))

    def picture(self) -> bytes:
        """Take a picture of the screen, PNG.

        Raises:
            SupervisorError: there is none.
        """
        return base64.b64decode(self._call(lambda hands: hands.call("screenshot", {}))["data"])

    def does(self, **gesture: Any) -> None:
        """Make a gesture, once it is allowed; what a person makes of it instead counts as done.

        Args:
            gesture: As the protocol has it; fields that are None are left out.

        Raises:
            NoSuchKeyError: there is no such key or character here.
            SupervisorError: it was not done.
        """
        said = {name: value for name, value in gesture.items() if value is not None}
        try:
            self._call(lambda hands: hands.propose(said))
        except Denied as e:
            if not e.outcome.rule:
                raise NoSuchKeyError(e.reason) from e
            raise
        except CallError as e:
            if e.code == _NOT_UNDERSTOOD:
                raise NoSuchKeyError(str(e)) from e
            raise

    def turns(self, dx: int, dy: int, x: int | None = None, y: int | None = None) -> None:
        """Turn the wheel, by as many gestures as that takes.

        Args:
            dx: Clicks to the right, negative to the left.
            dy: Clicks down, negative up.
            x: px from the left edge; None, with `y`, for where the pointer is.
            y: px from the top edge.

        Raises:
            SupervisorError: it was not done.
        """
        for name, clicks in (("dy", dy), ("dx", dx)):
            left = abs(clicks)
            while left:
                now = min(left, MOST_TURNS)
                self.does(type="scroll", x=x, y=y, **{name: now if clicks > 0 else -now})
                left -= now

    def on_screen(self, x: float, y: float) -> tuple[int, int]:
        """Give the place on the screen next to one: where an operating system puts a pointer that is sent beyond.

        Raises:
            SupervisorError: nobody can be asked.
        """
        screen = self.pointer()
        return max(0, min(int(x), screen.width - 1)), max(0, min(int(y), screen.height - 1))

    def _call(self, do: Callable[[Supervisor], Any]) -> Any:
        hands = self._supervisor()
        try:
            return do(hands)
        except ConnectionLost:
            with self._lock:
                if self._hands is hands:
                    self._hands = None
            raise

    def _supervisor(self) -> Supervisor:
        with self._lock:
            if self._process != os.getpid():
                # What a parent process speaks over is its own; it is kept, for its end would be the parent's too.
                self._parents.append(self._hands)
                self._process, self._hands = os.getpid(), None
            if self._hands is None:
                self._hands = self._connect(self._via)
            return self._hands


def _connect(via: str) -> Supervisor:
    hands = Supervisor(client=via, via=via)
    hands.accept_modified = True
    return hands
