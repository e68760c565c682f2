"""The service's link to the ui: started, watched, started again."""

from __future__ import annotations

import contextlib
import select
import socket
import subprocess
from typing import TYPE_CHECKING, Any

from supervisor.channel import Channel
from supervisor.desktop.child import end_child
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.ports import Loop

PING_S = 0.5
QUIET_S = 1.5
"""Without a pong for this long the ui counts as absent; actions wait."""
HUNG_S = 4.0
"""After this it is ended and started again."""
START_S = 20.0
RESTART_S = 0.3
"""From the end of a ui to the start of the next, so that a ui that cannot start does not spin."""


class UiLink:
    """Keeps a ui running.

    Attributes:
        on_ready: A ui is there and drew nothing yet; called with its `send`.
        on_lost: It is gone or does not answer.
        on_message: Its other messages.
        on_started: The pid of each ui that was started.
    """

    def __init__(self, loop: Loop, give_to_human: Callable[[socket.socket], None]) -> None:
        self._loop = loop
        self._give_to_human = give_to_human
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        self._heard_ns = 0
        self._ready = False
        self._attached = False
        self._ending = False
        self._config: Mapping[str, object] = {}
        self.on_ready: Callable[[Callable[[dict[str, Any]], bool]], None] = lambda _send: None
        self.on_lost: Callable[[], None] = lambda: None
        self.on_message: Callable[[Mapping[str, Any]], None] = lambda _message: None
        self.on_started: Callable[[int], None] = lambda _pid: None

    def start(self, config: Mapping[str, object], human_end: socket.socket | None = None) -> None:
        """Start a ui.

        Args:
            config: The `config` message.
            human_end: The ui's end of a socket pair with `human`; None makes one and hands the other end over.
        """
        self._config = config
        if human_end is None:
            human_end, for_human = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._give_to_human(for_human)
            for_human.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [*python_module("supervisor.ui.__main__"), "--fd", str(theirs.fileno())]
        command += ["--human-fd", str(human_end.fileno())]
        fds = (theirs.fileno(), human_end.fileno())
        self._process = subprocess.Popen(command, pass_fds=fds, stdin=subprocess.DEVNULL)
        self.on_started(self._process.pid)
        theirs.close()
        human_end.close()
        self._channel = Channel(ours)
        self._channel.send(config)
        self._ready = False
        self._heard_ns = self._loop.now_ns()
        self._loop.add(ours.fileno(), self._on_event, select.EPOLLIN)
        self._loop.after(PING_S, lambda: self._ping(self._channel))

    def configure(self, config: Mapping[str, object]) -> None:
        """Use another `config` from now on."""
        self._config = config
        if self._channel is not None:
            self._channel.send(config)

    def _send(self, message: dict[str, Any]) -> bool:
        channel = self._channel
        taken = channel is not None and channel.send(message) and not channel.waiting
        if not taken:
            self._loop.after(0, self._stalled)
        return taken

    def _stalled(self) -> None:
        """The ui does not read as fast as it is told: absent until it answers again."""
        if self._attached:
            self._attached = False
            self.on_lost()

    def _on_event(self, _events: int) -> None:
        channel = self._channel
        if channel is None:
            return
        for packet in channel.receive():
            packet.close()
            self._heard_ns = self._loop.now_ns()
            if packet.message.get("t") == "ready":
                self._ready = True
                self.on_message(packet.message)
            elif packet.message.get("t") != "pong":
                self.on_message(packet.message)
        if channel.closed:
            self._lose()
            return
        if self._ready and not self._attached:
            self._attached = True
            self.on_ready(self._send)

    def _ping(self, channel: Channel | None) -> None:
        if channel is None or channel is not self._channel or self._ending:
            return
        silent_s = (self._loop.now_ns() - self._heard_ns) / 1e9
        if silent_s > (HUNG_S if self._ready else START_S):
            self._lose()
            return
        if silent_s > QUIET_S and self._attached:
            self._attached = False
            self.on_lost()
        channel.flush()
        channel.send({"t": "ping", "n": 0})
        self._loop.after(PING_S, lambda: self._ping(channel))

    def _lose(self) -> None:
        """Clear away a ui that is gone or hangs, and start another."""
        self._drop()
        if self._attached:
            self._attached = False
            self.on_lost()
        if not self._ending:
            self._loop.after(RESTART_S, self._restart)

    def _restart(self) -> None:
        if not self._ending:
            self.start(self._config)

    def _drop(self) -> None:
        end_child(self._process, self._channel, self._loop.remove)
        self._process = self._channel = None

    def close(self) -> None:
        """End the ui."""
        self._ending = True
        if self._channel is not None:
            self._channel.send({"t": "bye"})
            if self._process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(2)
        self._drop()
