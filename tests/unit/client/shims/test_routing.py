from __future__ import annotations

import json
import re
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from supervisor.client.shims import pyautogui_outlet, pynput_keyboard, pynput_mouse, routing
from supervisor.client.shims.routing import Finder
from tests.support.routed import program, runs

if TYPE_CHECKING:
    from tests.unit.client.conftest import TurningRig


AGENT = Path(__file__).parents[3] / "support/agents/library_agent.py"
NO_INPUT = {
    *("alert", "confirm", "prompt", "password", "mouseInfo", "displayMousePosition"),  # ask or show a person
    *("countdown", "printInfo", "getInfo", "useImageNotFoundException", "center"),  # print, or count
    *("locate", "locateAll", "locateAllOnScreen", "locateCenterOnScreen", "locateOnScreen", "locateOnWindow"),
    *("pixelMatchesColor", "raisePyAutoGUIImageNotFoundException", "contextmanager", "namedtuple"),
}
"""What no input comes of; those that look at the screen do so by `screenshot`, which is stood in for."""


def test_every_public_function_is_one_of_those_that_are_compared(rig: TurningRig) -> None:
    """End to end, in `test_library_agents`."""
    code = """
import inspect, json, pyautogui
from pynput import keyboard, mouse
names = [n for n, f in vars(pyautogui).items() if inspect.isfunction(f) and not n.startswith(("_", "ease"))]
for controller in (keyboard.Controller, mouse.Controller):
    names += [n for n in dir(controller) if n not in ("connection", "listeners", "names") and not n.startswith("_")]
print(json.dumps(names))
"""
    (line,) = runs(code, rig.address)
    source = AGENT.read_text("utf-8")
    known = {name for name in json.loads(line) if re.search(rf"\.{name}\b", source)}
    errors = {"InvalidKeyException", "InvalidCharacterException"}
    assert set(json.loads(line)) - known - errors <= NO_INPUT


@pytest.mark.parametrize(
    ("name", "fill"),
    [
        ("pyautogui._pyautogui_x11", pyautogui_outlet.fill),
        ("pyautogui._pyautogui_win", pyautogui_outlet.fill),
        ("pyautogui._pyautogui_osx", pyautogui_outlet.fill),
        ("pyautogui._pyautogui_of_the_future", pyautogui_outlet.fill),
        ("pynput.mouse._xorg", pynput_mouse.fill),
        ("pynput.mouse._win32", pynput_mouse.fill),
        ("pynput.keyboard._darwin", pynput_keyboard.fill),
        ("pynput.keyboard._uinput", pynput_keyboard.fill),
    ],
)
def test_every_way_to_a_system_is_stood_in_for(name: str, fill: object) -> None:
    spec = Finder().find_spec(name)
    assert spec is not None
    assert spec.loader._fill is fill  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["pynput.mouse._base", "pynput.keyboard._dummy", "pyautogui.tweens", "json"])
def test_the_rest_is_the_originals(name: str) -> None:
    assert Finder().find_spec(name) is None


@pytest.mark.parametrize("name", sorted(routing.REFUSED))
def test_what_goes_around_it_is_as_if_not_installed(name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match="not offered under supervision"):
        Finder().find_spec(name)


def test_no_x11_library_is_needed_and_none_is_imported(rig: TurningRig) -> None:
    code = """
import sys
sys.modules["Xlib"] = None
import pyautogui, pynput, pyautogui._pyautogui_x11
from pynput import keyboard, mouse
print(pyautogui.platformModule is pyautogui._pyautogui_x11, "mouseinfo" in sys.modules)
try:
    pyautogui.mouseInfo()
except pyautogui.PyAutoGUIException:
    print("none")
"""
    assert runs(code, rig.address) == ["True False", "none"]


def test_attack_another_backend_is_ours_too(rig: TurningRig) -> None:
    code = "from pynput import keyboard\nprint(keyboard.Controller.__mro__[1].__name__)"
    assert runs(code, rig.address, {"PYNPUT_BACKEND": "uinput"}) == ["Keyboard"]
    dummy = "from pynput import keyboard\nkeyboard.Controller().press('a')"
    status, _, err = program(dummy, rig.address, {"PYNPUT_BACKEND": "dummy"})
    assert (status != 0, "NotImplementedError" in err) == (True, True)


def test_attack_a_release_with_other_ways_is_not_imported() -> None:
    module = ModuleType("pyautogui")
    vars(module)["platformModule"] = SimpleNamespace(keyboardMapping={"a": 38})
    with pytest.raises(ImportError, match="ways that supervision does not know"):
        routing._look_at_pyautogui(module)
    mouse = ModuleType("pynput.mouse")
    vars(mouse)["Controller"] = type("Controller", (), {"__module__": "pynput.mouse._xorg"})
    with pytest.raises(ImportError, match="ways that supervision does not know"):
        routing._look_at_mouse(mouse)
    with pytest.raises(ImportError, match="ways that supervision does not know"):
        routing._look_at_keyboard(mouse)


def test_what_was_imported_before_is_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyscreeze", ModuleType("pyscreeze"))
    before = list(sys.meta_path)
    with pytest.raises(ImportError, match="before supervision began"):
        routing.install()
    assert sys.meta_path == before


def test_what_a_program_puts_in_the_place_of_what_it_lacks_is_no_import(rig: TurningRig) -> None:
    code = """
import sys, types
sys.modules["pyscreeze"] = None
sys.modules["mouseinfo"] = types.ModuleType("mouseinfo")
import pyautogui
print(pyautogui.position())
"""
    assert runs(code, rig.address) == ["Point(x=10, y=20)"]


def test_what_is_not_installed_is_not_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert Finder().find_spec("pyscreeze") is None


def test_the_original_is_looked_at_once_it_is_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pyscreeze.py").write_text("RGB = None\n_screenshot_linux = screenshot = pixel = None\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    spec = Finder().find_spec("pyscreeze")
    assert isinstance(spec, ModuleSpec)
    assert spec.loader is not None
    assert spec.loader.path == str(tmp_path / "pyscreeze.py")  # type: ignore[attr-defined]
    module = ModuleType("pyscreeze")
    spec.loader.exec_module(module)
    assert callable(module.screenshot)
