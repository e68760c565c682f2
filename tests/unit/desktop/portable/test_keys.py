from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from supervisor.desktop.keymap import keysym_name
from supervisor.desktop.portable.keys import PYAUTOGUI_NAMES, PYNPUT_NAMES, utf16_units

LATER = {
    "_darwin": {"insert", "menu", "num_lock", "pause", "print_screen", "scroll_lock"},
    "_xorg": set[str](),
    "_win32": set[str](),
}
"""Keys that pynput has no name for on a platform; what has none is refused there."""


def _file(package: str, name: str) -> ast.Module:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return ast.parse((Path(spec.origin).parent / name).read_text())


@pytest.mark.parametrize("platform", sorted(LATER))
def test_pynput_has_a_key_of_each_name_on_every_platform(platform: str) -> None:
    (keys,) = (
        node
        for node in _file("pynput", f"keyboard/{platform}.py").body
        if isinstance(node, ast.ClassDef) and node.name == "Key"
    )
    members = {t.id for n in keys.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    assert set(PYNPUT_NAMES.values()) - members == LATER[platform]


def test_pyautogui_has_a_key_of_each_name() -> None:
    (names,) = (
        ast.literal_eval(node.value)
        for node in _file("pyautogui", "__init__.py").body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "KEY_NAMES"
    )
    assert set(PYAUTOGUI_NAMES.values()) <= set(names)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Return", "enter"),
        ("KP_Enter", "enter"),
        ("Escape", "esc"),
        ("F1", "f1"),
        ("F20", "f20"),
        ("ISO_Level3_Shift", "alt_gr"),
        ("Super_L", "cmd_l"),
        ("XF86AudioMute", "media_volume_mute"),
        ("Prior", "page_up"),
        ("Print", "print_screen"),
    ],
)
def test_keysyms_lead_to_the_key_that_they_name(name: str, key: str) -> None:
    assert [PYNPUT_NAMES[keysym] for keysym in PYNPUT_NAMES if keysym_name(keysym) == name] == [key]


def test_a_character_is_one_or_two_units_of_windows() -> None:
    assert utf16_units("a") == ("a",)
    assert utf16_units("你") == ("你",)
    assert utf16_units("😀") == ("\ud83d", "\ude00")
