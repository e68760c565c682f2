"""The process of the person's hand, run alone: the test is its service and its ui."""

from __future__ import annotations

import mmap
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from supervisor.channel import Channel
from supervisor.core import shared_state
from tests.support.answering import answers_are_kept
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping
    from types import TracebackType

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

ROOT = Path(__file__).parents[2]
CHORDS = {
    "stop": "ctrl+alt+s",
    "pause": "ctrl+alt+p",
    "approve": "ctrl+alt+y",
    "second": "ctrl+alt+o",
    "reject": "ctrl+alt+n",
    "modify": "ctrl+alt+e",
    "rearm": "ctrl+alt+r",
}
_BEAT_S = 0.05
_NO_WINDOW = 1
"""No resource of any client has this number."""


class HumanProcess:
    """`python -m supervisor.human` on a virtual desktop.

    Attributes:
        process: The process.
        memory: The shared memory.
        said: All messages that came, oldest first.
        ready: Its first message.
        beating: Whether we beat as a service does; cleared, we look hung.
    """

    def __init__(self, desktop: VirtualDesktop, *, env: Mapping[str, str] | None = None, **config: Any) -> None:
        """Start it and wait until it is ready.

        Args:
            desktop: Where.
            env: Added to the environment.
            **config: Over the defaults of the message `config`.
        """
        self._desktop = desktop
        self.said: list[dict[str, Any]] = []
        memory_fd = os.memfd_create("test", 0)
        os.ftruncate(memory_fd, shared_state.SIZE)
        self.memory = memoryview(mmap.mmap(memory_fd, shared_state.SIZE))
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        our_ui, their_ui = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        argv = [sys.executable, "-m", "supervisor.human", "--fd", str(theirs.fileno())]
        argv += ["--ui-fd", str(their_ui.fileno()), "--memory-fd", str(memory_fd)]
        self.process: subprocess.Popen[bytes] = desktop.spawn(
            argv,
            env={"PYTHONPATH": str(ROOT), **(env or {})},
            pass_fds=(theirs.fileno(), their_ui.fileno(), memory_fd),
            cwd=ROOT,
        )
        for end in (theirs, their_ui):
            end.close()
        os.close(memory_fd)
        self._service_socket = ours
        self._service = Channel(ours)
        self._ui = Channel(our_ui)
        self.beating = threading.Event()
        self.beating.set()
        self._ended = threading.Event()
        self._beat_once()
        threading.Thread(target=self._beat, daemon=True).start()
        self.tell({"t": "config", "chords": CHORDS, "escape_hold_s": 0.7, "arm_ms": 500, "trusted": [], **config})
        self.ready = self.wait("ready")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Be gone as the service, and wait for the process to end."""
        self._ended.set()
        self._service.close()
        self._ui.close()
        self.process.wait(20)

    def tell(self, message: Mapping[str, object], *fds: int) -> None:
        """Say something as the service."""
        self._service.send(message, fds)

    def tell_ui(self, message: Mapping[str, object]) -> None:
        """Say something as the ui."""
        self._ui.send(message)

    def hear(self, kind: str = "", **fields: object) -> list[dict[str, Any]]:
        """Give the messages so far of that type and with those fields."""
        for packet in self._service.receive():
            self.said.append(dict(packet.message))
        return [
            one
            for one in self.said
            if kind in ("", one["t"]) and all(one.get(name) == value for name, value in fields.items())
        ]

    def wait(self, kind: str, *, count: int = 1, timeout_s: float = 45.0, **fields: object) -> dict[str, Any]:
        """Wait for the `count`-th message of that type and with those fields."""

        def look() -> dict[str, Any] | None:
            found = self.hear(kind, **fields)
            assert found or self.process.poll() is None, f"it ended with {self.process.poll()}"
            return found[count - 1] if len(found) >= count else None

        return wait_for(look, f"`{kind}` {fields} of the human process", timeout_s=timeout_s)

    def settle(self) -> None:
        """Wait until it has done all that it was told, and heard all that happened before."""
        number = time.monotonic_ns()
        self.tell({"t": "ping", "n": number})
        self.wait("pong", n=number)

    @property
    def stopped(self) -> bool:
        """Whether the latch is set."""
        return self.memory[shared_state.LATCH] != 0

    @property
    def paused(self) -> bool:
        """Whether the gate is closed by pause."""
        return self.memory[shared_state.PAUSED] != 0

    def ask(self, request: str | None, kind: str = "action", *, twice: bool = False) -> None:
        """Have the person asked something, or nothing."""
        self.tell({"t": "pending", "request": request, "kind": kind, "twice": twice})
        self.settle()

    def show(self, request: str) -> None:
        """Say as the ui that the question is on the screen, in a window that nobody can press."""
        spot = [0, 0, 1, 1]
        self.tell_ui({"t": "popup", "request": request, "window": _NO_WINDOW, "approve": spot, "reject": spot})

    def replace_ui(self) -> None:
        """Be a new ui, after the first has gone."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.tell({"t": "ui"}, theirs.fileno())
        theirs.close()
        self.settle()
        self._ui.close()
        self._ui = Channel(ours)

    def answer(self, person: Person, request: str, chord: str, kind: str = "action") -> dict[str, Any]:
        """Ask, and press the chord until it has answered: at first it is not yet kept from other programs."""
        self.ask(request, kind)
        self.show(request)
        self.wait_swallowing()

        def press() -> dict[str, Any] | None:
            person.chord(chord)
            self.settle()
            found = self.hear("answer", request=request)
            return found[0] if found else None

        return wait_for(press, f"the answer to `{request}`")

    def wait_swallowing(self) -> None:
        """Wait until Ctrl+Alt+Y and Ctrl+Alt+N are kept from other programs, on an American keyboard."""
        wait_for(self.is_swallowing, "the chords to be swallowed")

    def is_swallowing(self) -> bool:
        """Tell whether no other program could have these chords for itself."""
        return answers_are_kept(self._desktop)

    def upstream(self, number: int) -> socket.socket:
        """Give it a connection of the gate; what comes back is the other end, which sees it being shut down."""
        far, near = socket.socketpair()
        self.tell({"t": "upstream", "n": number}, near.fileno())
        self.wait("upstream_ok", n=number)
        near.close()
        return far

    def agent(self, name: str, pid: int, mode: str) -> None:
        """Give it an agent."""
        pidfd = os.pidfd_open(pid)
        self.tell({"t": "agent", "id": name, "pid": pid, "mode": mode}, pidfd)
        os.close(pidfd)
        self.wait("agent_ok", id=name)

    def _beat(self) -> None:
        while not self._ended.wait(_BEAT_S):
            if self.beating.is_set():
                self._beat_once()

    def _beat_once(self) -> None:
        field = slice(shared_state.SERVICE_BEAT, shared_state.SERVICE_BEAT + 8)
        self.memory[field] = time.monotonic_ns().to_bytes(8, "little")


def is_shut(far: socket.socket) -> bool:
    """Tell whether the other end of a connection was shut down."""
    far.setblocking(False)
    try:
        return far.recv(1) == b""
    except BlockingIOError:
        return False
