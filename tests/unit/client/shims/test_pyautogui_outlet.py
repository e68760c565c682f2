from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.client.shims import pyautogui_outlet
from supervisor.client.shims.connection import NoSuchKeyError
from supervisor.client.shims.pyautogui_outlet import KeyboardMapping, Outlet
from supervisor.core.action import Point
from supervisor.wire.vocabulary import Status
from tests.support.routed import gestures, program, runs
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from tests.unit.client.conftest import TurningRig

BEGIN = "import pyautogui\npyautogui.PAUSE = 0\n"


class Noted:
    """Takes gestures, and makes none."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []

    def does(self, **gesture: Any) -> None:
        self.made.append(gesture)

    def turns(self, dx: int, dy: int, **at: int) -> None:
        self.made.append({"dx": dx, "dy": dy} | at)

    def on_screen(self, x: float, y: float) -> tuple[int, int]:
        return int(x), int(y)


def outlet(platform: str = "linux") -> tuple[Outlet, list[dict[str, Any]]]:
    noted = Noted()
    return Outlet(noted, KeyboardMapping(["enter", "volumeup"], platform), platform), noted.made  # type: ignore[arg-type]


def test_every_kind_of_call_is_a_gesture(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    code = """
pyautogui.click(30, 40)
pyautogui.rightClick(-5, 9000)
pyautogui.mouseDown(button="middle")
pyautogui.mouseUp(button="middle")
pyautogui.scroll(-3)
pyautogui.hscroll(2, x=1, y=2)
pyautogui.press("ctrlright")
pyautogui.write("aÄ世")
pyautogui.hotkey("ctrl", "S")
with pyautogui.hold("shift"):
    pyautogui.press("f1")
"""
    runs(BEGIN + code, rig.address)
    here = {"x": 10, "y": 20}
    keys: list[dict[str, Any]] = [{"keysym": 0xFFE4}, *({"char": char} for char in "aÄ世")]
    chord: list[dict[str, Any]] = [{"keysym": 0xFFE3}, {"char": "S"}]
    assert [one for one in gestures(rig) if one["type"] != "move"] == [
        {"type": "click", "x": 30, "y": 40},
        {"type": "click", "x": 0, "y": 799, "button": "right"},
        {"type": "down", "button": "middle"} | here,
        {"type": "up", "button": "middle"} | here,
        {"type": "scroll", "dy": 3} | here,
        {"type": "scroll", "dx": 2, "x": 1, "y": 2},
        *({"type": way} | key for key in keys for way in ("down", "up")),
        *({"type": "down"} | key for key in chord),
        *({"type": "up"} | key for key in reversed(chord)),
        *({"type": "down", "keysym": keysym} for keysym in (0xFFE1, 0xFFBE)),
        *({"type": "up", "keysym": keysym} for keysym in (0xFFBE, 0xFFE1)),
    ]
    assert {one.origin for one in rig.agent.made} == {"pyautogui"}


def test_the_fail_safe_looks_at_the_persons_pointer(rig: TurningRig) -> None:
    rig.agent.at = Point(0, 0)
    code = """
try:
    pyautogui.click(30, 40)
except pyautogui.FailSafeException as e:
    print("fail-safe")
"""
    assert runs(BEGIN + code, rig.address) == ["fail-safe"]
    assert rig.agent.made == []


@pytest.mark.parametrize(
    ("status", "caught", "other"),
    [
        (Status.STOPPED, "FailSafeException", "Stopped"),
        (Status.REJECTED, "PyAutoGUIException", "Rejected"),
        (Status.EXPIRED, "PyAutoGUIException", "Expired"),
    ],
)
def test_what_was_not_done_is_an_exception_of_both(rig: TurningRig, status: Status, caught: str, other: str) -> None:
    rig.agent.at_once = status
    code = f"""
from supervisor.client import {other}
try:
    pyautogui.press("a")
except pyautogui.{caught} as e:
    print(isinstance(e, {other}), isinstance(e, pyautogui.FailSafeException), e.outcome.status)
"""
    stopped = status is Status.STOPPED
    assert runs(BEGIN + code, rig.address) == [f"True {stopped} {status.value}"]


def test_attack_without_a_supervisor_nothing_is_made(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    status, _, err = program("import pyautogui", None)
    assert status != 0
    assert "agent-supervisor run" in err
    ended = BEGIN + "pyautogui.platformModule._position.__self__._connection._supervisor().close()\n"
    status, _, err = program(ended + "pyautogui.FAILSAFE = False\npyautogui.press('a')", rig.address)
    assert status != 0
    assert "ConnectionLost" in err
    assert gestures(rig) == []


def test_keys_are_those_of_the_original_and_every_character(rig: TurningRig) -> None:
    code = """
import json
keys = [*pyautogui.KEY_NAMES, "世", "Ä", "nothing", "ab", "\\x07"]
print(json.dumps({key: pyautogui.isValidKey(key) for key in keys}))
"""
    (line,) = runs(BEGIN + code, rig.address)
    valid = json.loads(line)
    assert not [key for key in ("volumeup", "accept", "nothing", "ab", "\x07", "command") if valid[key]]
    assert all(valid[key] for key in ("世", "Ä", "a", "~", " ", "\n", "enter", "f24", "winright"))


def test_a_key_that_the_keyboard_lacks_is_no_press_as_in_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    made, _ = outlet()
    said: list[str] = []
    monkeypatch.setattr(pyautogui_outlet._log, "warning", lambda words, *names: said.append(words % names))

    def refuse(**_gesture: Any) -> None:
        raise NoSuchKeyError("no key for it")

    made._connection.does = refuse  # type: ignore[method-assign]
    made.key_down("enter")
    assert said == ["`enter` was not pressed: no key for it"]


def test_the_wheel_of_windows_counts_in_hundred_and_twentieths() -> None:
    windows, made = outlet("win32")
    for clicks in (120, -360, 10, 0):
        windows.vscroll(clicks)
    assert [one["dy"] for one in made] == [-1, 3, -1, 0]


def test_words_of_other_systems_are_keys_there() -> None:
    assert outlet("linux")[0]._mapping.get("volumeup") is None
    assert outlet("darwin")[0]._mapping.get("volumeup") == 0x1008FF13


def test_clicks_of_a_mac_and_buttons_that_are_a_wheel() -> None:
    mac, made = outlet("darwin")
    mac.multi_click(1, 2, "primary", 2)
    mac.drag_to(3, 4, "left")
    mac.mouse_down(5, 6, 4)
    mac.mouse_up(5, 6, 4)
    assert made == [
        *[{"type": "click", "button": "left", "x": 1, "y": 2}] * 2,
        {"type": "move", "x": 3, "y": 4},
        {"dx": 0, "dy": -1, "x": 5, "y": 6},
    ]


@pytest.mark.parametrize(("printed", "swapped"), [(b"true\n", True), (b"", False)])
def test_a_mouse_for_the_left_hand_is_asked_for_once(
    monkeypatch: pytest.MonkeyPatch, printed: bytes, swapped: bool
) -> None:
    asked: list[Any] = []

    def run(argv: list[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(argv)
        return subprocess.CompletedProcess(argv, 0, printed)

    monkeypatch.setattr(subprocess, "run", run)
    made, _ = outlet()
    assert [made.mouse_is_swapped(), made.mouse_is_swapped()] == [swapped, swapped]
    assert len(asked) == 1


def test_without_gnome_no_mouse_is_swapped(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(argv: list[str], **_options: Any) -> None:
        raise FileNotFoundError(argv[0])

    monkeypatch.setattr(subprocess, "run", run)
    assert not outlet()[0].mouse_is_swapped()


def test_a_program_that_ends_with_a_key_down_leaves_it_to_be_let_go(rig: TurningRig) -> None:
    rig.agent.at_once = Status.DONE
    runs(BEGIN + "pyautogui.keyDown('shift')\npyautogui.mouseDown()\nimport os\nos._exit(0)", rig.address)
    wait_for(lambda: rig.agent.lets_go, "all to be let go")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_original_of_another_system_finds_all_that_it_looks_for(rig: TurningRig, system: str) -> None:
    """As near as it comes here: the libraries are told that they are there."""
    rig.agent.at_once = Status.DONE
    code = f"""
import ctypes, importlib.util, logging, platform, random, socket, subprocess, sys, tempfile
sys.modules["pyscreeze"] = sys.modules["pymsgbox"] = None  # which ask the system itself when they are imported
sys.platform = {system!r}
import pyautogui
pyautogui.PAUSE = 0
pyautogui.platformModule.__dict__["_mouse_is_swapped"] = lambda: False
pyautogui.tripleClick(30, 40)
pyautogui.dragTo(60, 70, button="left")
pyautogui.scroll(-240)
pyautogui.press("volumeup")
pyautogui.write("é")
from pynput import keyboard, mouse
mouse.Controller().click(mouse.Button.left)
keyboard.Controller().tap(keyboard.Key.cmd)
print(pyautogui.platformModule.__name__, mouse.Controller.__module__, keyboard.Key.cmd.value.vk)
"""
    (line,) = runs(code, rig.address)
    short = {"win32": "win", "darwin": "osx"}[system]
    assert line == f"pyautogui._pyautogui_{short} pynput.mouse._{system} {0xFFEB}"
    made = gestures(rig)
    kinds = [one["type"] for one in made if one["type"] not in ("move", "scroll")]
    assert kinds == ["click"] * 3 + ["down", "up"] * 5
    assert sum(one["dy"] for one in made if one["type"] == "scroll") == (2 if system == "win32" else 240)
    assert {"type": "down", "keysym": 0x1008FF13} in made
