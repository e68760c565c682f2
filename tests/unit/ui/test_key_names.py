from __future__ import annotations

import pytest

from supervisor.ui.key_names import key_caps


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("ctrl+shift+Delete", ["Ctrl", "Shift", "Delete"]),
        ("ctrl+Return", ["Ctrl", "Enter"]),
        ("a", ["A"]),
        ("super+plus", ["Super", "+"]),
        ("alt+F4", ["Alt", "F4"]),
        ("Page_Down", ["Page Down"]),
        ("XF86_Audio_Mute", ["XF86 Audio Mute"]),
        ("", []),
    ],
)
def test_keys_are_named_as_on_the_keyboard(keys: str, caps: list[str]) -> None:
    assert key_caps(keys) == caps


def test_an_endless_chord_is_cut() -> None:
    assert len(key_caps("+".join("a" * 100))) == 8
