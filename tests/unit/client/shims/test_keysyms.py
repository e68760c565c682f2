from __future__ import annotations

import pytest
from Xlib import XK

from supervisor.client.shims.keysyms import PYAUTOGUI, PYAUTOGUI_ELSEWHERE, PYNPUT


@pytest.mark.parametrize(
    ("word", "name"),
    [
        *[("ctrlright", "Control_R"), ("winright", "Super_R"), ("altright", "Alt_R"), ("shiftright", "Shift_R")],
        *[("pgdn", "Page_Down"), ("prtscr", "Print"), ("apps", "Menu"), ("f24", "F24"), ("num7", "KP_7")],
        *[("separator", "KP_Separator"), ("\n", "Return"), ("\b", "BackSpace"), ("del", "Delete"), ("esc", "Escape")],
        *[("scrolllock", "Scroll_Lock"), ("select", "Select"), ("execute", "Execute"), ("help", "Help")],
    ],
)
def test_pyautoguis_words_are_the_keys_that_x_has_for_them(word: str, name: str) -> None:
    assert PYAUTOGUI[word] == XK.string_to_keysym(name)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        *[("alt_gr", "Mode_switch"), ("cmd_r", "Super_R"), ("page_up", "Page_Up"), ("f20", "F20"), ("tab", "Tab")],
        *[("num_lock", "Num_Lock"), ("caps_lock", "Caps_Lock"), ("menu", "Menu"), ("print_screen", "Print")],
    ],
)
def test_pynputs_words_are_the_keys_that_x_has_for_them(word: str, name: str) -> None:
    assert PYNPUT[word] == XK.string_to_keysym(name)


def test_a_word_of_another_system_is_none_of_this_one() -> None:
    assert not PYAUTOGUI.keys() & PYAUTOGUI_ELSEWHERE.keys()
