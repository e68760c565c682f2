"""How long a person waits for the question, and the agent for the answer: `python -m tests.benchmarks.approvals`.

Held to visible: from the record's row of the request (written before the question is shown) until the popup's ground
and its words are on the screen, looked at from outside by GetImage. Approve to sent: seen by one RECORD listener
outside, from the moment that the person's last key was up to the first event that is sent for it. Every other chord
is held as long as a person's finger stays on a key; the others are over at once, so that everything that follows an
answer falls into the time that is measured: there it is from the chord's own key.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import select
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from Xlib import XK, X

from supervisor.demo.virtual_desktop import VirtualDesktop
from supervisor.ui.theme import LIGHT
from tests.support.connect import connect
from tests.support.pixels import POPUP
from tests.support.receiver import Receiver
from tests.support.record_oracle import RecordOracle
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.demo.person import Person
    from tests.support.record_oracle import Seen

_POLICY = 'version = 1\n[[rule]]\nid = "ask"\nreason = "a test"\nverdict = "ask"\nwhen = { keys = "F9" }\n'
_WANTED_MS = {"held to visible": (15.0, 100.0), "keys up to sent": (2.0, 10.0), "tapped to sent": (0.0, 0.0)}
_PATIENCE_S = 20.0
_GROUND = int(LIGHT.ground[1:], 16)
_LEAST_INK = 30
"""Pixels that a line of text has at least."""
_DWELL_S = 0.09
"""How long a finger stays on a key: 80 to 100 ms in studies of typing."""
_AGAIN_S = 0.15
"""A popup that stands so long after a chord has not taken it."""


class Watch:
    """Sees the popup come and go, by events: who asks the X server all the time keeps it from its work."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.connection = connect(desktop)
        self._root = self.connection.screen().root
        self._names = self.connection.get_atom("_NET_WM_NAME")
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.connection.sync()
        self._popup = 0

    def wait_visible(self) -> int:
        """Wait until all of the popup is painted; gives when, ns since the epoch."""
        came = self._wait(X.MapNotify, self._is_popup, _PATIENCE_S)
        assert came is not None, "the popup did not come"
        self._popup = int(came.window.id)
        box = self.connection.create_resource_object("window", self._popup).get_geometry()
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            if self._pixels(box.x + box.width // 2, box.y + 8, 1, 1) != [_GROUND]:
                continue
            # The header, the sentence and the last line: then it can be read.
            heads = self._pixels(box.x + 20, box.y + 10, box.width - 40, 60)
            foot = self._pixels(box.x + 20, box.y + box.height - 30, box.width - 40, 15)
            seen_ns = time.time_ns()
            half = len(heads) // 2
            if all(_is_written(part) for part in (heads[:half], heads[half:], foot)):
                return seen_ns
        raise AssertionError("the popup did not come")

    def is_gone(self, *, within_s: float) -> bool:
        """Wait for a while until it is off the screen; tell whether it is."""
        gone = self._wait(X.UnmapNotify, lambda event: int(event.window.id) == self._popup, within_s)
        return gone is not None

    def close(self) -> None:
        """Look no more."""
        self.connection.close()

    def _pixels(self, x: int, y: int, width: int, height: int) -> list[int]:
        image = self._root.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFF)
        data = image.data.encode("latin-1") if isinstance(image.data, str) else bytes(image.data)
        return [word & 0xFFFFFF for word in memoryview(data).cast("I")]

    def _is_popup(self, event: Any) -> bool:
        name = event.window.get_full_property(self._names, X.AnyPropertyType)
        return name is not None and name.value == POPUP.encode()

    def _wait(self, kind: int, wanted: Callable[[Any], bool], within_s: float) -> Any | None:
        deadline = time.monotonic() + within_s
        while (left_s := deadline - time.monotonic()) > 0:
            if not self.connection.pending_events():
                select.select([self.connection], [], [], left_s)
                continue
            event = self.connection.next_event()
            if event.type == kind and wanted(event):
                return event
        return None


def _is_written(pixels: list[int]) -> bool:
    """Tell whether there is text on the popup's ground."""
    ground = pixels.count(_GROUND)
    return len(pixels) // 2 < ground < len(pixels) - _LEAST_INK


def approve(person: Person, watch: Watch, dwell_s: float) -> None:
    """Press the chord until the popup goes, its last key held for a while; it is ignored while the popup arms."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        assert time.monotonic() < deadline, "the popup stays"
        person.key_down("Control_L")
        person.key_down("Alt_L")
        person.hold_key("y", dwell_s)
        person.key_up("Alt_L")
        person.key_up("Control_L")
        if watch.is_gone(within_s=_AGAIN_S):
            return


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
    # The thread that listens takes the time: it must not wait for the one that looks for the popup.
    sys.setswitchinterval(0.0001)
    times: dict[str, list[float]] = {name: [] for name in _WANTED_MS}
    with (
        tempfile.TemporaryDirectory(prefix="approvals-") as name,
        VirtualDesktop(folder=Path(name) / "desktop") as desktop,
        Receiver(desktop, title="target", geometry=(700, 300, 300, 200)),
        Supervised(desktop, Path(name) / "home", settings="yield_to_person_ms = 0\n", policy=_POLICY) as supervised,
        desktop.person() as person,
        contextlib.closing(Watch(desktop)) as watch,
        RecordOracle(desktop) as oracle,
    ):
        supervised.keep()
        agents_key, persons_key = (watch.connection.keysym_to_keycode(XK.string_to_keysym(k)) for k in ("F9", "y"))
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        agent = supervised.run("xdotool", "key", "--repeat", str(given.rounds), "--delay", "50", "F9")
        for number in range(given.rounds):
            visible_ns = watch.wait_visible()
            asked: dict[str, Any] = supervised.rows("approval_requested")[number]
            times["held to visible"].append((visible_ns - asked["time_ns"]) / 1e6)
            oracle.clear()
            approve(person, watch, _DWELL_S if number % 2 else 0.0)
            chord_ms, up_ms = answer_times(oracle, agents_key, persons_key)
            if number % 2:
                times["keys up to sent"].append(up_ms)
            else:
                times["tapped to sent"].append(chord_ms)
        supervised.finish(agent)
        for what, measured in times.items():
            tell(what, measured)
        print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
