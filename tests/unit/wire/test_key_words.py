from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.keynames import KEY_NAMES, canonical_chord
from supervisor.wire.call_fields import CallError
from supervisor.wire.key_words import MOST_KEYS, chord, key, modifiers, split

OPENAI = {
    "CTRL": "ctrl",
    "ALT": "alt",
    "SHIFT": "shift",
    "CMD": "super",
    "SUPER": "super",
    "WIN": "super",
    "OPTION": "alt",
    "META": "super",
    "ENTER": "Return",
    "RETURN": "Return",
    "ESC": "Escape",
    "SPACE": "space",
    "TAB": "Tab",
    "BACKSPACE": "BackSpace",
    "DELETE": "Delete",
    "DEL": "Delete",
    "INSERT": "Insert",
    "HOME": "Home",
    "END": "End",
    "PAGEUP": "Page_Up",
    "PAGEDOWN": "Page_Down",
    "ARROWLEFT": "Left",
    "ARROWRIGHT": "Right",
    "ARROWUP": "Up",
    "ARROWDOWN": "Down",
    "LEFT": "Left",
    "UP": "Up",
    "CAPSLOCK": "Caps_Lock",
    "F12": "F12",
    "/": "slash",
    "\\": "backslash",
    "A": "a",
    "1": "1",
    "NUMPAD5": "KP_5",
    "PRINTSCREEN": "Print",
}
GEMINI = {
    "control": "ctrl",
    "command": "super",
    "alt": "alt",
    "shift": "shift",
    "return": "Return",
    "enter": "Return",
    "backspace": "BackSpace",
    "tab": "Tab",
    "escape": "Escape",
    "space": "space",
    "pageup": "Page_Up",
    "f1": "F1",
    "left": "Left",
    "insert": "Insert",
    "delete": "Delete",
    "semicolon": "semicolon",
    "equals": "equal",
    "multiply": "KP_Multiply",
    "add": "KP_Add",
    "separator": "KP_Separator",
    "subtract": "KP_Subtract",
    "decimal": "KP_Decimal",
    "divide": "KP_Divide",
    "$": "dollar",
    "Control": "ctrl",
    "ArrowLeft": "Left",
}
XDOTOOL = {
    "Return": "Return",
    "Page_Up": "Page_Up",
    "Prior": "Page_Up",
    "BackSpace": "BackSpace",
    "KP_0": "KP_0",
    "KP_Enter": "KP_Enter",
    "super": "super",
    "Super_L": "super",
    "Control_L": "ctrl",
    "Alt_L": "alt",
    "F5": "F5",
    "Escape": "Escape",
    "space": "space",
    "ISO_Left_Tab": "Tab",
    "plus": "plus",
    "minus": "minus",
    "Tab": "Tab",
    "XF86AudioPlay": "XF86AudioPlay",
    "adiaeresis": "adiaeresis",
    "ISO_Level3_Shift": "altgr",
    "Menu": "Menu",
}


@pytest.mark.parametrize(("word", "name"), [*OPENAI.items(), *GEMINI.items()])
def test_the_names_of_the_models_are_keys(word: str, name: str) -> None:
    assert key(word, "keys") == name
    assert key(word.lower(), "keys") == name


@pytest.mark.parametrize(("word", "name"), XDOTOOL.items())
def test_the_names_of_xdotool_are_keys(word: str, name: str) -> None:
    assert key(word, "text", keysyms=True) == name


@pytest.mark.parametrize("name", [*KEY_NAMES, *string.ascii_lowercase, *string.digits])
def test_every_key_of_ours_is_one_of_theirs(name: str) -> None:
    assert key(name, "keys") == name


@pytest.mark.parametrize("word", ["", "  ", "hyperspace", "ctrl+c", "é́", "x" * 1000, "\n\n", "F99", "a b"])
def test_what_is_no_key_is_refused_by_its_name(word: str) -> None:
    with pytest.raises(CallError, match=r"^`keys`: `.*` is no key that is known here$"):
        key(word, "keys")


def test_a_keysym_is_a_key_for_xdotool_alone() -> None:
    assert key("Hangul", "text", keysyms=True) == "Hangul"
    with pytest.raises(CallError):
        key("Hangul", "keys")
    with pytest.raises(CallError):
        key("no keysym;", "text", keysyms=True)


def test_a_chord_is_written_as_ours_are() -> None:
    assert chord(["SHIFT", "CTRL", "S"], "keys") == "ctrl+shift+s"
    assert chord(["CMD"], "keys") == "super"
    assert chord(["alt", "Tab"], "keys") == "alt+Tab"


@pytest.mark.parametrize(
    ("words", "why"),
    [([], "names no key"), (["a", "b"], "more than one key"), (["ctrl"] * (MOST_KEYS + 1), "more than 20 keys")],
)
def test_what_is_no_chord_is_refused(words: list[str], why: str) -> None:
    with pytest.raises(CallError, match=f"^`keys` .*{why}"):
        chord(words, "keys")


def test_only_modifiers_are_held() -> None:
    assert modifiers(["SHIFT", "CTRL"], "keys") == ["ctrl", "shift"]
    assert modifiers([], "keys") is None
    with pytest.raises(CallError, match=r"^`keys`: `TAB` is no modifier"):
        modifiers(["CTRL", "TAB"], "keys")


@pytest.mark.parametrize(
    ("text", "words"),
    [("ctrl+s", ["ctrl", "s"]), ("ctrl++", ["ctrl", "+"]), ("+", ["+"]), ("a", ["a"]), ("ctrl+", ["ctrl"]), ("", [])],
)
def test_a_chord_is_cut_at_its_plus(text: str, words: list[str]) -> None:
    assert split(text) == words


@given(st.lists(st.text(max_size=12) | st.sampled_from([*OPENAI, *XDOTOOL]), max_size=4), st.booleans())
def test_any_words_are_a_chord_that_the_gate_reads_the_same_or_an_error(words: list[str], keysyms: bool) -> None:
    try:
        found = chord(words, "keys", keysyms=keysyms)
    except CallError:
        return
    if not keysyms:
        assert canonical_chord(found) == found
