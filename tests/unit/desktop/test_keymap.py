from __future__ import annotations

import select
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop import keymap as module
from supervisor.desktop.keymap import Keyboard, keysym_char, keysym_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop

NAMES = [
    (0x61, "a", "a"),
    (0x20, "space", " "),
    (0xE4, "adiaeresis", "ä"),
    (0xFF0D, "Return", ""),
    (0xFFFF, "Delete", ""),
    (0xFF09, "Tab", ""),
    (0xFFB1, "KP_1", "1"),
    (0xFFE3, "Control_L", ""),
    (0x010020AC, "U20AC", "€"),
    (0x0, "NoSymbol", ""),
]


@pytest.mark.parametrize(("keysym", "name", "char"), NAMES)
def test_what_keysyms_are_called_and_type(keysym: int, name: str, char: str) -> None:
    assert keysym_name(keysym) in {name, "EuroSign"}
    assert keysym_char(keysym) == char


@pytest.mark.parametrize(("keysym", "name", "char"), [row for row in NAMES if row[0] not in {0x0, 0x010020AC}])
def test_the_same_without_libxkbcommon(keysym: int, name: str, char: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_library", lambda: None)
    assert keysym_name.__wrapped__(keysym) == name
    assert keysym_char.__wrapped__(keysym) == char


def test_a_keysym_nobody_knows_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keysym_name(0x1FFFFFFF).startswith("0x")
    assert keysym_char(0x1FFFFFFF) == ""
    monkeypatch.setattr(module, "_library", lambda: None)
    assert keysym_name.__wrapped__(0x1FFFFFFF) == "0x1fffffff"
    assert keysym_char.__wrapped__(0x01FFFFFF) == ""


@pytest.fixture
def keyboard(bare: VirtualDesktop) -> Iterator[Keyboard]:
    reading = Keyboard(environ=bare.env)
    yield reading
    reading.close()


def test_what_is_known_stays_what_was_judged_by_until_somebody_asks_anew(keyboard: Keyboard, other: Display) -> None:
    judged = keyboard.keymap()
    other.change_keyboard_mapping(8, [(0x61,)])
    other.sync()
    keyboard.drain()
    assert keyboard.known is judged
    assert keyboard.keymap().symbols[8][0] == 0x61
    assert keyboard.known.symbols[8][0] == 0x61
    other.change_keyboard_mapping(8, [(0,)])
    other.sync()


def test_the_keyboard_in_use(keyboard: Keyboard, other: Display) -> None:
    keymap = keyboard.keymap()
    for keysym, held, name, char in (
        (0x61, set(), "a", "a"),
        (0x61, {"shift"}, "A", "A"),
        (0xFFFF, {"shift"}, "Delete", ""),
        (0x31, {"shift"}, "exclam", "!"),
    ):
        meaning = keymap.meaning(other.keysym_to_keycode(keysym), frozenset(held))
        assert (meaning.name, meaning.char) == (name, char)


def test_modifiers_have_our_names(keyboard: Keyboard, other: Display) -> None:
    modifiers = keyboard.keymap().modifiers
    for keysym, word in (
        (0xFFE1, "shift"),
        (0xFFE2, "shift"),
        (0xFFE3, "ctrl"),
        (0xFFE9, "alt"),
        (0xFFEB, "super"),
        (0xFE03, "altgr"),
        (0xFFE5, "lock"),
        (0xFF7F, "lock"),
    ):
        assert modifiers[other.keysym_to_keycode(keysym)] == word
    assert other.keysym_to_keycode(0x61) not in modifiers


def test_a_changed_mapping_is_read_again(keyboard: Keyboard, other: Display) -> None:
    spare = max(code for code, row in keyboard.keymap().symbols.items() if not any(row))
    before = keyboard.keymap()
    assert keyboard.keymap() is before
    other.change_keyboard_mapping(spare, [[0x010020AC]])
    other.sync()
    try:
        assert select.select([keyboard], [], [], 10)[0]
        assert keyboard.drain()
        assert keyboard.keymap().meaning(spare, frozenset()).char == "€"
    finally:
        other.change_keyboard_mapping(spare, [[0]])
        other.sync()


def test_a_change_that_one_who_asked_came_upon_is_told_to_whoever_watches(keyboard: Keyboard, other: Display) -> None:
    spare = max(code for code, row in keyboard.keymap().symbols.items() if not any(row))
    keyboard.drain()
    other.change_keyboard_mapping(spare, [[0x010020AC]])
    other.sync()
    try:
        assert keyboard.keymap().meaning(spare, frozenset()).char == "€"
        assert select.select([keyboard], [], [], 0)[0]
        assert keyboard.drain()
    finally:
        other.change_keyboard_mapping(spare, [[0]])
        other.sync()
