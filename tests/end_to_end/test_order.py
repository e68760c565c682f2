"""Nothing reaches the server but through the gate, nothing leaves the gate unrecorded, and all is shown first."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X

from tests.support.connect import connect
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle, Seen

pytestmark = pytest.mark.desktop
ACTIONS = 10_000
LEAD_NS = 100_000_000
"""The lead is 120 ms."""
_TYPES = {"key_press": 2, "key_release": 3, "button_press": 4, "button_release": 5, "motion": 6}
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_HARMLESS = ("Right", "Left", "Up", "Down", "Home", "End", "shift+Right", "Tab", "ctrl+c")


def _script(rng: random.Random, rect: tuple[int, int, int, int], actions: int) -> list[str]:
    """Write commands of the C agent that make at least `actions` gestures."""
    x0, y0, width, height = rect

    def place() -> str:
        return f"{rng.randrange(x0 + 20, x0 + width - 20)} {rng.randrange(y0 + 20, y0 + height - 20)}"

    lines, made = [], 0
    while made < actions:
        kind = rng.random()
        if kind < 0.35:
            lines += [f"move {place()}", "click 1"]
            made += 2
        elif kind < 0.5:
            lines.append(f"key {rng.choice(_HARMLESS)}")
            made += 1
        elif kind < 0.6:
            lines.append("type " + "".join(rng.choice(_LETTERS) for _ in range(rng.randrange(2, 8))))
            made += 1
        elif kind < 0.65:
            lines.append(f"drag {place()} {place()}")
            made += 1
        elif kind < 0.75:
            lines.append(f"devicekey {rng.choice(_LETTERS)}")
            made += 1
        elif kind < 0.8:
            lines += [f"move {place()}", "devicebutton 1"]
            made += 2
        else:
            burst = rng.randrange(5, 20)
            lines.append(f"repeat {burst} moverel {rng.randrange(-3, 4)} {rng.randrange(-3, 4)}")
            lines.append(f"move {place()}")
            made += burst + 1
        if rng.random() < 0.02:
            lines.append("sync")
    return [*lines, "sync", "say done"]


def _sent_by_record(rows: list[dict[str, Any]]) -> list[tuple[int, int, int]]:
    """List (type, detail, row's time) of every event that the record says was sent, in order."""
    sent = []
    for row in rows:
        if row["event"] == "sending":
            for kind, detail, *_rest in row["outcome"]["sends"]:
                sent.append((_TYPES[kind], detail, row["time_ns"]))
    return sent


def test_all_input_of_a_random_run_went_through_the_gate_and_is_recorded_before_it_was_sent(
    desktop: VirtualDesktop, oracle: RecordOracle, xtest_agent: Path, tmp_path: Path
) -> None:
    # A full-screen target without a taskbar or menu: whatever is clicked, nothing else reacts.
    with (
        Receiver(desktop, geometry=(0, 0, 1200, 700)) as receiver,
        Supervised(desktop, tmp_path / "home", settings="mirror_lead_ms = 0\nyield_to_person_ms = 0\n") as supervised,
    ):
        script = _script(random.Random(20261120), receiver.rect, ACTIONS)  # noqa: S311 - a repeatable run, no secret
        file = tmp_path / "script"
        file.write_text("\n".join(script) + "\n")
        oracle.clear()
        agent = supervised.shell(f"{xtest_agent} < {file}")
        status, out = supervised.finish(agent, timeout_s=240)
        assert (status, out.splitlines()[-1]) == (0, "done")
        oracle.settle()
        seen: list[Seen] = oracle.requests
        rows = supervised.rows()
    assert len({s.client for s in seen}) == 1, "one client alone, the outlet, may make input"
    assert {s.kind for s in seen} == {"fake_input"}
    assert not any(s.device_form for s in seen)
    recorded = _sent_by_record(rows)
    assert [(s.type, s.detail) for s in seen if s.type != X.MotionNotify] == [
        (kind, detail) for kind, detail, _ in recorded if kind != X.MotionNotify
    ]
    assert len(seen) == len(recorded)
    offset_ns = time.time_ns() - time.monotonic_ns()
    late = [s for s, (_, _, row_ns) in zip(seen, recorded, strict=True) if row_ns > s.t_ns + offset_ns + 1_000_000]
    assert not late, "a row was written after its event was seen"


class _Watcher:
    """Notes when a small area of the screen first changes."""

    def __init__(self, desktop: VirtualDesktop, x: int, y: int, size: int = 40) -> None:
        self._display = connect(desktop)
        self._root = self._display.screen().root
        self._area = (x - size // 2, y - size // 2, size, size)
        self._before = self._grab()
        self._stop = threading.Event()
        self.changed_ns = 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _grab(self) -> bytes:
        return bytes(self._root.get_image(*self._area, X.ZPixmap, 0xFFFFFF).data)

    def _watch(self) -> None:
        while not self._stop.wait(0.002):
            if self._grab() != self._before:
                self.changed_ns = time.monotonic_ns()
                return

    def close(self) -> None:
        self._stop.set()
        self._thread.join(30)
        self._display.close()


def test_the_ring_is_on_the_screen_before_the_press_is_delivered(
    desktop: VirtualDesktop, xtest_agent: Path, tmp_path: Path
) -> None:
    with (
        Receiver(desktop, geometry=(300, 200, 500, 400)) as receiver,
        Supervised(desktop, tmp_path / "home") as supervised,
    ):
        # A watcher that the machine did not let run sees the ring later than it was there, and never earlier.
        leads = [_lead_ns(desktop, xtest_agent, receiver, supervised)]
        while leads[-1] < LEAD_NS and len(leads) < 3:
            leads.append(_lead_ns(desktop, xtest_agent, receiver, supervised))
    assert leads[-1] >= LEAD_NS, leads


def _lead_ns(desktop: VirtualDesktop, agent: Path, receiver: Receiver, supervised: Supervised) -> int:
    """Measure how long before a press of an agent a ring is seen where it will be."""
    x, y = receiver.centre
    moves, presses = len(supervised.rows("sending")), len(receiver.of("button_press"))
    clicking = supervised.run(agent, f"move {x - 1} {y}", f"move {x} {y}", "sync", "sleep 5000", "click 1", "sync")
    wait_for(lambda: supervised.rows("sending")[moves:], "the motion")
    # The mark of the motion goes after a moment; then the screen is still until the click is shown.
    wait_for(lambda: _still(desktop, x, y), "a still screen")
    watcher = _Watcher(desktop, x, y)
    try:
        supervised.finish(clicking)
        press = receiver.wait_for(lambda lines: [e for e in lines if e["event"] == "button_press"][presses:])[0]
    finally:
        watcher.close()
    assert watcher.changed_ns, "no ring was seen"
    return int(press["t_ns"]) - watcher.changed_ns


def _still(desktop: VirtualDesktop, x: int, y: int) -> bool:
    """Tell whether the screen around a point does not change for half a second."""
    watcher = _Watcher(desktop, x, y)
    threading.Event().wait(0.5)
    watcher.close()
    return not watcher.changed_ns
