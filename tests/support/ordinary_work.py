"""Ordinary work in a text editor, in the words of each kind of agent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Op = tuple[str, ...]
START = "first line\nsecond line\nthird line\n"
"""What is in the editor before."""
KINDS = ("xdotool", "pyautogui", "pynput", "c")


def task(x: int, y: int) -> list[Op]:
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


def makers(xtest_agent: Path) -> dict[str, Callable[[Sequence[Op]], list[str]]]:
    """Give what turns operations into the command of each kind of agent."""
    return {
        "xdotool": _xdotool,
        "pyautogui": lambda ops: [sys.executable, "-c", f"OPS = {ops!r}\n{_PYAUTOGUI}"],
        "pynput": lambda ops: [sys.executable, "-c", f"OPS = {ops!r}\n{_PYNPUT}"],
        "c": lambda ops: _c_agent(xtest_agent, ops),
    }
