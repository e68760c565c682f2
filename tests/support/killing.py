"""A busy agent, one of the supervisor's processes killed in the middle of it, and what must be true afterwards."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from Xlib import X

from supervisor.app.ui_link import RESTART_S
from tests.support.stopping import agent_input, sent_after
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from tests.support.record_oracle import Seen
    from tests.support.scene import Scene
    from tests.support.stopping import Tree

LOST = 123
"""Exit status of `run` when supervision was lost."""
CLOSED_MS = 100
_TYPES = {"key_press": 2, "key_release": 3, "button_press": 4, "button_release": 5, "motion": 6}
_MODULES = {"service": "supervisor.app", "human": "supervisor.human", "ui": "supervisor.ui"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_ROUNDS = 400
_LONGEST_S = 1.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill led to."""

    last_ms: float
    """From the kill to the last press or motion before the gate opened again, by the server's clock; negative when
    there was none after it."""
    sent: int
    """Input events that reached the server."""
    recorded: int
    """Input events that the record says were to be sent."""


def busy_script(scene: Scene, rng: random.Random) -> str:
    """Write a shell script that clicks, drags, types and holds keys in the target, for minutes."""
    x, y, width, height = scene.target.rect

    def place() -> str:
        return f"{rng.randrange(x + 20, x + width - 20)} {rng.randrange(y + 20, y + height - 20)}"

    lines: list[str] = []
    for _ in range(_ROUNDS):
        word = "".join(rng.choices(_LETTERS, k=6))
        lines += rng.choice(
            [
                [f"move {place()}", "click 1"],
                [f"drag {place()} {place()}"],
                [f"type {word}"],
                [f"key shift+{word[0]}"],
                [f"keydown {word[0]}", f"move {place()}", "sleep 30", f"keyup {word[0]}"],
                # Long, so that something is down at many a moment.
                [f"move {place()}", "down 1", f"move {place()}", "sleep 200", "up 1"],
                ["keydown Shift_L", f"move {place()}", "down 3", "sleep 200", "up 3", "keyup Shift_L"],
                [f"repeat 10 moverel {rng.randrange(-2, 3)} {rng.randrange(-2, 3)}"],
            ]
        )
        lines.append(f"sleep {rng.randrange(8)}")
    file = scene.folder / f"busy-{rng.getrandbits(32):08x}"
    file.write_text("\n".join(lines) + "\n")
    return f"while :; do cat {file}; done | {{agent}}"


def kill(scene: Scene, victim: str, rng: random.Random) -> int:
    """Kill `service`, `human` or `ui` at a moment drawn at random; gives that moment, CLOCK_MONOTONIC ns."""
    (pid,) = scene.supervised.processes(_MODULES[victim])
    threading.Event().wait(rng.uniform(0, _LONGEST_S))
    at_ns = time.monotonic_ns()
    os.kill(pid, signal.SIGKILL)
    return at_ns


@contextlib.contextmanager
def hanging(pid: int) -> Iterator[None]:
    """Keep a process from moving, as if it hung; whether it lives or not at the end."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def ended(scene: Scene, tree: Tree) -> None:
    """Show that after a loss of supervision nothing of it and of the agent is left, and nothing is down."""
    status, said = scene.supervised.finish(tree.run, timeout_s=45)
    assert (status, tree.processes()) == (LOST, {}), said
    wait_for(lambda: not any(map(scene.supervised.processes, _MODULES.values())), "the supervisor's processes to end")
    scene.seat.wait_up()
    scene.oracle.settle()


def lose(scene: Scene, victim: str, rng: random.Random, *, closed_ms: int = CLOSED_MS) -> Outcome:
    """Kill service or human in a busy run and look at everything; the last input comes within `closed_ms`."""
    before = len(scene.supervised.rows())
    tree = scene.start(busy_script(scene, rng))
    at_ns = kill(scene, victim, rng)
    ended(scene, tree)
    outlet = scene.oracle.requests[0].client
    last_ms = _last_ms([seen for seen in agent_input(scene.oracle) if seen.client == outlet], at_ns)
    assert last_ms < closed_ms
    return _compared(scene, scene.supervised.rows()[before:], last_ms)


def lose_the_ui(scene: Scene, rng: random.Random, kills: int, *, closed_ms: int = CLOSED_MS) -> list[Outcome]:
    """Kill the ui again and again under one busy agent, which goes on each time; as for `lose`."""
    before = len(scene.supervised.rows())
    tree = scene.start(busy_script(scene, rng))
    lasts = []
    for _ in range(kills):
        known = _absences(scene, before)
        at_ns = kill(scene, "ui", rng)
        wait_for(lambda: _absences(scene, before) > known, "the record to tell that the ui is absent")  # noqa: B023
        scene.oracle.settle()
        seen = agent_input(scene.oracle)
        back_ns = at_ns + int(RESTART_S * 1e9)
        lasts.append(_last_ms([s for s in seen if _ms(s) < back_ns / 1e6], at_ns))
        assert lasts[-1] < closed_ms
        if sent_after(scene.oracle, back_ns) == []:
            scene.seat.wait_up()
        scene.oracle.wait_for(lambda _: len(sent_after(scene.oracle, back_ns)) > 5, timeout_s=30)  # noqa: B023
        assert tree.run.poll() is None
    scene.person.chord("ctrl+alt+s")
    assert scene.supervised.finish(tree.run)[0] == 124
    scene.seat.wait_up()
    scene.oracle.settle()
    rows = scene.supervised.rows()[before:]
    return [_compared(scene, rows, last_ms) for last_ms in lasts]


def _absences(scene: Scene, before: int) -> int:
    problems = [row["outcome"].get("rule") for row in scene.supervised.rows()[before:] if row["event"] == "problem"]
    return problems.count("ui-absent")


def _ms(seen: Seen) -> float:
    """Give when the server ran a request, CLOCK_MONOTONIC ms: its clock is the same, cut to 32 bits."""
    now_ms = time.monotonic_ns() // 1_000_000
    return float(now_ms - (now_ms - seen.server_ms) % 2**32)


def _last_ms(seen: Sequence[Seen], at_ns: int) -> float:
    return max(map(_ms, seen), default=0.0) - at_ns / 1e6


def _compared(scene: Scene, rows: Sequence[dict[str, Any]], last_ms: float) -> Outcome:
    """Show that the record is whole and that nothing was sent that is not in it, in the same order."""
    assert scene.supervised.command("audit", "verify")
    fakes = [seen for seen in scene.oracle.requests if seen.kind == "fake_input"]
    assert fakes == scene.oracle.requests
    # The one client that makes input is the gate's; another, `human`, comes later, takes a drag back and lets go.
    outlet = fakes[0].client
    sent = [(s.type, s.detail, *_place(s)) for s in fakes if s.client == outlet]
    assert {s.type for s in fakes if s.client != outlet} <= {X.KeyRelease, X.ButtonRelease, X.MotionNotify}
    recorded = [
        (_TYPES[kind], detail, *((x, y) if kind == "motion" else (0, 0)))
        for row in rows
        if row["event"] == "sending"
        for kind, detail, x, y, _window in row["outcome"]["sends"]
    ]
    different = next(
        (pair for pair in enumerate(zip(sent, recorded, strict=False)) if pair[1][0] != pair[1][1]), None
    )
    assert different is None, f"sent and recorded differ at {different}"
    assert len(sent) <= len(recorded)
    return Outcome(last_ms, len(sent), len(recorded))


def _place(seen: Seen) -> tuple[int, int]:
    return (seen.x, seen.y) if seen.type == X.MotionNotify else (0, 0)


def victims(kills: int) -> list[str]:
    """Take turns between service and human."""
    return list(itertools.islice(itertools.cycle(("service", "human")), 2 * kills))
