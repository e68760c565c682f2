"""Unmodified agents do ordinary work under supervision: no question is asked and the result is the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.programs import mousepad, terminal
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

Op = tuple[str, ...]
_START = "first line\nsecond line\nthird line\n"


def _task(x: int, y: int) -> list[Op]:
    """Thirty gestures of editing in a text editor whose text lies at x, y, ending with a save."""
    ops: list[Op] = [("click", str(x), str(y)), ("key", "ctrl+Home")]
    for word in ("Dear", "reader", "here"):
        ops += [("type", word), ("key", "space"), ("key", "Left"), ("key", "Right")]
    ops += [("key", "Return"), ("type", "a second para"), ("key", "Home"), ("key", "shift+End"), ("key", "ctrl+c")]
    ops += [("key", "End"), ("key", "Return"), ("key", "ctrl+v"), ("key", "BackSpace"), ("scroll", "2")]
    ops += [
        ("double_click", str(x), str(y)),
        ("key", "ctrl+End"),
        ("type", "The end"),
        ("key", "Up"),
        ("key", "Down"),
    ]
    ops += [("drag", str(x + 20), str(y), str(x + 80), str(y + 4)), ("key", "ctrl+End"), ("key", "ctrl+s")]
    return ops


def _xdotool(ops: Sequence[Op]) -> list[str]:
    lines = ["set -e"]
    for kind, *args in ops:
        lines.append(
            {
                "click": lambda a: f"xdotool mousemove {a[0]} {a[1]} click 1",
                "double_click": lambda a: f"xdotool mousemove {a[0]} {a[1]} click --repeat 2 --delay 60 1",
                "key": lambda a: f"xdotool key {a[0]}",
                "type": lambda a: f"xdotool type --delay 1 '{a[0]}'",
                "scroll": lambda a: f"xdotool click --repeat {a[0]} 5",
                "drag": lambda a: (
                    f"xdotool mousemove {a[0]} {a[1]} mousedown 1 mousemove {a[2]} {a[3]} sleep 0.05 mouseup 1"
                ),
            }[kind](args)
        )
    return ["sh", "-c", "\n".join(lines)]


_PYAUTOGUI = """
import pyautogui
pyautogui.FAILSAFE = False
NAMES = {"Return": "enter", "BackSpace": "backspace"}
def key(chord): pyautogui.hotkey(*[NAMES.get(k, k.lower()) for k in chord.split("+")])
for kind, *a in OPS:
    if kind == "click": pyautogui.click(int(a[0]), int(a[1]))
    elif kind == "double_click": pyautogui.doubleClick(int(a[0]), int(a[1]), interval=0.06)
    elif kind == "key": key(a[0])
    elif kind == "type": pyautogui.write(a[0])
    elif kind == "scroll": pyautogui.scroll(-int(a[0]))
    elif kind == "drag":
        pyautogui.moveTo(int(a[0]), int(a[1])); pyautogui.dragTo(int(a[2]), int(a[3]), 0.2, button="left")
"""

_PYNPUT = """
import time
from pynput import keyboard, mouse
k, m = keyboard.Controller(), mouse.Controller()
NAMES = {"Return": "enter", "BackSpace": "backspace", "Left": "left", "Right": "right", "Up": "up", "Down": "down",
    "Home": "home", "End": "end", "space": "space", "ctrl": "ctrl", "shift": "shift"}
def name(part): return getattr(keyboard.Key, NAMES[part]) if part in NAMES else part
def key(chord):
    *held, last = [name(part) for part in chord.split("+")]
    with k.pressed(*held): k.tap(last)
    time.sleep(0.02)
for kind, *a in OPS:
    if kind == "click": m.position = (int(a[0]), int(a[1])); m.click(mouse.Button.left)
    elif kind == "double_click": m.position = (int(a[0]), int(a[1])); m.click(mouse.Button.left, 2)
    elif kind == "key": key(a[0])
    elif kind == "type": k.type(a[0])
    elif kind == "scroll": m.scroll(0, -int(a[0]))
    elif kind == "drag":
        m.position = (int(a[0]), int(a[1])); m.press(mouse.Button.left)
        m.position = (int(a[2]), int(a[3])); time.sleep(0.05); m.release(mouse.Button.left)
    time.sleep(0.02)
"""


def _c_agent(program: Path, ops: Sequence[Op]) -> list[str]:
    commands = []
    for kind, *args in ops:
        if kind == "click":
            commands += [f"move {args[0]} {args[1]}", "click 1"]
        elif kind == "double_click":
            commands += [f"move {args[0]} {args[1]}", "click 1", "sync", "click 1"]
        elif kind == "scroll":
            commands += ["click 5"] * int(args[0])
        elif kind == "drag":
            commands.append("drag " + " ".join(args))
        elif kind == "key":
            commands.append("key " + args[0].replace("ctrl", "Control_L").replace("shift", "Shift_L"))
        else:
            commands.append(f"{kind} {args[0]}")
        commands += ["sync", "sleep 20"]
    return [str(program), *commands]


@pytest.fixture(params=["xdotool", "pyautogui", "pynput", "c"])
def agent(request: pytest.FixtureRequest, xtest_agent: Path) -> Callable[[Sequence[Op]], list[str]]:
    """Give what turns operations into the command of one kind of agent."""
    makers: dict[str, Callable[[Sequence[Op]], list[str]]] = {
        "xdotool": _xdotool,
        "pyautogui": lambda ops: [sys.executable, "-c", f"OPS = {ops!r}\n{_PYAUTOGUI}"],
        "pynput": lambda ops: [sys.executable, "-c", f"OPS = {ops!r}\n{_PYNPUT}"],
        "c": lambda ops: _c_agent(xtest_agent, ops),
    }
    return makers[request.param]


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor with the default policy; a short lead keeps the tests short."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="mirror_lead_ms = 20\n") as running:
        running.keep()
        yield running


def _edit(desktop: VirtualDesktop, file: Path, run: Callable[[list[Op]], None]) -> str:
    """Let an agent do the task on a fresh file; gives what it saved."""
    file.write_text(_START)
    with mousepad(desktop, file) as editor:
        x, y, width, _height = editor.element(role="text").rect
        run(_task(x + min(40, width // 2), y + 8))
        return wait_for(lambda: text if (text := file.read_text()) != _START else None, "the file to be saved")


def _direct(desktop: VirtualDesktop, argv: list[str]) -> None:
    desktop.run(argv, timeout_s=60)


def test_thirty_benign_actions_are_never_asked_about_and_end_as_without_us(
    desktop: VirtualDesktop,
    supervised: Supervised,
    agent: Callable[[Sequence[Op]], list[str]],
    tmp_path: Path,
) -> None:
    direct = _edit(desktop, tmp_path / "direct.txt", lambda ops: _direct(desktop, agent(ops)))
    before = len(supervised.rows())

    def under_supervision(ops: list[Op]) -> None:
        status, out = supervised.finish(supervised.run(*agent(ops)))
        assert status == 0, out

    watched = _edit(desktop, tmp_path / "watched.txt", under_supervision)
    rows = supervised.rows()[before:]
    assert watched == direct
    assert "The end" in watched
    assert not [row for row in rows if row["event"] == "approval_requested"]
    decisions = [row for row in rows if row["event"] == "decided"]
    assert {row["decision"]["verdict"] for row in decisions} == {"allow"}
    assert len(decisions) >= 30


def test_reading_commands_in_a_terminal_are_not_asked_about(
    desktop: VirtualDesktop, supervised: Supervised, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    before = len(supervised.rows())
    with terminal(desktop, "xterm", tmp_path):
        script = "; ".join(
            f"xdotool type --delay 2 '{line}'; xdotool key Return; sleep 0.2"
            for line in ("ls -l", "pwd", "mkdir notes", "ls | head -3")
        )
        assert supervised.finish(supervised.shell(script))[0] == 0
        wait_for((tmp_path / "notes").exists, "the command to have run")
    assert not [row for row in supervised.rows()[before:] if row["event"] == "approval_requested"]
