"""An agent that goes past the gate: its program writes to the real display, without a proxy in between."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.human_process import HumanProcess

ROUTES = {
    "key": "key a",
    "button": "click 3",
    "motion": "move 40 50",
    "key of a device": "devicekey a",
    "button of a device": "devicebutton 3",
    "motion of a device": "devicemove 60 70",
    "warp": "warp 80 90",
    "relative warp": "warprel 3 3",
    "XI warp": "xiwarp 100 110",
    "sent key": "sendkey a",
    "sent click": "sendclick 1",
}
"""Commands of the C agent, by what they do."""


class Past:
    """The agent, connected to the display and waiting for commands; `human` knows it.

    Attributes:
        pid: The root of its tree; the program that does the deeds is below it.
    """

    def __init__(self, desktop: VirtualDesktop, human: HumanProcess, program: Path, *, name: str = "helper") -> None:
        """Start it.

        Args:
            desktop: Where.
            human: Is told of the agent before the program starts.
            program: The C agent.
            name: The agent's name.
        """
        self._human = human
        self._name = name
        # The first line opens the gate, the rest is for the program.
        self._process = subprocess.Popen(
            ["sh", "-c", 'read -r _; "$0"; exec sleep 600', str(program)],
            stderr=subprocess.DEVNULL,
            env=desktop.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self.pid = self._process.pid
        human.agent(name, self.pid, "tree")
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(b"go\nsay ready\n")
        self._process.stdin.flush()
        self._process.stdout.readline()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def do(self, command: str) -> int:
        """Have a command carried out; gives the time just before, CLOCK_MONOTONIC ns."""
        assert self._process.stdin
        before_ns = time.monotonic_ns()
        self._process.stdin.write(f"{command}\nflush\n".encode())
        self._process.stdin.flush()
        return before_ns

    def close(self) -> None:
        """End it, as far as the stop has not."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._human.tell({"t": "agent_gone", "id": self._name})


def client_number(display: Display) -> int:
    """Give the resource id base of a connection."""
    return int(display.display.info.resource_id_base)


def send_extension_event(display: Display) -> None:
    """Send a key event of a device to the window in focus, the door of XInput 1; the connection is of no more use."""
    display.sync()
    opened = display.query_extension("XInputExtension")
    assert opened
    event = struct.pack("=BBHIIIIhhhhHBB", opened.first_event + 1, 38, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3)
    head = struct.pack("=BBHIBBHBxxx", opened.major_opcode, 31, 12, 1, 3, 0, 0, 1)
    connection = display.display.socket
    connection.sendall(head + event + struct.pack("=BxH", 43, 1))
    connection.recv(32, socket.MSG_WAITALL)
    connection.close()
