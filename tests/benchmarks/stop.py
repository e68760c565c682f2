"""How fast the stop is, of the human process alone: `python -m tests.benchmarks.stop`.

A person at a virtual desktop presses the stop chord by VNC. Times are counted from just before the last key of the
chord is sent, so they hold the VNC server, the X server and the scheduler; `heard` is what our process adds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.human_process import HumanProcess
from tests.support.living import lives
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.demo.person import Person

_FAMILY = """
import ctypes, os, signal
ctypes.CDLL(None).prctl(36, 1)
for _ in range({count}):
    if os.fork() == 0:
        os.setsid()
        signal.pause()
print("ready", flush=True)
while True:
    try:
        os.wait()
    except ChildProcessError:
        signal.pause()
"""
_NAMESPACE = ["bwrap", "--unshare-user", "--unshare-pid", "--dev-bind", "/", "/", "--proc", "/proc"]
_BUSY = "while True: pass"
Sample = dict[str, float]


def press_stop(human: HumanProcess, person: Person) -> Sample:
    """Press the chord, wait until all is done, re-arm; give the times in ms."""
    count = len(human.hear("stop_done")) + 1
    person.key_down("Control_L")
    person.key_down("Alt_L")
    start_ns = time.monotonic_ns()
    person.key_down("s")
    done = human.wait("stop_done", count=count)
    for key in ("s", "Alt_L", "Control_L"):
        person.key_up(key)
    assert done["killed_ns"], "something lives"
    assert done["released_ns"], "something is down"
    times = {name: (done[f"{name}_ns"] - start_ns) / 1e6 for name in ("closed", "released", "killed")}
    times["heard"] = (done["closed_ns"] - done["t_ns"]) / 1e6
    person.chord("ctrl+alt+r")
    wait_for(lambda: not human.stopped, "the re-arm")
    return times


def connections(human: HumanProcess, person: Person, desktop: VirtualDesktop, trial: int) -> Sample:
    """Stop with eight open connections and two keys and a button down."""
    ends = [human.upstream(trial * 8 + number) for number in range(8)]
    desktop.run(["xdotool", "keydown", "shift", "keydown", "x", "mousedown", "2"])
    times = press_stop(human, person)
    for number, end in enumerate(ends):
        end.close()
        human.tell({"t": "upstream_gone", "n": trial * 8 + number})
    return {"closed": times["closed"], "heard": times["heard"], "released": times["released"]}


def family(human: HumanProcess, person: Person, count: int, mode: str, trial: int) -> Sample:
    """Stop an agent of `count` processes."""
    command = [sys.executable, "-c", _FAMILY.format(count=count)]
    outer = subprocess.Popen(_NAMESPACE * (mode == "pidns") + command, stdout=subprocess.PIPE)
    assert outer.stdout
    outer.stdout.readline()
    root = outer.pid
    if mode == "pidns":
        root = psutil.Process(outer.pid).children()[0].pid
    human.agent(str(trial), root, mode)
    times = press_stop(human, person)
    left = [one for one in psutil.Process(outer.pid).children(recursive=True) if lives(one)]
    assert mode == "pidns" or not left, f"{len(left)} processes live"
    human.tell({"t": "agent_gone", "id": str(trial)})
    outer.kill()
    outer.wait()
    outer.stdout.close()
    return {f"dead, {mode}, {count}": times["killed"]}


def run(trials: int, one: Callable[[int], Sample]) -> None:
    """Repeat and print p50 and p99 of each time."""
    samples: dict[str, list[float]] = {}
    for trial in range(trials):
        for name, value in one(trial).items():
            samples.setdefault(name, []).append(value)
    for name, values in samples.items():
        values.sort()
        p50, p99 = values[len(values) // 2], values[min(len(values) - 1, len(values) * 99 // 100)]
        print(f"{name:24} {len(values):5} trials   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   max {values[-1]:7.2f} ms")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--processes", type=int, default=200, help="of the agent that is killed")
    parser.add_argument("--busy", type=int, default=0, help="processes that only spin, beside it")
    arguments = parser.parse_args()
    spinning = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(arguments.busy)]
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            VirtualDesktop(folder=Path(folder), buses=False) as desktop,
            desktop.person() as person,
            HumanProcess(desktop) as human,
        ):
            load = os.getloadavg()[0]
            print(f"{os.cpu_count()} processors, load {load:.1f}, {arguments.busy} busy processes beside")
            run(arguments.trials, lambda trial: connections(human, person, desktop, trial))
            for mode in ("pidns", "tree"):
                run(
                    arguments.trials,
                    lambda trial, mode=mode: family(human, person, arguments.processes, mode, trial),  # type: ignore[misc]
                )
            print(f"load {os.getloadavg()[0]:.1f} at the end")
    finally:
        for process in spinning:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
