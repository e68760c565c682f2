"""Kill service, human and ui again and again in busy runs; print how fast the gate closed. Any failure raises."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.killing import CLOSED_MS, Outcome, lose, lose_the_ui, victims
from tests.support.record_oracle import RecordOracle
from tests.support.scene import Scene, Stage
from tests.support.stopping import Seat

_AGENT = Path(__file__).parents[1] / "support/agents/xtest_agent.c"
_TURN = 5
"""Kills of the ui in one run."""


def main() -> None:
    """Kill and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20, help="of each process")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--display", type=int, help="number of the virtual desktop's display")
    given = parser.parse_args()
    print(f"{given.kills} kills each, seed {given.seed}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    folder = Path(tempfile.mkdtemp(prefix="failures-"))
    agent = folder / "xtest_agent"
    subprocess.run(["gcc", "-O1", "-o", agent, _AGENT, "-lX11", "-lXtst", "-lXi"], check=True)
    rng = random.Random(given.seed)  # noqa: S311 - moments, nothing secret
    outcomes: dict[str, list[Outcome]] = {"service": [], "human": [], "ui": []}
    with (
        VirtualDesktop(folder=folder / "desktop", display_number=given.display) as desktop,
        Stage(desktop) as stage,
        desktop.person() as person,
        RecordOracle(desktop) as oracle,
    ):
        scene = Scene(stage, agent, folder, person, oracle, Seat(desktop))
        for victim in victims(given.kills):
            outcomes[victim].append(lose(scene, victim, rng))
            _tick(1)
        while len(outcomes["ui"]) < given.kills:
            kills = min(_TURN, given.kills - len(outcomes["ui"]))
            outcomes["ui"] += lose_the_ui(scene, rng, kills)
            scene.rearm()
            _tick(kills)
        scene.seat.close()
    print()
    for victim, found in outcomes.items():
        last = sorted(max(one.last_ms, 0.0) for one in found)
        median, worst = last[len(last) // 2], last[-1]
        sent = sum(one.sent for one in found)
        print(
            f"{victim:8}{len(found):4} kills; last press or motion {median:.0f} ms (median), {worst:.0f} ms (worst)",
            end="",
        )
        print(f" after the kill, wanted {CLOSED_MS}; nothing down, record verified, all of {sent} events in it")
    print(f"load at the end {os.getloadavg()[0]:.1f}")


def _tick(count: int) -> None:
    sys.stdout.write("." * count)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
