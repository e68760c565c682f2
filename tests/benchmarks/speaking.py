"""What it costs to say what one wants: gestures by JSON-RPC and MCP beside direct input, and many agents at once.

    python -m tests.benchmarks.speaking [--rounds 40] [--agents 20] [--seconds 5]

Prints p50 and p99 in ms of a click, a key press and a move, direct (python-xlib, each event with its round trip) and
supervised at lead 0; what is added; and how many proposals a second so many agents get answered, each in its order.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcp import Client, StdioServerParameters

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.benchmarks.overhead import percentile
from tests.support.receiver import Receiver
from tests.support.supervised import COMMAND, Supervised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SETTINGS = "mirror_lead_ms = 0\nyield_to_person_ms = 0\n"
CASES = ("click", "key", "move")
_HEAD = """
import json, sys, time
def serve(jobs):
    print("ready", flush=True)
    for line in sys.stdin:
        name, count = line.rsplit(" ", 1)
        job, times = jobs[name], []
        for _ in range(int(count)):
            began = time.perf_counter_ns(); job(); times.append((time.perf_counter_ns() - began) / 1e6)
        print(json.dumps(times), flush=True)
"""
DIRECT = (
    _HEAD
    + """
from Xlib import X, XK, display
from Xlib.ext import xtest
d = display.Display()
key = d.keysym_to_keycode(XK.string_to_keysym("Right"))
def fake(*event, **more): d.xtest_fake_input(*event, **more); d.sync()
def click(): fake(X.MotionNotify, x=400, y=300); fake(X.ButtonPress, 1); fake(X.ButtonRelease, 1)
def press(): fake(X.KeyPress, key); fake(X.KeyRelease, key)
serve({"click": click, "key": press, "move": lambda: fake(X.MotionNotify, x=400, y=300)})
"""
)
SPOKEN = (
    _HEAD
    + """
from supervisor.client import Supervisor
s = Supervisor()
serve({"click": lambda: s.click(400, 300), "key": lambda: s.key("Right"), "move": lambda: s.move(400, 300)})
"""
)
CROWD = """
import sys, time
from supervisor.client.messages import Address, Dialogue
import json, socket
address = Address.of_environment()
stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM); stream.connect(address.socket)
lines = stream.makefile("rb")
talk = Dialogue()
stream.sendall(talk.hello(address, "crowd", "python")[1]); lines.readline()
print("ready", flush=True)
rate, seconds = map(float, sys.stdin.readline().split())
began = time.monotonic(); sent, answered, late = [], [], 0.0
while time.monotonic() - began < seconds:
    due = began + len(sent) / rate
    time.sleep(max(0.0, due - time.monotonic()))
    number, line = talk.request("propose", {"gesture": {"type": "move", "x": 300 + len(sent) % 200, "y": 300}})
    stream.sendall(line); sent.append(number)
    if len(sent) - len(answered) >= 32:
        answered.append(json.loads(lines.readline())["id"])
while len(answered) < len(sent):
    answered.append(json.loads(lines.readline())["id"])
print(json.dumps({"sent": len(sent), "in_order": answered == sent, "s": time.monotonic() - began}), flush=True)
"""


class Subject:
    """One way to make the same gestures."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.times: dict[str, list[float]] = {case: [] for case in CASES}


class Piped(Subject):
    """A program that is told through pipes."""

    def __init__(self, name: str, argv: Sequence[str], env: dict[str, str]) -> None:
        super().__init__(name)
        self.process = subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        await_ready(self.process, name)

    def measure(self, case: str, count: int) -> None:
        """Make a gesture `count` times."""
        self.times[case] += json.loads(tell(self.process, f"{case} {count}"))


def await_ready(process: subprocess.Popen[str], name: str) -> None:
    """Wait for the line that says so."""
    out = process.stdout
    while out is not None and out.readline().strip() != "ready":
        if process.poll() is not None:
            raise SystemExit(f"`{name}` ended")


def tell(process: subprocess.Popen[str], line: str) -> str:
    """Write a line and give the answer."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError("it is driven through pipes")
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline()


async def by_mcp(supervised: Supervised, rounds: int) -> Subject:
    """Measure the same through the official client of MCP."""
    subject = Subject("MCP")
    command, *rest = COMMAND
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "click": ("click", {"x": 400, "y": 300}),
        "key": ("key", {"keys": "Right"}),
        "move": ("move", {"x": 400, "y": 300}),
    }
    async with Client(StdioServerParameters(command=command, args=[*rest, "mcp"], env=supervised.env)) as client:
        for case, (tool, arguments) in calls.items():
            for _ in range(rounds * 5):
                began = time.perf_counter_ns()
                await client.call_tool(tool, arguments)
                subject.times[case].append((time.perf_counter_ns() - began) / 1e6)
    return subject


def crowd(supervised: Supervised, script: Path, agents: int, seconds: float) -> None:
    """Let so many agents propose a thousand times a second between them."""
    argv = [*COMMAND, "run", "--", sys.executable, str(script)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen(argv, env=supervised.env, text=True, **pipes) for _ in range(agents)]
    with contextlib.ExitStack() as stack:
        for process in started:
            stack.callback(process.wait)
            await_ready(process, "an agent of the crowd")
        for process in started:
            if process.stdin is not None:
                process.stdin.write(f"{1000 / agents} {seconds}\n")
                process.stdin.flush()
        told = [json.loads(process.stdout.readline()) for process in started if process.stdout is not None]
    total, slowest = sum(one["sent"] for one in told), max(one["s"] for one in told)
    ordered = sum(one["in_order"] for one in told)
    print(f"{agents} agents: {total} proposals answered in {slowest:.1f} s, {total / slowest:.0f} a second", end="")
    print(f"; {ordered} of {agents} had every answer in its order")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="speaking-"))
    scripts = {"direct": DIRECT, "spoken": SPOKEN, "crowd": CROWD}
    for name, text in scripts.items():
        (folder / f"{name}.py").write_text(text)
    with (
        VirtualDesktop(folder=folder / "desktop", size=(1920, 1080)) as desktop,
        Receiver(desktop),
        Supervised(desktop, folder / "home", settings=SETTINGS) as supervised,
    ):
        supervised.keep()
        direct = Piped("direct", [sys.executable, str(folder / "direct.py")], desktop.env)
        run = [*COMMAND, "run", "--", sys.executable, str(folder / "spoken.py")]
        spoken = Piped("JSON-RPC", run, supervised.env)
        for _ in range(given.rounds):
            for case in CASES:
                for subject in (direct, spoken):
                    subject.measure(case, 5)
        mcp = asyncio.run(by_mcp(supervised, given.rounds))
        show([direct, spoken, mcp])
        crowd(supervised, folder / "crowd.py", given.agents, given.seconds)
        for subject in (direct, spoken):
            subject.process.terminate()
            subject.process.wait()


def show(subjects: Sequence[Subject]) -> None:
    """Print the table."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; ms, p50 / p99; added to direct in brackets")
    at: Callable[[Subject, str, float], float] = lambda s, case, part: percentile(s.times[case], part)  # noqa: E731
    for case in CASES:
        cells = []
        for subject in subjects:
            p50, p99 = at(subject, case, 0.5), at(subject, case, 0.99)
            more = (
                f" (+{p50 - at(subjects[0], case, 0.5):.2f} / +{p99 - at(subjects[0], case, 0.99):.2f})"
                if subject is not subjects[0]
                else ""
            )
            cells.append(f"{subject.name} {p50:.2f} / {p99:.2f}{more}")
        print(f"{case:6} " + "   ".join(cells))


if __name__ == "__main__":
    main()
