"""What supervision costs: click, key press, round trip and screenshot, direct and supervised, interleaved in one run.

    python -m tests.benchmarks.overhead [--rounds 40]

Prints p50 and p99 in µs for direct, supervised at lead 0 and supervised at the default lead, and what is added.
The agent's own times: a click is motion, press and release, each followed by a round trip, as pyautogui does.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = ("click", "key", "round trip", "screenshot")
AGENT = r"""
import sys, time, json
from Xlib import X, XK, display
from Xlib.ext import xtest
d = display.Display(); root = d.screen().root
key = d.keysym_to_keycode(XK.string_to_keysym("Right"))
geometry = root.get_geometry()
import mss
for backend in ("default", "xlib"):  # the first does not know the visuals of some virtual servers
    try:
        shooter = mss.MSS(backend=backend)
        shoot = lambda: shooter.grab(shooter.monitors[0])
        shoot()
        break
    except Exception:
        shoot = lambda: root.get_image(0, 0, geometry.width, geometry.height, X.ZPixmap, 0xFFFFFFFF)
def click():
    d.xtest_fake_input(X.MotionNotify, x=400, y=300); d.sync()
    d.xtest_fake_input(X.ButtonPress, 1); d.sync()
    d.xtest_fake_input(X.ButtonRelease, 1); d.sync()
def press():
    d.xtest_fake_input(X.KeyPress, key); d.sync()
    d.xtest_fake_input(X.KeyRelease, key); d.sync()
def trip(): d.get_input_focus()
jobs = {"click": click, "key": press, "round trip": trip, "screenshot": shoot}
print("ready", flush=True)
for line in sys.stdin:
    name, count = line.rsplit(" ", 1)
    job, times = jobs[name], []
    for _ in range(int(count)):
        began = time.perf_counter_ns(); job(); times.append((time.perf_counter_ns() - began) / 1000)
    print(json.dumps(times), flush=True)
"""


def percentile(values: Sequence[float], part: float) -> float:
    """Give the value below which `part` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


class Subject:
    """One way to run the same agent."""

    def __init__(self, name: str, process: subprocess.Popen[str]) -> None:
        self.name = name
        self.times: dict[str, list[float]] = {case: [] for case in CASES}
        self._in, self._out = _pipes(process)
        while self._out.readline().strip() != "ready":
            if process.poll() is not None:
                raise SystemExit(f"the agent of `{name}` ended")

    def measure(self, case: str, count: int) -> None:
        """Run one case `count` times."""
        self._in.write(f"{case} {count}\n")
        self._in.flush()
        self.times[case] += json.loads(self._out.readline())


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("the agent is driven through pipes")
    return process.stdin, process.stdout


def _start(argv: Sequence[str], env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    folder = Path(tempfile.mkdtemp(prefix="overhead-"))
    script = folder / "agent.py"
    script.write_text(AGENT)
    agent = [sys.executable, str(script)]
    with VirtualDesktop(folder=folder / "desktop", size=(1920, 1080)) as desktop, Receiver(desktop):
        fast = Supervised(desktop, folder / "fast", settings="mirror_lead_ms = 0\n")
        slow = Supervised(desktop, folder / "slow")
        with fast, slow:
            subjects = [Subject("direct", _start(agent, desktop.env))]
            command = [sys.executable, "-m", "supervisor", "run", "--", *agent]
            subjects.append(Subject("lead 0", _start(command, fast.env)))
            subjects.append(Subject("default lead", _start(command, slow.env)))
            for _ in range(rounds):
                for case in CASES:
                    for subject in subjects:
                        count = 2 if subject.name == "default lead" and case in ("click", "key") else 10
                        subject.measure(case, count)
            _print(subjects, rounds)


def _print(subjects: list[Subject], rounds: int) -> None:
    load = os.getloadavg()[0]
    print(f"{rounds} rounds, interleaved; load {load:.1f} on {os.cpu_count()} cores; µs, p50 / p99")
    print(f"{'':14}" + "".join(f"{s.name:>24}" for s in subjects))
    for case in CASES:
        base = subjects[0].times[case]
        cells = []
        for subject in subjects:
            p50, p99 = (percentile(subject.times[case], p) for p in (0.5, 0.99))
            cells.append(f"{p50:9.0f} / {p99:9.0f}")
        print(f"{case:14}" + "".join(f"{c:>24}" for c in cells))
        added = [
            f"{percentile(s.times[case], 0.5) - percentile(base, 0.5):+.0f} / "
            f"{percentile(s.times[case], 0.99) - percentile(base, 0.99):+.0f}"
            for s in subjects[1:]
        ]
        print(f"{'  added':14}{'':24}" + "".join(f"{c:>24}" for c in added))


if __name__ == "__main__":
    main()
