"""How long from a mirror's message to the frame on the X server: `python -m tests.benchmarks.mirror`.

Measured at the service's end of the channel, the answer included, with and without a compositor, on a real ui.
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.fake_service import FakeService
from tests.support.pixels import Pixels
from tests.ui.conftest import composing

ROUNDS = 300
KINDS = ("click", "double_click", "drag", "scroll", "key", "type+enter")
WANTED_MS = 10.0


def measure(ui: FakeService) -> list[float]:
    """Show mirrors of all kinds at random places, each followed by its outcome; give the times in ms, sorted."""
    chance = random.Random(1)  # noqa: S311 - places on a screen, the same each time
    times: list[float] = []
    for number in range(ROUNDS):
        kind = KINDS[number % len(KINDS)]
        x, y = chance.randrange(60, 1220), chance.randrange(60, 740)
        keys = kind in {"key", "type+enter"}
        mirror: dict[str, Any] = {
            "x": None if keys else x,
            "y": None if keys else y,
            "end": [chance.randrange(60, 1220), chance.randrange(60, 740)] if kind == "drag" else None,
            "rect": [x - 40, y - 12, 80, 24] if keys else None,
            "words": f"{kind} “Delete” in docs – Thunar {number}",
            "keys": "ctrl+Return" if kind == "key" else "",
            "text": "rm -rf old" if kind == "type+enter" else "",
        }
        begun = perf_counter_ns()
        ui.mirror(number, kind, **mirror)
        times.append((perf_counter_ns() - begun) / 1e6)
        ui.mirror(number, kind, state="sent", ack=False, **mirror)
    return sorted(times)


def tell(name: str, times: list[float]) -> None:
    """Print one line."""
    p50, p90, p99 = (times[int(len(times) * share)] for share in (0.5, 0.9, 0.99))
    met = "met" if p99 <= WANTED_MS else "not met"
    print(f"{name:<20} p50 {p50:5.2f} ms  p90 {p90:5.2f}  p99 {p99:5.2f}  worst {times[-1]:5.2f}  10 ms {met}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name, VirtualDesktop(folder=Path(name)) as desktop, Pixels(desktop) as look:
        print(f"message to drawn, {ROUNDS} mirrors each, load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
        log = desktop.folder / "logs/ui.log"
        with FakeService(desktop.env, log=log) as ui:
            ui.begin()
            tell("no compositor", measure(ui))
        with composing(desktop, look), FakeService(desktop.env, log=log) as ui:
            ui.begin()
            tell("compositor (picom)", measure(ui))


if __name__ == "__main__":
    main()
