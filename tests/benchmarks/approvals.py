"""How long a person waits for the question, and the agent for the answer: `python -m tests.benchmarks.approvals`.

Held to visible: from the record's row of the request (written before the question is shown) until the popup's ground
is on the screen, looked at from outside by GetImage. Approve to sent: seen by one RECORD listener outside, from the
chord's own key, and from the moment that the person's last key was up, to the first event that is sent for it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import XK, X

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui.theme import LIGHT
from tests.support.pixels import POPUP, Pixels
from tests.support.receiver import Receiver
from tests.support.record_oracle import RecordOracle
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from supervisor.demo.person import Person
    from tests.support.record_oracle import Seen

_POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "F9" }\n'
_WANTED_MS = {"held to visible": (15.0, 100.0), "chord to sent": (0.0, 0.0), "keys up to sent": (2.0, 10.0)}
_PATIENCE_S = 20.0


def wait_visible(look: Pixels) -> int:
    """Wait until the popup is painted; gives when, ns since the epoch."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        for window in look.shown(POPUP):
            x, y, width, _ = window.rect
            if look.at(x + width // 2, y + 8).is_near(LIGHT.ground):
                return time.time_ns()
    raise AssertionError("the popup did not come")


def wait_gone(look: Pixels, person: Person) -> None:
    """Press the chord until the popup goes; it is ignored while it arms."""
    deadline = time.monotonic() + _PATIENCE_S
    while look.shown(POPUP):
        assert time.monotonic() < deadline, "the popup stays"
        person.chord("ctrl+alt+y")
        pause = time.monotonic() + 0.1
        while look.shown(POPUP) and time.monotonic() < pause:
            pass


def answer_times(oracle: RecordOracle, agents_key: int, persons_key: int) -> tuple[float, float]:
    """Give ms from the chord's key, and from the last of the person's keys that came up, to what was sent."""

    def is_sent(event: Seen) -> bool:
        return event.kind == "fake_input" and (event.type, event.detail) == (X.KeyPress, agents_key)

    events = oracle.wait_for(lambda seen: any(map(is_sent, seen)))
    sent = next(event for event in events if is_sent(event))
    before = [event for event in events if event.kind == "device" and event.t_ns <= sent.t_ns]
    chord = [event.t_ns for event in before if (event.type, event.detail) == (X.KeyPress, persons_key)]
    up = [event.t_ns for event in before if event.type == X.KeyRelease]
    return (sent.t_ns - chord[-1]) / 1e6, (sent.t_ns - up[-1]) / 1e6


def tell(name: str, times: list[float]) -> None:
    """Print one line."""
    times.sort()
    p50, p99 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
    wanted = _WANTED_MS[name]
    aim = f"   wanted {wanted[0]:.0f} / {wanted[1]:.0f}" if any(wanted) else ""
    print(f"{name:<16} {len(times):4} times   p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   max {times[-1]:7.2f} ms{aim}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    given = parser.parse_args()
    times: dict[str, list[float]] = {name: [] for name in _WANTED_MS}
    with (
        tempfile.TemporaryDirectory(prefix="approvals-") as name,
        VirtualDesktop(folder=Path(name) / "desktop") as desktop,
        Receiver(desktop, title="target", geometry=(700, 300, 300, 200)),
        Supervised(desktop, Path(name) / "home", settings="yield_to_person_ms = 0\n", policy=_POLICY) as supervised,
        desktop.person() as person,
        Pixels(desktop) as look,
        RecordOracle(desktop) as oracle,
    ):
        supervised.keep()
        agents_key, persons_key = (look.connection.keysym_to_keycode(XK.string_to_keysym(k)) for k in ("F9", "y"))
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        agent = supervised.run("xdotool", "key", "--repeat", str(given.rounds), "--delay", "50", "F9")
        for number in range(given.rounds):
            visible_ns = wait_visible(look)
            asked: dict[str, Any] = supervised.rows("approval_requested")[number]
            times["held to visible"].append((visible_ns - asked["time_ns"]) / 1e6)
            oracle.clear()
            wait_gone(look, person)
            chord_ms, up_ms = answer_times(oracle, agents_key, persons_key)
            times["chord to sent"].append(chord_ms)
            times["keys up to sent"].append(up_ms)
        supervised.finish(agent)
        for what, measured in times.items():
            tell(what, measured)
        print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
