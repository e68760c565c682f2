"""What it costs to say what one wants: gestures by JSON-RPC and MCP beside direct input, and many agents at once.

    python -m tests.benchmarks.speaking [--rounds 40] [--pace-ms 0] [--agents 20] [--rate 1200] [--seconds 5]

Prints p50 and p99 in ms of each kind of gesture at lead 0, and what is added to direct execution: by python-xlib
(each event of XTEST with its round trip, the least there is) and by pyautogui (without its pause). Without a pace the
ui draws its marks beside at full speed; with one the cores fall asleep in between. Then how many proposals a second
so many agents get ended, what of them was lost, and whether any of an agent's own came out of its order, by RECORD.
Last the client's import.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import X

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.benchmarks.overhead import percentile
from tests.support.receiver import Receiver
from tests.support.record_oracle import RecordOracle
from tests.support.supervised import COMMAND, Supervised

if TYPE_CHECKING:
    from collections.abc import Sequence

SETTINGS = "mirror_lead_ms = 0\nyield_to_person_ms = 0\n"
POLICY = """version = 1
[[rule]]
id = "no-close"
reason = "the crowd is refused some"
verdict = "deny"
when = { keys = "ctrl+q" }
"""
CASES = ("move", "click", "key", "type", "scroll", "mixed")
TEXT = "abcdefghij"
REFUSED_TURN = 50
"""Each one of so many of the crowd's proposals is denied."""
_HEAD = f"""
import json, sys, time
TEXT = {TEXT!r}
def serve(jobs):
    def mixed():
        for job in ("move", "click", "key", "type", "scroll"):
            jobs[job]()
    jobs["mixed"] = mixed
    print("ready", flush=True)
    for line in sys.stdin:
        name, count, pace_ms = line.split()
        job, times = jobs[name], []
        for _ in range(int(count)):
            time.sleep(int(pace_ms) / 1000)
            began = time.perf_counter_ns(); job(); times.append((time.perf_counter_ns() - began) / 1e6)
        print(json.dumps(times), flush=True)
"""
DIRECT = (
    _HEAD
    + """
from Xlib import X, XK, display
from Xlib.ext import xtest
d = display.Display()
code = lambda name: d.keysym_to_keycode(XK.string_to_keysym(name))
key, codes = code("Right"), [code(letter) for letter in TEXT]
def fake(*event, **more): d.xtest_fake_input(*event, **more); d.sync()
def button(n): fake(X.ButtonPress, n); fake(X.ButtonRelease, n)
def tap(n): fake(X.KeyPress, n); fake(X.KeyRelease, n)
def move(): fake(X.MotionNotify, x=400, y=300)
def click(): move(); button(1)
def scroll(): move(); button(5); button(5); button(5)
serve({"click": click, "key": lambda: tap(key), "move": move,
       "type": lambda: [tap(n) for n in codes], "scroll": scroll})
"""
)
PYAUTOGUI = (
    _HEAD
    + """
import pyautogui as p
p.PAUSE = 0
serve({"click": lambda: p.click(400, 300), "key": lambda: p.press("right"), "move": lambda: p.moveTo(400, 300),
       "type": lambda: p.write(TEXT), "scroll": lambda: p.scroll(-3, 400, 300)})
"""
)
SPOKEN = (
    _HEAD
    + """
from supervisor.client import Supervisor
s = Supervisor()
serve({"click": lambda: s.click(400, 300), "key": lambda: s.key("Right"), "move": lambda: s.move(400, 300),
       "type": lambda: s.type(TEXT), "scroll": lambda: s.scroll(dy=3, x=400, y=300)})
"""
)
MCP = f"""
import asyncio, json, os, sys, time
from mcp import Client, StdioServerParameters
command, *rest = {[*COMMAND, "mcp"]!r}
at = {{"x": 400, "y": 300}}
calls = {{"move": [("move", at)], "click": [("click", at)], "key": [("key", {{"keys": "Right"}})],
    "type": [("type", {{"text": {TEXT!r}}})], "scroll": [("scroll", at | {{"dy": 3}})]}}
calls["mixed"] = [calls[case][0] for case in ("move", "click", "key", "type", "scroll")]
async def main():
    async with Client(StdioServerParameters(command=command, args=rest, env=dict(os.environ))) as client:
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            name, count, pace_ms = line.split()
            times = []
            for _ in range(int(count)):
                await asyncio.sleep(int(pace_ms) / 1000)
                began = time.perf_counter_ns()
                for tool, arguments in calls[name]:
                    await client.call_tool(tool, arguments)
                times.append((time.perf_counter_ns() - began) / 1e6)
            print(json.dumps(times), flush=True)
asyncio.run(main())
"""
CROWD = f"""
import json, socket, sys, time
from supervisor.client.messages import Address, Dialogue
address = Address.of_environment()
stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM); stream.connect(address.socket)
lines = stream.makefile("rb")
talk = Dialogue()
def say(method, params):
    number, line = talk.request(method, params); stream.sendall(line); return number
stream.sendall(talk.hello(address, "crowd", "python", "")[1]); lines.readline()
say("subscribe", {{"topics": ["calls"]}}); lines.readline()
print("ready", flush=True)
row, rate, seconds = map(float, sys.stdin.readline().split())
began = time.monotonic(); sent, answered, ended = [], [], []
def hear():
    message = json.loads(lines.readline())
    if "id" in message:
        answered.append(message["id"])
    elif message["params"]["state"] == "over":
        ended.append((message["params"]["call"], message["params"]["outcome"]["status"]))
while time.monotonic() - began < seconds:
    time.sleep(max(0.0, began + len(sent) / rate - time.monotonic()))
    turn = len(sent)
    gesture = {{"type": "move", "x": 300 + turn, "y": int(row)}}
    if turn % {REFUSED_TURN} == {REFUSED_TURN} - 1:
        gesture = {{"type": "key", "keys": "ctrl+q"}}
    sent.append(say("propose", {{"gesture": gesture, "wait": turn % 2 == 0}}))
    while len(sent) - len(ended) >= 32:
        hear()
while len(ended) < len(sent) or len(answered) < len(sent):
    hear()
print(json.dumps({{
    "sent": len(sent), "lost": len(set(sent) - set(answered)), "twice": len(answered) - len(set(answered)),
    "in_order": [number for number, _ in ended] == sent, "s": time.monotonic() - began,
    "statuses": [status for _, status in ended],
}}), flush=True)
"""


class Subject:
    """One way to make the same gestures: a program that is told through pipes."""

    def __init__(self, name: str, argv: Sequence[str], env: dict[str, str]) -> None:
        self.name = name
        self.times: dict[str, list[float]] = {case: [] for case in CASES}
        self.process = subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        await_ready(self.process, name)

    def measure(self, case: str, count: int, pace_ms: int) -> None:
        """Make a gesture `count` times."""
        tell(self.process, f"{case} {count} {pace_ms}")
        self.times[case] += json.loads(hear(self.process))


def await_ready(process: subprocess.Popen[str], name: str) -> None:
    """Wait for the line that says so."""
    while hear(process).strip() != "ready":
        if process.poll() is not None:
            raise SystemExit(f"`{name}` ended")


def tell(process: subprocess.Popen[str], line: str) -> None:
    """Write a line."""
    if process.stdin is None:
        raise AssertionError("it is driven through pipes")
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    """Read a line."""
    if process.stdout is None:
        raise AssertionError("it is driven through pipes")
    return process.stdout.readline()


def crowd(supervised: Supervised, script: Path, agents: int, rate: float, seconds: float) -> None:
    """Let so many agents propose so often a second between them."""
    argv = [*COMMAND, "run", "--", sys.executable, str(script)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen(argv, env=supervised.env, text=True, **pipes) for _ in range(agents)]
    with contextlib.ExitStack() as stack:
        for process in started:
            stack.callback(process.wait)
            await_ready(process, "an agent of the crowd")
        with RecordOracle(supervised.desktop) as oracle:
            for row, process in enumerate(started):
                tell(process, f"{row + 1} {rate / agents} {seconds}")
            told = [json.loads(hear(process)) for process in started]
            oracle.settle()
            seen = defaultdict[int, list[int]](list)
            for event in oracle.requests:
                if event.kind == "fake_input" and event.type == X.MotionNotify:
                    seen[event.y].append(event.x)
    total, slowest = sum(one["sent"] for one in told), max(one["s"] for one in told)
    statuses = [status for one in told for status in one["statuses"]]
    print(f"{agents} agents: {total} proposals ended in {slowest:.1f} s, {total / slowest:.0f} a second", end=": ")
    print(", ".join(f"{statuses.count(status)} {status}" for status in sorted(set(statuses))))
    lost, twice = (sum(one[what] for one in told) for what in ("lost", "twice"))
    print(f"  not answered {lost}, answered twice {twice}, ended out of order at {ordered(told)} agents")
    wrong = sum(seen[row + 1] != moves(one["statuses"]) for row, one in enumerate(told))
    print(f"  on the screen (RECORD) not exactly what was done, in its order: {wrong} agents")


def ordered(told: Sequence[dict[str, Any]]) -> int:
    """Count the agents to which something ended before what they wanted sooner."""
    return sum(not one["in_order"] for one in told)


def moves(statuses: Sequence[str]) -> list[int]:
    """Give where an agent's moves went that it was told were done."""
    return [300 + turn for turn, status in enumerate(statuses) if status == "done"]


def import_ms() -> float:
    """Give how long the client takes to import, ms, median of ten."""
    argv = [sys.executable, "-X", "importtime", "-c", "import supervisor.client"]
    runs = [subprocess.run(argv, capture_output=True, text=True, check=True).stderr for _ in range(10)]
    return statistics.median(int(run.splitlines()[-1].split("|")[1]) / 1000 for run in runs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--pace-ms", type=int, default=0, help="between two gestures")
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--rate", type=float, default=1200.0, help="proposals a second, of all together")
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="speaking-"))
    scripts = {"direct": DIRECT, "pyautogui": PYAUTOGUI, "spoken": SPOKEN, "mcp": MCP, "crowd": CROWD}
    for name, text in scripts.items():
        (folder / f"{name}_agent.py").write_text(text)
    with (
        # Small enough to be shown to models as it is: by MCP, places are those of the picture.
        VirtualDesktop(folder=folder / "desktop", size=(1280, 800)) as desktop,
        Receiver(desktop),
        Supervised(desktop, folder / "home", settings=SETTINGS, policy=POLICY) as supervised,
    ):
        supervised.keep()
        program = {name: [sys.executable, str(folder / f"{name}_agent.py")] for name in scripts}
        subjects = [
            Subject("python-xlib", program["direct"], desktop.env),
            Subject("pyautogui", program["pyautogui"], desktop.env),
            Subject("JSON-RPC", [*COMMAND, "run", "--", *program["spoken"]], supervised.env),
            Subject("MCP", program["mcp"], supervised.env),
        ]
        for subject in subjects:
            # What is done once, such as the client's first list of tools, is no cost of a gesture.
            subject.measure("mixed", 1, given.pace_ms)
            subject.times["mixed"].clear()
        for _ in range(given.rounds):
            for case in CASES:
                for subject in subjects:
                    subject.measure(case, 5, given.pace_ms)
        show(subjects, given.pace_ms)
        for subject in subjects:
            subject.process.terminate()
            subject.process.wait()
        crowd(supervised, folder / "crowd_agent.py", given.agents, given.rate, given.seconds)
    print(f"import supervisor.client: {import_ms():.0f} ms")


def show(subjects: Sequence[Subject], pace_ms: int) -> None:
    """Print the table: each way's own times, and what the supervised ones add to both direct ones."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; a gesture each {pace_ms} ms; ms, p50 / p99")
    print(f"{'':8}" + "".join(f"{subject.name:>16}" for subject in subjects))
    for case in CASES:
        print(f"{case:8}" + "".join(f"{_pair(subject.times[case]):>16}" for subject in subjects))
    xlib, pyautogui, *supervised = subjects
    for base in (xlib, pyautogui):
        print(f"added to {base.name}")
        for case in CASES:
            cells = (_pair(subject.times[case], base.times[case]) for subject in supervised)
            print(f"{case:8}" + f"{'':32}" + "".join(f"{cell:>16}" for cell in cells))


def _pair(times: Sequence[float], base: Sequence[float] = (0.0,)) -> str:
    return " / ".join(f"{percentile(times, part) - percentile(base, part):.2f}" for part in (0.5, 0.99))


if __name__ == "__main__":
    main()
