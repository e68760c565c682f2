"""What a stop must leave behind, seen from outside the supervisor: nothing sent, nothing alive, nothing down."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from Xlib import X

from tests.support.connect import connect
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle, Seen
    from tests.support.supervised import Supervised

PRESSES = frozenset({X.KeyPress, X.ButtonPress, X.MotionNotify})
"""What an agent must not do any more after a stop; letting go is always allowed."""
CLOCK_MS = 12
"""The server's clock steps by a tick of the kernel (4 ms, 10 ms on some), and it is read before the request runs."""
_BUTTONS = (X.Button1Mask, X.Button2Mask, X.Button3Mask, X.Button4Mask, X.Button5Mask)


class Seat:
    """What is down on the real keyboard and pointer, by a connection of its own."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._display = connect(desktop)
        self._root = self._display.screen().root

    def down(self) -> tuple[list[int], list[int]]:
        """Give the keycodes and the buttons that are down. Waits while another client holds the server."""
        keymap = self._display.query_keymap()
        mask = self._root.query_pointer().mask
        keys = [code for code in range(256) if keymap[code // 8] >> (code % 8) & 1]
        return keys, [number for number, bit in enumerate(_BUTTONS, 1) if mask & bit]

    def wait_up(self, timeout_s: float = 45.0) -> None:
        """Wait until nothing is down."""
        wait_for(lambda: self.down() == ([], []), f"all to be let go; down are {self.down()}", timeout_s=timeout_s)

    def close(self) -> None:
        """Leave."""
        self._display.close()


@dataclass(frozen=True, slots=True)
class Tree:
    """An agent under supervision whose processes can be told from all others."""

    run: subprocess.Popen[str]
    """The command `agent-supervisor run`."""
    mark: str
    """In the environment or the arguments of every process of it."""

    def processes(self) -> dict[int, str]:
        """Give the processes of it that live, with their command lines; `run` itself is one."""
        mark, found = self.mark.encode(), {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                argv, environ = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
                state = (entry / "stat").read_bytes().rpartition(b") ")[2][:1]
            except OSError:
                continue
            if (mark in argv or mark in environ) and state not in b"ZX":
                found[int(entry.name)] = argv.replace(b"\0", b" ").decode(errors="replace")[:120]
        return found


def start_tree(supervised: Supervised, *argv: str | Path, options: Sequence[str] = ()) -> Tree:
    """Start an agent whose processes carry a mark."""
    mark = f"AGENT_TREE={uuid.uuid4().hex}"
    return Tree(supervised.run("env", mark, *argv, options=options), mark)


def press_stop(person: Person, how: str, ended: Callable[[], bool]) -> None:
    """Stop by hand: `chord`, or `escape` held until it worked."""
    if how == "chord":
        person.chord("ctrl+alt+s")
        return
    person.key_down("Escape")
    try:
        wait_for(ended, "the stop by Escape")
    finally:
        person.key_up("Escape")


def agent_input(oracle: RecordOracle) -> list[Seen]:
    """Give the presses and motions that programs asked for; the person's do not come that way."""
    return [seen for seen in oracle.requests if seen.type in PRESSES or seen.kind != "fake_input"]


def sent_after(oracle: RecordOracle, ns: int) -> list[Seen]:
    """Give the presses and motions that the server ran after a time (CLOCK_MONOTONIC), by the server's clock."""
    limit_ms = ns // 1_000_000 + CLOCK_MS
    # The server counts milliseconds in 32 bits.
    return [seen for seen in agent_input(oracle) if 0 < (seen.server_ms - limit_ms) % 2**32 < 2**31]


def is_alive(pid: int) -> bool:
    """Tell whether a process of ours lives."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
