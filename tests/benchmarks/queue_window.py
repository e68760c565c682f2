"""How fast the window of what waits opens and scrolls: `python -m tests.benchmarks.queue_window`.

`open` is from the wish to see it until all rows are in it and on the screen, in the pages in which the service tells
them; `first` until the first page is. `scroll` is one step of the wheel until it is painted. With `--decide N`, N
agents wait and a physical person answers one after the other by chord, as fast as they are taken.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from supervisor.core.assessment import Category, Tier
from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui.held import parse_held
from supervisor.ui.lasting_singletons import keep_singletons_alive
from supervisor.ui.queue_window import QueueWindow
from supervisor.ui.theme import current_theme
from supervisor.ui.x_display import settle_qt
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised

_AGENT = Path(__file__).parents[1] / "support/agents/xtest_agent.c"
_POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "*F*" }\n'
_MODIFIERS = ("Control_L", "Shift_L", "Alt_L")
_KEYS = ("F5", "F6", "F7", "F8", "F9")

_PAGE = 90
"""Rows of this length in one page."""
_STEPS = 200


def packets(count: int) -> list[dict[str, object]]:
    """Give what the service tells of so many held actions."""
    tiers, categories = list(Tier), list(Category)
    rows = [
        {
            "id": f"r{number}",
            "sentence": f"click “Delete” in Documents {number % 37} – Thunar: moves {number} files to the bin",
            "why": "it deletes files: the control is called “Delete”",
            "rule": "delete-files",
            "agent": f"helper-{number}",
            "workflow": "",
            "tier": tiers[number % len(tiers)].value,
            "category": categories[number % len(categories)].value,
            "age_s": number * 1.5,
        }
        for number in range(count)
    ]
    return [
        {"t": "held", "fresh": start == 0, "rows": rows[start : start + _PAGE], "gone": [], "asked": "r0"}
        for start in range(0, count, _PAGE)
    ]


def measure(count: int, trials: int) -> dict[str, list[float]]:
    """Open and scroll it so often; gives ms."""
    samples: dict[str, list[float]] = {"first": [], "open": [], "scroll": [], "sort": [], "filter": []}
    for _ in range(trials):
        told = packets(count)
        start = time.perf_counter()
        window = QueueWindow(current_theme("light"), {"approve": "Ctrl+Alt+Y", "reject": "Ctrl+Alt+N"})
        window.appear()
        for number, packet in enumerate(told):
            window.take(parse_held(packet))
            QApplication.processEvents()
            if number == 0:
                window.repaint()
                settle_qt()
                samples["first"].append((time.perf_counter() - start) * 1e3)
        window.repaint()
        settle_qt()
        samples["open"].append((time.perf_counter() - start) * 1e3)
        bar = window.table.verticalScrollBar()
        for step in range(_STEPS):
            start = time.perf_counter()
            bar.setValue(step * bar.maximum() // _STEPS)
            window.table.viewport().repaint()
            settle_qt()
            samples["scroll"].append((time.perf_counter() - start) * 1e3)
        for column in (1, 5):
            start = time.perf_counter()
            window.sort_by(column)
            window.table.viewport().repaint()
            settle_qt()
            samples["sort"].append((time.perf_counter() - start) * 1e3)
        start = time.perf_counter()
        window.search("delete 99")
        window.table.viewport().repaint()
        settle_qt()
        samples["filter"].append((time.perf_counter() - start) * 1e3)
        window.dispose()
        QApplication.processEvents()
    return samples


def decide(count: int) -> float:
    """Let a person answer so many; gives decisions a minute."""
    with tempfile.TemporaryDirectory(prefix="queue-decide-") as name:
        folder = Path(name)
        agent = folder / "xtest_agent"
        subprocess.run(["gcc", "-O1", "-o", agent, _AGENT, "-lX11", "-lXtst", "-lXi"], check=True)
        with (
            VirtualDesktop(folder=folder / "desktop") as desktop,
            Receiver(desktop, title="target", geometry=(100, 100, 500, 400)),
            Supervised(desktop, folder / "home", settings="yield_to_person_ms = 0\n", policy=_POLICY) as supervised,
            desktop.person() as person,
        ):
            supervised.keep()
            for number in range(count):
                # Each of its own sort: those that are alike would be one question.
                keys = "+".join([*_MODIFIERS[: number % 4], _KEYS[number // 4 % len(_KEYS)]])
                supervised.run(agent, f"key {keys}", "wait", options=("--contain=off", "--name", f"a{number}"))
            supervised.wait_status(lambda s: len(s["requests"]) == count, timeout_s=120)
            start = time.monotonic()
            for number in range(count):
                (supervised.reject if number % 2 else supervised.approve)(person)
            return count / (time.monotonic() - start) * 60


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--decide", type=int, default=0, metavar="N", help="measure N decisions of a person instead")
    given = parser.parse_args()
    if given.decide:
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        print(f"{given.decide} decisions by chord: {decide(given.decide):.0f} a minute")
        return
    with (
        tempfile.TemporaryDirectory(prefix="queue-window-") as name,
        VirtualDesktop(folder=Path(name)) as desktop,
    ):
        os.environ.update(desktop.env | {"QT_QPA_PLATFORM": "xcb"})
        keep_singletons_alive()
        application = QApplication(["benchmark"])
        print(f"{given.rows} rows, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        for what, values in measure(given.rows, given.trials).items():
            values.sort()
            p50, p99 = values[len(values) // 2], values[min(len(values) - 1, len(values) * 99 // 100)]
            print(
                f"{what:7} {len(values):5} times   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   max {values[-1]:6.1f} ms"
            )
        application.shutdown()


if __name__ == "__main__":
    main()
