"""The service's link to `human`: who holds duplicates of the sockets and owns the latch."""

from __future__ import annotations

import select
import socket
import subprocess
from typing import TYPE_CHECKING, Any

from supervisor.channel import Channel
from supervisor.core.shared_state import HUMAN_BEAT
from supervisor.desktop.child import end_child
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.ports import Loop

HUNG_S = 2.0
"""`human` beats every 100 ms; this much silence means that it cannot hear the person."""
_READY_S = 15.0
_ENDS_S = 3.0
_LOOK_S = 0.25
_OWN_GAP_S = 1.0
"""A look that comes this late says that the machine slept, or that we were stopped: `human` was no less."""


class HumanLink:
    """Starts `human` and speaks with it.

    Attributes:
        on_message: Called with each message that is not an acknowledgement.
        on_lost: Called once when `human` is gone or hangs.
        facts: Its `ready` message; empty until then.
    """

    def __init__(self, loop: Loop, memory: memoryview, memory_fd: int) -> None:
        self._loop = loop
        self._memory = memory
        self._memory_fd = memory_fd
        self._number = 0
        self._ready_ns = 0
        self._acknowledged: dict[tuple[str, object], Callable[[], None]] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        self._lost = False
        self.facts: dict[str, Any] = {}
        self.on_message: Callable[[Mapping[str, Any]], None] = lambda _message: None
        self.on_lost: Callable[[str], None] = lambda _why: None

    def start(self, ui_end: socket.socket, config: Mapping[str, object]) -> None:
        """Start the process and give it its settings.

        Args:
            ui_end: The end of the ui's socket pair that belongs to `human`; closed here.
            config: The `config` message.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [*python_module("supervisor.human.__main__"), "--fd", str(theirs.fileno())]
        command += ["--ui-fd", str(ui_end.fileno()), "--memory-fd", str(self._memory_fd)]
        fds = (theirs.fileno(), ui_end.fileno(), self._memory_fd)
        self._process = subprocess.Popen(command, pass_fds=fds, stdin=subprocess.DEVNULL)
        theirs.close()
        ui_end.close()
        self._channel = Channel(ours)
        self._channel.send(config)
        self._loop.add(ours.fileno(), self._on_event, select.EPOLLIN)
        now_ns = self._loop.now_ns()
        self._watch(now_ns, now_ns)

    def tell(self, message: Mapping[str, object], fds: tuple[int, ...] = ()) -> None:
        """Send a message."""
        if self._channel is not None:
            self._channel.send(message, fds)

    def hold_socket(self, upstream: socket.socket, held: Callable[[], None]) -> Callable[[], None]:
        """Give `human` a duplicate of an upstream socket.

        Args:
            upstream: The socket.
            held: Called when `human` has it; before that no byte of an agent may flow.

        Returns:
            The call that tells `human` to let go.
        """
        self._number += 1
        number = self._number
        self._acknowledged["upstream_ok", number] = held
        self.tell({"t": "upstream", "n": number}, (upstream.fileno(),))
        return lambda: self._let_go(number)

    def _let_go(self, number: int) -> None:
        self._acknowledged.pop(("upstream_ok", number), None)
        self.tell({"t": "upstream_gone", "n": number})

    def allow_outlet(self, client: int) -> None:
        """Say by which X client our input comes; before `hold_socket` of it, and so before any input."""
        self.tell({"t": "outlet", "client": client})

    def hold_agent(self, agent: str, pid: int, mode: str, pidfd: int, held: Callable[[], None]) -> None:
        """Give `human` what it needs to kill an agent; `held` is called when it has it."""
        self._acknowledged["agent_ok", agent] = held
        self.tell({"t": "agent", "id": agent, "pid": pid, "mode": mode}, (pidfd,))

    def _on_event(self, _events: int) -> None:
        channel = self._channel
        if channel is None:
            return
        for packet in channel.receive():
            packet.close()
            message = packet.message
            kind = message.get("t")
            if kind in ("upstream_ok", "agent_ok"):
                key = (str(kind), message.get("n") if kind == "upstream_ok" else message.get("id"))
                held = self._acknowledged.pop(key, None)
                if held is not None:
                    held()
                continue
            if kind == "ready":
                self.facts = dict(message)
                self._ready_ns = self._loop.now_ns()
            self.on_message(message)
        if channel.closed:
            self._gone("it ended")

    def _watch(self, since_ns: int, looked_ns: int) -> None:
        """Look at the beat of `human`; a process that is stopped keeps its socket open.

        Args:
            since_ns: Silence is counted from here at the earliest.
            looked_ns: When we looked last.
        """
        if self._lost:
            return
        now_ns = self._loop.now_ns()
        if now_ns - looked_ns > _OWN_GAP_S * 1e9:
            since_ns = now_ns
        beat_ns = int.from_bytes(self._memory[HUMAN_BEAT : HUMAN_BEAT + 8], "little")
        silent_s = (now_ns - max(beat_ns, self._ready_ns, since_ns)) / 1e9
        if silent_s > (HUNG_S if self.facts else _READY_S):
            self._gone(f"it has not moved for {silent_s:.1f} s")
            return
        self._loop.after(_LOOK_S, lambda: self._watch(since_ns, now_ns))

    def _gone(self, why: str) -> None:
        if not self._lost:
            self._lost = True
            self.on_lost(why)

    def close(self) -> None:
        """Let `human` go: it ends when the socket closes."""
        self._lost = True
        end_child(self._process, self._channel, self._loop.remove, patience_s=_ENDS_S)
        self._process = self._channel = None
