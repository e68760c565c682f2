"""What containment adds to the start of an agent, from `run` to its first step, with `--contain=off` and `auto`.

    python -m tests.benchmarks.containment [--rounds 40]

Prints p50 and p90 in ms of both, and what is added. The goal is 50 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.supervised import COMMAND, Supervised

if TYPE_CHECKING:
    from collections.abc import Sequence

WAYS = ("off", "auto")
GOAL_MS = 50.0


def start_ms(supervised: Supervised, way: str) -> float:
    """Time from the command to the agent's first step, which tells the time; ms."""
    began = time.time()
    done = subprocess.run(
        [*COMMAND, "run", f"--contain={way}", "--", "date", "+%s.%N"],
        env=supervised.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return (float(done.stdout) - began) * 1000


def measure(rounds: int) -> dict[str, list[float]]:
    """Time both ways in turn."""
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    with (
        tempfile.TemporaryDirectory() as folder,
        VirtualDesktop(folder=Path(folder) / "desktop") as desktop,
        Supervised(desktop, Path(folder) / "home", settings="mirror_lead_ms = 0\n") as supervised,
    ):
        supervised.keep()
        for number in range(rounds + 1):
            for way in WAYS:
                taken = start_ms(supervised, way)
                if number:
                    times[way].append(taken)
    return times


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args(argv).rounds
    times = measure(rounds)
    print(f"load {os.getloadavg()[0]:.1f}, {rounds} rounds, interleaved")
    middle = {}
    for way, taken in times.items():
        middle[way] = statistics.median(taken)
        print(f"--contain={way:5} p50 {middle[way]:6.1f} ms  p90 {statistics.quantiles(taken, n=10)[-1]:6.1f} ms")
    added = middle["auto"] - middle["off"]
    print(f"added by containment, p50: {added:.1f} ms (goal {GOAL_MS:.0f} ms)")
    return int(added > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
