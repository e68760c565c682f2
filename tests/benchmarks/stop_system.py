"""How fast the stop is, of the whole system: `python -m tests.benchmarks.stop_system`.

An agent of many processes, each in a session of its own, holds a key and a button down and moves the pointer under
supervision. A person at the virtual desktop presses the stop chord by VNC. Times are counted from just before the
last key of the chord is sent, so they hold the VNC server, the X server and the scheduler. `closed` and `released`
are what the supervisor says of itself, by the same clock; `dead` is seen from outside: the last process of the agent
has gone. `heard` is from the moment that the supervisor has heard the key to the closed gate.
"""

from __future__ import annotations

import argparse
import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.app.joining import Connection, connect
from supervisor.app.paths import Paths
from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.scene import Stage
from tests.support.stopping import Seat, Tree, start_tree
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from supervisor.demo.person import Person

_AGENT = Path(__file__).parents[1] / "support/agents/xtest_agent.c"
_FAMILY = """
import os, signal
reader, writer = os.pipe()
for number in range({count}):
    if os.fork() == 0:
        if number < {sessions}:
            try:
                os.setsid()
            except PermissionError:
                pass
        # They begin together: what spins from the start would keep the rest from being made.
        os.close(writer)
        os.read(reader, 1)
        while {spin}:
            pass
        signal.pause()
os.close(writer)
os.read(reader, 1)
open({ready!r}, "w").close()
signal.pause()
"""
_INPUT = """{{ echo "move {x} {y}"; echo "keydown Shift_L"; echo "down 1"
while :; do echo "moverel 2 0"; echo "sleep 4"; echo "moverel -2 0"; echo "sleep 4"; done; }} | {agent}"""
_WANTED = {"closed": (1, 5), "released": (10, 50), "dead": (50, 200)}
_AGENT_ONLY = 10
"""Processes around the family: sh, the C agent and what started them."""


@dataclass
class Bench:
    """A supervised desktop on which stops are timed."""

    stage: Stage
    person: Person
    seat: Seat
    script: str
    size: int
    said: Connection
    """Where the service tells of each stop."""
    ready: Path
    """Made by the family once it is complete."""
    samples: dict[str, list[float]] = field(default_factory=dict)

    def trial(self) -> None:
        """Start the agent, stop it, time it, re-arm."""
        tree = start_tree(self.stage.supervised, "sh", "-c", self.script)
        pidfds = self._all_of(tree)
        for key in ("Control_L", "Alt_L"):
            self.person.key_down(key)
        start_ns = time.monotonic_ns()
        self.person.key_down("s")
        dead_ns = _all_dead(pidfds)
        done = self._hear("stop_done")
        for key in ("s", "Alt_L", "Control_L"):
            self.person.key_up(key)
        status, _ = self.stage.supervised.finish(tree.run)
        assert (status, tree.processes()) == (124, {})
        assert done["killed_ns"], "something lives"
        assert done["released_ns"], "something is down"
        self.seat.wait_up()
        for name in ("closed", "released"):
            self.samples.setdefault(name, []).append((done[f"{name}_ns"] - start_ns) / 1e6)
        self.samples.setdefault("dead", []).append((dead_ns - start_ns) / 1e6)
        self.samples.setdefault("heard", []).append((done["closed_ns"] - done["t_ns"]) / 1e6)
        self.person.chord("ctrl+alt+r")
        self._hear("rearmed")

    def _all_of(self, tree: Tree) -> list[int]:
        """Wait until the agent is complete and holds what it holds; gives a pidfd of each of its processes."""
        wait_for(lambda: self.seat.down()[1] == [1] and bool(self.seat.down()[0]), "the agent to press", timeout_s=30)
        wait_for(self.ready.exists, "the whole agent", timeout_s=60)
        self.ready.unlink()
        assert len(tree.processes()) >= self.size
        # `run` is our own child and lives a moment longer, to say how it went.
        return [os.pidfd_open(pid) for pid in tree.processes() if pid != tree.run.pid]

    def _hear(self, kind: str) -> dict[str, Any]:
        while (message := self.said.next(20))["t"] != kind:
            pass
        return message


def _all_dead(pidfds: list[int]) -> int:
    """Wait until all have ended; gives when, and closes the descriptors."""
    poll = select.poll()
    for fd in pidfds:
        poll.register(fd, select.POLLIN)
    left = len(pidfds)
    while left:
        ready = poll.poll(20_000)
        assert ready, f"{left} processes live on"
        for fd, _ in ready:
            poll.unregister(fd)
            os.close(fd)
        left -= len(ready)
    return time.monotonic_ns()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--processes", type=int, default=200, help="of the agent that is killed")
    parser.add_argument("--busy", type=int, default=0, help="processes that only spin, beside it")
    parser.add_argument("--sessions", type=int, default=16, help="that they try to open")
    parser.add_argument("--spin", action="store_true", help="the agent's own processes spin")
    parser.add_argument("--display", type=int, help="number of the virtual desktop's display")
    given = parser.parse_args()
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(given.busy)]
    try:
        _measure(given)
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def _measure(given: argparse.Namespace) -> None:
    folder = Path(tempfile.mkdtemp(prefix="stop-system-"))
    agent, family, ready = folder / "xtest_agent", folder / "family.py", folder / "ready"
    subprocess.run(["gcc", "-O1", "-o", agent, _AGENT, "-lX11", "-lXtst", "-lXi"], check=True)
    family.write_text(
        _FAMILY.format(count=given.processes, spin=given.spin, sessions=given.sessions, ready=str(ready))
    )
    with (
        VirtualDesktop(folder=folder / "desktop", display_number=given.display) as desktop,
        Stage(desktop) as stage,
        desktop.person() as person,
    ):
        stage.supervised.keep()
        home = stage.supervised.home
        said = connect(Paths(home / "config", home / "data", home / "state", home / "run"), desktop.display)
        assert said
        said.ask({"t": "tray"})
        x, y = stage.target.centre
        script = f"{sys.executable} {family} & {_INPUT.format(agent=agent, x=x, y=y)}"
        bench = Bench(stage, person, Seat(desktop), script, given.processes + _AGENT_ONLY // 2, said, ready)
        load = os.getloadavg()[0]
        print(
            f"{os.cpu_count()} cores, load {load:.1f}, {given.busy} busy beside; {given.processes} processes an agent"
            f"{', all spinning' if given.spin else ''}"
        )
        for _ in range(given.trials):
            bench.trial()
        bench.seat.close()
        for name, values in bench.samples.items():
            _print(name, sorted(values))
        print(f"load at the end {os.getloadavg()[0]:.1f}")


def _print(name: str, values: list[float]) -> None:
    p50, p99 = values[len(values) // 2], values[min(len(values) - 1, len(values) * 99 // 100)]
    wanted = " / ".join(map(str, _WANTED[name])) if name in _WANTED else ""
    print(
        f"{name:9}{len(values):5} trials   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   max {values[-1]:7.2f} ms"
        f"{f'   wanted {wanted}' if wanted else ''}"
    )


if __name__ == "__main__":
    main()
