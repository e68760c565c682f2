"""How fast input that comes past the gate is noticed: `python -m tests.benchmarks.alarm`.

A program of an agent writes to the real display; times are counted from just before it is told to, so they hold its
own wake-up, the X server and the scheduler. `noticed` is when the process of the person's hand knows, `closed` when
the gate is shut.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.bypass import ROUTES, Past
from tests.support.human_process import HumanProcess
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for

_AGENT = Path(__file__).parents[1] / "support/agents/xtest_agent.c"


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=220)
    parser.add_argument("--busy", type=int, default=0, help="processes that only spin, beside it")
    parser.add_argument("--display", type=int, help="number of the virtual desktop's display")
    given = parser.parse_args()
    spinning = [
        subprocess.Popen(["nice", "-n", "19", sys.executable, "-c", "while True: pass"]) for _ in range(given.busy)
    ]
    try:
        _measure(given)
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def _measure(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="alarm-") as name:
        folder = Path(name)
        agent = folder / "xtest_agent"
        subprocess.run(["gcc", "-O1", "-o", agent, _AGENT, "-lX11", "-lXtst", "-lXi"], check=True)
        samples: dict[str, list[float]] = {"noticed": [], "closed": []}
        with (
            VirtualDesktop(folder=folder / "desktop", buses=False, display_number=given.display) as desktop,
            desktop.person() as person,
            HumanProcess(desktop) as human,
            # So that a sent key arrives somewhere: what nobody takes is noticed up to a quarter of a second later.
            Receiver(desktop, title="target", geometry=(0, 0, 1200, 700)),
        ):
            load = os.getloadavg()[0]
            print(f"{os.cpu_count()} processors, load {load:.1f}, {given.busy} busy processes beside")
            for trial, route in zip(range(1, given.trials + 1), itertools.cycle(ROUTES), strict=False):
                with Past(desktop, human, agent) as past:
                    before_ns = past.do(ROUTES[route])
                    bypass = human.wait("bypass", count=trial)
                    stopped = human.wait("stopped", count=trial)
                    human.wait("stop_done", count=trial)
                samples["noticed"].append((bypass["t_ns"] - before_ns) / 1e6)
                samples.setdefault(route, []).append(samples["noticed"][-1])
                samples["closed"].append((stopped["closed_ns"] - before_ns) / 1e6)
                person.chord("ctrl+alt+r")
                wait_for(lambda: not human.stopped, "the re-arm")
        for what, values in samples.items():
            values.sort()
            p50, p99 = values[len(values) // 2], values[min(len(values) - 1, len(values) * 99 // 100)]
            print(
                f"{what:20} {len(values):4} trials   p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   max {values[-1]:6.2f} ms"
            )


if __name__ == "__main__":
    main()
