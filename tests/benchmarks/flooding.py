"""How fast the stop is while agents flood the person with questions: `python -m tests.benchmarks.flooding`.

Times are counted from just before the last key of the chord is sent: until the supervisor has it (`reached`), until
the gate is closed and until the agent is dead. `heard` is from the moment that it has it to the closed gate.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.flooding import MANY, ONE
from tests.support.receiver import Receiver
from tests.support.stopping import start_tree
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

_AGENT = Path(__file__).parents[1] / "support/agents/xtest_agent.c"
_POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "Delete" }\n'


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--many", action="store_true", help="fifty connections instead of one")
    parser.add_argument("--display", type=int, help="number of the virtual desktop's display")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="flooding-") as name:
        folder = Path(name)
        agent = folder / "xtest_agent"
        subprocess.run(["gcc", "-O1", "-o", agent, _AGENT, "-lX11", "-lXtst", "-lXi"], check=True)
        with (
            VirtualDesktop(folder=folder / "desktop", display_number=given.display) as desktop,
            Receiver(desktop, title="target", geometry=(100, 100, 500, 400)),
            Supervised(desktop, folder / "home", settings="yield_to_person_ms = 0\n", policy=_POLICY) as supervised,
            desktop.person() as person,
        ):
            supervised.keep()
            print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
            samples: dict[str, list[float]] = {"reached": [], "heard": [], "closed": [], "dead": []}
            for trial in range(1, given.trials + 1):
                tree = start_tree(
                    supervised,
                    "sh",
                    "-c",
                    (MANY if given.many else ONE).format(agent=agent),
                    options=("--contain=off",),
                )
                supervised.wait_held()
                for key in ("Control_L", "Alt_L"):
                    person.key_down(key)
                start_ns = time.monotonic_ns()
                person.key_down("s")
                supervised.finish(tree.run)
                for key in ("s", "Alt_L", "Control_L"):
                    person.key_up(key)
                wait_for(lambda: len(supervised.rows("stopped")) == trial, "the row of the stop")  # noqa: B023
                stopped = supervised.rows("stopped")[-1]["outcome"]
                ended = [row["outcome"] for row in supervised.rows("outcome") if row["agent"] is None][-1]
                samples["reached"].append((stopped["t_ns"] - start_ns) / 1e6)
                samples["heard"].append((stopped["closed_ns"] - stopped["t_ns"]) / 1e6)
                samples["closed"].append((stopped["closed_ns"] - start_ns) / 1e6)
                samples["dead"].append((ended["killed_ns"] - start_ns) / 1e6)
                person.chord("ctrl+alt+r")
                supervised.wait_status(lambda status: status["state"] != "stopped")
        for what, values in samples.items():
            values.sort()
            p50, p99 = values[len(values) // 2], values[min(len(values) - 1, len(values) * 99 // 100)]
            print(
                f"{what:8} {len(values):4} trials   p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   max {values[-1]:6.2f} ms"
            )


if __name__ == "__main__":
    main()
